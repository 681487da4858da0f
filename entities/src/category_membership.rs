//! Table `category_membership`.

use sea_orm::entity::prelude::*;

/// A party that belongs to a category of partners in one municipality.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "category_membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub category_id: Uuid,
    pub member_id: Uuid,
    pub municipality_id: Uuid,
    pub valid_from: Date,
    /// Last day of the membership; null while it goes on.
    pub valid_to: Option<Date>,
    #[sea_orm(belongs_to, relation_enum = "Category", from = "category_id", to = "id")]
    pub category: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Member", from = "member_id", to = "id")]
    pub member: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Municipality", from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
