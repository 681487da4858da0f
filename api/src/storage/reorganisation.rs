//! Municipal reorganisations: what was planned, what it looks at, and what it moves.

use entities::{adaptation, amendment, contract, contract_client, reorganisation, reorganisation_predecessor};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use super::{
    contract::by_ids as contracts_by_ids,
    convert::{insert_all, known, position},
    error::{Error, Result},
    party::{self, Names},
    visible,
};
use crate::{
    clock::IdSource,
    domain::{
        contract::Contract,
        ids::{ContractId, PartyId, PersonId, ReorganisationId},
        reorganisation::{Reorganisation, ReorganisationStage, ReorganisationState},
    },
};

mod apply;

pub use apply::apply;

/// The reorganisations with these ids.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[ReorganisationId]) -> Result<Vec<Reorganisation>> {
    let keys = ids.iter().map(|id| id.0);
    assemble(connection, reorganisation::Entity::find().filter(reorganisation::Column::Id.is_in(keys))).await
}

/// A page of the reorganisations, in order of entering, and how many there are.
pub async fn page(
    connection: &impl ConnectionTrait,
    after: Option<ReorganisationId>,
    limit: u64,
) -> Result<(Vec<Reorganisation>, u64)> {
    let count = reorganisation::Entity::find().count(connection).await?;
    let mut page = reorganisation::Entity::find().order_by_asc(reorganisation::Column::Id).limit(limit);
    if let Some(after) = after {
        page = page.filter(reorganisation::Column::Id.gt(after.0));
    }
    Ok((assemble(connection, page).await?, count))
}

async fn assemble(
    connection: &impl ConnectionTrait,
    select: Select<reorganisation::Entity>,
) -> Result<Vec<Reorganisation>> {
    let rows = select.all(connection).await?;
    let predecessors = reorganisation_predecessor::Entity::find()
        .filter(reorganisation_predecessor::Column::ReorganisationId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(reorganisation_predecessor::Column::Position)
        .all(connection)
        .await?;
    let parties = rows.iter().map(|row| row.successor_id).chain(predecessors.iter().map(|row| row.municipality_id));
    let names = party::names(connection, parties).await?;
    rows.into_iter().map(|row| read(row, &predecessors, &names)).collect()
}

fn read(
    row: reorganisation::Model,
    predecessors: &[reorganisation_predecessor::Model],
    names: &Names,
) -> Result<Reorganisation> {
    let no = || Error::Inconsistent { place: "reorganisation.state", id: row.id };
    let state = match known(ReorganisationStage::named(&row.state), "reorganisation.state", row.id)? {
        ReorganisationStage::Planned => ReorganisationState::Planned,
        ReorganisationStage::Executed => ReorganisationState::Executed {
            at: row.executed_at.ok_or_else(no)?,
            by: PersonId(row.executed_by.ok_or_else(no)?),
        },
        ReorganisationStage::Cancelled => ReorganisationState::Cancelled {
            at: row.cancelled_at.ok_or_else(no)?,
            reason: row.cancellation_reason.clone().ok_or_else(no)?,
        },
    };
    let own = predecessors.iter().filter(|it| it.reorganisation_id == row.id);
    Ok(Reorganisation {
        id: ReorganisationId(row.id),
        date: row.takes_effect_on,
        predecessors: own.map(|it| names.of(it.municipality_id)).collect::<Result<_>>()?,
        successor: names.of(row.successor_id)?,
        state,
        planned_at: row.planned_at,
        planned_by: PersonId(row.planned_by),
        version: row.version,
        name: row.name,
        legal_basis: row.legal_basis,
    })
}

/// Keeps a new reorganisation.
pub async fn insert(connection: &impl ConnectionTrait, ids: &IdSource, it: &Reorganisation) -> Result<()> {
    reorganisation::Entity::insert(row(it).into_active_model()).exec_without_returning(connection).await?;
    let predecessors = it.predecessors.iter().enumerate().map(|(index, party)| reorganisation_predecessor::Model {
        id: ids.next(),
        reorganisation_id: it.id.0,
        municipality_id: party.id.0,
        position: position(index),
    });
    insert_all::<reorganisation_predecessor::Entity, _>(connection, predecessors.collect()).await
}

/// Keeps a reorganisation that was at version `was`; false when it has moved on since.
pub async fn update(connection: &impl ConnectionTrait, it: &Reorganisation, was: i64) -> Result<bool> {
    let done = reorganisation::Entity::update_many()
        .set(row(it).into_active_model().reset_all())
        .filter(reorganisation::Column::Id.eq(it.id.0))
        .filter(reorganisation::Column::Version.eq(was))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

fn row(it: &Reorganisation) -> reorganisation::Model {
    let (mut executed, mut cancelled) = ((None, None), (None, None));
    match &it.state {
        ReorganisationState::Planned => {}
        ReorganisationState::Executed { at, by } => executed = (Some(*at), Some(by.0)),
        ReorganisationState::Cancelled { at, reason } => cancelled = (Some(*at), Some(reason.clone())),
    }
    reorganisation::Model {
        id: it.id.0,
        name: it.name.clone(),
        takes_effect_on: it.date,
        successor_id: it.successor.id.0,
        legal_basis: it.legal_basis.clone(),
        state: it.state.stage().name().to_owned(),
        planned_at: it.planned_at,
        planned_by: it.planned_by.0,
        executed_at: executed.0,
        executed_by: executed.1,
        cancelled_at: cancelled.0,
        cancellation_reason: cancelled.1,
        version: it.version,
    }
}

/// The joint arrangements that are to be adapted because of these reorganisations, with the last day for it.
pub async fn adaptations(
    connection: &impl ConnectionTrait,
    ids: &[ReorganisationId],
) -> Result<Vec<(ReorganisationId, PartyId, chrono::NaiveDate)>> {
    let rows = adaptation::Entity::find()
        .filter(adaptation::Column::ReorganisationId.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(adaptation::Column::Id)
        .all(connection)
        .await?;
    let read =
        |row: adaptation::Model| (ReorganisationId(row.reorganisation_id), PartyId(row.organisation_id), row.due_on);
    Ok(rows.into_iter().map(read).collect())
}

/// The contracts in which one of these municipalities is or was a client, or one of these bodies the contractor,
/// whatever their state.
pub async fn contracts(
    connection: &impl ConnectionTrait,
    municipalities: &[PartyId],
    bodies: &[PartyId],
) -> Result<Vec<Contract>> {
    let texts = || {
        contract_client::Entity::find()
            .select_only()
            .column(contract_client::Column::ContractId)
            .filter(contract_client::Column::MunicipalityId.is_in(municipalities.iter().map(|party| party.0)))
            .into_query()
    };
    let amended = amendment::Entity::find()
        .select_only()
        .column(amendment::Column::AmendsId)
        .filter(amendment::Column::ContractId.in_subquery(texts()))
        .into_query();
    let concerned = Condition::any()
        .add(contract::Column::Id.in_subquery(texts()))
        .add(contract::Column::Id.in_subquery(amended))
        .add(contract::Column::ContractorId.is_in(bodies.iter().map(|party| party.0)));
    let ids: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(concerned)
        .filter(contract::Column::Id.not_in_subquery(visible::amendments()))
        .order_by_asc(contract::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    contracts_by_ids(connection, &ids.into_iter().map(ContractId).collect::<Vec<_>>()).await
}
