//! Table `scenario`.

use sea_orm::entity::prelude::*;

/// A scenario of a choice.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scenario")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub choice_id: Uuid,
    pub code: String,
    pub title: String,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "choice_id", to = "id")]
    pub choice: BelongsTo<super::governance_choice::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
