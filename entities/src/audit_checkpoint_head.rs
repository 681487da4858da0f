//! Table `audit_checkpoint_head`.

use sea_orm::entity::prelude::*;

/// The head of one chain when a checkpoint was made; the database refuses to change or remove a row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_checkpoint_head")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The number of the checkpoint.
    pub checkpoint: i64,
    pub chain: String,
    /// The number of the last event of the chain.
    pub seq: i64,
    /// The hash of that event.
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
