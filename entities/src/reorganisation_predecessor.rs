//! Table `reorganisation_predecessor`.

use sea_orm::entity::prelude::*;

/// A municipality that ends by a reorganisation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reorganisation_predecessor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub reorganisation_id: Uuid,
    pub municipality_id: Uuid,
    /// Order in which it is shown, from 0.
    pub position: i32,
    #[sea_orm(belongs_to, from = "reorganisation_id", to = "id")]
    pub reorganisation: BelongsTo<super::reorganisation::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
