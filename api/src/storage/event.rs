//! The audit trail: append-only, each event carrying the hash of the one before in its chain.
//!
//! Every contract has a chain of its own, so that two contracts never wait for each other; everything else is in
//! the chain "platform".

use chrono::{DateTime, Utc};
use entities::{audit_chain, audit_event};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    convert::known,
    error::{Error, Result},
};
use crate::{
    domain::{
        event::{Change, Event, EventKind, SubjectKind},
        ids::{ContractId, EventId, PersonId},
    },
    policy::Permit,
};

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

/// Adds an event to its chain.
pub async fn append(
    connection: &impl ConnectionTrait,
    id: EventId,
    event: &Event,
    permit: &Permit,
    at: DateTime<Utc>,
    request_id: &str,
) -> Result<()> {
    let chain = event.contract.map_or_else(|| PLATFORM.to_owned(), |contract| contract.0.to_string());
    let (last_seq, last_hash) = lock_chain(connection, &chain).await?;
    let stored = event.changes.iter().map(|it| StoredChange {
        field: it.field.clone(),
        before: it.before.clone(),
        after: it.after.clone(),
    });
    let mut row = audit_event::Model {
        id: id.0,
        chain: chain.clone(),
        seq: last_seq + 1,
        kind: event.kind.name().to_owned(),
        subject_kind: event.subject_kind.name().to_owned(),
        subject_id: event.subject,
        contract_id: event.contract.map(|contract| contract.0),
        actor_id: permit.person().map(|person| person.0),
        permit: permit.in_words(),
        request_id: request_id.to_owned(),
        at,
        changes: serde_json::to_string(&stored.collect::<Vec<_>>())?,
        previous_hash: last_hash,
        hash: String::new(),
    };
    row.hash = hash(&row);
    audit_chain::Entity::update_many()
        .col_expr(audit_chain::Column::LastSeq, Expr::value(row.seq))
        .col_expr(audit_chain::Column::LastHash, Expr::value(row.hash.clone()))
        .filter(audit_chain::Column::Chain.eq(chain))
        .exec(connection)
        .await?;
    audit_event::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Holds the chain of everything that is under no contract until the transaction ends.
pub(super) async fn hold_platform(connection: &impl ConnectionTrait) -> Result<()> {
    lock_chain(connection, PLATFORM).await.map(drop)
}

/// The last number and hash of a chain, held until the transaction ends.
async fn lock_chain(connection: &impl ConnectionTrait, chain: &str) -> Result<(i64, String)> {
    let first = audit_chain::Model { chain: chain.to_owned(), last_seq: 0, last_hash: GENESIS.to_owned() };
    audit_chain::Entity::insert(first.into_active_model())
        .on_conflict(OnConflict::column(audit_chain::Column::Chain).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    let row = audit_chain::Entity::find_by_id(chain).lock_exclusive().one(connection).await?;
    row.map(|row| (row.last_seq, row.last_hash))
        .ok_or(Error::Inconsistent { place: "audit_chain.chain", id: Uuid::nil() })
}

/// SHA-256 over every column but the hash itself, each with its length, so that no two rows read alike.
fn hash(row: &audit_event::Model) -> String {
    let optional = |id: Option<Uuid>| id.map_or_else(String::new, |id| id.to_string());
    let mut digest = Sha256::new();
    for part in [
        row.id.to_string(),
        row.chain.clone(),
        row.seq.to_string(),
        row.kind.clone(),
        row.subject_kind.clone(),
        row.subject_id.to_string(),
        optional(row.contract_id),
        optional(row.actor_id),
        row.permit.clone(),
        row.request_id.clone(),
        row.at.timestamp_micros().to_string(),
        row.changes.clone(),
        row.previous_hash.clone(),
    ] {
        digest.update(part.len().to_string());
        digest.update(":");
        digest.update(part);
    }
    digest.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    })
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

fn read(row: audit_event::Model) -> Result<AuditEvent> {
    let changes: Vec<StoredChange> = serde_json::from_str(&row.changes)?;
    Ok(AuditEvent {
        id: EventId(row.id),
        number: row.seq,
        kind: known(EventKind::named(&row.kind), "audit_event.kind", row.id)?,
        subject_kind: known(SubjectKind::named(&row.subject_kind), "audit_event.subject_kind", row.id)?,
        subject: row.subject_id,
        actor: row.actor_id.map(PersonId),
        permit: row.permit,
        at: row.at,
        changes: changes.into_iter().map(|it| Change { field: it.field, before: it.before, after: it.after }).collect(),
        hash: row.hash,
    })
}

/// What walking the chains found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Walk {
    /// Every link holds.
    Whole {
        /// How many chains.
        chains: u64,
        /// How many events.
        events: u64,
    },
    /// The first link that does not hold.
    Broken {
        /// In which chain.
        chain: String,
        /// At which number.
        number: i64,
        /// What is wrong.
        why: &'static str,
    },
}

/// Walks every chain from its first event and names the first broken link.
pub async fn verify(connection: &impl ConnectionTrait) -> Result<Walk> {
    let heads = audit_chain::Entity::find().order_by_asc(audit_chain::Column::Chain).all(connection).await?;
    let (mut chains, mut events) = (0, 0);
    for head in heads {
        chains += 1;
        let (mut number, mut previous) = (0_i64, GENESIS.to_owned());
        loop {
            let page = audit_event::Entity::find()
                .filter(audit_event::Column::Chain.eq(head.chain.as_str()))
                .filter(audit_event::Column::Seq.gt(number))
                .order_by_asc(audit_event::Column::Seq)
                .limit(1_000)
                .all(connection)
                .await?;
            if page.is_empty() {
                break;
            }
            for row in page {
                let broken = |why| Ok(Walk::Broken { chain: head.chain.clone(), number: number + 1, why });
                if row.seq != number + 1 {
                    return broken("an event is missing");
                }
                if row.previous_hash != previous {
                    return broken("it does not carry the hash of the event before");
                }
                if hash(&row) != row.hash {
                    return broken("its content does not match its hash");
                }
                number = row.seq;
                previous = row.hash;
                events += 1;
            }
        }
        if number != head.last_seq || previous != head.last_hash {
            return Ok(Walk::Broken { chain: head.chain, number: number + 1, why: "the chain ends too early" });
        }
    }
    let orphans = audit_event::Entity::find()
        .filter(audit_event::Column::Chain.not_in_subquery(sea_orm::QueryTrait::into_query(
            audit_chain::Entity::find().select_only().column(audit_chain::Column::Chain),
        )))
        .one(connection)
        .await?;
    Ok(match orphans {
        Some(row) => Walk::Broken { chain: row.chain, number: row.seq, why: "the chain's head is gone" },
        None => Walk::Whole { chains, events },
    })
}
