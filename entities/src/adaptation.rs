//! Table `adaptation`.

use sea_orm::entity::prelude::*;

/// A joint arrangement that is to be adapted after a reorganisation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "adaptation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub reorganisation_id: Uuid,
    pub organisation_id: Uuid,
    /// Last day by law.
    pub due_on: Date,
    #[sea_orm(belongs_to, from = "reorganisation_id", to = "id")]
    pub reorganisation: BelongsTo<super::reorganisation::Entity>,
    #[sea_orm(belongs_to, from = "organisation_id", to = "id")]
    pub organisation: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
