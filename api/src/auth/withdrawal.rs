//! What was taken back: told, within this process, to whoever keeps a connection open on the strength of it.
//!
//! Other processes find out at their next look: a connection looks its session up again at every heartbeat.

use tokio::sync::broadcast;
use uuid::Uuid;

use crate::domain::ids::PersonId;

/// How many withdrawals a slow listener may lag behind; one that lags further looks anew.
const KEPT: usize = 256;

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawn {
    /// A session ended: by signing out, or because its refresh token was used twice.
    Session(Uuid),
    /// A person's rights changed, or all their sessions ended: a role ended, a new password was chosen.
    Rights(PersonId),
}

/// Tells and hears what was taken back.
#[derive(Debug, Clone)]
pub struct Withdrawals(broadcast::Sender<Withdrawn>);

impl Default for Withdrawals {
    fn default() -> Self {
        Self(broadcast::channel(KEPT).0)
    }
}

impl Withdrawals {
    /// Tells whoever listens. Nobody listening is no error.
    pub fn tell(&self, withdrawn: Withdrawn) {
        let _ = self.0.send(withdrawn);
    }

    /// Hears what is taken back from now on.
    pub fn listen(&self) -> broadcast::Receiver<Withdrawn> {
        self.0.subscribe()
    }
}
