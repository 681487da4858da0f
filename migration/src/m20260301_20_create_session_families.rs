//! Sessions: the state of a family of refresh tokens in a row of its own.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Moves the refresh tokens under their families; going back ends every session.
#[derive(DeriveMigrationName)]
pub struct Migration;

const FAMILIES: &str = "INSERT INTO session_family (id, person_id, person_version, begun_at, ended_at)
    SELECT refresh_token.family_id, person.id, person.version, MIN(refresh_token.issued_at), MAX(refresh_token.revoked_at)
    FROM refresh_token JOIN person ON person.id = refresh_token.person_id
    GROUP BY refresh_token.family_id, person.id, person.version";

const TOKENS: &str = "INSERT INTO session_token (id, family_id, token_hash, issued_at, expires_at, used_at)
    SELECT id, family_id, token_hash, issued_at, expires_at, used_at FROM refresh_token";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        session_family().create(manager).await?;
        session_token().create(manager).await?;
        for statement in [FAMILIES, TOKENS] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        drop_tables(manager, &["refresh_token"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["session_token", "session_family"]).await?;
        refresh_token().create(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn session_family() -> NewTable {
    NewTable::named("session_family")
        .uuid_key("id")
        .reference("person_id", "person")
        .big_integer("person_version")
        .instant("begun_at")
        .instant_null("ended_at")
}

fn session_token() -> NewTable {
    NewTable::named("session_token")
        .uuid_key("id")
        .reference("family_id", "session_family")
        .text("token_hash")
        .instant("issued_at")
        .instant("expires_at")
        .instant_null("used_at")
        .text_null("successor_salt")
        .unique("token_hash", &["token_hash"])
}

/// As it was before.
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
