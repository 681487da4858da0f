//! Table `context_line`.

use sea_orm::entity::prelude::*;

/// What was known about one indicator when the cycle opened.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "context_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cycle_id: Uuid,
    pub contract_indicator_id: Uuid,
    pub municipality_id: Uuid,
    /// Values of earlier years, as JSON.
    pub earlier: String,
    /// Standing of the running year at `standing_as_of`.
    pub standing: Option<String>,
    pub standing_as_of: Option<Date>,
    /// Judgement of the last final review.
    pub judgement: Option<String>,
    /// The last final review.
    pub review_id: Option<Uuid>,
    /// Reference value on that day, in ten-thousandths.
    pub reference_value: Option<i64>,
    /// Suggested target, in ten-thousandths.
    pub suggested_value: Option<i64>,
    /// Why that target is suggested, in words.
    pub suggestion: String,
    #[sea_orm(belongs_to, from = "cycle_id", to = "id")]
    pub cycle: BelongsTo<super::annual_cycle::Entity>,
    #[sea_orm(belongs_to, from = "contract_indicator_id", to = "id")]
    pub contract_indicator: BelongsTo<super::contract_indicator::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "review_id", to = "id")]
    pub review: BelongsTo<Option<super::review::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
