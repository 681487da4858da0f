//! The service put together: from settings to something that answers.
//!
//! Knows every room and joins them; never decides, speaks or keeps anything itself. Start reading at [`App::build`],
//! then [`App::serve`].

mod adapters;
mod anchor;
mod database;
mod error;
mod keeper;
mod mail;
mod resets;
mod running;
mod services;
#[cfg(test)]
mod tests;

use std::net::TcpListener;
use std::sync::{Arc, atomic::AtomicU64};
use std::thread::available_parallelism;
use std::time::Duration;

use actix_web::web;
use tokio::sync::watch;

pub use database::{close, migrate, open};
pub use error::{DeliveryError, StartError};
pub use keeper::KeepingError;
pub use running::Running;

use crate::{
    attachments,
    auth::{
        Authenticator,
        keys::{KeyError, KeyRing, SharedKeys, WhenMissing},
    },
    budget::Accounts,
    clock::{Clock, IdSource, SystemClock},
    commands::{Services, person::answer_reset_requests},
    config::{Config, Profile},
    files::Desk,
    graphql::{api::Api, schema::SchemaApi},
    http::{self, HttpState, Limits, Origins, Pages, Stopping, Turns},
    notifications::MemoryMailer,
    storage::{
        Connection,
        event::{TrailKeys, checkpoint},
        sweep::Retention,
    },
    texts::Texts,
};
pub use crate::{
    notifications::DeliveryCount,
    storage::event::{Depth, Fault, Place, Verified, Wrong},
};
use adapters::{Door, People, Pulse};
use keeper::Keeper;
use mail::Post;
use services::services;

/// How much longer than its budget a request may take before it is ended from outside.
const GRACE: Duration = Duration::from_secs(5);

/// What the service takes from outside itself: the real ones, or those of a test.
#[derive(Clone)]
pub struct Parts {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Identities and secrets.
    pub ids: IdSource,
    /// Counts the statements sent to the database, for whoever wants to know.
    pub statements: Option<Arc<AtomicU64>>,
}

impl Parts {
    /// The machine's own clock and dice.
    pub fn system() -> Self {
        Self::at(Arc::new(SystemClock))
    }

    /// Another clock, and the machine's own dice.
    pub fn at(clock: Arc<dyn Clock>) -> Self {
        Self { ids: IdSource::system(Arc::clone(&clock)), clock, statements: None }
    }
}

/// The service, ready to answer but not yet reachable.
pub struct App {
    config: Config,
    services: Arc<Services>,
    api: Arc<dyn Api>,
    accounts: Accounts,
    authenticator: Authenticator,
    texts: Arc<Texts>,
    jwks: String,
    post: Post,
    keeper: Keeper,
}

impl App {
    /// Puts the service together and checks that it can work: database there and up to date, keys readable, mail
    /// well set up. In the development profile what is missing is made on the spot.
    pub async fn build(config: Config, parts: Parts) -> Result<Self, StartError> {
        secure_lines();
        let database = database::open(&config, parts.statements.clone()).await?;
        match Self::assemble(config, parts, &database).await {
            Ok(app) => Ok(app),
            Err(error) => {
                database::close(&database).await;
                Err(error)
            }
        }
    }

    async fn assemble(config: Config, parts: Parts, database: &Connection) -> Result<Self, StartError> {
        database::prepare(&config, database).await?;
        let when_missing = when_missing(&config);
        let trail = trail_keys(&config, when_missing)?;
        let begun = checkpoint::begin(database, &trail, &parts.ids, parts.clock.now()).await;
        begun.map_err(KeepingError::from)?;
        let keys = Arc::new(KeyRing::open(&config.keys.file, &config.keys.retired, when_missing)?);
        let jwks = keys.jwks();
        let attachments = attachments::open(&config.attachments, database.clone())?;
        let services = Arc::new(services(&config, &parts, database.clone(), (keys, trail), attachments)?);
        let texts = Arc::new(Texts::embedded());
        let people = People { database: database.clone(), clock: Arc::clone(&parts.clock) };
        let authenticator = Authenticator::new(Arc::clone(&services.tokens), Arc::new(people), parts.clock);
        let post = Post::open(&config, &services, Arc::clone(&texts))?;
        let accounts = Accounts::new(config.budget.clone());
        let api = Arc::new(SchemaApi::new(Arc::clone(&services), Arc::clone(&texts), accounts.clone()));
        let keeper = Keeper {
            database: database.clone(),
            keys: services.trail.clone(),
            clock: Arc::clone(&services.clock),
            ids: services.ids.clone(),
            anchor: config.audit.anchor_file.clone(),
            security: services.security.clone(),
            keep: Retention { sessions: config.tokens.kept(), security: config.audit.security_days() },
            swept: Arc::default(),
        };
        Ok(Self { config, services, api, accounts, authenticator, texts, jwks, post, keeper })
    }

    /// What the acts work with.
    pub const fn services(&self) -> &Arc<Services> {
        &self.services
    }

    /// The schema, to be asked within the process.
    pub fn api(&self) -> Arc<dyn Api> {
        Arc::clone(&self.api)
    }

