//! Links received by mail, each good for the password that its person had when it was sent.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Moves the links of people who have yet to choose a password; a link to choose another can be asked for again. Going
/// back voids every link.
#[derive(DeriveMigrationName)]
pub struct Migration;

const LINKS: &str = "INSERT INTO mailed_link (id, person_id, person_version, purpose, token_hash, expires_at, used_at)
    SELECT invitation.id, person.id, person.version, invitation.purpose, invitation.token_hash, invitation.expires_at,
        invitation.used_at
    FROM invitation JOIN person ON person.id = invitation.person_id
    WHERE invitation.purpose = 'INVITATION' AND person.password_hash IS NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        mailed_link().create(manager).await?;
        manager.get_connection().execute_unprepared(LINKS).await?;
        drop_tables(manager, &["invitation"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["mailed_link"]).await?;
        invitation().create(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn mailed_link() -> NewTable {
    NewTable::named("mailed_link")
        .uuid_key("id")
        .reference("person_id", "person")
        .big_integer("person_version")
        .one_of("purpose", &["INVITATION", "PASSWORD_RESET"])
        .text("token_hash")
        .instant("expires_at")
        .instant_null("used_at")
        .unique("token_hash", &["token_hash"])
}

/// As it was before.
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
