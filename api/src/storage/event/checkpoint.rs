//! Checkpoints: a chain over the heads of the chains, so that a chain that is cut or taken away leaves a gap elsewhere.
//!
//! One is made from time to time, not with every act: acts on two contracts would wait for each other. Until the next
//! one, a chain is held by the keyed hashes of its events and the seal of its head.

use chrono::{DateTime, Utc};
use entities::{audit_chain, audit_checkpoint, audit_checkpoint_head, audit_event};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{GENESIS, TrailKeys};
use crate::{
    clock::IdSource,
    storage::{
        Connection,
        convert::insert_all,
        error::{Error, Result, is_taken},
        unit,
    },
};

/// The number of the checkpoint that seals what was there before the trail was keyed.
pub(super) const FIRST: i64 = 1;

/// A checkpoint as it is written down outside the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its number.
    pub number: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Its hash.
    pub hash: String,
}

/// Makes the first checkpoint if there is none. It seals the events of before the trail was keyed as they are then.
///
/// Fails when the trail was keyed already: the checkpoints are gone, and a new first one would hide that.
pub async fn begin(connection: &Connection, keys: &TrailKeys, ids: &IdSource, at: DateTime<Utc>) -> Result<()> {
    if last(connection).await?.is_some() {
        return Ok(());
    }
    let keyed = audit_event::Entity::find().filter(audit_event::Column::KeyId.is_not_null()).limit(1);
    if let Some(event) = keyed.one(connection).await? {
        return Err(Error::Tampered { chain: event.chain });
    }
    let heads = changed(connection).await?;
    write(connection, keys, ids, None, &heads, at).await.map(|_| ())
}

/// Makes a checkpoint over the chains that changed since the last one; `false` when none did, or another process was
/// first.
pub async fn advance(connection: &Connection, keys: &TrailKeys, ids: &IdSource, at: DateTime<Utc>) -> Result<bool> {
    let before = last(connection).await?.ok_or(Error::Tampered { chain: "of checkpoints".to_owned() })?;
    let heads = changed(connection).await?;
    if heads.is_empty() { Ok(false) } else { write(connection, keys, ids, Some(before), &heads, at).await }
}

/// The checkpoints after number `after`, in order, at most `limit`.
pub async fn marks(connection: &impl ConnectionTrait, after: i64, limit: u64) -> Result<Vec<Mark>> {
    let rows = audit_checkpoint::Entity::find()
        .filter(audit_checkpoint::Column::Number.gt(after))
        .order_by_asc(audit_checkpoint::Column::Number)
        .limit(limit)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| Mark { number: row.number, at: row.at, hash: row.hash }).collect())
}

async fn last(connection: &impl ConnectionTrait) -> Result<Option<audit_checkpoint::Model>> {
    let newest_first = audit_checkpoint::Entity::find().order_by_desc(audit_checkpoint::Column::Number);
    Ok(newest_first.one(connection).await?)
}

/// The chains whose head no checkpoint names. Nothing is held meanwhile: a head that moves on is named next time.
async fn changed(connection: &impl ConnectionTrait) -> Result<Vec<audit_chain::Model>> {
    let (head, chain) = (audit_checkpoint_head::Entity, audit_chain::Entity);
    let named = Query::select()
        .expr(Expr::val(1))
        .from(head)
        .and_where(Expr::col((head, audit_checkpoint_head::Column::Chain)).equals((chain, audit_chain::Column::Chain)))
        .and_where(Expr::col((head, audit_checkpoint_head::Column::Seq)).equals((chain, audit_chain::Column::LastSeq)))
        .take();
    Ok(audit_chain::Entity::find()
        .filter(audit_chain::Column::LastSeq.gt(0))
        .filter(Expr::exists(named).not())
        .order_by_asc(audit_chain::Column::Chain)
        .all(connection)
        .await?)
}

/// Keeps a checkpoint whole or not at all. Its number is the lease: of two processes one is first.
async fn write(
    connection: &Connection,
    keys: &TrailKeys,
    ids: &IdSource,
    before: Option<audit_checkpoint::Model>,
    heads: &[audit_chain::Model],
    at: DateTime<Utc>,
) -> Result<bool> {
    let mut row = audit_checkpoint::Model {
        number: before.as_ref().map_or(FIRST, |before| before.number + 1),
        at,
        key_id: keys.current_id().to_owned(),
        previous_hash: before.map_or_else(|| GENESIS.to_owned(), |before| before.hash),
        hash: String::new(),
    };
    let mut named: Vec<_> = heads.iter().map(|it| (it.chain.as_str(), it.last_seq, it.last_hash.as_str())).collect();
    // In the order of their bytes, whatever order the database sorts texts in.
    named.sort_unstable();
    row.hash = keys.checkpoint(&row, named.iter().copied()).unwrap_or_default();
    let number = row.number;
    let rows: Vec<_> = named
        .into_iter()
        .map(|(chain, seq, hash)| audit_checkpoint_head::Model {
            id: ids.next(),
            checkpoint: number,
            chain: chain.to_owned(),
            seq,
            hash: hash.to_owned(),
        })
        .collect();
    match keep(connection, row, rows).await {
        Ok(()) => Ok(true),
        Err(error) if is_taken(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn keep(
    connection: &Connection,
    row: audit_checkpoint::Model,
    heads: Vec<audit_checkpoint_head::Model>,
) -> Result<()> {
    let transaction = unit::writing(connection).await?;
    audit_checkpoint::Entity::insert(row.into_active_model()).exec_without_returning(&transaction).await?;
    insert_all::<audit_checkpoint_head::Entity, _>(&transaction, heads).await?;
    transaction.commit().await
}
