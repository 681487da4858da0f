//! The mail that is recorded but not yet sent: taking it in lease, and writing down what became of it.

use chrono::{DateTime, Utc};
use entities::outbox_mail::{self, Column, Entity};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use thiserror::Error;
use uuid::Uuid;

use crate::{
    domain::{
        ids::PersonId,
        notice::{PendingMail, standing::Skip},
        person::Locale,
    },
    storage,
};

mod audience;
mod context;
mod enqueue;
mod record;
#[cfg(test)]
pub(crate) mod tests;

pub use context::{Context, ContextError, decode_context, encode_context};
pub use enqueue::enqueue;
pub use record::{MailRecord, by_id, page, resend};

/// Why the outbox could not be read or written.
#[derive(Debug, Error)]
pub enum OutboxError {
    /// The database refused or is away.
    #[error("outbox: {0}")]
    Database(#[from] DbErr),
    /// A mail could not be put into its stored form.
    #[error("outbox: {0}")]
    Context(#[from] ContextError),
    /// Who the reader is could not be found out.
    #[error("outbox: {0}")]
    Reader(#[from] Box<storage::Error>),
}

/// How much mail there is, by what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutboxCounts {
    /// Still to be sent.
    pub waiting: u64,
    /// Handed over.
    pub sent: u64,
    /// Given up.
    pub dead: u64,
    /// Not sent after all: the reader was not to be told any more.
    pub skipped: u64,
}

/// The outbox of one database. Each method is complete in itself: no transaction stays open while a mail is sent.
#[derive(Clone)]
pub struct Queue(DatabaseConnection);

impl Queue {
    /// The outbox behind this connection.
    pub const fn new(connection: DatabaseConnection) -> Self {
        Self(connection)
    }

    /// Takes at most `limit` mails that are due at `now`, oldest first, for this `lease` alone, until
    /// `leased_until`. Each taking counts as a try.
    ///
    /// A mail whose row cannot be read is marked dead on the way, so that it does not hold up the others.
    pub async fn claim(
        &self,
        now: DateTime<Utc>,
        leased_until: DateTime<Utc>,
        lease: Uuid,
        limit: u64,
    ) -> Result<Vec<PendingMail>, OutboxError> {
        let due: Vec<Uuid> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(due_at(now))
            .order_by_asc(Column::NextAttemptAt)
            .order_by_asc(Column::Id)
            .limit(limit)
            .into_tuple()
            .all(&self.0)
            .await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        // Compare and set: who comes second finds the condition no longer true. This holds on both databases.
        Entity::update_many()
            .col_expr(Column::Lease, Expr::value(lease))
            .col_expr(Column::LeasedUntil, Expr::value(leased_until))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::Id.is_in(due))
            .filter(due_at(now))
            .exec(&self.0)
            .await?;
        let taken = Entity::find()
            .filter(Column::Lease.eq(lease))
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Id)
            .all(&self.0)
            .await?;
        self.readable(taken, lease, now).await
    }

    async fn readable(
        &self,
        rows: Vec<outbox_mail::Model>,
        lease: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Vec<PendingMail>, OutboxError> {
        let mut mails = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.id;
            match pending(row) {
                Ok(mail) => mails.push(mail),
                Err(error) => {
                    tracing::error!(mail = %id, %error, "a recorded mail cannot be read");
                    let unreadable = [
                        (Column::DeadAt, Expr::value(now)),
                        (Column::LastError, Expr::value(error.to_string())),
                        (Column::Context, Expr::value(context::nothing())),
                    ];
                    self.finish(id, lease, unreadable.to_vec()).await?;
                }
            }
        }
        Ok(mails)
    }

    /// Writes down that the mail has been handed over, and erases its secret. `false` when the lease was lost.
    pub async fn mark_sent(&self, mail: &PendingMail, lease: Uuid, at: DateTime<Utc>) -> Result<bool, OutboxError> {
        let values = vec![
            (Column::SentAt, Expr::value(at)),
            (Column::LastError, Expr::value(Option::<String>::None)),
            (Column::Context, Expr::value(context::without_secret(mail)?)),
        ];
        self.finish(mail.id, lease, values).await
    }

    /// Writes down why the mail was not handed over and when to try again. `false` when the lease was lost.
    pub async fn mark_retry(
        &self,
        mail: &PendingMail,
        lease: Uuid,
        next_attempt_at: DateTime<Utc>,
        error: &str,
    ) -> Result<bool, OutboxError> {
        let values =
            vec![(Column::NextAttemptAt, Expr::value(next_attempt_at)), (Column::LastError, Expr::value(error))];
        self.finish(mail.id, lease, values).await
    }

