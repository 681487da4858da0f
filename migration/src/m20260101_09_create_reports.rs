//! Reports, their values and texts, and what the clients did with them.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        report().create(manager).await?;
        report_value().create(manager).await?;
        cooperation_account().create(manager).await?;
        self_assessment().create(manager).await?;
        report_handling().create(manager).await?;
        report_return().create(manager).await?;
        report_version().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "report_version",
                "report_return",
                "report_handling",
                "self_assessment",
                "cooperation_account",
                "report_value",
                "report",
            ],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn report() -> NewTable {
    NewTable::named("report")
        .uuid_key("id")
        .reference("cycle_id", "annual_cycle")
        .integer("number")
        .boolean("annual")
        .date("period_start")
        .date("period_end")
        .date("due_on")
        .date("closes_on")
        .one_of("state", &["EXPECTED", "DRAFT", "SUBMITTED", "RETURNED", "ACCEPTED"])
        .text("explanation")
        .integer("submission")
        .instant_null("submitted_at")
        .reference_null("submitted_by", "person")
        .instant_null("accepted_at")
        .big_integer("version")
        .unique("cycle_number", &["cycle_id", "number"])
        .index("period_end", &["period_end"])
}

fn report_value() -> NewTable {
    NewTable::named("report_value")
        .uuid_key("id")
        .reference("report_id", "report")
        .reference("contract_indicator_id", "contract_indicator")
        .reference("municipality_id", "party")
        .text("cell")
        .one_of("status", &["NUMBER", "RATIO", "SCORE", "MISSING", "NOT_APPLICABLE"])
        .big_integer_null("number")
        .big_integer_null("denominator")
        .text_null("reason")
        .text_null("explanation")
        .boolean("provisional")
        .boolean("unlikely_confirmed")
        .unique("indicator_municipality_cell", &["report_id", "contract_indicator_id", "municipality_id", "cell"])
}

fn cooperation_account() -> NewTable {
    NewTable::named("cooperation_account")
        .uuid_key("id")
        .reference("report_id", "report")
        .reference("partner_id", "party")
        .one_of("judgement", &["GOOD", "SUFFICIENT", "INSUFFICIENT"])
        .text("text")
        .unique("report_partner", &["report_id", "partner_id"])
}

fn self_assessment() -> NewTable {
    NewTable::named("self_assessment")
        .uuid_key("id")
        .reference("report_id", "report")
        .reference("goal_id", "goal")
        .one_of("judgement", &["MET", "PARTLY_MET", "NOT_MET", "NOT_ASSESSABLE"])
        .text("reasoning")
        .unique("report_goal", &["report_id", "goal_id"])
}

fn report_handling() -> NewTable {
    NewTable::named("report_handling")
        .uuid_key("id")
        .reference("report_id", "report")
        .reference("municipality_id", "party")
        .one_of("state", &["PENDING", "ACCEPTED", "RETURNED"])
        .reference_null("by_id", "person")
        .instant_null("at")
        .unique("report_municipality", &["report_id", "municipality_id"])
}

fn report_return() -> NewTable {
    NewTable::named("report_return")
        .uuid_key("id")
        .reference("report_id", "report")
        .reference("municipality_id", "party")
        .integer("submission")
        .one_of("part", &["WHOLE", "INDICATOR", "MUNICIPALITY", "COOPERATION", "SELF_ASSESSMENT", "EXPLANATION"])
        .uuid_null("subject_id")
        .text("reason")
        .reference("by_id", "person")
        .instant("at")
}

fn report_version() -> NewTable {
    NewTable::named("report_version")
        .uuid_key("id")
        .reference("report_id", "report")
        .integer("number")
        .one_of("occasion", &["SUBMITTED", "ACCEPTED"])
        .text("content")
        .reference("taken_by", "person")
        .instant("taken_at")
        .unique("report_number", &["report_id", "number"])
}
