//! Table `open_point`.

use sea_orm::entity::prelude::*;

/// A consequence of an earlier review that this cycle must answer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "open_point")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cycle_id: Uuid,
    pub municipality_id: Uuid,
    pub consequence_id: Uuid,
    /// The target that answers it.
    pub target_id: Option<Uuid>,
    /// Why it was closed without a target.
    pub closed_reason: Option<String>,
    pub closed_at: Option<DateTimeUtc>,
    pub closed_by: Option<Uuid>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "cycle_id", to = "id")]
    pub cycle: BelongsTo<super::annual_cycle::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "consequence_id", to = "id")]
    pub consequence: BelongsTo<super::consequence::Entity>,
    #[sea_orm(belongs_to, from = "target_id", to = "id")]
    pub target: BelongsTo<Option<super::target::Entity>>,
    #[sea_orm(belongs_to, from = "closed_by", to = "id")]
    pub closed_by_person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
