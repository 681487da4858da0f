//! Table `audit_checkpoint`.

use sea_orm::entity::prelude::*;

/// A seal over the heads of the chains that changed since the one before; the database refuses to change or remove a row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_checkpoint")]
pub struct Model {
    /// Counts from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub at: DateTimeUtc,
    /// The key its hash is made with.
    pub key_id: String,
    /// Hash of the checkpoint before it.
    pub previous_hash: String,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
