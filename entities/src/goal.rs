//! Table `goal`.

use sea_orm::entity::prelude::*;

/// A goal (doel) of a policy framework.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub framework_id: Uuid,
    /// Short code, unique within the framework.
    pub code: String,
    /// Life domain: `WORK`, `PARTICIPATION` or `INCOME`.
    pub domain: String,
    pub text: String,
    /// Order in which it is shown, from 0.
    pub position: i32,
    #[sea_orm(belongs_to, from = "framework_id", to = "id")]
    pub framework: BelongsTo<super::framework::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
