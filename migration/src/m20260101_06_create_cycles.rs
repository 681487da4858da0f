//! The annual cycle of a contract.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        annual_cycle().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["annual_cycle"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn annual_cycle() -> NewTable {
    NewTable::named("annual_cycle")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .integer("year")
        .one_of("phase", &["TARGET_SETTING", "EXECUTION", "REVIEW", "CLOSED"])
        .date("opens_on")
        .date("proposal_due_on")
        .date("agreement_due_on")
        .date("adoption_due_on")
        .date("annual_report_due_on")
        .date("review_due_on")
        .instant("opened_at")
        .reference("opened_by", "person")
        .instant_null("execution_at")
        .instant_null("review_at")
        .instant_null("closed_at")
        .big_integer("version")
        .unique("contract_year", &["contract_id", "year"])
}
