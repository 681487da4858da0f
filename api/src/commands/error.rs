//! Why an act was not done.

use uuid::Uuid;

use crate::{
    attachments::StoreError, auth::password::PasswordError, domain::refusal::Refusal, policy::Denial, storage,
};

/// How long whoever meets a busy service is asked to wait.
pub const BUSY_SECONDS: u64 = 2;

/// Why an act was not done.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The rules refuse it: every reason at once.
    #[error("refused")]
    Refused(Vec<Refusal>),
    /// The viewer may read the thing but not do this.
    #[error("denied")]
    Denied(Denial),
    /// Too many attempts.
    #[error("too many attempts")]
    TooManyAttempts {
        /// After how many seconds to try again.
        retry_after_seconds: u64,
    },
    /// The act was done before, with the same key, and gave the thing with this identity.
    #[error("done before")]
    DoneBefore(Uuid),
    /// More is asked at this moment than can be done.
    #[error("too busy")]
    Busy {
        /// After how many seconds to try again.
        retry_after_seconds: u64,
    },
    /// The e-mail address and password, or the token, are not good.
    #[error("not signed in")]
    Unauthenticated,
    /// Something broke.
    #[error(transparent)]
    Storage(#[from] storage::Error),
    /// The content of an attachment cannot be kept, found or removed now.
    #[error(transparent)]
    Attachments(#[from] StoreError),
    /// Password hashing or token signing broke.
    #[error("{0}")]
    Auth(String),
}

impl From<PasswordError> for CommandError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Busy { retry_after_seconds: BUSY_SECONDS },
            error => Self::Auth(error.to_string()),
        }
    }
}

impl From<Vec<Refusal>> for CommandError {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Refused(refusals)
    }
}

impl From<Refusal> for CommandError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

/// The outcome of an act.
pub type Done<T> = Result<T, CommandError>;
