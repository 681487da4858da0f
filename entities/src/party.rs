//! Table `party`.

use sea_orm::entity::prelude::*;

/// A municipality or an executing organisation; the two kinds share this table because both can hold roles.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "party")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `MUNICIPALITY` or `ORGANISATION`.
    pub kind: String,
    /// Short code by which people and links know the party, such as the organisation's abbreviation.
    pub code: Option<String>,
    pub name: String,
    /// Code of Statistics Netherlands, such as `GM0106`; only municipalities have one.
    pub cbs_code: Option<String>,
    /// Legal form of an executing organisation.
    pub legal_form: Option<String>,
    /// First day on which the party exists; null when that is not known.
    pub valid_from: Option<Date>,
    /// Last day on which the party exists; null while it goes on.
    pub valid_to: Option<Date>,
    /// The municipality that took over all rights and duties in a reorganisation.
    pub successor_id: Option<Uuid>,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
    #[sea_orm(self_ref, relation_enum = "Successor", from = "successor_id", to = "id")]
    pub successor: BelongsTo<Option<Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
