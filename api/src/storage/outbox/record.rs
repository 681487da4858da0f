//! What became of the mail, for administrators.

use chrono::{DateTime, Utc};
use entities::outbox_mail::{self, Column, Entity};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::storage::Result;

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
    let record = |row: outbox_mail::Model| MailRecord {
        id: row.id,
        template: row.template,
        address: row.address,
        attempts: row.attempts,
        created_at: row.created_at,
        sent_at: row.sent_at,
        dead_at: row.dead_at,
        last_error: row.last_error,
    };
    Ok((page.all(connection).await?.into_iter().map(record).collect(), count))
}
