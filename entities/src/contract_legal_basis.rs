//! Table `contract_legal_basis`.

use sea_orm::entity::prelude::*;

/// An act on which a contract rests, such as the Participatiewet.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_legal_basis")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub name: String,
    /// Order in which it is shown, from 0.
    pub position: i32,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
