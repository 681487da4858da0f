//! Table `outbox_mail`.

use sea_orm::entity::prelude::*;

/// A mail to be sent, stored in the transaction of the change it tells of.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox_mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: Uuid,
    pub recipient_id: Uuid,
    pub template: String,
    pub locale: String,
    /// Address of the recipient at that moment.
    pub address: String,
    pub recipient_name: String,
    /// What the template needs, as JSON.
    pub context: String,
    /// By which roles at which parties the recipient is told, as JSON; nothing where the mail is for the person.
    pub audience: Option<String>,
    pub created_at: DateTimeUtc,
    /// How often sending was tried.
    pub attempts: i32,
    pub next_attempt_at: DateTimeUtc,
    /// Until when one worker has the mail to itself.
    pub leased_until: Option<DateTimeUtc>,
    /// Which worker that is.
    pub lease: Option<Uuid>,
    pub sent_at: Option<DateTimeUtc>,
    /// When the last attempt failed for good.
    pub dead_at: Option<DateTimeUtc>,
    pub last_error: Option<String>,
    /// When it turned out that the recipient was not to be told any more.
    pub skipped_at: Option<DateTimeUtc>,
    pub skipped_because: Option<String>,
    #[sea_orm(belongs_to, from = "event_id", to = "id")]
    pub event: BelongsTo<super::audit_event::Entity>,
    #[sea_orm(belongs_to, from = "recipient_id", to = "id")]
    pub recipient: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
