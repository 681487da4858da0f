//! What became of the mail, for administrators.

use chrono::{DateTime, Utc};
use entities::outbox_mail::{self, Column, Entity};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    domain::notice::standing::Skip,
    storage::{Result, convert::known},
};

/// What became of one mail, for administrators; never what it told.
#[derive(Debug, Clone)]
pub struct MailRecord {
    /// Which mail.
    pub id: Uuid,
    /// Of which kind.
    pub template: String,
    /// Where it goes.
    pub address: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// When it was handed over.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was given up.
    pub dead_at: Option<DateTime<Utc>>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// Why it was not sent after all.
    pub skipped: Option<Skip>,
}

/// A page of the mail, newest first, and how much there is.
pub async fn page(
    connection: &impl ConnectionTrait,
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<MailRecord>, u64)> {
    let count = Entity::find().count(connection).await?;
    let mut page = Entity::find().order_by_desc(Column::Id).limit(limit);
    if let Some(before) = before {
        page = page.filter(Column::Id.lt(before));
    }
    let rows = page.all(connection).await?.into_iter().map(record).collect::<Result<_>>()?;
    Ok((rows, count))
}

/// What became of the mail with that id.
pub async fn by_id(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<MailRecord>> {
    Entity::find_by_id(id).one(connection).await?.map(record).transpose()
}

/// Puts a mail that was given up back in the queue, as if it had never been tried; `false` when it is not given up.
pub async fn resend(connection: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::DeadAt, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(Column::LastError, Expr::value(Option::<String>::None))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::NextAttemptAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .filter(Column::DeadAt.is_not_null())
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

fn record(row: outbox_mail::Model) -> Result<MailRecord> {
    let skipped = row.skipped_because.as_deref();
    let skipped = skipped.map(|text| known(Skip::named(text), "outbox_mail.skipped_because", row.id)).transpose()?;
    Ok(MailRecord {
        id: row.id,
        template: row.template,
        address: row.address,
        attempts: row.attempts,
        created_at: row.created_at,
        sent_at: row.sent_at,
        dead_at: row.dead_at,
        last_error: row.last_error,
        skipped,
    })
}
