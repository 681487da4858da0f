//! Table `self_assessment`.

use sea_orm::entity::prelude::*;

/// The contractor's own judgement on one goal, in an annual report.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "self_assessment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub report_id: Uuid,
    /// The submission it belongs to, from 1; one more than the report has had while it is drafted.
    pub submission: i32,
    pub goal_id: Uuid,
    /// `MET`, `PARTLY_MET`, `NOT_MET` or `NOT_ASSESSABLE`.
    pub judgement: String,
    pub reasoning: String,
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
    #[sea_orm(belongs_to, from = "goal_id", to = "id")]
    pub goal: BelongsTo<super::goal::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
