//! Table `target_step`.

use sea_orm::entity::prelude::*;

/// One step in the negotiation over a target.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub target_id: Uuid,
    /// Counts from 1 within the target.
    pub seq: i32,
    /// `PROPOSED`, `COUNTERED` or `AGREED`.
    pub act: String,
    /// `CLIENT` or `CONTRACTOR`.
    pub side: String,
    /// Kind of the target as it stood after this step.
    pub kind: String,
    /// In ten-thousandths.
    pub value: Option<i64>,
    pub no_target_reason: Option<String>,
    pub reason: Option<String>,
    pub by_id: Uuid,
    pub at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "target_id", to = "id")]
    pub target: BelongsTo<super::target::Entity>,
    #[sea_orm(belongs_to, from = "by_id", to = "id")]
    pub by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
