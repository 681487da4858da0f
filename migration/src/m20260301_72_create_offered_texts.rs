//! The text of a contract as it was offered, kept while it is rewritten: the contractor goes on reading it.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the table of this module; going back drops it with all it holds.
///
/// What a contract said that was sent back before this is written down nowhere: its contractor reads it again once it
/// is offered again.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        offered_text().create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["offered_text"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn offered_text() -> NewTable {
    NewTable::named("offered_text")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .text("content")
        .instant("until")
        .big_integer("version")
        .unique("contract", &["contract_id"])
}
