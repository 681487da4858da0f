//! The worker that takes recorded mail to its readers: at least once, never by two at the same time.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::{FutureExt, StreamExt, TryStreamExt, stream};
use tokio::sync::{Notify, watch};
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::mailer::{Mailer, SendError};
use super::render::Renderer;
use crate::clock::{Clock, IdSource};
use crate::domain::notice::{PendingMail, standing::Skip};
use crate::storage::outbox::{OutboxError, Queue};

#[cfg(test)]
mod tests;

/// The longest error text kept with a mail, in characters.
const ERROR_LIMIT: usize = 500;

/// How fast and how long the worker tries.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The longest sleep between two looks at the queue.
    pub interval: Duration,
    /// The most mails taken at once.
    pub batch: u64,
    /// The most mails on their way at once: a server that hangs over one holds up no more than its place.
    pub at_once: usize,
    /// How long taken mails are ours; after that another worker may take them.
    pub lease: TimeDelta,
    /// How often the lease is renewed while mails are on their way; well within it.
    pub renewal: Duration,
    /// The longest one sending may take.
    pub send_timeout: Duration,
    /// After how many tries a mail is dead.
    pub tries: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            interval: Duration::from_secs(30),
            batch: 20,
            at_once: 4,
            lease: TimeDelta::minutes(1),
            renewal: Duration::from_secs(15),
            send_timeout: Duration::from_secs(90),
            tries: 10,
        }
    }
}

/// What one round of delivering did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeliveryCount {
    /// Handed over.
    pub sent: usize,
    /// Failed, to be tried again later.
    pub postponed: usize,
    /// Given up, with the error kept.
    pub dead: usize,
    /// Not sent after all, with the reason kept.
    pub skipped: usize,
}

impl DeliveryCount {
    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Sent => self.sent += 1,
            Outcome::Postponed(_) => self.postponed += 1,
            Outcome::Dead(_) => self.dead += 1,
            Outcome::Skipped(_) => self.skipped += 1,
        }
    }
}

/// Where the worker works, and by what.
pub struct Dispatcher {
    /// The recorded mail.
    pub queue: Queue,
    /// Who writes the words.
    pub renderer: Arc<Renderer>,
    /// Who takes them away.
    pub mailer: Arc<dyn Mailer>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Names for leases.
    pub ids: IdSource,
    /// Rung when a mail has been recorded.
    pub wake: Arc<Notify>,
    /// How fast and how long to try.
    pub pace: Pace,
}

enum Outcome {
    Sent,
    Postponed(String),
    Dead(String),
    Skipped(Skip),
}

