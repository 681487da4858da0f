//! Adding to the trail.

use chrono::{DateTime, Utc};
use entities::{audit_chain, audit_checkpoint_head, audit_event};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{GENESIS, PLATFORM, StoredChange, TrailKeys, checkpoint::FIRST};
use crate::{
    domain::{event::Event, ids::EventId},
    policy::Permit,
    storage::error::{Error, Result},
};

/// With what, when and for which request an event is recorded.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// The keys of the trail.
    pub keys: TrailKeys,
    /// When.
    pub at: DateTime<Utc>,
    /// For which request.
    pub request_id: String,
}

/// Adds an event to its chain.
///
/// Fails when the head of the chain is not as it was written: going on from it would hide what was done to it.
pub async fn append(
    connection: &impl ConnectionTrait,
    id: EventId,
    event: &Event,
    permit: &Permit,
    on: &Occasion,
) -> Result<()> {
    let chain = event.contract.map_or_else(|| PLATFORM.to_owned(), |contract| contract.0.to_string());
    let mut head = lock_chain(connection, &chain).await?;
    check(connection, &on.keys, &head).await?;
    let stored = event.changes.iter().map(|it| StoredChange {
        field: it.field.clone(),
        before: it.before.clone(),
        after: it.after.clone(),
    });
    let mut row = audit_event::Model {
        id: id.0,
        chain,
        seq: head.last_seq + 1,
        kind: event.kind.name().to_owned(),
        subject_kind: event.subject_kind.name().to_owned(),
        subject_id: event.subject,
        contract_id: event.contract.map(|contract| contract.0),
        actor_id: permit.person().map(|person| person.0),
        permit: permit.in_words(),
        request_id: on.request_id.clone(),
        at: on.at,
        changes: serde_json::to_string(&stored.collect::<Vec<_>>())?,
        previous_hash: head.last_hash,
        hash: String::new(),
        key_id: Some(on.keys.current_id().to_owned()),
    };
    row.hash = on.keys.event(&row).unwrap_or_default();
    head.last_seq = row.seq;
    head.last_hash = row.hash.clone();
    audit_chain::Entity::update_many()
        .col_expr(audit_chain::Column::LastSeq, Expr::value(head.last_seq))
        .col_expr(audit_chain::Column::LastHash, Expr::value(head.last_hash.clone()))
        .col_expr(audit_chain::Column::KeyId, Expr::value(on.keys.current_id()))
        .col_expr(audit_chain::Column::Seal, Expr::value(on.keys.head(on.keys.current_id(), &head)))
        .filter(audit_chain::Column::Chain.eq(head.chain))
        .exec(connection)
        .await?;
    audit_event::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Holds the chain of everything that is under no contract until the transaction ends.
pub(in crate::storage) async fn hold_platform(connection: &impl ConnectionTrait) -> Result<()> {
    lock_chain(connection, PLATFORM).await.map(drop)
}

/// The head of a chain, held until the transaction ends.
async fn lock_chain(connection: &impl ConnectionTrait, chain: &str) -> Result<audit_chain::Model> {
    let first = audit_chain::Model {
        chain: chain.to_owned(),
        last_seq: 0,
        last_hash: GENESIS.to_owned(),
        key_id: None,
        seal: None,
    };
    audit_chain::Entity::insert(first.into_active_model())
        .on_conflict(OnConflict::column(audit_chain::Column::Chain).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    let row = audit_chain::Entity::find_by_id(chain).lock_exclusive().one(connection).await?;
    row.ok_or(Error::Inconsistent { place: "audit_chain.chain", id: Uuid::nil() })
}

/// Whether the head carries its seal; without a key, whether it begins or the first checkpoint names it.
async fn check(connection: &impl ConnectionTrait, keys: &TrailKeys, head: &audit_chain::Model) -> Result<()> {
    let holds = match &head.key_id {
        Some(key) => head.seal.is_some() && keys.head(key, head) == head.seal,
        None if head.last_seq == 0 => head.last_hash == GENESIS,
        None => {
            let sealed = audit_checkpoint_head::Entity::find()
                .filter(audit_checkpoint_head::Column::Checkpoint.eq(FIRST))
                .filter(audit_checkpoint_head::Column::Chain.eq(head.chain.as_str()))
                .filter(audit_checkpoint_head::Column::Seq.eq(head.last_seq))
                .filter(audit_checkpoint_head::Column::Hash.eq(head.last_hash.as_str()));
            sealed.count(connection).await? == 1
        }
    };
    if holds { Ok(()) } else { Err(Error::Tampered { chain: head.chain.clone() }) }
}
