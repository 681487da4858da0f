//! What one request may cost, and what it has cost so far: the same over HTTP and for every operation on a socket.
//!
//! What is *resolved* is counted, not what is written, so that lists multiply. Knows the settings alone: the rooms that
//! resolve and read count here, and none is known here. Start reading at [`Account`], then `watch`, which ends what
//! costs too much.

mod account;
mod pace;
#[cfg(test)]
mod tests;
mod together;
pub mod watch;

use std::{sync::Arc, time::Duration};

use tokio::sync::Semaphore;

pub use account::Account;
pub use together::Together;

use crate::config::Budget;

/// How many statements of one request are under way at once; the others of that request wait, those of others do not.
const STATEMENTS_AT_ONCE: usize = 3;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Fields and items of lists resolved.
    Fields,
    /// The same of introspection.
    IntrospectionFields,
    /// Statements sent to the database.
    Statements,
    /// Bytes of the answer.
    AnswerBytes,
    /// Seconds of work on the answer.
    Seconds,
    /// Fields that the pages asked for could hold, reckoned before anything runs.
    Price,
    /// Acts (root fields) in a mutation; root fields in a subscription.
    Acts,
    /// Items in one list of the input.
    ListItems,
}

impl Counted {
    /// The name that clients read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fields => "FIELDS",
            Self::IntrospectionFields => "INTROSPECTION_FIELDS",
            Self::Statements => "STATEMENTS",
            Self::AnswerBytes => "ANSWER_BYTES",
            Self::Seconds => "SECONDS",
            Self::Price => "PRICE",
            Self::Acts => "ACTS",
            Self::ListItems => "LIST_ITEMS",
        }
    }
}

/// A limit that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("over the budget: {} above {limit}", counted.name())]
pub struct Exceeded {
    /// Of what there was too much.
    pub counted: Counted,
    /// How much is allowed.
    pub limit: u64,
}

/// Opens the accounts of a process.
#[derive(Debug, Clone)]
pub struct Accounts {
    limits: Arc<Budget>,
    /// One place for each large answer under way.
    places: Arc<Semaphore>,
}

impl Accounts {
    /// Accounts with these limits.
    pub fn new(limits: Budget) -> Self {
        let places = Arc::new(Semaphore::new(limits.large_answers));
        Self { limits: Arc::new(limits), places }
    }

    /// The account of one request, or of one operation on a socket, where `together` counts for all of them.
    pub fn open(&self, together: Option<Arc<Together>>) -> Arc<Account> {
        Arc::new(Account::new(Arc::clone(&self.limits), Arc::clone(&self.places), together))
    }

    /// The limits themselves.
    pub fn limits(&self) -> &Budget {
        &self.limits
    }
}

/// The limit on something counted; `None` for what the text of the document alone decides.
fn limit(limits: &Budget, counted: Counted) -> u64 {
    match counted {
        Counted::Fields => limits.fields,
        Counted::IntrospectionFields => limits.introspection_fields,
        Counted::Statements => limits.statements,
        Counted::AnswerBytes => limits.answer_bytes,
        Counted::Seconds => limits.seconds,
        Counted::Price => limits.price,
        Counted::Acts => limits.acts,
        Counted::ListItems => limits.list_items,
    }
}

fn patience(limits: &Budget) -> Duration {
    Duration::from_secs(limits.seconds)
}
