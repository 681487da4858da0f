//! The audit trail: append-only, each event carrying the hash of the one before in its chain.
//!
//! Every contract has a chain of its own, so that two contracts never wait for each other; everything else is in
//! the chain "platform". The hashes are keyed (`seal`), checkpoints tie the chains together (`checkpoint`), and
//! `verify` finds what does not hold, `deep` also beside the trail.

mod append;
pub mod checkpoint;
mod deep;
mod fault;
mod seal;
mod verify;

use chrono::{DateTime, Utc};
use entities::audit_event;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{convert::known, error::Result, visible};
use crate::{
    domain::{
        event::{Change, EventKind, SubjectKind},
        ids::{ContractId, EventId, PartyId, PersonId},
    },
    policy::{Viewer, visibility},
};

pub(super) use append::hold_platform;
pub use append::{Occasion, append};
pub use fault::{Fault, Place, Verified, Wrong};
pub use seal::TrailKeys;
pub use verify::{Depth, verify};

/// The hash before the first event of a chain.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The chain of everything that is under no contract.
const PLATFORM: &str = "platform";

/// An event as read back from the trail.
#[derive(Debug, Clone)]
pub struct AuditEvent {
    /// Which.
    pub id: EventId,
    /// Its number in its chain, from 1.
    pub number: i64,
    /// What happened.
    pub kind: EventKind,
    /// To what kind of thing.
    pub subject_kind: SubjectKind,
    /// To which.
    pub subject: Uuid,
    /// In the trail of which contract, if of one.
    pub contract: Option<ContractId>,
    /// By whom; nobody for the operator.
    pub actor: Option<PersonId>,
    /// By what right.
    pub permit: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it changed.
    pub changes: Vec<Change>,
    /// Its hash.
    pub hash: String,
}

#[derive(Serialize, Deserialize)]
struct StoredChange {
    field: String,
    before: Option<String>,
    after: Option<String>,
}

/// A page of the trail of a contract, newest first, and how many events there are.
pub async fn of_contract(
    connection: &impl ConnectionTrait,
    contract: ContractId,
    subject: Option<Uuid>,
    before: Option<i64>,
    limit: u64,
) -> Result<(Vec<AuditEvent>, u64)> {
    let mut all = audit_event::Entity::find().filter(audit_event::Column::ContractId.eq(contract.0));
    if let Some(subject) = subject {
        all = all.filter(audit_event::Column::SubjectId.eq(subject));
    }
    let count = all.clone().count(connection).await?;
    let mut page = all.order_by_desc(audit_event::Column::Seq).limit(limit);
    if let Some(before) = before {
        page = page.filter(audit_event::Column::Seq.lt(before));
    }
    let events = page.all(connection).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    Ok((events, count))
}

/// A page of the trail of a party, newest first, and how many events there are.
pub async fn of_party(
    connection: &impl ConnectionTrait,
    party: PartyId,
    before: Option<i64>,
    limit: u64,
) -> Result<(Vec<AuditEvent>, u64)> {
    let all = audit_event::Entity::find()
        .filter(audit_event::Column::SubjectKind.eq(SubjectKind::Party.name()))
        .filter(audit_event::Column::SubjectId.eq(party.0));
    let count = all.clone().count(connection).await?;
    let mut page = all.order_by_desc(audit_event::Column::Seq).limit(limit);
    if let Some(before) = before {
        page = page.filter(audit_event::Column::Seq.lt(before));
    }
    let events = page.all(connection).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    Ok((events, count))
}

/// The event, if it stands in the trail of a contract or amendment that exists for the viewer, or of one of their
/// parties: always one statement. Whether they read that trail the caller decides.
pub async fn seen(connection: &impl ConnectionTrait, viewer: &Viewer, id: EventId) -> Result<Option<AuditEvent>> {
    let contracts = visible::contract_ids(&visibility(viewer));
    let parties = viewer.memberships.iter().map(|held| held.party.0);
    let of_party = Condition::all()
        .add(audit_event::Column::SubjectKind.eq(SubjectKind::Party.name()))
        .add(audit_event::Column::SubjectId.is_in(parties));
    let seen = Condition::any()
        .add(audit_event::Column::ContractId.in_subquery(contracts.clone()))
        .add(audit_event::Column::SubjectId.in_subquery(contracts))
        .add(of_party);
    audit_event::Entity::find_by_id(id.0).filter(seen).one(connection).await?.map(read).transpose()
}

fn read(row: audit_event::Model) -> Result<AuditEvent> {
    let changes: Vec<StoredChange> = serde_json::from_str(&row.changes)?;
    Ok(AuditEvent {
        id: EventId(row.id),
        number: row.seq,
        kind: known(EventKind::named(&row.kind), "audit_event.kind", row.id)?,
        subject_kind: known(SubjectKind::named(&row.subject_kind), "audit_event.subject_kind", row.id)?,
        subject: row.subject_id,
        contract: row.contract_id.map(ContractId),
        actor: row.actor_id.map(PersonId),
        permit: row.permit,
        at: row.at,
        changes: changes.into_iter().map(|it| Change { field: it.field, before: it.before, after: it.after }).collect(),
        hash: row.hash,
    })
}
