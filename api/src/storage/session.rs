//! Refresh tokens, by family: a family is one signing-in, each token is good once.

use chrono::{DateTime, Utc};
use entities::refresh_token;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::error::Result;
use crate::domain::ids::PersonId;

/// A refresh token as stored: its secret's hash, never the secret.
#[derive(Debug, Clone)]
pub struct RefreshToken {
    /// Which.
    pub id: Uuid,
    /// The signing-in it belongs to.
    pub family: Uuid,
    /// Whose.
    pub person: PersonId,
    /// The hash of the secret.
    pub hash: String,
    /// Since when.
    pub issued_at: DateTime<Utc>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// What came of handing in a refresh token.
#[derive(Debug, Clone)]
pub enum Turn {
    /// It was good, and is now used.
    Good(RefreshToken),
    /// It was used before: someone holds a copy. The family has ended.
    Reused,
    /// Unknown, expired or ended.
    Unknown,
}

/// Keeps a new token.
pub async fn insert(connection: &impl ConnectionTrait, token: &RefreshToken) -> Result<()> {
    let row = refresh_token::Model {
        id: token.id,
        family_id: token.family,
        person_id: token.person.0,
        token_hash: token.hash.clone(),
        issued_at: token.issued_at,
        expires_at: token.expires_at,
        used_at: None,
        revoked_at: None,
    };
    refresh_token::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Uses up a token. A second use ends its family.
pub async fn turn_in(connection: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<Turn> {
    let found = refresh_token::Entity::find().filter(refresh_token::Column::TokenHash.eq(hash)).one(connection).await?;
    let Some(row) = found else { return Ok(Turn::Unknown) };
    if row.revoked_at.is_some() || row.expires_at <= now {
        return Ok(Turn::Unknown);
    }
    // Two at once: only one finds it unused.
    let done = refresh_token::Entity::update_many()
        .set(refresh_token::ActiveModel { used_at: Set(Some(now)), ..Default::default() })
        .filter(refresh_token::Column::Id.eq(row.id))
        .filter(refresh_token::Column::UsedAt.is_null())
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(connection)
        .await?;
    if done.rows_affected == 0 {
        end_family(connection, row.family_id, now).await?;
        return Ok(Turn::Reused);
    }
    Ok(Turn::Good(RefreshToken {
        id: row.id,
        family: row.family_id,
        person: PersonId(row.person_id),
        hash: row.token_hash,
        issued_at: row.issued_at,
        expires_at: row.expires_at,
    }))
}

/// Ends a family: its refresh tokens and, at the next look-up, its access tokens.
pub async fn end_family(connection: &impl ConnectionTrait, family: Uuid, now: DateTime<Utc>) -> Result<()> {
    end(connection, refresh_token::Column::FamilyId.eq(family), now).await
}

/// Ends every family of a person: a new password signs out everywhere.
pub async fn end_all(connection: &impl ConnectionTrait, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    end(connection, refresh_token::Column::PersonId.eq(person.0), now).await
}

async fn end(
    connection: &impl ConnectionTrait,
    which: sea_orm::sea_query::SimpleExpr,
    now: DateTime<Utc>,
) -> Result<()> {
    refresh_token::Entity::update_many()
        .set(refresh_token::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(which)
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(connection)
        .await?;
    Ok(())
}

/// Whether the family has not ended.
pub async fn is_running(connection: &impl ConnectionTrait, family: Uuid) -> Result<bool> {
    let running = refresh_token::Entity::find()
        .filter(refresh_token::Column::FamilyId.eq(family))
        .filter(refresh_token::Column::RevokedAt.is_null())
        .one(connection)
        .await?;
    Ok(running.is_some())
}

/// The family of the token with that secret's hash.
pub async fn family_of(connection: &impl ConnectionTrait, hash: &str) -> Result<Option<Uuid>> {
    let found = refresh_token::Entity::find().filter(refresh_token::Column::TokenHash.eq(hash)).one(connection).await?;
    Ok(found.map(|row| row.family_id))
}
