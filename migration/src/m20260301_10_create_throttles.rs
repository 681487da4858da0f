//! Who tried something lately, and from where people signed in before.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        throttle().create(manager).await?;
        known_origin().create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["known_origin", "throttle"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn throttle() -> NewTable {
    NewTable::named("throttle")
        .text_key("bucket")
        .big_integer("tries")
        .instant("open_at")
        .instant("forgotten_at")
        .index("forgotten_at", &["forgotten_at"])
}

fn known_origin() -> NewTable {
    NewTable::named("known_origin")
        .text_key("origin")
        .text("account")
        .instant("expires_at")
        .index("account", &["account"])
        .index("expires_at", &["expires_at"])
}
