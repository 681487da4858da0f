//! Table `report_return`.

use sea_orm::entity::prelude::*;

/// A part of a report that a client sent back.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_return")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub report_id: Uuid,
    pub municipality_id: Uuid,
    /// The submission it is about, counted from 1.
    pub submission: i32,
    /// Such as `WHOLE` or `INDICATOR`.
    pub part: String,
    /// The indicator, municipality, partner or goal that the part names; null for a part that needs none.
    pub subject_id: Option<Uuid>,
    pub reason: String,
    pub by_id: Uuid,
    pub at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "by_id", to = "id")]
    pub by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
