//! Table `attachment`.

use sea_orm::entity::prelude::*;

/// A file that hangs on a contract; its content is kept elsewhere.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub name: String,
    /// PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, TXT or CSV.
    pub media_kind: String,
    pub size_bytes: i64,
    /// Of the content, 64 hexadecimal digits.
    pub sha256: String,
    pub added_at: DateTimeUtc,
    pub added_by: Uuid,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, from = "added_by", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
