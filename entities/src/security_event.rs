//! Table `security_event`.

use sea_orm::entity::prelude::*;

/// What concerns the security of the service, alike things of one minute counted in one row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "security_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What makes things alike, hashed under the key of the audit trail.
    pub fold: String,
    /// What was asked.
    pub action: String,
    /// Of what: a global identity.
    pub object: Option<String>,
    /// DONE or REFUSED.
    pub result: String,
    /// Why it was refused: a code.
    pub reason: Option<String>,
    /// From where: the client's address.
    pub origin: String,
    /// Who asked; for an attempt to sign in, whose account it was.
    pub actor_id: Option<Uuid>,
    /// The e-mail address that was typed and that nobody has, hashed under a key.
    pub account_key: Option<String>,
    /// The first request.
    pub request_id: String,
    pub first_at: DateTimeUtc,
    pub last_at: DateTimeUtc,
    /// How often within the minute.
    pub times: i64,
}

impl ActiveModelBehavior for ActiveModel {}
