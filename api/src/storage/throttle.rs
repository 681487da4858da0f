//! How often something was tried: counters in which all processes of the service count together.

use chrono::{DateTime, TimeDelta, Utc};
use entities::throttle::{Column, Entity};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{CaseStatement, Expr, ExprTrait, OnConflict, Query, SimpleExpr},
};

use super::error::Result;

/// When what is open opened: long ago, and not at the moment of the last try, for tries made at once come in any order.
const OPEN: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// How fast tries may follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// So many in a span that begins with the first; then whoever tries waits until the span is over.
    Window {
        /// How many; at least one.
        tries: i64,
        /// Of how long.
        span: TimeDelta,
    },
    /// So many without a wait; then each try makes the wait for the next one twice as long.
    Growing {
        /// How many go without a wait; at least one.
        tries: i64,
        /// The first wait.
        first: TimeDelta,
        /// No wait is longer.
        longest: TimeDelta,
        /// How long after the last try all is forgotten.
        memory: TimeDelta,
    },
}

impl Pace {
    const fn memory(self) -> TimeDelta {
        match self {
            Self::Window { span, .. } => span,
            Self::Growing { memory, .. } => memory,
        }
    }

    /// When the next try is let in, after one that is number `tries`, made at `now`, forgotten at `forgotten_at`.
    fn open_at(self, tries: Expr, now: DateTime<Utc>, forgotten_at: Expr) -> SimpleExpr {
        match self {
            Self::Window { tries: most, .. } => {
                CaseStatement::new().case(tries.lt(most), OPEN).finally(forgotten_at).into()
            }
            Self::Growing { tries: free, first, longest, .. } => {
                let mut waits = CaseStatement::new().case(tries.clone().lt(free), OPEN);
                let (mut wait, mut below) = (first, free + 1);
                while wait < longest {
                    waits = waits.case(tries.clone().lt(below), now + wait);
                    (wait, below) = (wait + wait, below + 1);
                }
                waits.finally(now + longest).into()
            }
        }
    }
}

/// Counts one try, or says from when the next one is let in. One statement decides, so that no two processes let in
/// the same try; a try that is refused changes nothing.
pub async fn take(
    connection: &impl ConnectionTrait,
    bucket: &str,
    pace: Pace,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let kept = |column: Column| Expr::col((Entity, column));
    let over = || kept(Column::ForgottenAt).lte(now);
    let fresh = now + pace.memory();
    let tries: Expr = CaseStatement::new().case(over(), 1).finally(kept(Column::Tries).add(1)).into();
    let forgotten_at: Expr = match pace {
        Pace::Window { .. } => CaseStatement::new().case(over(), fresh).finally(kept(Column::ForgottenAt)).into(),
        Pace::Growing { .. } => Expr::value(fresh),
    };
    let counted = OnConflict::column(Column::Bucket)
        .value(Column::OpenAt, pace.open_at(tries.clone(), now, forgotten_at.clone()))
        .value(Column::Tries, tries)
        .value(Column::ForgottenAt, forgotten_at)
        .action_and_where(kept(Column::OpenAt).lte(now).or(over()))
        .to_owned();
    let insert = Query::insert()
        .into_table(Entity)
        .columns([Column::Bucket, Column::Tries, Column::OpenAt, Column::ForgottenAt])
        .values([
            bucket.into(),
            1_i64.into(),
            pace.open_at(Expr::value(1_i64), now, Expr::value(fresh)),
            Expr::value(fresh),
        ])
        .map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?
        .on_conflict(counted)
        .to_owned();
    if connection.execute(&insert).await?.rows_affected() > 0 {
        return Ok(None);
    }
    let found = Entity::find_by_id(bucket).one(connection).await?;
    // Gone or open again in the meantime: a moment later the next try is let in.
    Ok(Some(found.map_or(now, |row| row.open_at)))
}

/// Takes back one try that was counted and then not made: its place is free again.
pub async fn give_back(connection: &impl ConnectionTrait, bucket: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).sub(1))
        .col_expr(Column::OpenAt, Expr::value(OPEN))
        .filter(Column::Bucket.eq(bucket))
        .filter(Column::Tries.gt(0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets everything that was tried.
pub async fn clear(connection: &impl ConnectionTrait, bucket: &str) -> Result<()> {
    Entity::delete_by_id(bucket).exec(connection).await?;
    Ok(())
}

/// Removes what counts for nothing any more.
pub async fn sweep(connection: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::ForgottenAt.lte(now)).exec(connection).await?;
    Ok(())
}
