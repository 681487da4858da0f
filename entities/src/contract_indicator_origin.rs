//! Table `contract_indicator_origin`.

use sea_orm::entity::prelude::*;

/// The indicator of an earlier text that an amendment's indicator goes on with.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_indicator_origin")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_indicator_id: Uuid,
    /// Figures and targets hang on this one.
    pub origin_id: Uuid,
    #[sea_orm(belongs_to, relation_enum = "ContractIndicator", from = "contract_indicator_id", to = "id")]
    pub contract_indicator: BelongsTo<super::contract_indicator::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Origin", from = "origin_id", to = "id")]
    pub origin: BelongsTo<super::contract_indicator::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
