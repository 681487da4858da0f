//! From where people entered their accounts before. Accounts and origins are keyed hashes here: nobody reads from this
//! table who was where.

use chrono::{DateTime, Utc};
use entities::known_origin::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};

use super::error::Result;

/// Whether an account was entered from one of these before, and not too long ago.
pub async fn is_known(connection: &impl ConnectionTrait, origins: &[&str], now: DateTime<Utc>) -> Result<bool> {
    let found = Entity::find()
        .filter(Column::Origin.is_in(origins.iter().copied()))
        .filter(Column::ExpiresAt.gt(now))
        .one(connection)
        .await?;
    Ok(found.is_some())
}

/// Remembers an origin of an account.
pub async fn remember(
    connection: &impl ConnectionTrait,
    account: &str,
    origin: &str,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let row = Model { origin: origin.to_owned(), account: account.to_owned(), expires_at };
    Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::column(Column::Origin).update_column(Column::ExpiresAt).to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Forgets every origin of an account.
pub async fn forget(connection: &impl ConnectionTrait, account: &str) -> Result<()> {
    Entity::delete_many().filter(Column::Account.eq(account)).exec(connection).await?;
    Ok(())
}

/// Removes what counts for nothing any more.
pub async fn sweep(connection: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(connection).await?;
    Ok(())
}
