//! Table `session_family`.

use sea_orm::entity::prelude::*;

/// One signing-in: the refresh tokens that follow one another belong to it, and every access token names it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session_family")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    /// The person's version when the password was checked: a password chosen since ends the family.
    pub person_version: i64,
    pub begun_at: DateTimeUtc,
    /// When it was signed out, or a token of it was used twice.
    pub ended_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
