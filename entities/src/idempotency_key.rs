//! Table `idempotency_key`.

use sea_orm::entity::prelude::*;

/// A key under which a person sent an act, with what the act came to.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    /// SHA-256 of the key, 64 hexadecimal digits: what clients write in a key is theirs.
    pub key_hash: String,
    /// The name of the act.
    pub act: String,
    /// SHA-256 of everything that was asked but the key, 64 hexadecimal digits.
    pub asked_hash: String,
    /// What the act gave. Empty only inside the transaction that does the act.
    pub subject_id: Option<Uuid>,
    pub kept_until: DateTimeUtc,
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
