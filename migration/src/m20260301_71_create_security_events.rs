//! What concerns the security of the service: who signed in, who was refused, who took what away.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the table of this module; going back drops it with all it holds.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        security_event().create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["security_event"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Without foreign keys: it tells of people and things whatever becomes of them, and is swept by itself.
fn security_event() -> NewTable {
    NewTable::named("security_event")
        .uuid_key("id")
        .text("fold")
        .text("action")
        .text_null("object")
        .one_of("result", &["DONE", "REFUSED"])
        .text_null("reason")
        .text("origin")
        .uuid_null("actor_id")
        .text_null("account_key")
        .text("request_id")
        .instant("first_at")
        .instant("last_at")
        .big_integer("times")
        .unique("fold", &["fold"])
        .index("last_at", &["last_at"])
        .index("actor_id", &["actor_id"])
}
