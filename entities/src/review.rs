//! Table `review`.

use sea_orm::entity::prelude::*;

/// A client's review (beoordeling) of the year.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cycle_id: Uuid,
    pub municipality_id: Uuid,
    /// `DRAFT`, `FOR_REPLY` or `FINAL`.
    pub state: String,
    pub conclusion: String,
    /// Judgement on the cooperation, in words.
    pub cooperation: String,
    /// The contractor's reply: `AGREE`, `DISAGREE`, or `NONE` when none came by the date.
    pub reply: Option<String>,
    pub reply_text: Option<String>,
    pub reply_due_on: Option<Date>,
    /// When the concept went to the contractor.
    pub sent_at: Option<DateTimeUtc>,
    pub replied_at: Option<DateTimeUtc>,
    pub replied_by: Option<Uuid>,
    pub final_at: Option<DateTimeUtc>,
    pub final_by: Option<Uuid>,
    pub decision_reference: Option<String>,
    pub decided_on: Option<Date>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "cycle_id", to = "id")]
    pub cycle: BelongsTo<super::annual_cycle::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, relation_enum = "RepliedByPerson", from = "replied_by", to = "id")]
    pub replied_by_person: BelongsTo<Option<super::person::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "FinalByPerson", from = "final_by", to = "id")]
    pub final_by_person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
