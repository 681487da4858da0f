//! Table `invitation`.

use sea_orm::entity::prelude::*;

/// A role offered to a person. It gives nothing: accepting it makes a membership.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub party_id: Uuid,
    /// Such as `ACCOUNT_HOLDER` or `REPORTER`.
    pub role: String,
    /// The name as the inviter wrote it; that of a person who is known already is not told.
    pub name: String,
    pub invited_by: Uuid,
    pub invited_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    /// The link by which a new person accepts; null for who signs in to answer.
    pub link_id: Option<Uuid>,
    /// `ACCEPTED`, `DECLINED` or `WITHDRAWN`; null while there is none.
    pub answer: Option<String>,
    pub answered_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, relation_enum = "Person", from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
    #[sea_orm(belongs_to, from = "party_id", to = "id")]
    pub party: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Inviter", from = "invited_by", to = "id")]
    pub inviter: BelongsTo<super::person::Entity>,
    #[sea_orm(belongs_to, from = "link_id", to = "id")]
    pub link: BelongsTo<Option<super::mailed_link::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
