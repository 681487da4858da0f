//! Attachments of contracts, and their content where it is kept in the database.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        attachment().create(manager).await?;
        attachment_content().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["attachment_content", "attachment"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn attachment() -> NewTable {
    NewTable::named("attachment")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .text("name")
        .one_of("media_kind", &["PDF", "DOCX", "XLSX", "ODT", "ODS", "PNG", "JPEG", "TXT", "CSV"])
        .big_integer("size_bytes")
        .text("sha256")
        .instant("added_at")
        .reference("added_by", "person")
        .check("size_bytes", Expr::col("size_bytes").gt(0))
}

fn attachment_content() -> NewTable {
    NewTable::named("attachment_content")
        .uuid_key("id")
        .reference("attachment_id", "attachment")
        .bytes("content")
        .unique("attachment", &["attachment_id"])
}
