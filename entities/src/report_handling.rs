//! Table `report_handling`.

use sea_orm::entity::prelude::*;

/// How far one client is with a submitted report.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_handling")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub report_id: Uuid,
    pub municipality_id: Uuid,
    /// `PENDING`, `ACCEPTED` or `RETURNED`.
    pub state: String,
    pub by_id: Option<Uuid>,
    pub at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "by_id", to = "id")]
    pub by_person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
