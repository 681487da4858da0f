//! Table `reorganisation`.

use sea_orm::entity::prelude::*;

/// A municipal reorganisation (herindeling).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reorganisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// A 1 January.
    pub takes_effect_on: Date,
    pub successor_id: Uuid,
    pub legal_basis: String,
    /// `PLANNED`, `EXECUTED` or `CANCELLED`.
    pub state: String,
    pub planned_at: DateTimeUtc,
    pub planned_by: Uuid,
    pub executed_at: Option<DateTimeUtc>,
    pub executed_by: Option<Uuid>,
    pub cancelled_at: Option<DateTimeUtc>,
    pub cancellation_reason: Option<String>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "successor_id", to = "id")]
    pub successor: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, relation_enum = "PlannedBy", from = "planned_by", to = "id")]
    pub planned_by_person: BelongsTo<super::person::Entity>,
    #[sea_orm(belongs_to, relation_enum = "ExecutedBy", from = "executed_by", to = "id")]
    pub executed_by_person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
