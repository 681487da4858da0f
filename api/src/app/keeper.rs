//! The keeper of the audit trail and of what concerns security: makes the checkpoints of the trail from time to time
//! and writes them down outside; writes what was noted every second, and sweeps every table whose rows come to an end.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use tokio::{sync::watch, time::interval};

use super::anchor::{self, AnchorError};
use crate::{
    clock::{Clock, IdSource},
    storage::{
        self, Connection,
        event::{
            Depth, TrailKeys, Verified,
            checkpoint::{self, Mark},
            verify,
        },
        security::SecurityLog,
        sweep::{Retention, sweep},
    },
};

/// How many checkpoints are written down at once.
const AT_ONCE: u64 = 1_000;

/// Why the trail could not be kept or verified.
#[derive(Debug, thiserror::Error)]
pub enum KeepingError {
    /// The database failed, or the trail is not as it was written.
    #[error("the audit trail cannot be sealed or read")]
    Storage(#[from] storage::Error),
    /// The file outside failed.
    #[error(transparent)]
    Anchor(#[from] AnchorError),
}

/// Makes checkpoints.
#[derive(Clone)]
pub(super) struct Keeper {
    pub database: Connection,
    pub keys: TrailKeys,
    pub clock: Arc<dyn Clock>,
    pub ids: IdSource,
    pub anchor: Option<PathBuf>,
    pub security: SecurityLog,
    pub keep: Retention,
    /// The hour in which the broom was last out, counted from the epoch.
    pub swept: Arc<AtomicI64>,
}

impl Keeper {
    /// One round: the trail sealed, and what concerns security written and swept. Neither waits for the other to succeed.
    pub(super) async fn round(&self) -> Result<(), KeepingError> {
        let now = self.clock.now();
        let sealed = self.seal(now).await;
        let kept = self.keep(now).await;
        sealed.and(kept)
    }

    async fn keep(&self, now: DateTime<Utc>) -> Result<(), KeepingError> {
        self.security.write(&self.database).await?;
        let hour = now.timestamp().div_euclid(3_600);
        if self.swept.swap(hour, Ordering::Relaxed) != hour {
            sweep(&self.database, now, self.keep).await?;
        }
        Ok(())
    }

    /// A checkpoint of the trail if anything happened, and everything that is not written down yet into the file.
    async fn seal(&self, now: DateTime<Utc>) -> Result<(), KeepingError> {
        checkpoint::advance(&self.database, &self.keys, &self.ids, now).await?;
        let Some(path) = self.anchor.clone() else { return Ok(()) };
        let mut last = off_thread({
            let path = path.clone();
            move || anchor::last(&path)
        })
        .await?;
        loop {
            let marks: Vec<Mark> = checkpoint::marks(&self.database, last, AT_ONCE).await?;
            let Some(newest) = marks.last().map(|mark| mark.number) else { return Ok(()) };
            let path = path.clone();
            off_thread(move || anchor::add(&path, &marks)).await?;
            last = newest;
        }
    }

    /// Rounds, and in between what concerns security every second, until told to stop; a last round then.
    pub(super) async fn run(self, every: Duration, mut stop: watch::Receiver<bool>) {
        let (mut rounds, mut seconds) = (interval(every), interval(Duration::from_secs(1)));
        loop {
            let kept = tokio::select! {
                _ = rounds.tick() => self.round().await,
                _ = seconds.tick() => self.security.write(&self.database).await.map_err(KeepingError::from),
                told = stop.changed() => {
                    // Without a sender nobody is left who could tell.
                    let last = if told.is_ok() { self.round().await } else { Ok(()) };
                    complain(last);
                    return;
                }
            };
            complain(kept);
        }
    }
}

fn complain(kept: Result<(), KeepingError>) {
    if let Err(error) = kept {
        let error: &(dyn std::error::Error + 'static) = &error;
        tracing::error!(error, "the audit trail or what concerns security is not kept");
    }
}

/// Verifies the trail, with what is written down outside.
pub(super) async fn verified(
    database: &Connection,
    keys: &TrailKeys,
    anchor: Option<PathBuf>,
    depth: Depth,
) -> Result<Verified, KeepingError> {
    let marks = match anchor {
        Some(path) => off_thread(move || anchor::read(&path)).await?,
        None => Vec::new(),
    };
    Ok(verify(database, keys, &marks, depth).await?)
}

/// Files are waited for beside the threads that answer.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AnchorError> + Send + 'static,
) -> Result<T, AnchorError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| AnchorError::File(std::io::Error::other(error)))?
}
