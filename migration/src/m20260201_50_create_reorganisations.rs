//! Municipal reorganisations, and the joint arrangements that are to be adapted because of them.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [reorganisation(), predecessor(), adaptation()] {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["adaptation", "reorganisation_predecessor", "reorganisation"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn reorganisation() -> NewTable {
    NewTable::named("reorganisation")
        .uuid_key("id")
        .text("name")
        .date("takes_effect_on")
        .reference("successor_id", "party")
        .text("legal_basis")
        .one_of("state", &["PLANNED", "EXECUTED", "CANCELLED"])
        .instant("planned_at")
        .reference("planned_by", "person")
        .instant_null("executed_at")
        .reference_null("executed_by", "person")
        .instant_null("cancelled_at")
        .text_null("cancellation_reason")
        .big_integer("version")
}

fn predecessor() -> NewTable {
    NewTable::named("reorganisation_predecessor")
        .uuid_key("id")
        .reference("reorganisation_id", "reorganisation")
        .reference("municipality_id", "party")
        .integer("position")
        .unique("reorganisation_municipality", &["reorganisation_id", "municipality_id"])
}

/// A joint arrangement that goes on with a substitute and is to be adapted.
fn adaptation() -> NewTable {
    NewTable::named("adaptation")
        .uuid_key("id")
        .reference("reorganisation_id", "reorganisation")
        .reference("organisation_id", "party")
        .date("due_on")
        .unique("reorganisation_organisation", &["reorganisation_id", "organisation_id"])
}
