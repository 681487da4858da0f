//! Working in short turns, so that whoever else is served by the same thread gets theirs.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

/// How long one turn lasts.
const TURN: Duration = Duration::from_millis(5);
/// Work that comes back sooner than this has not let anybody else have a turn.
const PAUSE: Duration = Duration::from_micros(500);
/// The clock is looked at once in so many steps.
const STEPS: u64 = 16;
/// How many of those that wait are called at once.
const CALLED: usize = 64;

/// The turns of one request. Its branches that come after the end of a turn wait in line, and are called a few at a
/// time: were all woken for each turn, a wide answer would spend its turns on waking them.
#[derive(Debug)]
pub(super) struct Pace {
    opened: Instant,
    /// When the turn began, in microseconds after `opened`.
    began: AtomicU64,
    /// When the work was last left, in the same measure.
    left: AtomicU64,
    steps: AtomicU64,
    over: AtomicBool,
    line: Mutex<Line>,
}

#[derive(Debug, Default)]
struct Line {
    /// The next number to give out.
    next: u64,
    /// Every number below this has been called.
    called: u64,
    waiting: BTreeMap<u64, Waker>,
}

impl Pace {
    pub(super) fn new() -> Self {
        Self {
            opened: Instant::now(),
            began: AtomicU64::new(0),
            left: AtomicU64::new(0),
            steps: AtomicU64::new(0),
            over: AtomicBool::new(false),
            line: Mutex::default(),
        }
    }

    fn since_opened(&self) -> u64 {
        u64::try_from(self.opened.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// A turn begins, unless this one is not over yet: work that was left only a moment ago goes on with it.
    pub(super) fn begin(&self) {
        let now = self.since_opened();
        let away = now.saturating_sub(self.left.load(Ordering::Relaxed));
        if self.over.load(Ordering::Relaxed) || u128::from(away) >= PAUSE.as_micros() {
            self.began.store(now, Ordering::Relaxed);
            self.over.store(false, Ordering::Relaxed);
        }
    }

    /// The work is left: it waits for something else than its turn.
    pub(super) fn leave(&self) {
        self.left.store(self.since_opened(), Ordering::Relaxed);
    }

    /// Whether the turn is over: it stays so until the next begins.
    pub(super) fn is_over(&self) -> bool {
        if self.over.load(Ordering::Relaxed) {
            return true;
        }
        if !self.steps.fetch_add(1, Ordering::Relaxed).is_multiple_of(STEPS) {
            return false;
        }
        let spent = self.since_opened().saturating_sub(self.began.load(Ordering::Relaxed));
        let over = u128::from(spent) >= TURN.as_micros();
        self.over.store(over, Ordering::Relaxed);
        over
    }

    /// Whether any branch waits.
    pub(super) fn has_waiting(&self) -> bool {
        !self.line.lock().unwrap_or_else(PoisonError::into_inner).waiting.is_empty()
    }

    /// Calls the next few that wait.
    pub(super) fn call(&self) {
        let mut woken = Vec::new();
        {
            let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
            while woken.len() < CALLED {
                let Some((number, waker)) = line.waiting.pop_first() else { break };
                line.called = number.saturating_add(1);
                woken.push(waker);
            }
        }
        woken.into_iter().for_each(Waker::wake);
    }

    /// Waits in line.
    pub(super) fn wait(&self) -> Waiting<'_> {
        Waiting { pace: self, number: None }
    }
}

/// A branch that waits for its turn.
pub(super) struct Waiting<'a> {
    pace: &'a Pace,
    number: Option<u64>,
}

impl Future for Waiting<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let pace = self.pace;
        let mut line = pace.line.lock().unwrap_or_else(PoisonError::into_inner);
        let number = *self.number.get_or_insert_with(|| {
            line.next = line.next.saturating_add(1);
            line.next
        });
        if number < line.called {
            return Poll::Ready(());
        }
        // Woken by somebody else: it keeps its place.
        let before = line.waiting.insert(number, context.waker().clone());
        drop(line);
        drop(before);
        Poll::Pending
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let Some(number) = self.number else { return };
        let gone = self.pace.line.lock().unwrap_or_else(PoisonError::into_inner).waiting.remove(&number);
        drop(gone);
    }
}