    /// Turns access tokens into people, for whoever asks the schema within the process.
    pub const fn authenticator(&self) -> &Authenticator {
        &self.authenticator
    }

    /// The mail kept in memory, when the settings send it there.
    pub const fn mailbox(&self) -> Option<&MemoryMailer> {
        self.post.memory.as_ref()
    }

    /// Looks into the requests for another password that wait, and delivers all mail that is due by the clock.
    pub async fn deliver_mail(&self) -> Result<DeliveryCount, DeliveryError> {
        answer_reset_requests(&self.services).await?;
        Ok(self.post.dispatcher.deliver_due().await?)
    }

    /// Makes a checkpoint of the audit trail if anything happened since the last one.
    pub async fn seal_trail(&self) -> Result<(), KeepingError> {
        self.keeper.round().await
    }

    /// Verifies the audit trail, with its checkpoints outside the database if the settings name a file for them.
    pub async fn verify_trail(&self, depth: Depth) -> Result<Verified, KeepingError> {
        let Keeper { database, keys, anchor, .. } = &self.keeper;
        keeper::verified(database, keys, anchor.clone(), depth).await
    }

    /// Lets go of the database; for an app that never served.
    pub async fn close(self) {
        database::close(&self.services.database).await;
    }

    /// Answers on `listener` from now on, delivers mail and seals the audit trail, unless the settings say that nobody
    /// does.
    pub fn serve(self, listener: TcpListener) -> Result<Running, StartError> {
        let address = listener.local_addr().map_err(StartError::Listen)?;
        let stopping = Stopping::default();
        let workers = match self.config.http.workers {
            0 => cores(),
            set => set,
        };
        let state = web::Data::new(self.http_state(stopping.clone())?);
        let server = http::serve(listener, state, workers).map_err(StartError::Listen)?;
        let (work_stop, stop) = watch::channel(false);
        let mail = (self.config.mail.poll_seconds > 0).then(|| {
            let dispatcher = Arc::clone(&self.post.dispatcher);
            let stop = stop.clone();
            let resets = resets::run(Arc::clone(&self.services), stop.clone());
            tokio::spawn(async move { tokio::join!(dispatcher.run(stop), resets).0 })
        });
        let pause = self.config.audit.checkpoint_seconds;
        let keeper = (pause > 0).then(|| tokio::spawn(self.keeper.clone().run(Duration::from_secs(pause), stop)));
        if self.config.profile == Profile::Production && self.config.http.trusted_proxies.is_empty() {
            tracing::warn!("http.trusted_proxies is empty: behind a proxy all clients count as one address");
        }
        tracing::info!(%address, workers, "the service answers");
        Ok(Running { app: self, address, server: tokio::spawn(server), mail, keeper, work_stop, stopping })
    }

    fn http_state(&self, stopping: Stopping) -> Result<HttpState, StartError> {
        let Services { database, clock, ids, withdrawals, .. } = &*self.services;
        let execution = Duration::from_secs(self.config.budget.seconds) + GRACE;
        let limits = Limits { body_bytes: self.config.http.body_limit_bytes, execution, ..Limits::default() };
        let pages = self.config.http.graphiql.then(|| Pages::new(&self.texts)).transpose()?;
        Ok(HttpState {
            api: self.api(),
            files: Arc::new(Desk::new(Arc::clone(&self.services), Arc::clone(&self.texts), self.accounts.clone())),
            uploads: Turns::new(limits.uploads),
            downloads: Turns::new(limits.downloads),
            authenticate: Arc::new(Door {
                authenticator: self.authenticator.clone(),
                security: self.services.security.clone(),
                clock: Arc::clone(&self.services.clock),
            }),
            withdrawals: withdrawals.clone(),
            readiness: Arc::new(Pulse(database.clone())),
            jwks: self.jwks.clone(),
            graphiql: pages,
            allowed_origins: Origins {
                named: self.config.http.allowed_origins.clone(),
                loopback: self.config.http.loopback_origins,
            },
            trusted_proxies: self.config.http.trusted_proxies.clone(),
            clock: Arc::clone(clock),
            ids: ids.clone(),
            limits,
            stopping,
        })
    }
}

/// Chooses the library behind TLS once for the process: rustls does not guess when several are compiled in.
fn secure_lines() {
    // Refused when chosen before: by an earlier app of this process, and then it is the same one.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

fn when_missing(config: &Config) -> WhenMissing {
    if config.may_make_keys() { WhenMissing::Make } else { WhenMissing::Refuse }
}

fn trail_keys(config: &Config, when_missing: WhenMissing) -> Result<TrailKeys, KeyError> {
    let keys = SharedKeys::open(&config.audit.key_file, &config.audit.retired_keys, when_missing)?;
    Ok(TrailKeys::new(&keys.current, &keys.retired))
}

/// Verifies the audit trail of the settings' database as it is, changing nothing and making no key.
pub async fn verify(config: &Config, depth: Depth) -> Result<Verified, StartError> {
    let keys = trail_keys(config, WhenMissing::Refuse)?;
    let database = open(config, None).await?;
    let verified = keeper::verified(&database, &keys, config.audit.anchor_file.clone(), depth).await;
    close(&database).await;
    Ok(verified?)
}

fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}
