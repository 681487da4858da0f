//! The audit trail, which the database itself keeps append-only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        audit_chain().create(manager).await?;
        audit_event().create(manager).await?;
        run_each(manager, refusals(manager.get_database_backend())?).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run_each(manager, withdrawals(manager.get_database_backend())?).await?;
        drop_tables(manager, &["audit_event", "audit_chain"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn audit_chain() -> NewTable {
    NewTable::named("audit_chain").text_key("chain").big_integer("last_seq").text("last_hash")
}

fn audit_event() -> NewTable {
    NewTable::named("audit_event")
        .uuid_key("id")
        .text("chain")
        .big_integer("seq")
        .text("kind")
        .text("subject_kind")
        .uuid("subject_id")
        .uuid_null("contract_id")
        .uuid_null("actor_id")
        .text("permit")
        .text("request_id")
        .instant("at")
        .text("changes")
        .text("previous_hash")
        .text("hash")
        .unique("chain_seq", &["chain", "seq"])
        .index("contract_seq", &["contract_id", "seq"])
}

const SQLITE_REFUSALS: &[&str] = &[
    "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
     BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END",
    "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
     BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END",
    // INSERT OR REPLACE removes the old row without asking the trigger on deletion.
    "CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
     WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id OR (chain = NEW.chain AND seq = NEW.seq))
     BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END",
];

const SQLITE_WITHDRAWALS: &[&str] = &[
    "DROP TRIGGER audit_event_no_replace",
    "DROP TRIGGER audit_event_no_delete",
    "DROP TRIGGER audit_event_no_update",
];

const POSTGRES_REFUSALS: &[&str] = &[
    "CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$",
    "CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event
     FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    "CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
     FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()",
];

const POSTGRES_WITHDRAWALS: &[&str] = &[
    "DROP TRIGGER audit_event_no_truncate ON audit_event",
    "DROP TRIGGER audit_event_no_change ON audit_event",
    "DROP FUNCTION audit_event_refuse()",
];

/// The statements that make the database refuse to change or remove an audit event.
fn refusals(database: DbBackend) -> Result<&'static [&'static str], DbErr> {
    match database {
        DbBackend::Sqlite => Ok(SQLITE_REFUSALS),
        DbBackend::Postgres => Ok(POSTGRES_REFUSALS),
        other => Err(unsupported(other)),
    }
}

/// The statements that take [`refusals`] back.
fn withdrawals(database: DbBackend) -> Result<&'static [&'static str], DbErr> {
    match database {
        DbBackend::Sqlite => Ok(SQLITE_WITHDRAWALS),
        DbBackend::Postgres => Ok(POSTGRES_WITHDRAWALS),
        other => Err(unsupported(other)),
    }
}

fn unsupported(database: DbBackend) -> DbErr {
    DbErr::Migration(format!("no append-only audit trail is written for {database:?}"))
}

async fn run_each(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
