//! Table `participation`.

use sea_orm::entity::prelude::*;

/// A municipality that takes part in the joint body of an executing organisation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "participation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub municipality_id: Uuid,
    pub valid_from: Date,
    /// Last day of the participation; null while it goes on.
    pub valid_to: Option<Date>,
    #[sea_orm(belongs_to, relation_enum = "Organisation", from = "organisation_id", to = "id")]
    pub organisation: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Municipality", from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
