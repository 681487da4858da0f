//! A migrated, empty database for each test.

mod postgres;
mod snapshot;
mod tamper;

use std::future::Future;

use api::config::DatabaseUrl;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, QueryResult, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

pub use postgres::PostgresDatabase;
pub use snapshot::Snapshot;
pub use tamper::Intruder;

/// A migrated `SQLite` file: made once in this process, copied for each test.
static SQLITE_TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// A database of its own for one test; it goes when the value goes, also when the test panics.
pub enum TestDatabase {
    /// A file, as in production, for a database in memory behaves otherwise.
    Sqlite {
        /// The folder the file is in.
        folder: TempDir,
    },
    /// A database on the server that `TEST_DATABASE_URL` names.
    Postgres(PostgresDatabase),
}

impl TestDatabase {
    /// On the server of `TEST_DATABASE_URL` if that is set, else in a file.
    pub async fn create() -> Self {
        match std::env::var("TEST_DATABASE_URL") {
            Ok(server) => Self::Postgres(PostgresDatabase::create(&server).await),
            Err(_) => Self::sqlite().await,
        }
    }

    /// In a file, whatever the environment says.
    pub async fn sqlite() -> Self {
        let template = SQLITE_TEMPLATE.get_or_init(migrated_file).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("test.db"), template).unwrap();
        Self::Sqlite { folder }
    }

    /// Its address, as the service wants it.
    pub fn url(&self) -> DatabaseUrl {
        match self {
            Self::Sqlite { folder } => DatabaseUrl::sqlite_file(&folder.path().join("test.db")),
            Self::Postgres(database) => DatabaseUrl::parse(database.url()).expect("a PostgreSQL address"),
        }
    }

    /// A connection of the test itself, beside those of the service.
    pub async fn connect(&self) -> DatabaseConnection {
        open(self.url().expose()).await
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        let connection = self.connect().await;
        let row = select(&connection, &format!("SELECT count(*) AS total FROM {table}")).await.remove(0);
        connection.close().await.unwrap();
        row.try_get("", "total").unwrap()
    }

    /// Whether this text stands anywhere in a table, in capitals or not.
    pub async fn stands_in(&self, table: &str, text: &str) -> bool {
        let connection = self.connect().await;
        let found = Snapshot::lines(&connection, table).await;
        connection.close().await.unwrap();
        found.iter().any(|line| line.to_lowercase().contains(&text.to_lowercase()))
    }

    /// Makes all waiting mail due, as if leases and pauses between tries had run out: the machine's clock cannot be
    /// moved on for a service that runs as a process of its own.
    pub async fn make_mail_due(&self) {
        let connection = self.connect().await;
        let sql = "UPDATE outbox_mail SET next_attempt_at = created_at, leased_until = NULL, lease = NULL
            WHERE sent_at IS NULL AND dead_at IS NULL AND skipped_at IS NULL";
        connection.execute_unprepared(sql).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Puts other bytes of the same length in the place of every stored content, as a failing disk would.
    pub async fn damage_attachments(&self) {
        let connection = self.connect().await;
        let sql = match connection.get_database_backend() {
            DbBackend::Sqlite => "UPDATE attachment_content SET content = zeroblob(length(content))",
            _ => "UPDATE attachment_content SET content = decode(repeat('00', length(content)), 'hex')",
        };
        connection.execute_unprepared(sql).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Keeps everybody else from writing until the value is released.
    pub async fn hold_writes(&self) -> Held {
        let connection = self.connect().await;
        let immediate = Some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: immediate, ..TransactionOptions::default() };
        let transaction = connection.begin_with_options(options).await.unwrap();
        if connection.get_database_backend() == DbBackend::Postgres {
            transaction.execute_unprepared("LOCK TABLE party, audit_chain IN EXCLUSIVE MODE").await.unwrap();
        }
        Held { transaction, connection }
    }

    /// How many mails are still to be sent.
    pub async fn pending_mail(&self) -> i64 {
        let connection = self.connect().await;
        let sql = "SELECT count(*) AS total FROM outbox_mail WHERE sent_at IS NULL AND dead_at IS NULL AND skipped_at IS NULL";
        let row = select(&connection, sql).await.remove(0);
        connection.close().await.unwrap();
        row.try_get("", "total").unwrap()
    }

    /// Everything the database holds now.
    pub async fn snapshot(&self) -> Snapshot {
        let connection = self.connect().await;
        let snapshot = Snapshot::take(&connection).await;
        connection.close().await.unwrap();
        snapshot
    }
}

/// A lock on writing, see [`TestDatabase::hold_writes`].
pub struct Held {
    transaction: DatabaseTransaction,
    connection: DatabaseConnection,
}

impl Held {
    /// Lets others write again.
    pub async fn release(self) {
        self.transaction.rollback().await.unwrap();
        self.connection.close().await.unwrap();
    }
}

async fn migrated_file() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("template.db");
    let connection = open(DatabaseUrl::sqlite_file(&file).expose()).await;
    Migrator::up(&connection, None).await.unwrap();
    // Closing writes everything into the one file.
    connection.close().await.unwrap();
    std::fs::read(file).unwrap()
}

async fn open(url: &str) -> DatabaseConnection {
    Database::connect(url).await.unwrap_or_else(|error| panic!("no connection to the test database: {error}"))
}

async fn select(connection: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    connection.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{error}: {sql}"))
}

/// The names of all tables but the one in which the migrations keep their own progress, sorted.
async fn tables(connection: &DatabaseConnection) -> Vec<String> {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_schema
             WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations' ORDER BY name"
        }
        _ => {
            "SELECT table_name::text AS name FROM information_schema.tables
             WHERE table_schema = 'public' AND table_name <> 'seaql_migrations' ORDER BY name"
        }
    };
    select(connection, sql).await.iter().map(|row| row.try_get("", "name").unwrap()).collect()
}

/// Waits for `work` where nothing can be awaited, as in `drop`: on a thread with a runtime of its own.
pub(crate) fn block_on<T: Send>(work: impl Future<Output = T> + Send) -> T {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(work)
        });
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
