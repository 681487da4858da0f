//! Table `cooperation_account`.

use sea_orm::entity::prelude::*;

/// The contractor's account of the cooperation with one partner.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cooperation_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub report_id: Uuid,
    /// The submission it belongs to, from 1; one more than the report has had while it is drafted.
    pub submission: i32,
    pub partner_id: Uuid,
    /// `GOOD`, `SUFFICIENT` or `INSUFFICIENT`.
    pub judgement: String,
    pub text: String,
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
    #[sea_orm(belongs_to, from = "partner_id", to = "id")]
    pub partner: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
