//! Table `contract_indicator`.

use sea_orm::entity::prelude::*;

/// An indicator as a contract uses it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_indicator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub indicator_id: Uuid,
    pub goal_id: Option<Uuid>,
    /// Order in which it is shown, from 0.
    pub position: i32,
    /// How far short of the target a value may fall before it is amber, in percent of it and ten-thousandths.
    pub amber_margin: i64,
    /// How far short of the target a value may fall before it is red, in percent of it and ten-thousandths.
    pub red_margin: i64,
    /// Whether only the annual report gives it.
    pub annual_only: bool,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, from = "indicator_id", to = "id")]
    pub indicator: BelongsTo<super::indicator::Entity>,
    #[sea_orm(belongs_to, from = "goal_id", to = "id")]
    pub goal: BelongsTo<Option<super::goal::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
