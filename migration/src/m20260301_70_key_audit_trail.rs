//! The audit trail under a key, with checkpoints over the heads of its chains.
//!
//! Events of before stay as they are: a migration cannot know the key. The first checkpoint seals them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{NewTable, drop_tables};

/// Adds the key's identity and the seals, and creates the checkpoints; going back drops them.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What is added to tables that are there: table, column.
const ADDED: [(&str, &str); 3] = [("audit_event", "key_id"), ("audit_chain", "key_id"), ("audit_chain", "seal")];

/// The tables that are only ever added to.
const APPEND_ONLY: [&str; 2] = ["audit_checkpoint", "audit_checkpoint_head"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in ADDED {
            let column = ColumnDef::new_with_type(column, ColumnType::Text);
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        audit_checkpoint().create(manager).await?;
        audit_checkpoint_head().create(manager).await?;
        let backend = manager.get_database_backend();
        for statement in APPEND_ONLY.iter().flat_map(|table| refusals(backend, table)) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["audit_checkpoint_head", "audit_checkpoint"]).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            for table in APPEND_ONLY {
                let statement = format!("DROP FUNCTION {table}_refuse()");
                manager.get_connection().execute_unprepared(&statement).await?;
            }
        }
        for (table, column) in ADDED.into_iter().rev() {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Counted from 1; its hash covers the one before and every head it names.
fn audit_checkpoint() -> NewTable {
    NewTable::named("audit_checkpoint")
        .big_integer_key("number")
        .instant("at")
        .text("key_id")
        .text("previous_hash")
        .text("hash")
}

fn audit_checkpoint_head() -> NewTable {
    NewTable::named("audit_checkpoint_head")
        .uuid_key("id")
        .big_integer("checkpoint")
        .text("chain")
        .big_integer("seq")
        .text("hash")
        .unique("chain_seq", &["chain", "seq"])
        .index("checkpoint", &["checkpoint"])
}

/// The statements that make the database refuse to change or remove a row of `table`; they go with the table, but
/// for the function.
fn refusals(database: DbBackend, table: &str) -> Vec<String> {
    let refuse = format!("'{table} is append-only'");
    if database == DbBackend::Sqlite {
        let on = |act: &str| {
            let name = act.to_lowercase();
            format!("CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, {refuse}); END")
        };
        return vec![on("UPDATE"), on("DELETE")];
    }
    vec![
        format!(
            "CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE EXCEPTION {refuse}; END $$"
        ),
        format!(
            "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
             FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        ),
        format!(
            "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
             FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
        ),
    ]
}
