//! Table `termination`.

use sea_orm::entity::prelude::*;

/// The ending of a contract before its time for one client.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "termination")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub municipality_id: Uuid,
    /// Last day on which it holds for the client.
    pub last_day: Date,
    /// From `NOTICE` to `LAPSED_BY_LAW`.
    pub ground: String,
    pub explanation: String,
    pub decision_reference: String,
    pub decided_on: Date,
    pub recorded_at: DateTimeUtc,
    /// Nobody, where the law ended it.
    pub recorded_by: Option<Uuid>,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "recorded_by", to = "id")]
    pub recorded_by_person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
