//! Municipalities, executing organisations and who takes part in which joint body.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        party().create(manager).await?;
        participation().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["participation", "party"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn party() -> NewTable {
    NewTable::named("party")
        .uuid_key("id")
        .one_of("kind", &["MUNICIPALITY", "ORGANISATION"])
        .text_null("code")
        .text("name")
        .text_null("cbs_code")
        .text_null("legal_form")
        .date_null("valid_from")
        .date_null("valid_to")
        .reference_null("successor_id", "party")
        .big_integer("version")
        .unique("code", &["code"])
}

fn participation() -> NewTable {
    NewTable::named("participation")
        .uuid_key("id")
        .reference("organisation_id", "party")
        .reference("municipality_id", "party")
        .date("valid_from")
        .date_null("valid_to")
        .unique("organisation_municipality_from", &["organisation_id", "municipality_id", "valid_from"])
}
