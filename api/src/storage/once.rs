//! Acts that are sent more than once are done once: the keys under which people sent them.
//!
//! A key is taken at the start of the act's own transaction and settled in its commit, so that there is never an act
//! without its key or a key without its act: what is refused or fails takes its key back with everything else. Copies
//! sent at the same moment wait for the first, on `PostgreSQL` at the row it is about to write, on `SQLite` for the
//! write lock.

use chrono::{DateTime, TimeDelta, Utc};
use entities::idempotency_key::{ActiveModel, Column, Entity, Model};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    TryInsertResult,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::error::{Error, Result};
use crate::domain::ids::PersonId;

/// How long a key is kept.
const KEPT_HOURS: i64 = 24;
/// How many keys that are kept no longer an act sweeps away: more than it writes, so that they never pile up.
const SWEPT: u64 = 100;

/// That an act is to be done once: its key, and what was asked under it.
#[derive(Debug, Clone, Copy)]
pub struct Once<'a> {
    key: [u8; 32],
    act: &'a str,
    asked: [u8; 32],
}

impl<'a> Once<'a> {
    /// `asked` is everything that was asked but the key, written in one way only.
    pub fn new(key: &str, act: &'a str, asked: &str) -> Self {
        Self { key: Sha256::digest(key).into(), act, asked: Sha256::digest(asked).into() }
    }
}

/// What became of a key at the start of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is this act's; the row to settle.
    First(Uuid),
    /// The act was done before, and gave this.
    Before(Uuid),
    /// Another act was done with it, or the same with other input.
    Otherwise,
}

/// Takes the key for an act, under a new identity for its row. Waits for a copy that is under way.
pub async fn take(
    connection: &impl ConnectionTrait,
    id: Uuid,
    person: PersonId,
    once: Once<'_>,
    now: DateTime<Utc>,
) -> Result<Taken> {
    let row = Model {
        id,
        person_id: person.0,
        key_hash: hex::encode(once.key),
        act: once.act.to_owned(),
        asked_hash: hex::encode(once.asked),
        subject_id: None,
        kept_until: now + TimeDelta::hours(KEPT_HOURS),
    };
    // One that is kept no longer is as good as none, whether or not it was swept.
    let anew = OnConflict::columns([Column::PersonId, Column::KeyHash])
        .update_columns([Column::Id, Column::Act, Column::AskedHash, Column::SubjectId, Column::KeptUntil])
        .action_and_where(Expr::col((Entity, Column::KeptUntil)).lte(now))
        .to_owned();
    let insert = Entity::insert::<ActiveModel>(row.clone().into_active_model()).on_conflict(anew).try_insert();
    if let TryInsertResult::Inserted(1) = insert.exec_without_returning(connection).await? {
        return Ok(Taken::First(id));
    }
    let same = Condition::all().add(Column::PersonId.eq(row.person_id)).add(Column::KeyHash.eq(row.key_hash));
    let no = || Error::Inconsistent { place: "idempotency_key.subject_id", id };
    let there = Entity::find().filter(same).one(connection).await?.ok_or_else(no)?;
    if there.act != row.act || there.asked_hash != row.asked_hash {
        return Ok(Taken::Otherwise);
    }
    there.subject_id.map(Taken::Before).ok_or_else(no)
}

/// What the act gave when it was done before with this key, if it was: a look that takes nothing and waits for nobody.
pub async fn done(
    connection: &impl ConnectionTrait,
    person: PersonId,
    once: Once<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>> {
    let own = Entity::find()
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::KeyHash.eq(hex::encode(once.key)))
        .filter(Column::KeptUntil.gt(now));
    let there = own.one(connection).await?;
    let same = there.filter(|it| it.act == once.act && it.asked_hash == hex::encode(once.asked));
    Ok(same.and_then(|it| it.subject_id))
}

/// Writes down what the act gave, in its commit, and sweeps what is kept no longer.
pub async fn settle(connection: &impl ConnectionTrait, id: Uuid, gave: Uuid, now: DateTime<Utc>) -> Result<()> {
    let settled = Entity::update_many().col_expr(Column::SubjectId, Expr::value(Some(gave)));
    settled.filter(Column::Id.eq(id)).exec(connection).await?;
    // Rows that another act sweeps or takes anew at this moment are left to it: nobody waits for a broom.
    let old: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::KeptUntil.lte(now))
        .order_by_asc(Column::KeptUntil)
        .limit(SWEPT)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_tuple()
        .all(connection)
        .await?;
    if !old.is_empty() {
        Entity::delete_many().filter(Column::Id.is_in(old)).exec(connection).await?;
    }
    Ok(())
}
