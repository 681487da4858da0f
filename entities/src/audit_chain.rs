//! Table `audit_chain`.

use sea_orm::entity::prelude::*;

/// The end of each chain of audit events, kept so that the next event can be appended under a lock.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_chain")]
pub struct Model {
    /// Name of the chain.
    #[sea_orm(primary_key, auto_increment = false)]
    pub chain: String,
    pub last_seq: i64,
    pub last_hash: String,
    /// The key its seal is made with; null when its last event is of before the trail was keyed.
    pub key_id: Option<String>,
    /// Keyed hash over the columns above.
    pub seal: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
