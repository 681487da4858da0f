//! Opening the database, with the settings that make it keep its promises.

use std::time::Duration;

use sea_orm::{ConnectOptions, Database};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

use super::{Connection, error::Result};

/// Opens the database at `url` (`sqlite://…?mode=rwc` or `postgres://…`) with a pool of at most `connections`.
///
/// `SQLite` gets write-ahead logging with `synchronous=FULL`: an acknowledged act survives a loss of power.
pub async fn connect(url: &str, connections: u32) -> Result<Connection> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .connect_timeout(Duration::from_secs(10))
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|options| {
        options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(256)
    });
    Ok(Database::connect(options).await?.into())
}

/// Whether the database answers: borrows a connection and asks for a sign of life.
pub async fn ping(connection: &Connection) -> Result<()> {
    Ok(connection.pool().ping().await?)
}

/// Closes every connection, for all who hold a copy. `SQLite` puts the last of its log into the file.
pub async fn close(connection: &Connection) -> Result<()> {
    Ok(connection.pool().close_by_ref().await?)
}
