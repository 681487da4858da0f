//! Table `target`.

use sea_orm::entity::prelude::*;

/// A target (streefwaarde) for one indicator.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub target_set_id: Uuid,
    pub contract_indicator_id: Uuid,
    /// `DRAFT`, `PROPOSED`, `COUNTERED` or `AGREED`.
    pub state: String,
    /// Such as `ABSOLUTE` or `TREND`; `NONE` is an explicit absence.
    pub kind: String,
    /// In ten-thousandths; null when the kind is `NONE`.
    pub value: Option<i64>,
    /// Why there is no target.
    pub no_target_reason: Option<String>,
    /// Reasoning from the labour market.
    pub labour_market: String,
    /// Reasoning from the size and nature of the groups.
    pub target_groups: String,
    /// Reasoning from the result of the year before, or why there is none.
    pub previous_result: Option<String>,
    /// The review that the reasoning rests on.
    pub previous_review_id: Option<Uuid>,
    /// Order in which it is shown, from 0.
    pub position: i32,
    #[sea_orm(belongs_to, from = "target_set_id", to = "id")]
    pub target_set: BelongsTo<super::target_set::Entity>,
    #[sea_orm(belongs_to, from = "contract_indicator_id", to = "id")]
    pub contract_indicator: BelongsTo<super::contract_indicator::Entity>,
    #[sea_orm(belongs_to, from = "previous_review_id", to = "id")]
    pub previous_review: BelongsTo<Option<super::review::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
