//! Table `report_value`.

use sea_orm::entity::prelude::*;

/// One reported value of an indicator for one client, in total or for one cell of a breakdown.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_value")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub report_id: Uuid,
    /// The submission it belongs to, from 1; one more than the report has had while it is drafted.
    pub submission: i32,
    pub contract_indicator_id: Uuid,
    pub municipality_id: Uuid,
    /// Code of the cell of the indicator's dimension; empty for the total.
    pub cell: String,
    /// `NUMBER`, `RATIO`, `SCORE`, `MISSING` or `NOT_APPLICABLE`.
    pub status: String,
    /// The value, or the numerator of a ratio, in ten-thousandths.
    pub number: Option<i64>,
    /// Denominator of a ratio, or number of respondents of a score.
    pub denominator: Option<i64>,
    /// Why the value is missing.
    pub reason: Option<String>,
    pub explanation: Option<String>,
    pub provisional: bool,
    /// Whether the reporter confirmed a value far from the earlier ones.
    pub unlikely_confirmed: bool,
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
    #[sea_orm(belongs_to, from = "contract_indicator_id", to = "id")]
    pub contract_indicator: BelongsTo<super::contract_indicator::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
