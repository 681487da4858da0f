//! What can go wrong below the rules: never the user's doing.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};
use uuid::Uuid;

use crate::domain::event::SubjectKind;

/// A failure of storage. The caller logs it once, with its sources, and tells the user nothing of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or is out of reach.
    #[error("the database refused")]
    Database(#[from] sea_orm::DbErr),
    /// A row contradicts the rules that all writing keeps.
    #[error("inconsistent row {id} at {place}")]
    Inconsistent {
        /// Table and column.
        place: &'static str,
        /// Which row.
        id: Uuid,
    },
    /// An act under a contract, or at a party, decided on it without holding it.
    #[error("an act on {noun} {id} did not hold it")]
    NotHeld {
        /// What it acts on.
        noun: SubjectKind,
        /// Which.
        id: Uuid,
    },
    /// The audit trail is not as the service wrote it; nothing goes on from there.
    #[error(
        "the audit trail of chain {chain} is not as it was written, or its key is missing; run `regiekring verify-audit`"
    )]
    Tampered {
        /// Which chain.
        chain: String,
    },
    /// A value could not be written as JSON, or read back.
    #[error("stored JSON does not fit")]
    Json(#[from] serde_json::Error),
    /// A mail could not be put into its stored form.
    #[error("a mail could not be recorded")]
    Mail(#[from] super::outbox::ContextError),
}

/// The outcome of storage.
pub type Result<T> = std::result::Result<T, Error>;

/// Whether an error comes from load and from nothing else: every connection was in use for too long, or somebody else
/// held what was needed. The same may work a little later.
pub fn is_load(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut causes = std::iter::successors(Some(error), |error| error.source());
    causes.any(|cause| cause.downcast_ref().is_some_and(comes_from_load))
}

fn comes_from_load(error: &DbErr) -> bool {
    // `SQLite`: locked. `PostgreSQL`: no lock, connection or memory to be had now, or one of several had to give way.
    const CODES: [&str; 9] = ["5", "6", "261", "517", "40001", "40P01", "53200", "53300", "55P03"];
    let driver = match error {
        DbErr::ConnectionAcquire(reason) => return *reason == ConnAcquireErr::Timeout,
        DbErr::Conn(RuntimeErr::SqlxError(driver))
        | DbErr::Exec(RuntimeErr::SqlxError(driver))
        | DbErr::Query(RuntimeErr::SqlxError(driver)) => driver,
        _ => return false,
    };
    match &**driver {
        sqlx::Error::PoolTimedOut => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| CODES.contains(&&*code)),
        _ => false,
    }
}

/// Whether a write failed because something with the same code, name or address exists already.
pub fn is_taken(error: &Error) -> bool {
    match error {
        Error::Database(error) => matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use sea_orm::{ConnectOptions, ConnectionTrait, Database, TransactionTrait};

    use super::*;

    fn load(error: Error) -> bool {
        is_load(&error)
    }

    #[tokio::test]
    async fn a_pool_without_a_free_connection_is_load_and_a_wrong_statement_is_not() {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1).acquire_timeout(Duration::from_millis(10));
        let database = Database::connect(options).await.unwrap();
        assert!(!load(database.execute_unprepared("SELECT nonsense").await.unwrap_err().into()));
        let _held = database.begin().await.unwrap();
        assert!(load(database.execute_unprepared("SELECT 1").await.unwrap_err().into()));
    }

    #[test]
    fn it_is_recognised_wherever_it_stands_among_the_causes() {
        let timed_out = || Error::from(DbErr::Query(RuntimeErr::SqlxError(Arc::new(sqlx::Error::PoolTimedOut))));
        assert!(load(timed_out()) && is_load(&*anyhow::Error::from(timed_out()).context("x").into_boxed_dyn_error()));
        assert!(!load(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed).into()));
        assert!(!load(Error::Inconsistent { place: "a.b", id: Uuid::nil() }));
    }
}
