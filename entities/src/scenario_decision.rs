//! Table `scenario_decision`.

use sea_orm::entity::prelude::*;

/// The decision of a college for a scenario.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scenario_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub choice_id: Uuid,
    pub scenario_id: Uuid,
    pub decision_reference: String,
    pub decided_on: Date,
    pub reason: String,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    #[sea_orm(belongs_to, from = "choice_id", to = "id")]
    pub choice: BelongsTo<super::governance_choice::Entity>,
    #[sea_orm(belongs_to, from = "scenario_id", to = "id")]
    pub scenario: BelongsTo<super::scenario::Entity>,
    #[sea_orm(belongs_to, from = "recorded_by", to = "id")]
    pub recorded_by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
