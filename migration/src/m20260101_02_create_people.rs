//! People, their roles, and what they sign in with.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        person().create(manager).await?;
        membership().create(manager).await?;
        refresh_token().create(manager).await?;
        invitation().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["invitation", "refresh_token", "membership", "person"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn person() -> NewTable {
    NewTable::named("person")
        .uuid_key("id")
        .text("email")
        .text("name")
        .one_of("locale", &["nl", "en"])
        .text_null("password_hash")
        .boolean("platform_admin")
        .boolean("active")
        .big_integer("version")
        .unique("email", &["email"])
}

fn membership() -> NewTable {
    NewTable::named("membership")
        .uuid_key("id")
        .reference("person_id", "person")
        .reference("party_id", "party")
        .one_of(
            "role",
            &[
                "ACCOUNT_HOLDER",
                "FINANCIAL_ADVISER",
                "PORTFOLIO_HOLDER",
                "COUNCIL_MEMBER",
                "DIRECTOR",
                "REPORTER",
                "PARTY_ADMIN",
            ],
        )
        .instant_null("ended_at")
        .unique("person_party_role", &["person_id", "party_id", "role"])
}

fn refresh_token() -> NewTable {
    NewTable::named("refresh_token")
        .uuid_key("id")
        .uuid("family_id")
        .reference("person_id", "person")
        .text("token_hash")
        .instant("issued_at")
        .instant("expires_at")
        .instant_null("used_at")
        .instant_null("revoked_at")
        .unique("token_hash", &["token_hash"])
        .index("family_id", &["family_id"])
}

fn invitation() -> NewTable {
    NewTable::named("invitation")
        .uuid_key("id")
        .reference("person_id", "person")
        .one_of("purpose", &["INVITATION", "PASSWORD_RESET"])
        .text("token_hash")
        .instant("expires_at")
        .instant_null("used_at")
        .unique("token_hash", &["token_hash"])
}
