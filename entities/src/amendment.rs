//! Table `amendment`.

use sea_orm::entity::prelude::*;

/// A contract that is an amendment (wijziging) of another.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "amendment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The amendment itself.
    pub contract_id: Uuid,
    /// The contract that it amends.
    pub amends_id: Uuid,
    /// Its number among the amendments of that contract, from 1.
    pub number: i32,
    /// First day on which its text holds.
    pub effective_from: Date,
    pub reason: String,
    #[sea_orm(belongs_to, relation_enum = "Contract", from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Amends", from = "amends_id", to = "id")]
    pub amends: BelongsTo<super::contract::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
