//! Table `finding_dismissal`.

use sea_orm::entity::prelude::*;

/// A finding of coherence that a municipality set aside; the last time it did, for each finding.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding_dismissal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub municipality_id: Uuid,
    /// The stable code of the finding.
    pub code: String,
    /// What the finding rested on when it was set aside, one line each.
    pub facts: String,
    pub reason: String,
    /// Last day, included.
    pub until: Date,
    pub dismissed_by: Uuid,
    pub dismissed_at: DateTimeUtc,
    /// When it was opened again by hand.
    pub ended_at: Option<DateTimeUtc>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "dismissed_by", to = "id")]
    pub dismissed_by_person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
