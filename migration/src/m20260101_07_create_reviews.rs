//! Reviews and their consequences; before the targets, which answer them.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        review().create(manager).await?;
        review_judgement().create(manager).await?;
        consequence().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["consequence", "review_judgement", "review"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn review() -> NewTable {
    NewTable::named("review")
        .uuid_key("id")
        .reference("cycle_id", "annual_cycle")
        .reference("municipality_id", "party")
        .one_of("state", &["DRAFT", "FOR_REPLY", "FINAL"])
        .text("conclusion")
        .text("cooperation")
        .one_of_null("reply", &["AGREE", "DISAGREE", "NONE"])
        .text_null("reply_text")
        .date_null("reply_due_on")
        .instant_null("sent_at")
        .instant_null("replied_at")
        .reference_null("replied_by", "person")
        .instant_null("final_at")
        .reference_null("final_by", "person")
        .text_null("decision_reference")
        .date_null("decided_on")
        .big_integer("version")
        .unique("cycle_municipality", &["cycle_id", "municipality_id"])
}

fn review_judgement() -> NewTable {
    NewTable::named("review_judgement")
        .uuid_key("id")
        .reference("review_id", "review")
        .one_of("subject", &["INDICATOR", "GOAL"])
        .uuid("subject_id")
        .one_of("judgement", &["MET", "PARTLY_MET", "NOT_MET", "NOT_ASSESSABLE"])
        .text("reasoning")
        .unique("review_subject", &["review_id", "subject", "subject_id"])
}

fn consequence() -> NewTable {
    NewTable::named("consequence")
        .uuid_key("id")
        .reference("review_id", "review")
        .one_of("kind", &["CONTINUE", "ADJUST_TARGETS", "IMPROVEMENT_PLAN", "DO_NOT_EXTEND", "TERMINATE"])
        .text("description")
        .reference_null("contract_indicator_id", "contract_indicator")
        .text_null("owner")
        .date_null("due_on")
        .integer("position")
}
