//! Amendments of contracts, and what clients and contractor decided and said since: hearings, extension decisions,
//! terminations, and the days on which a client takes part.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [amendment(), hearing(), extension_decision(), termination(), client_term(), indicator_origin()] {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["contract_indicator_origin", "client_term", "termination", "extension_decision", "hearing", "amendment"],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn amendment() -> NewTable {
    NewTable::named("amendment")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .reference("amends_id", "contract")
        .integer("number")
        .date("effective_from")
        .text("reason")
        .unique("contract", &["contract_id"])
        .unique("amends_number", &["amends_id", "number"])
}

fn hearing() -> NewTable {
    NewTable::named("hearing")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .text("remarks")
        .instant("recorded_at")
        .reference("recorded_by", "person")
        .unique("contract", &["contract_id"])
}

fn extension_decision() -> NewTable {
    NewTable::named("extension_decision")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .reference("municipality_id", "party")
        .one_of("answer", &["EXTEND", "EXTEND_ON_CONDITIONS", "DO_NOT_EXTEND"])
        .date_null("until")
        .text_null("conditions")
        .text("decision_reference")
        .date("decided_on")
        .instant("recorded_at")
        .reference("recorded_by", "person")
        .unique("contract_municipality", &["contract_id", "municipality_id"])
}

fn termination() -> NewTable {
    NewTable::named("termination")
        .uuid_key("id")
        .reference("contract_id", "contract")
        .reference("municipality_id", "party")
        .date("last_day")
        .one_of("ground", &["NOTICE", "MUTUAL_CONSENT", "SHORTCOMING", "CHANGE_OF_LAW", "LAPSED_BY_LAW"])
        .text("explanation")
        .text("decision_reference")
        .date("decided_on")
        .instant("recorded_at")
        .reference_null("recorded_by", "person")
        .unique("contract_municipality", &["contract_id", "municipality_id"])
}

/// The days on which a client takes part, where they are not those of the contract.
fn client_term() -> NewTable {
    NewTable::named("client_term")
        .uuid_key("id")
        .reference("contract_client_id", "contract_client")
        .date_null("since")
        .date_null("until")
        .reference_null("replaced_by_id", "party")
        .unique("contract_client", &["contract_client_id"])
}

/// The indicator of an earlier text that an amendment's indicator goes on with: figures and targets hang on that one.
fn indicator_origin() -> NewTable {
    NewTable::named("contract_indicator_origin")
        .uuid_key("id")
        .reference("contract_indicator_id", "contract_indicator")
        .reference("origin_id", "contract_indicator")
        .unique("contract_indicator", &["contract_indicator_id"])
}
