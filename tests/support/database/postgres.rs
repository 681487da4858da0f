//! Databases on a PostgreSQL server.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use migration::{Migrator, MigratorTrait};
use sea_orm::ConnectionTrait;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{block_on, open, select};

/// The name of the migrated database that the others are copied from; looked for once in this process.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// Any number: who makes the template holds this lock, so that two processes do not both make it.
const TEMPLATE_LOCK: i64 = 4_118_207_733;

/// A database of its own for one test, dropped with the value.
pub struct PostgresDatabase {
    server: String,
    name: String,
    url: String,
}

impl PostgresDatabase {
    /// Copies the migrated template, on the server at `server` (the address of any of its databases).
    pub async fn create(server: &str) -> Self {
        let template = TEMPLATE.get_or_init(|| template(server)).await;
        let name = format!("regiekring_test_{}", Uuid::now_v7().simple());
        let connection = open(server).await;
        connection.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.unwrap();
        connection.close().await.unwrap();
        Self { url: with_database(server, &name), server: server.to_owned(), name }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its name on the server.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        block_on(async move {
            let connection = open(&server).await;
            let dropped = connection.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
            connection.close().await.unwrap();
            // A panic here while the test panics would hide what the test had to say.
            if let Err(error) = dropped {
                eprintln!("test database {name} stays behind: {error}");
            }
        });
    }
}

/// The migrated template on this server. Its name tells from which migrations it was made, so that it can
/// serve later runs too, and never serves changed migrations.
async fn template(server: &str) -> String {
    let name = format!("regiekring_template_{:016x}", fingerprint());
    let connection = open_single(server).await;
    connection.execute_unprepared(&format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).await.unwrap();
    let found = select(&connection, &format!("SELECT 1 FROM pg_database WHERE datname = '{name}'")).await;
    if found.is_empty() {
        // Made under another name first: a half-made template is never taken for a whole one.
        let draft = format!("{name}_draft");
        connection.execute_unprepared(&format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).await.unwrap();
        connection.execute_unprepared(&format!("CREATE DATABASE {draft} TEMPLATE template0")).await.unwrap();
        let empty = open(&with_database(server, &draft)).await;
        Migrator::up(&empty, None).await.unwrap();
        empty.close().await.unwrap();
        connection.execute_unprepared(&format!("ALTER DATABASE {draft} RENAME TO {name}")).await.unwrap();
    }
    // Closing the connection gives the lock back.
    connection.close().await.unwrap();
    name
}

/// A pool of one connection: an advisory lock belongs to a connection.
async fn open_single(server: &str) -> sea_orm::DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(server);
    options.max_connections(1);
    sea_orm::Database::connect(options).await.unwrap_or_else(|error| panic!("no connection to {server}: {error}"))
}

/// The sources of the migrations as one number.
fn fingerprint() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migration/src");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(file).unwrap().hash(&mut hasher);
    }
    hasher.finish()
}

/// The address of another database on the same server.
fn with_database(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, None), |(a, o)| (a, Some(o)));
    let (place, _) = address.rsplit_once('/').expect("TEST_DATABASE_URL ends in /<database>");
    options.map_or_else(|| format!("{place}/{name}"), |options| format!("{place}/{name}?{options}"))
}
