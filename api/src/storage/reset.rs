//! Requests for a link to choose another password. Asking writes a row and reads none of the people; what comes of it is
//! found out later, so that neither the answer nor the work behind it tells whether an address is known.

use chrono::{DateTime, Utc};
use entities::reset_request;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{Connection, error::Result, unit};

/// A request for a link.
#[derive(Debug, Clone)]
pub struct ResetRequest {
    /// Which.
    pub id: Uuid,
    /// The address that was given.
    pub address: String,
    /// The identity of the request that asked.
    pub request_id: String,
}

/// Keeps a request, unless there were `most` for its address since a moment already; then nothing is kept, and the
/// moment of the one that has to grow old first is given.
pub async fn record(
    database: &Connection,
    it: &ResetRequest,
    at: DateTime<Utc>,
    since: DateTime<Utc>,
    most: usize,
) -> Result<Option<DateTime<Utc>>> {
    let transaction = unit::writing(database).await?;
    unit::take_turns(&transaction, &it.address).await?;
    let earlier: Vec<DateTime<Utc>> = reset_request::Entity::find()
        .select_only()
        .column(reset_request::Column::RequestedAt)
        .filter(reset_request::Column::Address.eq(it.address.as_str()))
        .filter(reset_request::Column::RequestedAt.gt(since))
        .order_by_desc(reset_request::Column::RequestedAt)
        .into_tuple()
        .all(&transaction)
        .await?;
    if let Some(full) = most.checked_sub(1).and_then(|last| earlier.get(last)) {
        return Ok(Some(*full));
    }
    let row = reset_request::Model {
        id: it.id,
        address: it.address.clone(),
        request_id: it.request_id.clone(),
        requested_at: at,
        handled_at: None,
    };
    reset_request::Entity::insert(row.into_active_model()).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(None)
}

/// The requests that nobody looked into yet, oldest first.
pub async fn waiting(connection: &impl ConnectionTrait, limit: u64) -> Result<Vec<ResetRequest>> {
    let rows = reset_request::Entity::find()
        .filter(reset_request::Column::HandledAt.is_null())
        .order_by_asc(reset_request::Column::Id)
        .limit(limit)
        .all(connection)
        .await?;
    let read =
        |row: reset_request::Model| ResetRequest { id: row.id, address: row.address, request_id: row.request_id };
    Ok(rows.into_iter().map(read).collect())
}

/// Marks a request as looked into; tells whether nobody was first.
pub async fn handled(connection: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<bool> {
    let done = reset_request::Entity::update_many()
        .set(reset_request::ActiveModel { handled_at: Set(Some(at)), ..Default::default() })
        .filter(reset_request::Column::Id.eq(id))
        .filter(reset_request::Column::HandledAt.is_null())
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Removes what was looked into and counts no more: addresses of strangers are not kept.
pub async fn forget(connection: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<()> {
    reset_request::Entity::delete_many()
        .filter(reset_request::Column::HandledAt.is_not_null())
        .filter(reset_request::Column::RequestedAt.lte(before))
        .exec(connection)
        .await?;
    Ok(())
}
