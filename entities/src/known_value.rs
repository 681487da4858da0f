//! Table `known_value`.

use sea_orm::entity::prelude::*;

/// A figure from before the service: of one indicator of a contract, for all its clients together.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_value")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_indicator_id: Uuid,
    pub year: i32,
    /// In ten-thousandths.
    pub value: i64,
    /// Where it comes from.
    pub source: String,
    #[sea_orm(belongs_to, from = "contract_indicator_id", to = "id")]
    pub contract_indicator: BelongsTo<super::contract_indicator::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
