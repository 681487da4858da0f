//! Table `person`.

use sea_orm::entity::prelude::*;

/// Someone who can sign in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Address to sign in with and to write to, in lower case.
    pub email: String,
    pub name: String,
    /// Language of mail and messages: `nl` or `en`.
    pub locale: String,
    /// Argon2 hash in PHC form; null until the invitation has been accepted.
    pub password_hash: Option<String>,
    /// Whether the person looks after parties and reference data; this shows no contract content.
    pub platform_admin: bool,
    /// Whether the person may sign in.
    pub active: bool,
    /// Grows by one with every new password: sessions and links that carry an earlier one are worth nothing.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
