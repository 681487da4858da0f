//! The service while it answers, and how it ends.

use std::{io, net::SocketAddr, sync::Arc};

use tokio::{sync::watch, task::JoinHandle};

use super::{App, DeliveryError, Depth, KeepingError, Verified, database};
use crate::{
    commands::{
        CommandError, Services,
        person::{Invitee, create_administrator},
    },
    domain::person::Locale,
    graphql::api::Api,
    http::Stopping,
    notifications::{DeliveryCount, MemoryMailer},
};

/// A service that answers. Dropping it leaves its tasks running; end it with [`Running::stop`].
pub struct Running {
    pub(super) app: App,
    pub(super) address: SocketAddr,
    pub(super) server: JoinHandle<io::Result<()>>,
    pub(super) mail: Option<JoinHandle<()>>,
    pub(super) keeper: Option<JoinHandle<()>>,
    pub(super) work_stop: watch::Sender<bool>,
    pub(super) stopping: Stopping,
}

impl Running {
    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the acts work with.
    pub const fn services(&self) -> &Arc<Services> {
        self.app.services()
    }

    /// The schema, to be asked within the process.
    pub fn api(&self) -> Arc<dyn Api> {
        self.app.api()
    }

    /// The mail kept in memory, when the settings send it there.
    pub const fn mailbox(&self) -> Option<&MemoryMailer> {
        self.app.mailbox()
    }

    /// Makes an administrator of the platform, as the operator at the machine does. Gives the secret of the link with
    /// which they choose a password, or why it was refused.
    pub async fn create_administrator(&self, email: &str, name: &str) -> Result<String, CommandError> {
        let invitee = Invitee { email: email.to_owned(), name: name.to_owned(), locale: Locale::Nl };
        create_administrator(self.app.services(), invitee).await.map(|(_, secret)| secret)
    }

    /// Looks into the requests for another password that wait, and delivers all mail that is due by the clock.
    pub async fn deliver_mail(&self) -> Result<DeliveryCount, DeliveryError> {
        self.app.deliver_mail().await
    }

    /// Makes a checkpoint of the audit trail if anything happened since the last one.
    pub async fn seal_trail(&self) -> Result<(), KeepingError> {
        self.app.seal_trail().await
    }

    /// Verifies the audit trail.
    pub async fn verify_trail(&self, depth: Depth) -> Result<Verified, KeepingError> {
        self.app.verify_trail(depth).await
    }

    /// The signal that ends the service: whoever announces on it makes [`Running::wait`] come back.
    pub fn stopping(&self) -> Stopping {
        self.stopping.clone()
    }

    /// Ends the service: running requests and the mail in hand are finished first. Fails when the server did.
    pub async fn stop(self) -> io::Result<()> {
        self.stopping.announce();
        self.wait().await
    }

    /// Waits until the service ends, by [`Running::stopping`] or by a failure of the server, and clears up.
    pub async fn wait(self) -> io::Result<()> {
        let Self { app, server, mail, keeper, work_stop, stopping, .. } = self;
        let outcome = server.await;
        // A server that failed by itself: the rest has to end all the same.
        stopping.announce();
        work_stop.send_replace(true);
        for worker in [mail, keeper].into_iter().flatten() {
            if let Err(error) = worker.await {
                tracing::error!(%error, "a worker broke off");
            }
        }
        database::close(&app.services().database).await;
        tracing::info!("the service has stopped");
        outcome.map_err(io::Error::other)?
    }
}
