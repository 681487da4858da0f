//! Table `dimension_cell`.

use sea_orm::entity::prelude::*;

/// One class of a dimension.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dimension_cell")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub dimension_id: Uuid,
    /// Short code, unique within the dimension.
    pub code: String,
    pub name_nl: String,
    pub name_en: String,
    /// Order in which it is shown, from 0.
    pub position: i32,
    #[sea_orm(belongs_to, from = "dimension_id", to = "id")]
    pub dimension: BelongsTo<super::dimension::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
