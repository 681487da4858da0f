//! Table `mailed_link`.

use sea_orm::entity::prelude::*;

/// A single-use link, sent by mail, by which a person sets a password.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mailed_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    /// The person's version when the link was made: a password chosen since voids it.
    pub person_version: i64,
    /// `INVITATION` or `PASSWORD_RESET`.
    pub purpose: String,
    /// SHA-256 of the token in the link.
    pub token_hash: String,
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