impl Dispatcher {
    /// Works until `stop` turns true or its other end is gone. The mails on their way are finished first; the rest of
    /// the batch goes back to the queue.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.deliver_until(&stop).await {
                Ok(count) if count == DeliveryCount::default() => {}
                Ok(count) => tracing::info!(count.sent, count.postponed, count.dead, count.skipped, "mail delivered"),
                Err(error) => tracing::error!(%error, "mail cannot be delivered now"),
            }
            tokio::select! {
                () = self.wake.notified() => {}
                () = sleep(self.pace.interval) => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    /// Delivers everything that is due by the clock, and says what became of it.
    pub async fn deliver_due(&self) -> Result<DeliveryCount, OutboxError> {
        let (_go_on, stop) = watch::channel(false);
        self.deliver_until(&stop).await
    }

    async fn deliver_until(&self, stop: &watch::Receiver<bool>) -> Result<DeliveryCount, OutboxError> {
        let mut count = DeliveryCount::default();
        while !*stop.borrow() {
            let now = self.clock.now();
            let lease = self.ids.next();
            let batch = self.queue.claim(now, now + self.pace.lease, lease, self.pace.batch).await?;
            if batch.is_empty() {
                break;
            }
            let delivering = stream::iter(per_reader(batch))
                .map(|mails| self.deliver_in_order(mails, lease, stop))
                .buffer_unordered(self.pace.at_once)
                .try_collect::<Vec<_>>();
            tokio::select! {
                outcomes = delivering => outcomes?.iter().flatten().for_each(|outcome| count.add(outcome)),
                failed = self.keep(lease) => return Err(failed),
            }
        }
        Ok(count)
    }

    /// Renews the lease for as long as this is waited for: short after a crash, and yet never outstayed by a slow
    /// server, which would have another worker send the same mail. Ends only when it cannot be renewed.
    async fn keep(&self, lease: Uuid) -> OutboxError {
        loop {
            sleep(self.pace.renewal).await;
            if let Err(error) = self.queue.renew(lease, self.clock.now() + self.pace.lease).await {
                return error;
            }
        }
    }

    /// Takes the mails of one reader to them, each after the one before it.
    async fn deliver_in_order(
        &self,
        mails: Vec<PendingMail>,
        lease: Uuid,
        stop: &watch::Receiver<bool>,
    ) -> Result<Vec<Outcome>, OutboxError> {
        let mut outcomes = Vec::with_capacity(mails.len());
        for mail in &mails {
            outcomes.extend(self.deliver(mail, lease, stop).await?);
        }
        Ok(outcomes)
    }

    /// Takes one mail to its reader and writes down what became of it; nothing when it was put back untried.
    async fn deliver(
        &self,
        mail: &PendingMail,
        lease: Uuid,
        stop: &watch::Receiver<bool>,
    ) -> Result<Option<Outcome>, OutboxError> {
        if *stop.borrow() {
            self.queue.release(mail, lease).await?;
            return Ok(None);
        }
        let outcome = match self.queue.not_to_send(mail, self.clock.now()).await? {
            Some(why) => Outcome::Skipped(why),
            None => self.attempt(mail).await,
        };
        let now = self.clock.now();
        let kept = match &outcome {
            Outcome::Sent => self.queue.mark_sent(mail, lease, now).await?,
            Outcome::Postponed(error) => {
                tracing::warn!(mail = %mail.id, attempts = mail.attempts, error, "mail postponed");
                self.queue.mark_retry(mail, lease, now + backoff(mail.attempts), error).await?
            }
            Outcome::Dead(error) => {
                tracing::error!(mail = %mail.id, template = mail.template, attempts = mail.attempts, error, "mail given up");
                self.queue.mark_dead(mail, lease, now, error).await?
            }
            Outcome::Skipped(why) => {
                tracing::info!(mail = %mail.id, template = mail.template, %why, "mail not sent: its reader is not to be told any more");
                self.queue.mark_skipped(mail, lease, now, *why).await?
            }
        };
        if !kept {
            tracing::warn!(mail = %mail.id, "the lease of a mail was lost while it was being sent");
        }
        Ok(Some(outcome))
    }

    async fn attempt(&self, mail: &PendingMail) -> Outcome {
        if mail.attempts > self.pace.tries {
            return Outcome::Dead("every try was broken off before its end".to_owned());
        }
        let rendered = match self.renderer.render(mail) {
            Ok(rendered) => rendered,
            Err(error) => return Outcome::Dead(shortened(&error.to_string())),
        };
        // A panic below must cost this mail its try and not the house its worker.
        let sending = AssertUnwindSafe(self.mailer.send(&rendered)).catch_unwind();
        match timeout(self.pace.send_timeout, sending).await {
            Ok(Ok(Ok(()))) => Outcome::Sent,
            Ok(Ok(Err(SendError::Final(error)))) => Outcome::Dead(shortened(&error)),
            Ok(Ok(Err(SendError::Retry(error)))) => self.again(mail, &error),
            Ok(Err(_)) => self.again(mail, "sending broke off"),
            Err(_) => self.again(mail, "sending took too long"),
        }
    }

    fn again(&self, mail: &PendingMail, error: &str) -> Outcome {
        let error = shortened(error);
        if mail.attempts >= self.pace.tries { Outcome::Dead(error) } else { Outcome::Postponed(error) }
    }
}

/// The mails of each reader together, in their order: nobody is to read an answer before the question.
fn per_reader(batch: Vec<PendingMail>) -> Vec<Vec<PendingMail>> {
    let mut readers: Vec<Vec<PendingMail>> = Vec::new();
    for mail in batch {
        match readers.iter_mut().find(|mails| mails.iter().any(|it| it.recipient == mail.recipient)) {
            Some(mails) => mails.push(mail),
            None => readers.push(vec![mail]),
        }
    }
    readers
}

/// How long to wait after the n-th try: 1, 4, 16, 64 and 256 minutes, then 12 hours each time. Ten tries span
/// more than two days, so that a weekend without a mail server loses little.
fn backoff(attempts: u32) -> TimeDelta {
    let longest = TimeDelta::hours(12);
    let minutes = 4_i64.checked_pow(attempts.saturating_sub(1)).unwrap_or(i64::MAX);
    TimeDelta::try_minutes(minutes).map_or(longest, |delay| delay.min(longest))
}

/// An error as it is kept: one line of limited length.
fn shortened(error: &str) -> String {
    error.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).take(ERROR_LIMIT).collect()
}
