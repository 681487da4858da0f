//! Table `report`.

use sea_orm::entity::prelude::*;

/// A report (rapportage) over one period of a cycle.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cycle_id: Uuid,
    /// Counts from 1 within the cycle.
    pub number: i32,
    /// Whether it is the annual report.
    pub annual: bool,
    pub period_start: Date,
    /// Last day, included.
    pub period_end: Date,
    /// After this day a report is late but welcome.
    pub due_on: Date,
    /// After this day a report needs an extension.
    pub closes_on: Date,
    /// `EXPECTED`, `DRAFT`, `SUBMITTED`, `RETURNED` or `ACCEPTED`.
    pub state: String,
    /// As last submitted; empty before.
    pub explanation: String,
    /// As it stands in the working copy; null when there is none.
    pub draft_explanation: Option<String>,
    /// How often it was submitted so far.
    pub submission: i32,
    /// When it was last submitted.
    pub submitted_at: Option<DateTimeUtc>,
    pub submitted_by: Option<Uuid>,
    /// When the last client accepted.
    pub accepted_at: Option<DateTimeUtc>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    /// Grows by one with every change that others than the contractor may know of.
    pub shared_version: i64,
    #[sea_orm(belongs_to, from = "cycle_id", to = "id")]
    pub cycle: BelongsTo<super::annual_cycle::Entity>,
    #[sea_orm(belongs_to, from = "submitted_by", to = "id")]
    pub submitted_by_person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
