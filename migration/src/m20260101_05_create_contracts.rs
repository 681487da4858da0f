//! Contracts with their clients, their responsibility matrix and their indicators.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        contract().create(manager).await?;
        contract_client().create(manager).await?;
        contract_legal_basis().create(manager).await?;
        matrix_entry().create(manager).await?;
        contract_indicator().create(manager).await?;
        known_value().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "known_value",
                "contract_indicator",
                "matrix_entry",
                "contract_legal_basis",
                "contract_client",
                "contract",
            ],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn contract() -> NewTable {
    NewTable::named("contract")
        .uuid_key("id")
        .text("code")
        .text("title")
        .one_of(
            "kind",
            &["PERFORMANCE_AGREEMENT", "DESIGNATION_DECISION", "SERVICE_AGREEMENT", "PURCHASE_CONTRACT", "ASSIGNMENT"],
        )
        .reference("contractor_id", "party")
        .reference_null("framework_id", "framework")
        .reference_null("predecessor_id", "contract")
        .one_of("state", &["DRAFT", "OFFERED", "AGREED", "ADOPTED", "WITHDRAWN"])
        .date("starts_on")
        .date("ends_on")
        .one_of("reporting_frequency", &["MONTHLY", "QUARTERLY", "FOUR_MONTHLY", "HALF_YEARLY", "YEARLY"])
        .text("conditions")
        .text("deviation_domains")
        .date_null("extension_decision_on")
        .text_null("sent_back_remarks")
        .text_null("withdrawal_reason")
        .instant_null("offered_at")
        .instant_null("agreed_at")
        .instant_null("adopted_at")
        .instant_null("withdrawn_at")
        .instant("created_at")
        .reference("created_by", "person")
        .big_integer("version")
        .check("period", Expr::col("ends_on").gte(Expr::col("starts_on")))
        .unique("code", &["code"])
}

fn contract_client() -> NewTable {
    NewTable::named("contract_client")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .reference("municipality_id", "party")
        .integer("position")
        .text_null("decision_reference")
        .date_null("decided_on")
        .instant_null("adopted_at")
        .reference_null("adopted_by", "person")
        .unique("contract_municipality", &["contract_id", "municipality_id"])
}

fn contract_legal_basis() -> NewTable {
    NewTable::named("contract_legal_basis")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .text("name")
        .integer("position")
}

fn matrix_entry() -> NewTable {
    NewTable::named("matrix_entry")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .one_of("role", &["RESPONSIBLE", "CONTRIBUTES", "COOPERATES"])
        .one_of("domain", &["WORK", "PARTICIPATION", "INCOME"])
        .reference_null("task_id", "task")
        .reference_null("partner_id", "party")
        .reference_null("municipality_id", "party")
        .text_null("decision_reference")
        .text_null("target_group")
        .text_null("explanation")
        .integer("position")
        .check("task_or_partner", Expr::col("task_id").is_null().or(Expr::col("partner_id").is_null()))
}

fn contract_indicator() -> NewTable {
    NewTable::named("contract_indicator")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .reference("indicator_id", "indicator")
        .reference_null("goal_id", "goal")
        .integer("position")
        .big_integer("amber_margin")
        .big_integer("red_margin")
        .boolean("annual_only")
        .unique("contract_indicator", &["contract_id", "indicator_id"])
}

fn known_value() -> NewTable {
    NewTable::named("known_value")
        .uuid_key("id")
        .reference("contract_indicator_id", "contract_indicator")
        .integer("year")
        .big_integer("value")
        .text("source")
        .unique("indicator_year", &["contract_indicator_id", "year"])
}
