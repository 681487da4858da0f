//! What every request finds at hand, and every limit that it meets.

use std::{sync::Arc, time::Duration};

use ipnet::IpNet;
use tokio::sync::watch;

use super::{
    caller::Authenticate,
    cors::Origins,
    gate::DocumentLimits,
    graphiql::Pages,
    health::Readiness,
    turns::{Room, Turns},
};
use crate::{
    auth::withdrawal::Withdrawals,
    clock::{Clock, IdSource},
    files::Files,
    graphql::api::Api,
};

/// Shared by all workers and requests.
pub struct HttpState {
    /// Answers the requests.
    pub api: Arc<dyn Api>,
    /// Takes files in and gives them out.
    pub files: Arc<dyn Files>,
    /// Who may send files at once.
    pub uploads: Arc<Turns>,
    /// Who may fetch files at once.
    pub downloads: Arc<Turns>,
    /// Turns bearer tokens into people.
    pub authenticate: Arc<dyn Authenticate>,
    /// Tells what was taken back, so that sockets that stood on it end.
    pub withdrawals: Withdrawals,
    /// Says whether the service can do its work.
    pub readiness: Arc<dyn Readiness>,
    /// The public keys of the access tokens, a JSON Web Key Set.
    pub jwks: String,
    /// The page for trying out the schema, if it is served.
    pub graphiql: Option<Pages>,
    /// The origins whose pages may call the service, besides its own.
    pub allowed_origins: Origins,
    /// The proxies that are believed about whom they speak for.
    pub trusted_proxies: Vec<IpNet>,
    /// The time of day, for the expiry of tokens on open sockets.
    pub clock: Arc<dyn Clock>,
    /// Gives each request its identity.
    pub ids: IdSource,
    /// Every limit of the room.
    pub limits: Limits,
    /// Tells the server and its open sockets to stop.
    pub stopping: Stopping,
}

/// The limits on one request.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest body, in bytes; also the largest message on a socket.
    pub body_bytes: usize,
    /// How long a client may take to send a body.
    pub body_wait: Duration,
    /// How long a client may take to send a file.
    pub upload_wait: Duration,
    /// How long a client that is sending may send nothing, before its body is given up.
    pub body_pause: Duration,
    /// How long a client may leave what was sent to it untaken, before its connection is given up.
    pub untaken: Duration,
    /// How many files may be on their way in at once: each is in memory as a whole.
    pub uploads: Room,
    /// How many files may be on their way out at once: of each two parts are in memory.
    pub downloads: Room,
    /// How deep JSON in a body may nest.
    pub json_nesting: usize,
    /// How long a query or mutation may run, should its own budget of time not end it.
    pub execution: Duration,
    /// How long a client may take to send the head of a request.
    pub head_wait: Duration,
    /// How long an idle connection is kept.
    pub keep_alive: Duration,
    /// How many connections one worker holds, sockets included.
    pub connections: usize,
    /// How long running requests get when the service stops, in seconds.
    pub stop_seconds: u64,
    /// The limits on the text of a document.
    pub document: DocumentLimits,
    /// The limits on a socket.
    pub socket: SocketLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 256 * 1024,
            body_wait: Duration::from_secs(15),
            upload_wait: Duration::from_mins(1),
            body_pause: Duration::from_secs(10),
            untaken: Duration::from_secs(30),
            uploads: Room { each: 4, all: 16 },
            downloads: Room { each: 4, all: 64 },
            json_nesting: 32,
            execution: Duration::from_secs(30),
            head_wait: Duration::from_secs(5),
            keep_alive: Duration::from_secs(30),
            connections: 2_000,
            stop_seconds: 30,
            document: DocumentLimits::default(),
            socket: SocketLimits::default(),
        }
    }
}

/// The limits on a socket.
#[derive(Debug, Clone)]
pub struct SocketLimits {
    /// How long a client may take to send `connection_init`.
    pub init_wait: Duration,
    /// How many operations run at once.
    pub operations: usize,
    /// The time between two pings; a client silent for two of them is let go, and its token is looked at again.
    pub heartbeat: Duration,
    /// How long a client may take to accept a message.
    pub send_wait: Duration,
}

impl Default for SocketLimits {
    fn default() -> Self {
        Self {
            init_wait: Duration::from_secs(10),
            operations: 20,
            heartbeat: Duration::from_secs(30),
            send_wait: Duration::from_secs(10),
        }
    }
}

/// One signal for the whole service: no new work, finish what runs, close the sockets.
#[derive(Debug, Clone)]
pub struct Stopping(Arc<watch::Sender<bool>>);

impl Default for Stopping {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Stopping {
    /// Starts the stop: the server drains, sockets close with 1001.
    pub fn announce(&self) {
        self.0.send_replace(true);
    }

    /// Whether the stop has begun.
    pub fn is_announced(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until the stop begins.
    pub async fn announced(&self) {
        let mut signal = self.0.subscribe();
        // The sender lives as long as `self`; an error cannot come before the signal.
        let _ = signal.wait_for(|stopping| *stopping).await;
    }
}
