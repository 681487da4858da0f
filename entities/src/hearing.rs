//! Table `hearing`.

use sea_orm::entity::prelude::*;

/// What the contractor of a unilateral decision said when it was heard.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hearing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub remarks: String,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, from = "recorded_by", to = "id")]
    pub recorded_by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
