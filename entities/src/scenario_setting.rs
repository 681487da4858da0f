//! Table `scenario_setting`.

use sea_orm::entity::prelude::*;

/// What a scenario wants of one element of the chain.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scenario_setting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub scenario_id: Uuid,
    /// Such as `INTAKE`.
    pub element: String,
    /// Such as `POLICY_DIRECTION`; null where the scenario does not say.
    pub role: Option<String>,
    #[sea_orm(belongs_to, from = "scenario_id", to = "id")]
    pub scenario: BelongsTo<super::scenario::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
