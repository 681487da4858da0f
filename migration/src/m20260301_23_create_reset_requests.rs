//! Requests for a link to choose another password, each on its way to being looked into.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        reset_request().create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["reset_request"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn reset_request() -> NewTable {
    NewTable::named("reset_request")
        .uuid_key("id")
        .text("address")
        .text("request_id")
        .instant("requested_at")
        .instant_null("handled_at")
        .index("address_requested_at", &["address", "requested_at"])
        .index("handled_at", &["handled_at"])
}
