//! Table `session_token`.

use sea_orm::entity::prelude::*;

/// A refresh token that was handed out; the token itself is never stored. Whether it is still good its family says.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub family_id: Uuid,
    /// SHA-256 of the token.
    pub token_hash: String,
    pub issued_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    /// When the token was exchanged for the next one.
    pub used_at: Option<DateTimeUtc>,
    /// What the next one was derived with, together with the token itself; of no use without that.
    pub successor_salt: Option<String>,
    #[sea_orm(belongs_to, from = "family_id", to = "id")]
    pub family: BelongsTo<super::session_family::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
