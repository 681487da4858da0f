//! Table `scenario_score`.

use sea_orm::entity::prelude::*;

/// How a scenario serves a core value.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scenario_score")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub scenario_id: Uuid,
    /// Order in which it is shown, from 0.
    pub position: i32,
    /// The core value in words, as it was when it was scored.
    pub core_value: String,
    /// From -2 to 2.
    pub score: i32,
    pub explanation: Option<String>,
    #[sea_orm(belongs_to, from = "scenario_id", to = "id")]
    pub scenario: BelongsTo<super::scenario::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
