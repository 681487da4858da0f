//! Table `core_value`.

use sea_orm::entity::prelude::*;

/// A core value (kernwaarde).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "core_value")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub core_value_set_id: Uuid,
    /// Order in which it is shown, from 0.
    pub position: i32,
    pub text: String,
    #[sea_orm(belongs_to, from = "core_value_set_id", to = "id")]
    pub core_value_set: BelongsTo<super::core_value_set::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
