//! Table `target_set`.

use sea_orm::entity::prelude::*;

/// The targets of one client in one cycle.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target_set")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cycle_id: Uuid,
    pub municipality_id: Uuid,
    /// `DRAFT`, `PROPOSED`, `AGREED` or `ADOPTED`.
    pub state: String,
    pub proposed_at: Option<DateTimeUtc>,
    pub agreed_at: Option<DateTimeUtc>,
    /// Reference of the decision by which the college adopted the targets.
    pub decision_reference: Option<String>,
    pub decided_on: Option<Date>,
    /// When the adoption was recorded here.
    pub adopted_at: Option<DateTimeUtc>,
    pub adopted_by: Option<Uuid>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "cycle_id", to = "id")]
    pub cycle: BelongsTo<super::annual_cycle::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "adopted_by", to = "id")]
    pub adopted_by_person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
