//! Holding: what an act decides on stays as it was read until the act is committed.
//!
//! A check and its write are one transaction, and what is checked is held in it, before it is read. `SQLite` does that
//! by itself: an act has the one write lock from its first statement. `PostgreSQL` reads what is committed at the
//! moment of each statement, so two acts on different rows of one rule (two clients that adopt, each not knowing of the
//! other; a draft for a municipality that ends at that moment) would both pass. So every act holds the *root* of what it
//! decides on:
//!
//! - the contract, for everything under it: its amendments, years, targets, reports, reviews, open points, attachments;
//! - the party, for what it has: people with their roles and invitations, participations, members, numbers,
//!   arrangements, core values, choices;
//! - the parties that it names, shared, so that none of them ends meanwhile: many acts may name one party at once;
//! - the register, for what must be unlike everything else that is in it.
//!
//! Always in this order: the key of the act, contracts, parties, register; several of a kind by identity, in one
//! statement. The chain of the trail comes last, in the commit. So nobody waits for one who waits for them. Rows are
//! locked without their keys: others may still refer to them.

use entities::{amendment, contract, party, reorganisation, task};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::LockType,
};
use uuid::Uuid;

use super::{error::Result, event};
use crate::domain::ids::{ContractId, PartyId, ReorganisationId, TaskId};

/// Holds these contracts with everything under them; gives all that are held. Whoever acts on an amendment holds the
/// contract that it amends. Nobody holds what they do not see: acts find first what a client names (`seen`).
pub async fn contracts(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<Vec<ContractId>> {
    let keys: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let amended = amendment::Entity::find()
        .select_only()
        .column(amendment::Column::AmendsId)
        .filter(amendment::Column::ContractId.is_in(keys.clone()))
        .into_query();
    let family = Condition::any().add(contract::Column::Id.is_in(keys)).add(contract::Column::Id.in_subquery(amended));
    let held: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(family)
        .order_by_asc(contract::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(held.into_iter().map(ContractId).collect())
}

/// Holds parties with what they have.
pub async fn parties(connection: &impl ConnectionTrait, ids: &[PartyId]) -> Result<()> {
    lock_parties(connection, ids, LockType::NoKeyUpdate).await
}

/// Holds parties as they are, together with others who name them.
pub async fn named_parties(connection: &impl ConnectionTrait, ids: &[PartyId]) -> Result<()> {
    lock_parties(connection, ids, LockType::Share).await
}

async fn lock_parties(connection: &impl ConnectionTrait, ids: &[PartyId], lock: LockType) -> Result<()> {
    party::Entity::find()
        .select_only()
        .column(party::Column::Id)
        .filter(party::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(party::Column::Id)
        .lock(lock)
        .into_tuple::<Uuid>()
        .all(connection)
        .await?;
    Ok(())
}

/// Holds the register of parties: who enters one, or numbers one, sees all that were entered before.
pub async fn register(connection: &impl ConnectionTrait) -> Result<()> {
    event::hold_platform(connection).await
}

/// Holds a reorganisation.
pub async fn reorganisation(connection: &impl ConnectionTrait, id: ReorganisationId) -> Result<()> {
    let held = reorganisation::Entity::find_by_id(id.0).select_only().column(reorganisation::Column::Id);
    held.lock(LockType::NoKeyUpdate).into_tuple::<Uuid>().one(connection).await?;
    Ok(())
}

/// Holds a task with its links.
pub async fn task(connection: &impl ConnectionTrait, id: TaskId) -> Result<()> {
    let held = task::Entity::find_by_id(id.0).select_only().column(task::Column::Id);
    held.lock(LockType::NoKeyUpdate).into_tuple::<Uuid>().one(connection).await?;
    Ok(())
}
