//! Table `offered_text`.

use sea_orm::entity::prelude::*;

/// What a contract said when it was last offered, once it was sent back.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offered_text")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// One text each: the last.
    pub contract_id: Uuid,
    /// Terms, matrix, indicators and figures from before, as JSON.
    pub content: String,
    /// When it was sent back.
    pub until: DateTimeUtc,
    /// The version of the contract from the sending back.
    pub version: i64,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
