//! What somebody does who may write in the database: any row, any trigger.

use entities::{audit_chain, audit_event};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use sha2::{Digest, Sha256};

use super::{TestDatabase, select};

/// The tables of the audit trail, and those of what it tells of.
const TABLES: [&str; 10] = [
    "audit_event",
    "audit_chain",
    "audit_checkpoint",
    "audit_checkpoint_head",
    "contract",
    "target",
    "target_step",
    "report_value",
    "report_version",
    "review",
];

/// Somebody with every right in the database, and the state to which they can put it back.
pub struct Intruder {
    connection: DatabaseConnection,
}

impl Intruder {
    /// Gets in, takes every hindrance away and remembers the state.
    pub async fn at(database: &TestDatabase) -> Self {
        let mut options = ConnectOptions::new(database.url().expose());
        options.max_connections(1);
        let connection = Database::connect(options).await.unwrap();
        let intruder = Self { connection };
        for statement in intruder.hindrances().await {
            intruder.execute(&statement).await;
        }
        for table in TABLES {
            intruder.execute(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
        }
        intruder
    }

    /// Statements that switch off foreign keys for this connection and drop every trigger.
    async fn hindrances(&self) -> Vec<String> {
        match self.connection.get_database_backend() {
            DbBackend::Sqlite => {
                let triggers = select(&self.connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'").await;
                let dropped = triggers.iter().map(|row| format!("DROP TRIGGER {}", text(row, "name")));
                std::iter::once("PRAGMA foreign_keys = OFF".to_owned()).chain(dropped).collect()
            }
            _ => {
                let sql = "SELECT DISTINCT trigger_name::text AS name, event_object_table::text AS place
                    FROM information_schema.triggers";
                let mut all = select(&self.connection, sql).await;
                // What is done when a table is emptied stands in no view.
                all.extend(
                    select(
                        &self.connection,
                        "SELECT tgname::text AS name, tgrelid::regclass::text AS place FROM pg_trigger
                         WHERE NOT tgisinternal AND tgname NOT IN
                            (SELECT trigger_name FROM information_schema.triggers)",
                    )
                    .await,
                );
                let dropped =
                    all.iter().map(|row| format!("DROP TRIGGER {} ON {}", text(row, "name"), text(row, "place")));
                std::iter::once("SET session_replication_role = replica".to_owned()).chain(dropped).collect()
            }
        }
    }

    /// Does something.
    pub async fn execute(&self, sql: &str) {
        self.connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
    }

    /// What a query gives, a text per row.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        select(&self.connection, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// Whether the database is a `SQLite` file.
    pub fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DbBackend::Sqlite
    }

    /// Hashes a chain anew from its first event, as can be done without the key: the way of before the key.
    pub async fn hash_anew(&self, chain: &str) {
        let in_chain = audit_event::Entity::find().filter(audit_event::Column::Chain.eq(chain));
        let events = in_chain.order_by_asc(audit_event::Column::Seq).all(&self.connection).await.unwrap();
        let (mut last, mut previous) = (0, "0".repeat(64));
        for event in events {
            let event = audit_event::Model { previous_hash: previous.clone(), key_id: None, ..event };
            let hash = plain_hash(&event);
            (last, previous) = (event.seq, hash.clone());
            let mut changed = event.into_active_model().reset_all();
            changed.hash = Set(hash);
            changed.update(&self.connection).await.unwrap();
        }
        let head = audit_chain::Model {
            chain: chain.to_owned(),
            last_seq: last,
            last_hash: previous,
            key_id: None,
            seal: None,
        };
        head.into_active_model().reset_all().update(&self.connection).await.unwrap();
    }

    /// Puts everything back as it was.
    pub async fn restore(&self) {
        for table in TABLES {
            self.execute(&format!("DELETE FROM {table}")).await;
            self.execute(&format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
        }
    }

    /// Leaves.
    pub async fn leave(self) {
        for table in TABLES {
            self.execute(&format!("DROP TABLE kept_{table}")).await;
        }
        self.connection.close().await.unwrap();
    }
}

/// SHA-256 over every column but the hash and the key, each with its length.
fn plain_hash(row: &audit_event::Model) -> String {
    let mut digest = Sha256::new();
    for part in [
        row.id.to_string(),
        row.chain.clone(),
        row.seq.to_string(),
        row.kind.clone(),
        row.subject_kind.clone(),
        row.subject_id.to_string(),
        row.contract_id.map_or_else(String::new, |id| id.to_string()),
        row.actor_id.map_or_else(String::new, |id| id.to_string()),
        row.permit.clone(),
        row.request_id.clone(),
        row.at.timestamp_micros().to_string(),
        row.changes.clone(),
        row.previous_hash.clone(),
    ] {
        digest.update(format!("{}:{part}", part.len()));
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text(row: &sea_orm::QueryResult, column: &str) -> String {
    row.try_get("", column).unwrap()
}
