//! Table `arrangement`.

use sea_orm::entity::prelude::*;

/// Who directs and executes an element of the chain in a municipality (inrichting).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "arrangement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub municipality_id: Uuid,
    /// Such as `INTAKE`.
    pub element: String,
    /// Such as `POLICY_DIRECTION`.
    pub role: String,
    pub starts_on: Date,
    /// Last day; null while it goes on.
    pub ends_on: Option<Date>,
    pub decision_reference: Option<String>,
    pub end_reference: Option<String>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
