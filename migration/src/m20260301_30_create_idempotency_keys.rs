//! The keys under which people sent acts, so that a repeat is not done twice.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        idempotency_key().create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["idempotency_key"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn idempotency_key() -> NewTable {
    NewTable::named("idempotency_key")
        .uuid_key("id")
        .reference("person_id", "person")
        .text("key_hash")
        .text("act")
        .text("asked_hash")
        .uuid_null("subject_id")
        .instant("kept_until")
        .unique("person_key", &["person_id", "key_hash"])
        .index("kept_until", &["kept_until"])
}
