//! Table `audit_event`.

use sea_orm::entity::prelude::*;

/// Who did what and when; the database refuses to change or remove a row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub chain: String,
    /// Counts from 1 within the chain.
    pub seq: i64,
    /// Name of the domain event.
    pub kind: String,
    pub subject_kind: String,
    pub subject_id: Uuid,
    /// The contract in whose trail it is shown.
    pub contract_id: Option<Uuid>,
    /// The person who acted; null for the system itself.
    pub actor_id: Option<Uuid>,
    /// The rule that allowed it.
    pub permit: String,
    pub request_id: String,
    pub at: DateTimeUtc,
    /// Values before and after, as JSON.
    pub changes: String,
    /// Hash of the event before it in the chain.
    pub previous_hash: String,
    pub hash: String,
    /// The key its hash is made with; null for events of before the trail was keyed.
    pub key_id: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
