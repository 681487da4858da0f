//! Table `task_goal`.

use sea_orm::entity::prelude::*;

/// A goal that needs a task.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task_goal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task_id: Uuid,
    pub goal_id: Uuid,
    #[sea_orm(belongs_to, from = "task_id", to = "id")]
    pub task: BelongsTo<super::task::Entity>,
    #[sea_orm(belongs_to, from = "goal_id", to = "id")]
    pub goal: BelongsTo<super::goal::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
