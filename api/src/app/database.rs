//! The database at the start and at the end: opened, brought up to date, closed.

use std::{
    fs::OpenOptions,
    path::Path,
    sync::{Arc, atomic::AtomicU64},
};

use migration::{Migrator, MigratorTrait};

use super::StartError;
use crate::{
    config::{Config, Profile},
    private,
    storage::{self, Connection},
};

/// Opens the database of the settings, its tables as they are. A counter is told of every statement.
pub async fn open(config: &Config, statements: Option<Arc<AtomicU64>>) -> Result<Connection, StartError> {
    let url = &config.database.url;
    if config.profile == Profile::Development && !url.is_postgres() {
        make_room(url.expose())?;
    }
    let mut database = storage::connect::connect(url.expose(), config.database.max_connections).await?;
    if let Some(counter) = statements {
        database.count_statements(counter);
    }
    Ok(database)
}

/// Brings the tables up to date, and says how many changes that took.
pub async fn migrate(database: &Connection) -> Result<usize, StartError> {
    let pending = pending(database).await?.len();
    if pending > 0 {
        Migrator::up(database.pool(), None).await.map_err(storage::Error::from)?;
    }
    Ok(pending)
}

/// Sees to it that the tables are up to date: in development by changing them, else by refusing to go on.
pub(super) async fn prepare(config: &Config, database: &Connection) -> Result<(), StartError> {
    if config.profile == Profile::Development {
        let done = migrate(database).await?;
        if done > 0 {
            tracing::info!(done, "brought the tables up to date");
        }
        return Ok(());
    }
    let pending = pending(database).await?;
    match pending.first() {
        Some(first) => Err(StartError::NotMigrated { pending: pending.len(), first: first.clone() }),
        None => Ok(()),
    }
}

/// Closes the database. It is the last thing done, so a failure is only told.
pub async fn close(database: &Connection) {
    if let Err(error) = storage::connect::close(database).await {
        tracing::warn!(%error, "the database did not close well");
    }
}

/// The changes that wait, oldest first; looked up without changing anything.
async fn pending(database: &Connection) -> Result<Vec<String>, StartError> {
    let pending = Migrator::get_pending_migrations_read_only(database.pool()).await.map_err(storage::Error::from)?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

/// Makes the folder of a `SQLite` file, and the file where the address asks for that: the driver would make it
/// readable for all. What `SQLite` keeps beside it gets the same permissions.
fn make_room(url: &str) -> Result<(), StartError> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    let (path, options) = path.split_once('?').unwrap_or((path, ""));
    let decoded = path.replace("%3F", "?").replace("%23", "#").replace("%25", "%");
    let file = Path::new(&decoded);
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let failed = |source| StartError::Folder { path: folder.to_path_buf(), source };
        private::make_folder(folder).map_err(failed)?;
    }
    // Others (memory, read-only) are the driver's own affair.
    if options.split('&').any(|option| option == "mode=rwc") {
        let made = private::open(OpenOptions::new().append(true).create(true), file);
        made.map_err(|source| StartError::File { path: file.to_path_buf(), source })?;
        private::warn_if_exposed(file);
    }
    Ok(())
}
