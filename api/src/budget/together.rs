//! What several operations have spent that is not settled yet.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use tokio::sync::Semaphore;

use super::{Counted, STATEMENTS_AT_ONCE};

/// Counters of what is counted while an answer is made.
#[derive(Debug, Default)]
pub(super) struct Tally {
    fields: AtomicU64,
    introspection: AtomicU64,
    statements: AtomicU64,
    bytes: AtomicU64,
}

impl Tally {
    const KINDS: [Counted; 4] =
        [Counted::Fields, Counted::IntrospectionFields, Counted::Statements, Counted::AnswerBytes];

    fn counter(&self, counted: Counted) -> Option<&AtomicU64> {
        match counted {
            Counted::Fields => Some(&self.fields),
            Counted::IntrospectionFields => Some(&self.introspection),
            Counted::Statements => Some(&self.statements),
            Counted::AnswerBytes => Some(&self.bytes),
            Counted::Seconds | Counted::Price | Counted::Acts | Counted::ListItems => None,
        }
    }

    /// Adds, and gives what there is then.
    pub(super) fn add(&self, counted: Counted, amount: u64) -> u64 {
        self.counter(counted).map_or(0, |counter| counter.fetch_add(amount, Ordering::Relaxed).saturating_add(amount))
    }

    /// What there is.
    pub(super) fn read(&self, counted: Counted) -> u64 {
        self.counter(counted).map_or(0, |counter| counter.load(Ordering::Relaxed))
    }

    /// Empties this, and takes what was in it out of `from` as well.
    pub(super) fn settle(&self, from: Option<&Self>) {
        for kind in Self::KINDS {
            let spent = self.counter(kind).map_or(0, |counter| counter.swap(0, Ordering::Relaxed));
            if let Some(counter) = from.and_then(|from| from.counter(kind)) {
                counter.fetch_sub(spent, Ordering::Relaxed);
            }
        }
    }
}

/// What the operations of one socket have spent and not settled: those that run at the same time share one budget, so
/// that twenty at once cost no more than one request.
#[derive(Debug)]
pub struct Together {
    pub(super) spent: Tally,
    pub(super) statements: Arc<Semaphore>,
}

impl Default for Together {
    fn default() -> Self {
        Self { spent: Tally::default(), statements: Arc::new(Semaphore::new(STATEMENTS_AT_ONCE)) }
    }
}
