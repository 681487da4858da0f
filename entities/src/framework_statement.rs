//! Table `framework_statement`.

use sea_orm::entity::prelude::*;

/// A principle or a priority of a framework.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "framework_statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub framework_id: Uuid,
    /// `PRINCIPLE` or `PRIORITY`.
    pub kind: String,
    /// Place among those of its kind, from zero.
    pub position: i32,
    pub text: String,
    #[sea_orm(belongs_to, from = "framework_id", to = "id")]
    pub framework: BelongsTo<super::framework::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
