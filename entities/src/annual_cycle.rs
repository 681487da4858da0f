//! Table `annual_cycle`.

use sea_orm::entity::prelude::*;

/// One year of one contract (jaarcyclus).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "annual_cycle")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub year: i32,
    /// `TARGET_SETTING`, `EXECUTION`, `REVIEW` or `CLOSED`.
    pub phase: String,
    pub opens_on: Date,
    pub proposal_due_on: Date,
    pub agreement_due_on: Date,
    pub adoption_due_on: Date,
    pub annual_report_due_on: Date,
    pub review_due_on: Date,
    pub opened_at: DateTimeUtc,
    pub opened_by: Uuid,
    /// When the last client adopted its targets.
    pub execution_at: Option<DateTimeUtc>,
    /// When the review phase began.
    pub review_at: Option<DateTimeUtc>,
    /// When the last review became final.
    pub closed_at: Option<DateTimeUtc>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, from = "opened_by", to = "id")]
    pub opened_by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
