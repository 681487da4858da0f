//! Table `known_origin`.

use sea_orm::entity::prelude::*;

/// An account was entered from here with the right password.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_origin")]
pub struct Model {
    /// A keyed hash of the account and of where it was entered from.
    #[sea_orm(primary_key, auto_increment = false)]
    pub origin: String,
    /// A keyed hash of the account alone, by which all its origins are forgotten together.
    pub account: String,
    pub expires_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
