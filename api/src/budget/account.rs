//! The account of one request.

use std::{
    future::{Future, pending},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

use super::{
    Counted, Exceeded, STATEMENTS_AT_ONCE, limit,
    pace::Pace,
    patience,
    together::{Tally, Together},
};
use crate::config::Budget;

/// An answer of more fields than this is a large one: few of those are made at once, whoever asks.
const LARGE: u64 = 2_000;

/// What one request has spent. For a subscription: what the answer to one event has, since it is settled after each.
#[derive(Debug)]
pub struct Account {
    limits: Arc<Budget>,
    spent: Tally,
    together: Option<Arc<Together>>,
    statements: Arc<Semaphore>,
    over: OnceLock<Exceeded>,
    answering: AtomicBool,
    pace: Pace,
    /// Acts that were committed: what they did stays, even if the answer about it costs too much.
    acts_done: AtomicU64,
    places: Arc<Semaphore>,
    place: Mutex<Option<OwnedSemaphorePermit>>,
    has_place: AtomicBool,
}

impl Account {
    pub(super) fn new(limits: Arc<Budget>, places: Arc<Semaphore>, together: Option<Arc<Together>>) -> Self {
        let statements = together
            .as_ref()
            .map_or_else(|| Arc::new(Semaphore::new(STATEMENTS_AT_ONCE)), |together| Arc::clone(&together.statements));
        Self {
            limits,
            spent: Tally::default(),
            together,
            statements,
            over: OnceLock::new(),
            answering: AtomicBool::new(false),
            pace: Pace::new(),
            acts_done: AtomicU64::new(0),
            places,
            place: Mutex::new(None),
            has_place: AtomicBool::new(false),
        }
    }

    /// The limits that hold.
    pub fn limits(&self) -> &Budget {
        &self.limits
    }

    /// How long one answer may take.
    pub fn patience(&self) -> Duration {
        patience(&self.limits)
    }

    /// The limit that was passed, if one was.
    pub fn exceeded(&self) -> Option<Exceeded> {
        self.over.get().copied()
    }

    /// How many acts were committed.
    pub fn acts_done(&self) -> u64 {
        self.acts_done.load(Ordering::Relaxed)
    }

    /// Remembers that an act was committed.
    pub fn act_done(&self) {
        self.acts_done.fetch_add(1, Ordering::Relaxed);
    }

    /// Holds an amount that is known beforehand against its limit.
    pub fn allow(&self, counted: Counted, amount: u64) -> Result<(), Exceeded> {
        let limit = limit(&self.limits, counted);
        if amount > limit { Err(Exceeded { counted, limit }) } else { Ok(()) }
    }

    /// Spends an amount. What fails once fails from then on: the request is over.
    pub fn spend(&self, counted: Counted, amount: u64) -> Result<(), Exceeded> {
        let own = self.spent.add(counted, amount);
        let all = self.together.as_ref().map_or(own, |together| together.spent.add(counted, amount));
        if let Err(exceeded) = self.allow(counted, own.max(all)) {
            let _ = self.over.set(exceeded);
        }
        self.exceeded().map_or(Ok(()), Err)
    }

    /// The time is up.
    pub fn run_out_of_time(&self) {
        let _ = self.over.set(Exceeded { counted: Counted::Seconds, limit: self.limits.seconds });
    }

    /// Spends one field or item about to be resolved; waits for its turn, and for a place once the answer grows large.
    pub async fn field(&self, counted: Counted) -> Result<(), Exceeded> {
        self.spend(counted, 1)?;
        // A small answer is made in one go, and all that its branches load is loaded together.
        if self.fields() > LARGE {
            if !self.has_place.load(Ordering::Relaxed) {
                self.take_place().await;
            }
            if self.pace.is_over() {
                self.pace.wait().await;
            }
        }
        self.exceeded().map_or(Ok(()), Err)
    }

    fn fields(&self) -> u64 {
        self.spent.read(Counted::Fields).saturating_add(self.spent.read(Counted::IntrospectionFields))
    }

    async fn take_place(&self) {
        let mut place = self.place.lock().await;
        if place.is_none() {
            // Nobody closes the places; without one the answer would go on as it is.
            *place = Arc::clone(&self.places).acquire_owned().await.ok();
            self.has_place.store(true, Ordering::Relaxed);
        }
    }

    /// Spends one statement and waits until it may be sent through the pool; it is under way while the value lives.
    pub async fn statement(&self) -> Result<OwnedSemaphorePermit, Exceeded> {
        self.spend(Counted::Statements, 1)?;
        let turn = Arc::clone(&self.statements).acquire_owned().await;
        turn.map_err(|_| Exceeded { counted: Counted::Statements, limit: self.limits.statements })
    }

    /// Spends one statement of a transaction, which has its connection already.
    pub fn write(&self) -> Result<(), Exceeded> {
        self.spend(Counted::Statements, 1)
    }

    /// The turns in which the answer is made.
    pub(super) const fn pace(&self) -> &Pace {
        &self.pace
    }

    /// Work on an answer begins; it ends with [`Account::settle`].
    pub fn begin_answer(&self) {
        self.answering.store(true, Ordering::Relaxed);
    }

    /// Work before the first answer, as opening a subscription is: it costs what an answer costs, and takes no longer.
    pub async fn opening<T>(&self, work: impl Future<Output = T> + Send) -> T {
        self.begin_answer();
        let Ok(opened) = tokio::time::timeout(self.patience(), work).await else {
            self.run_out_of_time();
            return pending().await;
        };
        self.settle();
        opened
    }

    /// Whether an answer is being made: a subscription that only listens is not.
    pub(super) fn is_answering(&self) -> bool {
        self.answering.load(Ordering::Relaxed)
    }

    /// An answer is done: what it cost counts no more, and its place is free.
    pub fn settle(&self) {
        self.answering.store(false, Ordering::Relaxed);
        self.spent.settle(self.together.as_ref().map(|together| &together.spent));
        if let Ok(mut place) = self.place.try_lock() {
            *place = None;
            self.has_place.store(false, Ordering::Relaxed);
        }
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.settle();
    }
}
