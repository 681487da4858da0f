//! Table `report_version`.

use sea_orm::entity::prelude::*;

/// A report frozen as it was at one moment.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub report_id: Uuid,
    /// Counts from 1 within the report.
    pub number: i32,
    /// `SUBMITTED` or `ACCEPTED`.
    pub occasion: String,
    /// The report with its definitions, matrix and targets, as JSON.
    pub content: String,
    pub taken_by: Uuid,
    pub taken_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
    #[sea_orm(belongs_to, from = "taken_by", to = "id")]
    pub taken_by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
