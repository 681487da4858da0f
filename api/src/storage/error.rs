//! What can go wrong below the rules: never the user's doing.

use uuid::Uuid;

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
    /// An act under a contract decided on it without holding it.
    #[error("an act under contract {contract} did not hold it")]
    NotHeld {
        /// Which contract.
        contract: Uuid,
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

/// Whether a write failed because something with the same code, name or address exists already.
pub fn is_taken(error: &Error) -> bool {
    match error {
        Error::Database(error) => matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_))),
        _ => false,
    }
}
