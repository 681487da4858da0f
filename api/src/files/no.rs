//! How no is said about a file, before it has a status.

use async_graphql::ID;
use serde::Serialize;

use crate::{
    budget::Exceeded,
    commands::CommandError,
    domain::refusal::{Code, Refusal},
    graphql::{context::Caller, ids::Global},
    policy::Locale,
    storage,
    texts::Texts,
};

/// A refusal by the rules, as the payload of a mutation tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The stable code.
    pub code: String,
    /// The sentence, in the caller's language.
    pub message: String,
    /// The place in what was sent, outermost first.
    pub path: Vec<String>,
}

/// Why a file is not taken or given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum No {
    /// Nobody is signed in.
    NotSignedIn,
    /// It does not exist for the caller.
    NotFound,
    /// The caller may read the thing but not do this: the reason in words.
    Forbidden(String),
    /// Something sent cannot be understood: what is expected, and which.
    Bad(&'static str, &'static str),
    /// The rules refuse it: every reason at once.
    Refused(Vec<Refused>),
    /// It costs more than one request may: in words, and the limit that was passed.
    TooExpensive(String, Exceeded),
    /// Too often; after so many seconds again.
    TooOften(u64),
    /// Too much is asked at this moment.
    Busy,
    /// What keeps the content does not answer; later it may.
    Unavailable,
    /// Something broke; the log knows more.
    Broken,
}

impl No {
    /// Refusals in the words of a language.
    pub fn refused(texts: &Texts, locale: Locale, refusals: &[Refusal]) -> Self {
        let told = |it: &Refusal| Refused {
            code: it.code.key().to_uppercase().replace('-', "_"),
            message: texts.refusal(locale, it),
            path: it.path.clone(),
        };
        Self::Refused(refusals.iter().map(told).collect())
    }

    /// Why an act was not done.
    pub(super) fn because(texts: &Texts, caller: &Caller, error: CommandError) -> Self {
        match error {
            CommandError::Refused(no) if matches!(no.as_slice(), [only] if only.code == Code::NotFound) => {
                Self::NotFound
            }
            CommandError::Refused(no) => Self::refused(texts, caller.locale, &no),
            CommandError::Denied(denial) => Self::Forbidden(texts.refusal(caller.locale, &Refusal::new(denial.code()))),
            CommandError::Unauthenticated => Self::NotSignedIn,
            CommandError::Attachments(error) => {
                let error: &(dyn std::error::Error + 'static) = &error;
                tracing::error!(error, request_id = %caller.request_id, "the store of attachments failed");
                Self::Unavailable
            }
            CommandError::TooManyAttempts { retry_after_seconds } => Self::TooOften(retry_after_seconds),
            CommandError::Busy { .. } => Self::Busy,
            // What was added before is looked up by whoever adds it.
            error @ (CommandError::Storage(_) | CommandError::Auth(_) | CommandError::DoneBefore(_)) => {
                Self::broken(caller, &error)
            }
        }
    }

    /// A request that cost more than one may.
    pub(super) fn over(texts: &Texts, caller: &Caller, exceeded: Exceeded) -> Self {
        let (counted, limit) = (exceeded.counted.name(), exceeded.limit);
        tracing::info!(request_id = %caller.request_id, counted, limit, "over the budget");
        Self::TooExpensive(texts.over_the_budget(caller.locale, counted, limit), exceeded)
    }

    /// A reading that went wrong.
    pub(super) fn read(caller: &Caller) -> impl Fn(storage::Error) -> Self + '_ {
        |error| Self::broken(caller, &error)
    }

    /// Something broke: logged once with its causes, told to nobody. What comes of load alone is not broken but busy.
    pub(super) fn broken(caller: &Caller, error: &(dyn std::error::Error + 'static)) -> Self {
        if storage::error::is_load(error) {
            tracing::warn!(error, request_id = %caller.request_id, "too busy to make or keep a file");
            return Self::Busy;
        }
        tracing::error!(error, request_id = %caller.request_id, "a file could not be made or kept");
        Self::Broken
    }
}

/// A global identity of one kind. One of another kind names nothing here.
pub(super) fn identity<T: Global>(text: &str) -> Result<T, No> {
    T::parse(&ID::from(text), "id").map_err(|_| No::NotFound)
}
