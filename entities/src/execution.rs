//! Table `execution`.

use sea_orm::entity::prelude::*;

/// Who executes an element, under an arrangement or as a scenario wants it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "execution")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Under which arrangement; null for a scenario's.
    pub arrangement_id: Option<Uuid>,
    /// Of which setting of a scenario; null for an arrangement's.
    pub setting_id: Option<Uuid>,
    /// Order in which it is shown, from 0.
    pub position: i32,
    pub executor_id: Option<Uuid>,
    pub contract_id: Option<Uuid>,
    pub in_words: Option<String>,
    /// `PUBLIC`, `PRIVATE` or `BOTH`.
    pub sector: Option<String>,
    /// `MUNICIPAL`, `SUB_REGIONAL` or `REGIONAL`.
    pub scale: Option<String>,
    #[sea_orm(belongs_to, from = "arrangement_id", to = "id")]
    pub arrangement: BelongsTo<Option<super::arrangement::Entity>>,
    #[sea_orm(belongs_to, from = "setting_id", to = "id")]
    pub setting: BelongsTo<Option<super::scenario_setting::Entity>>,
    #[sea_orm(belongs_to, from = "executor_id", to = "id")]
    pub executor: BelongsTo<Option<super::party::Entity>>,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<Option<super::contract::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
