//! Table `choice_value`.

use sea_orm::entity::prelude::*;

/// A core value as it was when the choice was decided.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "choice_value")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub choice_id: Uuid,
    /// Order in which it is shown, from 0.
    pub position: i32,
    pub text: String,
    #[sea_orm(belongs_to, from = "choice_id", to = "id")]
    pub choice: BelongsTo<super::governance_choice::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
