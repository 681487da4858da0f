//! The links that people get by mail. A link is good for the password that its person had when it was sent: choosing a
//! password voids every other one.

use chrono::{DateTime, Utc};
use entities::{invitation, mailed_link, person};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{convert::known, error::Result};
use crate::domain::{ids::PersonId, named::named};

named! {
    /// What a link received by mail is for.
    LinkPurpose {
        /// To choose the first password.
        Invitation => "INVITATION",
        /// To choose a new password.
        PasswordReset => "PASSWORD_RESET",
    }
}

/// A link that was sent by mail.
#[derive(Debug, Clone)]
pub struct Link {
    /// Which.
    pub id: Uuid,
    /// For whom.
    pub person: PersonId,
    /// The person's version when it was made.
    pub person_version: i64,
    /// For what.
    pub purpose: LinkPurpose,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// Keeps a link by its secret's hash.
pub async fn insert(connection: &impl ConnectionTrait, link: &Link, hash: &str) -> Result<()> {
    let row = mailed_link::Model {
        id: link.id,
        person_id: link.person.0,
        person_version: link.person_version,
        purpose: link.purpose.name().to_owned(),
        token_hash: hash.to_owned(),
        expires_at: link.expires_at,
        used_at: None,
    };
    mailed_link::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The link with that secret's hash, if it can still be used: not used, not expired, sent for the password that its
/// person has now, and without an invitation that was answered or taken back.
pub async fn usable(connection: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<Option<Link>> {
    let version = Expr::col((person::Entity, person::Column::Version));
    let answered = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::LinkId)
        .filter(invitation::Column::LinkId.is_not_null())
        .filter(invitation::Column::Answer.is_not_null());
    let row = mailed_link::Entity::find()
        .inner_join(person::Entity)
        .filter(mailed_link::Column::TokenHash.eq(hash))
        .filter(mailed_link::Column::UsedAt.is_null())
        .filter(mailed_link::Column::ExpiresAt.gt(now))
        .filter(person::Column::Active.eq(true))
        .filter(mailed_link::Column::Id.not_in_subquery(answered.into_query()))
        .filter(version.eq(Expr::col((mailed_link::Entity, mailed_link::Column::PersonVersion))))
        .one(connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Link {
        id: row.id,
        person: PersonId(row.person_id),
        person_version: row.person_version,
        purpose: known(LinkPurpose::named(&row.purpose), "mailed_link.purpose", row.id)?,
        expires_at: row.expires_at,
    }))
}

/// Uses up a link; tells whether nobody was first.
pub async fn use_up(connection: &impl ConnectionTrait, link: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let done = mailed_link::Entity::update_many()
        .set(mailed_link::ActiveModel { used_at: Set(Some(now)), ..Default::default() })
        .filter(mailed_link::Column::Id.eq(link))
        .filter(mailed_link::Column::UsedAt.is_null())
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}
