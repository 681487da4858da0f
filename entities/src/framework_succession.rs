//! Table `framework_succession`.

use sea_orm::entity::prelude::*;

/// Which framework took the place of which.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "framework_succession")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub framework_id: Uuid,
    pub predecessor_id: Uuid,
    #[sea_orm(belongs_to, relation_enum = "Framework", from = "framework_id", to = "id")]
    pub framework: BelongsTo<super::framework::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Predecessor", from = "predecessor_id", to = "id")]
    pub predecessor: BelongsTo<super::framework::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
