//! What was known when the cycle opened, and the targets that follow from it.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        context_line().create(manager).await?;
        target_set().create(manager).await?;
        target().create(manager).await?;
        target_step().create(manager).await?;
        open_point().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["open_point", "target_step", "target", "target_set", "context_line"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn context_line() -> NewTable {
    NewTable::named("context_line")
        .uuid_key("id")
        .reference("cycle_id", "annual_cycle")
        .reference("contract_indicator_id", "contract_indicator")
        .reference("municipality_id", "party")
        .text("earlier")
        .text_null("standing")
        .date_null("standing_as_of")
        .text_null("judgement")
        .reference_null("review_id", "review")
        .big_integer_null("reference_value")
        .big_integer_null("suggested_value")
        .text("suggestion")
        .unique("cycle_indicator_municipality", &["cycle_id", "contract_indicator_id", "municipality_id"])
}

fn target_set() -> NewTable {
    NewTable::named("target_set")
        .uuid_key("id")
        .reference("cycle_id", "annual_cycle")
        .reference("municipality_id", "party")
        .one_of("state", &["DRAFT", "PROPOSED", "AGREED", "ADOPTED"])
        .instant_null("proposed_at")
        .instant_null("agreed_at")
        .text_null("decision_reference")
        .date_null("decided_on")
        .instant_null("adopted_at")
        .reference_null("adopted_by", "person")
        .big_integer("version")
        .unique("cycle_municipality", &["cycle_id", "municipality_id"])
}

fn target() -> NewTable {
    NewTable::named("target")
        .uuid_key("id")
        .reference("target_set_id", "target_set")
        .reference("contract_indicator_id", "contract_indicator")
        .one_of("state", &["DRAFT", "PROPOSED", "COUNTERED", "AGREED"])
        .one_of("kind", &["ABSOLUTE", "PERCENTAGE", "TREND", "RELATIVE", "COMPLETENESS", "TERM", "NONE"])
        .big_integer_null("value")
        .text_null("no_target_reason")
        .text("labour_market")
        .text("target_groups")
        .text_null("previous_result")
        .reference_null("previous_review_id", "review")
        .integer("position")
        .unique("set_indicator", &["target_set_id", "contract_indicator_id"])
}

fn target_step() -> NewTable {
    NewTable::named("target_step")
        .uuid_key("id")
        .reference("target_id", "target")
        .integer("seq")
        .one_of("act", &["PROPOSED", "COUNTERED", "AGREED"])
        .one_of("side", &["CLIENT", "CONTRACTOR"])
        .text("kind")
        .big_integer_null("value")
        .text_null("no_target_reason")
        .text_null("reason")
        .reference("by_id", "person")
        .instant("at")
        .unique("target_seq", &["target_id", "seq"])
}

fn open_point() -> NewTable {
    NewTable::named("open_point")
        .uuid_key("id")
        .reference("cycle_id", "annual_cycle")
        .reference("municipality_id", "party")
        .reference("consequence_id", "consequence")
        .reference_null("target_id", "target")
        .text_null("closed_reason")
        .instant_null("closed_at")
        .reference_null("closed_by", "person")
        .unique("cycle_consequence", &["cycle_id", "consequence_id"])
}
