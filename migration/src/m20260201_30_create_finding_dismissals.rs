//! Findings of coherence that were set aside.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        finding_dismissal().create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["finding_dismissal"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn finding_dismissal() -> NewTable {
    NewTable::named("finding_dismissal")
        .uuid_key("id")
        .reference("municipality_id", "party")
        .text("code")
        .text("facts")
        .text("reason")
        .date("until")
        .reference("dismissed_by", "person")
        .instant("dismissed_at")
        .instant_null("ended_at")
        .big_integer("version")
        .unique("municipality_code", &["municipality_id", "code"])
}
