//! Arrangements of the chain, core values, and the choices between scenarios.

mod choice;
mod execution;

use entities::{arrangement, core_value, core_value_set};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    convert::{insert_all, known, position},
    error::Result,
    seen::Seen,
};
use crate::{
    clock::IdSource,
    domain::{
        governance::{ChainElement, MunicipalRole, arrangement::Arrangement, values::CoreValues},
        ids::{ArrangementId, PartyId},
    },
};

pub use choice::{choice, choice_with, choices_of, decide, insert_choice, insert_scenario, update_scenario};

/// The arrangement.
pub async fn arrangement(connection: &impl ConnectionTrait, it: &Seen<ArrangementId>) -> Result<Option<Arrangement>> {
    let rows = arrangement::Entity::find_by_id(it.id().0).all(connection).await?;
    Ok(assemble(connection, rows).await?.into_iter().next())
}

/// The arrangements of these municipalities, past, present and to come, oldest first.
pub async fn arrangements_of(connection: &impl ConnectionTrait, of: &[PartyId]) -> Result<Vec<Arrangement>> {
    let rows = arrangement::Entity::find()
        .filter(arrangement::Column::MunicipalityId.is_in(of.iter().map(|id| id.0)))
        .order_by_asc(arrangement::Column::StartsOn)
        .order_by_asc(arrangement::Column::Id)
        .all(connection)
        .await?;
    assemble(connection, rows).await
}

async fn assemble(connection: &impl ConnectionTrait, rows: Vec<arrangement::Model>) -> Result<Vec<Arrangement>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let executions = execution::of_arrangements(connection, rows.iter().map(|row| row.id)).await?;
    let read = |row: arrangement::Model| {
        Ok(Arrangement {
            id: ArrangementId(row.id),
            municipality: PartyId(row.municipality_id),
            element: known(ChainElement::named(&row.element), "arrangement.element", row.id)?,
            role: known(MunicipalRole::named(&row.role), "arrangement.role", row.id)?,
            executions: executions.of(row.id),
            from: row.starts_on,
            to: row.ends_on,
            decision_reference: row.decision_reference,
            end_reference: row.end_reference,
            version: row.version,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a new arrangement.
pub async fn insert_arrangement(connection: &impl ConnectionTrait, ids: &IdSource, it: &Arrangement) -> Result<()> {
    arrangement::Entity::insert(row(it).into_active_model()).exec_without_returning(connection).await?;
    execution::insert(connection, ids, execution::Owner::Arrangement(it.id.0), &it.executions).await
}

/// Keeps the end of an arrangement that was at the version before; false when it has moved on since.
pub async fn update_arrangement(connection: &impl ConnectionTrait, it: &Arrangement) -> Result<bool> {
    let done = arrangement::Entity::update_many()
        .set(row(it).into_active_model().reset_all())
        .filter(arrangement::Column::Id.eq(it.id.0))
        .filter(arrangement::Column::Version.eq(it.version - 1))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

fn row(it: &Arrangement) -> arrangement::Model {
    arrangement::Model {
        id: it.id.0,
        municipality_id: it.municipality.0,
        element: it.element.name().to_owned(),
        role: it.role.name().to_owned(),
        starts_on: it.from,
        ends_on: it.to,
        decision_reference: it.decision_reference.clone(),
        end_reference: it.end_reference.clone(),
        version: it.version,
    }
}

/// The core values of those of these municipalities that have defined them.
pub async fn core_values(connection: &impl ConnectionTrait, of: &[PartyId]) -> Result<Vec<CoreValues>> {
    let sets = core_value_set::Entity::find()
        .filter(core_value_set::Column::MunicipalityId.is_in(of.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    let values = core_value::Entity::find()
        .filter(core_value::Column::CoreValueSetId.is_in(sets.iter().map(|set| set.id)))
        .order_by_asc(core_value::Column::Position)
        .all(connection)
        .await?;
    let read = |set: core_value_set::Model| {
        let own = values.iter().filter(|value| value.core_value_set_id == set.id);
        let values = own.map(|value| value.text.clone()).collect();
        CoreValues { municipality: PartyId(set.municipality_id), values, version: set.version }
    };
    Ok(sets.into_iter().map(read).collect())
}

/// Keeps the core values of a municipality that is held, in place of those it had.
pub async fn save_core_values(connection: &impl ConnectionTrait, ids: &IdSource, it: &CoreValues) -> Result<()> {
    let own = core_value_set::Column::MunicipalityId.eq(it.municipality.0);
    let kept = core_value_set::Entity::find().filter(own).one(connection).await?;
    let id: Uuid = kept.as_ref().map_or_else(|| ids.next(), |set| set.id);
    let set = core_value_set::Model { id, municipality_id: it.municipality.0, version: it.version };
    let set = set.into_active_model();
    if kept.is_some() {
        let all = core_value_set::Entity::update_many().set(set.reset_all());
        all.filter(core_value_set::Column::Id.eq(id)).exec(connection).await?;
    } else {
        core_value_set::Entity::insert(set).exec_without_returning(connection).await?;
    }
    core_value::Entity::delete_many().filter(core_value::Column::CoreValueSetId.eq(id)).exec(connection).await?;
    let values = it.values.iter().enumerate().map(|(index, text)| core_value::Model {
        id: ids.next(),
        core_value_set_id: id,
        position: position(index),
        text: text.clone(),
    });
    insert_all::<core_value::Entity, _>(connection, values.collect()).await
}