    /// Writes down that the mail is given up and why, and erases its secret. `false` when the lease was lost.
    pub async fn mark_dead(
        &self,
        mail: &PendingMail,
        lease: Uuid,
        at: DateTime<Utc>,
        error: &str,
    ) -> Result<bool, OutboxError> {
        let values = vec![
            (Column::DeadAt, Expr::value(at)),
            (Column::LastError, Expr::value(error)),
            (Column::Context, Expr::value(context::without_secret(mail)?)),
        ];
        self.finish(mail.id, lease, values).await
    }

    /// Why the mail is not to be sent to its reader as things stand `now`, if it is not.
    pub async fn not_to_send(&self, mail: &PendingMail, now: DateTime<Utc>) -> Result<Option<Skip>, OutboxError> {
        Ok(audience::not_to_send(&self.0, mail, now).await.map_err(Box::new)?)
    }

    /// Writes down that the mail is not sent after all and why, and erases its secret. `false` when the lease was lost.
    pub async fn mark_skipped(
        &self,
        mail: &PendingMail,
        lease: Uuid,
        at: DateTime<Utc>,
        why: Skip,
    ) -> Result<bool, OutboxError> {
        let values = vec![
            (Column::SkippedAt, Expr::value(at)),
            (Column::SkippedBecause, Expr::value(why.name())),
            (Column::Context, Expr::value(context::without_secret(mail)?)),
        ];
        self.finish(mail.id, lease, values).await
    }

    /// Keeps the mails of a lease that are not done yet, until a later moment.
    pub async fn renew(&self, lease: Uuid, until: DateTime<Utc>) -> Result<(), OutboxError> {
        let update = Entity::update_many().col_expr(Column::LeasedUntil, Expr::value(until));
        update.filter(Column::Lease.eq(lease)).exec(&self.0).await?;
        Ok(())
    }

    /// Puts a taken mail back untried. `false` when the lease was lost.
    pub async fn release(&self, mail: &PendingMail, lease: Uuid) -> Result<bool, OutboxError> {
        self.finish(mail.id, lease, vec![(Column::Attempts, Expr::col(Column::Attempts).sub(1))]).await
    }

    /// How much mail waits, is sent, is dead.
    pub async fn counts(&self) -> Result<OutboxCounts, OutboxError> {
        Ok(OutboxCounts {
            waiting: Entity::find().filter(unfinished()).count(&self.0).await?,
            sent: Entity::find().filter(Column::SentAt.is_not_null()).count(&self.0).await?,
            dead: Entity::find().filter(Column::DeadAt.is_not_null()).count(&self.0).await?,
            skipped: Entity::find().filter(Column::SkippedAt.is_not_null()).count(&self.0).await?,
        })
    }

    /// Sets the values and gives the lease back, provided it is still ours.
    async fn finish(&self, id: Uuid, lease: Uuid, values: Vec<(Column, SimpleExpr)>) -> Result<bool, OutboxError> {
        let mut update = Entity::update_many()
            .col_expr(Column::Lease, Expr::value(Option::<Uuid>::None))
            .col_expr(Column::LeasedUntil, Expr::value(Option::<DateTime<Utc>>::None));
        for (column, value) in values {
            update = update.col_expr(column, value);
        }
        let done = update.filter(Column::Id.eq(id)).filter(Column::Lease.eq(lease)).exec(&self.0).await?;
        Ok(done.rows_affected == 1)
    }
}

/// Neither sent nor given up nor skipped.
fn unfinished() -> Condition {
    Condition::all().add(Column::SentAt.is_null()).add(Column::DeadAt.is_null()).add(Column::SkippedAt.is_null())
}

fn due_at(now: DateTime<Utc>) -> Condition {
    unfinished()
        .add(Column::NextAttemptAt.lte(now))
        .add(Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lte(now)))
}

fn pending(row: outbox_mail::Model) -> Result<PendingMail, ContextError> {
    let context = decode_context(&row.context)?;
    Ok(PendingMail {
        id: row.id,
        recipient: PersonId(row.recipient_id),
        audience: audience::decode(row.audience.as_deref())?,
        template: row.template,
        locale: Locale::named(&row.locale).unwrap_or_default(),
        address: row.address,
        recipient_name: row.recipient_name,
        facts: context.facts,
        due_on: context.due_on,
        path: context.path,
        created_at: row.created_at,
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
    })
}
