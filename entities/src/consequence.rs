//! Table `consequence`.

use sea_orm::entity::prelude::*;

/// What follows from a review.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consequence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub review_id: Uuid,
    /// Such as `CONTINUE` or `IMPROVEMENT_PLAN`.
    pub kind: String,
    pub description: String,
    /// The one indicator it is about; null for the contract as a whole.
    pub contract_indicator_id: Option<Uuid>,
    /// Who carries out a measure, in words.
    pub owner: Option<String>,
    pub due_on: Option<Date>,
    /// Order in which it is shown, from 0.
    pub position: i32,
    #[sea_orm(belongs_to, from = "review_id", to = "id")]
    pub review: BelongsTo<super::review::Entity>,
    #[sea_orm(belongs_to, from = "contract_indicator_id", to = "id")]
    pub contract_indicator: BelongsTo<Option<super::contract_indicator::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
