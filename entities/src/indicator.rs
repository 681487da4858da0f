//! Table `indicator`.

use sea_orm::entity::prelude::*;

/// The definition of a performance indicator (prestatie-indicator); contracts refer to it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name_nl: String,
    pub name_en: String,
    pub description: String,
    /// What is counted, such as `persons` or `%`.
    pub unit: String,
    /// How periods add up: `FLOW`, `STOCK`, `RATIO` or `SCORE`.
    pub kind: String,
    /// When a value is good: `HIGHER`, `LOWER`, `AT_LEAST`, `AT_MOST` or `WITHIN_BAND`.
    pub direction: String,
    /// Decimal places of every value of this indicator.
    pub decimals: i32,
    /// Whether reports give the total of the year so far.
    pub cumulative: bool,
    pub dimension_id: Option<Uuid>,
    /// National reference value, in ten-thousandths.
    pub reference_value: Option<i64>,
    /// Where the reference value was published.
    pub reference_source: Option<String>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "dimension_id", to = "id")]
    pub dimension: BelongsTo<Option<super::dimension::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
