//! Table `extension_decision`.

use sea_orm::entity::prelude::*;

/// What one client decided on going on (verlengingsbesluit).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "extension_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub municipality_id: Uuid,
    /// `EXTEND`, `EXTEND_ON_CONDITIONS` or `DO_NOT_EXTEND`.
    pub answer: String,
    /// New last day, when it goes on.
    pub until: Option<Date>,
    pub conditions: Option<String>,
    pub decision_reference: String,
    pub decided_on: Date,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "recorded_by", to = "id")]
    pub recorded_by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
