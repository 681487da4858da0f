//! Writing the indicators of a contract or amendment.

use entities::{contract_indicator, contract_indicator_origin, known_value};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use uuid::Uuid;

use crate::{
    clock::IdSource,
    domain::{
        contract::Contract,
        indicator::{ContractIndicator, KnownValue},
    },
    storage::{
        convert::{insert_all, position, scaled},
        error::Result,
    },
};

/// Replaces the indicators and the figures known from before; only a draft, which has no years yet, allows it.
///
/// An indicator of an amendment that stood in an earlier text goes on with that one: its row names it as its origin.
pub async fn save_indicators(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Contract,
    known: &[KnownValue],
) -> Result<()> {
    clear(connection, it).await?;
    let earlier = it.amends.as_ref().map(|amends| amends.before.indicators.as_slice()).unwrap_or_default();
    let (mut rows, mut origins) = (Vec::new(), Vec::new());
    for (index, usage) in it.indicators.iter().enumerate() {
        let goes_on = earlier.iter().any(|before| before.id == usage.id);
        let id = if goes_on { ids.next() } else { usage.id.0 };
        rows.push(row(it, id, index, usage));
        if goes_on {
            let (contract_indicator_id, origin_id) = (id, usage.id.0);
            origins.push(contract_indicator_origin::Model { id: ids.next(), contract_indicator_id, origin_id });
        }
    }
    insert_all::<contract_indicator::Entity, _>(connection, rows).await?;
    insert_all::<contract_indicator_origin::Entity, _>(connection, origins).await?;
    let known = known.iter().map(|known| known_value::Model {
        id: ids.next(),
        contract_indicator_id: known.indicator.0,
        year: known.year,
        value: scaled(known.value),
        source: known.source.clone(),
    });
    insert_all::<known_value::Entity, _>(connection, known.collect()).await
}

async fn clear(connection: &impl ConnectionTrait, it: &Contract) -> Result<()> {
    known_value::Entity::delete_many()
        .filter(known_value::Column::ContractIndicatorId.in_subquery(rows_of(it)))
        .exec(connection)
        .await?;
    contract_indicator_origin::Entity::delete_many()
        .filter(contract_indicator_origin::Column::ContractIndicatorId.in_subquery(rows_of(it)))
        .exec(connection)
        .await?;
    contract_indicator::Entity::delete_many()
        .filter(contract_indicator::Column::ContractId.eq(it.id.0))
        .exec(connection)
        .await?;
    Ok(())
}

fn rows_of(it: &Contract) -> SelectStatement {
    contract_indicator::Entity::find()
        .select_only()
        .column(contract_indicator::Column::Id)
        .filter(contract_indicator::Column::ContractId.eq(it.id.0))
        .into_query()
}

fn row(contract: &Contract, id: Uuid, index: usize, usage: &ContractIndicator) -> contract_indicator::Model {
    contract_indicator::Model {
        id,
        contract_id: contract.id.0,
        indicator_id: usage.indicator.0,
        goal_id: usage.goal.map(|goal| goal.0),
        position: position(index),
        amber_margin: scaled(usage.amber_margin),
        red_margin: scaled(usage.red_margin),
        annual_only: usage.annual_only,
    }
}
