//! Mail to be sent, stored in the transaction of the change it tells of.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        outbox_mail().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["outbox_mail"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn outbox_mail() -> NewTable {
    NewTable::named("outbox_mail")
        .uuid_key("id")
        .reference("event_id", "audit_event")
        .reference("recipient_id", "person")
        .text("template")
        .text("locale")
        .text("address")
        .text("recipient_name")
        .text("context")
        .instant("created_at")
        .integer("attempts")
        .instant("next_attempt_at")
        .instant_null("leased_until")
        .uuid_null("lease")
        .instant_null("sent_at")
        .instant_null("dead_at")
        .text_null("last_error")
        .unique("event_recipient_template", &["event_id", "recipient_id", "template"])
        .index("due", &["sent_at", "dead_at", "next_attempt_at"])
}
