//! Governance: arrangements of the chain, core values, scenarios and the choice between them.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

const ELEMENTS: [&str; 5] = ["INTAKE", "INCOME_PROVISION", "EMPLOYER_SERVICES", "WORK_DEVELOPMENT", "PARTICIPATION"];
const ROLES: [&str; 3] = ["POLICY_DIRECTION", "POLICY_AND_EXECUTION_DIRECTION", "DIRECTION_AND_EXECUTION"];

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        arrangement().create(manager).await?;
        core_value_set().create(manager).await?;
        core_value().create(manager).await?;
        governance_choice().create(manager).await?;
        choice_value().create(manager).await?;
        scenario().create(manager).await?;
        scenario_setting().create(manager).await?;
        scenario_score().create(manager).await?;
        scenario_decision().create(manager).await?;
        execution().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let parts = ["execution", "scenario_decision", "scenario_score", "scenario_setting", "scenario"];
        drop_tables(manager, &parts).await?;
        let rest = ["choice_value", "governance_choice", "core_value", "core_value_set", "arrangement"];
        drop_tables(manager, &rest).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn arrangement() -> NewTable {
    NewTable::named("arrangement")
        .uuid_key("id")
        .reference("municipality_id", "party")
        .one_of("element", &ELEMENTS)
        .one_of("role", &ROLES)
        .date("starts_on")
        .date_null("ends_on")
        .text_null("decision_reference")
        .text_null("end_reference")
        .big_integer("version")
        .check("period", Expr::col("ends_on").is_null().or(Expr::col("ends_on").gte(Expr::col("starts_on"))))
        .unique("municipality_element_start", &["municipality_id", "element", "starts_on"])
}

fn core_value_set() -> NewTable {
    NewTable::named("core_value_set")
        .uuid_key("id")
        .reference("municipality_id", "party")
        .big_integer("version")
        .unique("municipality", &["municipality_id"])
}

fn core_value() -> NewTable {
    NewTable::named("core_value")
        .uuid_key("id")
        .reference("core_value_set_id", "core_value_set")
        .integer("position")
        .text("text")
        .unique("set_text", &["core_value_set_id", "text"])
}

fn governance_choice() -> NewTable {
    NewTable::named("governance_choice")
        .uuid_key("id")
        .reference("municipality_id", "party")
        .text("code")
        .text("title")
        .big_integer("version")
        .unique("municipality_code", &["municipality_id", "code"])
}

/// The core values as they were when the choice was decided.
fn choice_value() -> NewTable {
    NewTable::named("choice_value")
        .uuid_key("id")
        .reference("choice_id", "governance_choice")
        .integer("position")
        .text("text")
        .unique("choice_text", &["choice_id", "text"])
}

fn scenario() -> NewTable {
    NewTable::named("scenario")
        .uuid_key("id")
        .reference("choice_id", "governance_choice")
        .text("code")
        .text("title")
        .big_integer("version")
        .unique("choice_code", &["choice_id", "code"])
}

fn scenario_setting() -> NewTable {
    NewTable::named("scenario_setting")
        .uuid_key("id")
        .reference("scenario_id", "scenario")
        .one_of("element", &ELEMENTS)
        .one_of_null("role", &ROLES)
        .unique("scenario_element", &["scenario_id", "element"])
}

fn scenario_score() -> NewTable {
    NewTable::named("scenario_score")
        .uuid_key("id")
        .reference("scenario_id", "scenario")
        .integer("position")
        .text("core_value")
        .integer("score")
        .text_null("explanation")
        .check("score", Expr::col("score").between(-2, 2))
        .unique("scenario_core_value", &["scenario_id", "core_value"])
}

/// One decision for each choice, by its unique constraint.
fn scenario_decision() -> NewTable {
    NewTable::named("scenario_decision")
        .uuid_key("id")
        .reference("choice_id", "governance_choice")
        .reference("scenario_id", "scenario")
        .text("decision_reference")
        .date("decided_on")
        .text("reason")
        .instant("recorded_at")
        .reference("recorded_by", "person")
        .unique("choice", &["choice_id"])
}

/// Who executes an element, under an arrangement or as a scenario wants it.
fn execution() -> NewTable {
    NewTable::named("execution")
        .uuid_key("id")
        .reference_null("arrangement_id", "arrangement")
        .reference_null("setting_id", "scenario_setting")
        .integer("position")
        .reference_null("executor_id", "party")
        .reference_null("contract_id", "contract")
        .text_null("in_words")
        .one_of_null("sector", &["PUBLIC", "PRIVATE", "BOTH"])
        .one_of_null("scale", &["MUNICIPAL", "SUB_REGIONAL", "REGIONAL"])
        .check(
            "owner",
            Expr::col("arrangement_id").is_null().and(Expr::col("setting_id").is_not_null()).or(Expr::col(
                "arrangement_id",
            )
            .is_not_null()
            .and(Expr::col("setting_id").is_null())),
        )
}
