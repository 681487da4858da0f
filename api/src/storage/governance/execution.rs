//! Who executes an element, under an arrangement or as a scenario wants it.

use std::collections::BTreeMap;

use entities::execution;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::SimpleExpr};
use uuid::Uuid;

use crate::{
    clock::IdSource,
    domain::{
        governance::{Execution, Scale, Sector},
        ids::ContractId,
    },
    storage::{
        convert::{insert_all, known, position},
        error::Result,
        party,
    },
};

/// What an execution stands under.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    /// An arrangement.
    Arrangement(Uuid),
    /// A setting of a scenario.
    Setting(Uuid),
}

/// Executions by what they stand under, each list in order.
pub(super) struct Executions(BTreeMap<Uuid, Vec<Execution>>);

impl Executions {
    pub(super) fn of(&self, owner: Uuid) -> Vec<Execution> {
        self.0.get(&owner).cloned().unwrap_or_default()
    }
}

/// The executions of these arrangements.
pub(super) async fn of_arrangements(
    connection: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Executions> {
    read(connection, execution::Column::ArrangementId.is_in(ids)).await
}

/// The executions of these settings.
pub(super) async fn of_settings(
    connection: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Executions> {
    read(connection, execution::Column::SettingId.is_in(ids)).await
}

async fn read(connection: &impl ConnectionTrait, wanted: SimpleExpr) -> Result<Executions> {
    let rows =
        execution::Entity::find().filter(wanted).order_by_asc(execution::Column::Position).all(connection).await?;
    let names = party::names(connection, rows.iter().filter_map(|row| row.executor_id)).await?;
    let mut lists: BTreeMap<Uuid, Vec<Execution>> = BTreeMap::new();
    for row in rows {
        let owner = known(row.arrangement_id.or(row.setting_id), "execution.arrangement_id", row.id)?;
        let sector = row.sector.as_deref().map(|it| known(Sector::named(it), "execution.sector", row.id));
        let scale = row.scale.as_deref().map(|it| known(Scale::named(it), "execution.scale", row.id));
        lists.entry(owner).or_default().push(Execution {
            executor: row.executor_id.map(|id| names.of(id)).transpose()?,
            contract: row.contract_id.map(ContractId),
            sector: sector.transpose()?,
            scale: scale.transpose()?,
            in_words: row.in_words,
        });
    }
    Ok(Executions(lists))
}

/// One execution as a row, under its owner and in its place.
pub(super) fn row(ids: &IdSource, owner: Owner, index: usize, it: &Execution) -> execution::Model {
    let (arrangement_id, setting_id) = match owner {
        Owner::Arrangement(id) => (Some(id), None),
        Owner::Setting(id) => (None, Some(id)),
    };
    execution::Model {
        id: ids.next(),
        arrangement_id,
        setting_id,
        position: position(index),
        executor_id: it.executor.as_ref().map(|executor| executor.id.0),
        contract_id: it.contract.map(|contract| contract.0),
        in_words: it.in_words.clone(),
        sector: it.sector.map(|sector| sector.name().to_owned()),
        scale: it.scale.map(|scale| scale.name().to_owned()),
    }
}

/// Keeps new executions.
pub(super) async fn insert(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    owner: Owner,
    executions: &[Execution],
) -> Result<()> {
    let rows = executions.iter().enumerate().map(|(index, it)| row(ids, owner, index, it));
    insert_all::<execution::Entity, _>(connection, rows.collect()).await
}
