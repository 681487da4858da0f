//! Table `contract`.

use sea_orm::entity::prelude::*;

/// An agreement between clients and one contractor (overeenkomst).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Unique among the contracts of its owner.
    pub code: String,
    /// The client that the code is of; null for an amendment, which is numbered within the contract it amends.
    pub owner_id: Option<Uuid>,
    pub title: String,
    /// Such as `PERFORMANCE_AGREEMENT` or `DESIGNATION_DECISION`.
    pub kind: String,
    pub contractor_id: Uuid,
    pub framework_id: Option<Uuid>,
    /// The contract that this one extends or succeeds.
    pub predecessor_id: Option<Uuid>,
    /// `DRAFT`, `OFFERED`, `AGREED`, `ADOPTED` or `WITHDRAWN`.
    pub state: String,
    pub starts_on: Date,
    /// Last day, included.
    pub ends_on: Date,
    /// From `MONTHLY` to `YEARLY`.
    pub reporting_frequency: String,
    pub conditions: String,
    /// Life domains, parted by commas, in which a client may deviate from the matrix; empty for none.
    pub deviation_domains: String,
    /// Day by which it is decided whether to go on.
    pub extension_decision_on: Option<Date>,
    /// Remarks of the director who sent the offer back.
    pub sent_back_remarks: Option<String>,
    pub withdrawal_reason: Option<String>,
    pub offered_at: Option<DateTimeUtc>,
    pub agreed_at: Option<DateTimeUtc>,
    /// When the last client adopted.
    pub adopted_at: Option<DateTimeUtc>,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, relation_enum = "Owner", from = "owner_id", to = "id")]
    pub owner: BelongsTo<Option<super::party::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "Contractor", from = "contractor_id", to = "id")]
    pub contractor: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "framework_id", to = "id")]
    pub framework: BelongsTo<Option<super::framework::Entity>>,
    #[sea_orm(self_ref, relation_enum = "Predecessor", from = "predecessor_id", to = "id")]
    pub predecessor: BelongsTo<Option<Entity>>,
    #[sea_orm(belongs_to, from = "created_by", to = "id")]
    pub created_by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
