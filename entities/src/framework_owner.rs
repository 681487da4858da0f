//! Table `framework_owner`.

use sea_orm::entity::prelude::*;

/// A municipality that owns a policy framework.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "framework_owner")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub framework_id: Uuid,
    pub municipality_id: Uuid,
    #[sea_orm(belongs_to, from = "framework_id", to = "id")]
    pub framework: BelongsTo<super::framework::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
