//! Table `reset_request`.

use sea_orm::entity::prelude::*;

/// Somebody asked for a link to choose another password. Kept for as long as it counts against the limit; whether
/// anybody has the address is found out afterwards.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reset_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As asked for, in lower case: of a person or of nobody.
    pub address: String,
    /// The identity of the request that asked.
    pub request_id: String,
    pub requested_at: DateTimeUtc,
    /// When it was looked into; null until then.
    pub handled_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
