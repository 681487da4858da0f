//! Table `membership`.

use sea_orm::entity::prelude::*;

/// A role of a person at a party.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub party_id: Uuid,
    /// Such as `ACCOUNT_HOLDER` or `REPORTER`.
    pub role: String,
    /// Instant from which the role no longer counts; null while it does.
    pub ended_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
    #[sea_orm(belongs_to, from = "party_id", to = "id")]
    pub party: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
