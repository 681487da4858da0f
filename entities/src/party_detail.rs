//! Table `party_detail`.

use sea_orm::entity::prelude::*;

/// What more is known of a party; one without a row has nothing more.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "party_detail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: Uuid,
    /// The organisation or municipality of which it is a part.
    pub part_of_id: Option<Uuid>,
    /// `PUBLIC`, `PRIVATE` or `PUBLIC_PRIVATE`.
    pub sector: Option<String>,
    /// Whether it is a category of partners, with members per municipality.
    pub category: bool,
    /// Number for exchange between public bodies, twenty digits.
    pub oin: Option<String>,
    /// Number in the trade register, eight digits.
    pub kvk_number: Option<String>,
    #[sea_orm(belongs_to, relation_enum = "Party", from = "party_id", to = "id")]
    pub party: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, relation_enum = "PartOf", from = "part_of_id", to = "id")]
    pub part_of: BelongsTo<Option<super::party::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
