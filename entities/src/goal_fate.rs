//! Table `goal_fate`.

use sea_orm::entity::prelude::*;

/// What became of a goal in the framework that succeeds its own.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_fate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub goal_id: Uuid,
    /// `KEPT`, `CHANGED` or `DROPPED`.
    pub fate: String,
    /// The goal in which it goes on; null when it was dropped.
    pub successor_goal_id: Option<Uuid>,
    pub explanation: Option<String>,
    #[sea_orm(belongs_to, relation_enum = "Goal", from = "goal_id", to = "id")]
    pub goal: BelongsTo<super::goal::Entity>,
    #[sea_orm(belongs_to, relation_enum = "SuccessorGoal", from = "successor_goal_id", to = "id")]
    pub successor_goal: BelongsTo<Option<super::goal::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
