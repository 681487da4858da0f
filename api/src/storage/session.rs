//! Sessions. A family is one signing-in; the refresh tokens of a family follow one another, each good once.
//!
//! Whether a session lives is said in one place: the row of its family, held against the version of its person. It is
//! read at every use, so that no token, however it came to be, outlives a sign-out or a new password.

use chrono::{DateTime, Utc};
use entities::{person, session_family, session_token};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use uuid::Uuid;

use super::{Connection, Transaction, error::Result, unit};
use crate::domain::ids::PersonId;

/// A signing-in.
#[derive(Debug, Clone)]
pub struct Family {
    /// Which; access tokens name it.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// The person's version when the password was read that was then checked.
    pub person_version: i64,
    /// Since when.
    pub begun_at: DateTime<Utc>,
}

/// A refresh token as stored: its secret's hash, never the secret.
#[derive(Debug, Clone)]
pub struct RefreshToken {
    /// Which.
    pub id: Uuid,
    /// The signing-in it belongs to.
    pub family: Uuid,
    /// The hash of the secret.
    pub hash: String,
    /// Since when.
    pub issued_at: DateTime<Utc>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// A refresh token of a family that lives.
#[derive(Debug, Clone)]
pub struct Held {
    /// Which.
    pub id: Uuid,
    /// The signing-in it belongs to.
    pub family: Uuid,
    /// Whose.
    pub person: PersonId,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// When it was turned in, and what its successor was derived with; nothing while it is unused.
    pub used: Option<(DateTime<Utc>, String)>,
}

/// What makes a family live: it did not end, and its person may sign in and has the password it began with.
fn lives() -> Condition {
    let family = |column| Expr::col((session_family::Entity, column));
    let standing = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(Expr::col((person::Entity, person::Column::Id)).eq(family(session_family::Column::PersonId)))
        .filter(Expr::col((person::Entity, person::Column::Version)).eq(family(session_family::Column::PersonVersion)))
        .filter(person::Column::Active.eq(true));
    Condition::all().add(session_family::Column::EndedAt.is_null()).add(Expr::exists(standing.into_query()))
}

/// Opens a family with its first token, unless the person has another password by now or may not sign in any more.
pub async fn open(database: &Connection, family: &Family, token: &RefreshToken) -> Result<bool> {
    let transaction = unit::writing(database).await?;
    let standing = person::Entity::find()
        .select_only()
        .expr(Expr::value(family.id))
        .column(person::Column::Id)
        .column(person::Column::Version)
        .expr(Expr::value(family.begun_at))
        .filter(person::Column::Id.eq(family.person.0))
        .filter(person::Column::Version.eq(family.person_version))
        .filter(person::Column::Active.eq(true));
    let mut insert = Query::insert();
    insert.into_table(session_family::Entity).columns([
        session_family::Column::Id,
        session_family::Column::PersonId,
        session_family::Column::PersonVersion,
        session_family::Column::BegunAt,
    ]);
    insert.select_from(standing.into_query()).map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?;
    if transaction.execute(&insert).await?.rows_affected() == 0 {
        return Ok(false);
    }
    insert_token(&transaction, token).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn insert_token(connection: &impl ConnectionTrait, token: &RefreshToken) -> Result<()> {
    let row = session_token::Model {
        id: token.id,
        family_id: token.family,
        token_hash: token.hash.clone(),
        issued_at: token.issued_at,
        expires_at: token.expires_at,
        used_at: None,
        successor_salt: None,
    };
    session_token::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The turning in of a refresh token: one transaction, in which its family stands still. Sessions are no business data,
/// so this is no unit of work. Dropping it undoes everything.
pub struct Turning(Transaction);

impl Turning {
    /// Begins, with the hash of the token that is turned in. Nothing when there is none such: who makes one up keeps
    /// nobody waiting.
    pub async fn begin(database: &Connection, hash: &str) -> Result<Option<Self>> {
        if family_with(database, hash).await?.is_none() {
            return Ok(None);
        }
        Ok(Some(Self(unit::writing(database).await?)))
    }

    /// The token with that secret's hash; its family is held until the turning ends, so that two who turn it in at once,
    /// or turn it in and sign out, take turns. Nothing when it is unknown, has expired, or its family does not live.
    ///
    /// The family is held first and nothing else is: whatever is read or written of its tokens comes after, and nobody
    /// waits for a token while another waits for the family.
    pub async fn hold(&self, hash: &str, now: DateTime<Utc>) -> Result<Option<Held>> {
        let its_family = session_family::Column::Id.in_subquery(family_of(hash));
        let family = session_family::Entity::find().filter(its_family).filter(lives()).lock_exclusive();
        let Some(family) = family.one(&self.0).await? else { return Ok(None) };
        let token = session_token::Entity::find()
            .filter(session_token::Column::TokenHash.eq(hash))
            .filter(session_token::Column::ExpiresAt.gt(now))
            .one(&self.0)
            .await?;
        Ok(token.map(|token| Held {
            id: token.id,
            family: family.id,
            person: PersonId(family.person_id),
            expires_at: token.expires_at,
            used: token.used_at.map(|at| (at, token.successor_salt.unwrap_or_default())),
        }))
    }

    /// Exchanges a held token for its successor, and ends the turning.
    pub async fn exchange(self, held: &Held, salt: &str, successor: &RefreshToken) -> Result<()> {
        session_token::Entity::update_many()
            .set(session_token::ActiveModel {
                used_at: Set(Some(successor.issued_at)),
                successor_salt: Set(Some(salt.to_owned())),
                ..Default::default()
            })
            .filter(session_token::Column::Id.eq(held.id))
            .exec(&self.0)
            .await?;
        insert_token(&self.0, successor).await?;
        self.0.commit().await
    }

    /// Ends the family of a held token, and the turning.
    pub async fn end_family(self, held: &Held, now: DateTime<Utc>) -> Result<()> {
        end(&self.0, session_family::Column::Id.eq(held.family), now).await?;
        self.0.commit().await
    }
}

/// Signs out: ends the family of the token with that secret's hash, used and expired ones included, and gives it. An
/// unknown one has nothing to end.
pub async fn sign_out(connection: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<Option<Uuid>> {
    let family = family_with(connection, hash).await?;
    if let Some(family) = family {
        end(connection, session_family::Column::Id.eq(family), now).await?;
    }
    Ok(family)
}

/// The family that has a token with that hash, whatever became of either.
async fn family_with(connection: &impl ConnectionTrait, hash: &str) -> Result<Option<Uuid>> {
    let token = session_token::Entity::find().filter(session_token::Column::TokenHash.eq(hash)).one(connection).await?;
    Ok(token.map(|token| token.family_id))
}

fn family_of(hash: &str) -> SelectStatement {
    session_token::Entity::find()
        .select_only()
        .column(session_token::Column::FamilyId)
        .filter(session_token::Column::TokenHash.eq(hash))
        .into_query()
}

async fn end(connection: &impl ConnectionTrait, which: Expr, now: DateTime<Utc>) -> Result<()> {
    session_family::Entity::update_many()
        .set(session_family::ActiveModel { ended_at: Set(Some(now)), ..Default::default() })
        .filter(which)
        .filter(session_family::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    Ok(())
}

/// Whether the family is that person's and lives: asked at every request.
pub async fn lives_for(connection: &impl ConnectionTrait, family: Uuid, person: PersonId) -> Result<bool> {
    let found: Option<Uuid> = session_family::Entity::find_by_id(family)
        .select_only()
        .column(session_family::Column::Id)
        .filter(session_family::Column::PersonId.eq(person.0))
        .filter(lives())
        .into_tuple()
        .one(connection)
        .await?;
    Ok(found.is_some())
}
