//! What one room asks of another, handed over: each room names what it needs and knows nothing of the other.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use tokio::time::timeout;
use uuid::Uuid;

use crate::{
    auth::{self, Authenticator, LookupError, ViewerLookup},
    clock::Clock,
    domain::{ids::PersonId, period::local_day},
    http::{AuthFailure, Authenticate, Authenticated, Readiness},
    policy::Viewer,
    storage::{self, Connection},
};

/// How long the database may take to give a sign of life.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks people up for `auth`.
pub(super) struct People {
    pub database: Connection,
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl ViewerLookup for People {
    async fn viewer(&self, person: PersonId, family: Uuid) -> Result<Option<Viewer>, LookupError> {
        let failed = |error: storage::Error| LookupError(Box::new(error));
        if !storage::session::lives_for(&self.database, family, person).await.map_err(failed)? {
            return Ok(None);
        }
        let today = local_day(self.clock.now());
        storage::person::viewer(&self.database, person, today).await.map_err(failed)
    }
}

/// Recognises people for `http`.
pub(super) struct Door(pub Authenticator);

#[async_trait]
impl Authenticate for Door {
    async fn session(&self, bearer: &str) -> Result<Authenticated, AuthFailure> {
        match self.0.session(bearer).await {
            Ok(auth::Session { viewer, family, expires_at }) => Ok(Authenticated { viewer, family, expires_at }),
            Err(auth::Error::Invalid) => Err(AuthFailure::Invalid),
            Err(auth::Error::Unavailable) => Err(AuthFailure::Unavailable),
        }
    }
}

/// Tells `http` whether the database answers. That its tables are up to date was seen to at the start.
pub(super) struct Pulse(pub Connection);

#[async_trait]
impl Readiness for Pulse {
    async fn ready(&self) -> bool {
        match timeout(PATIENCE, storage::connect::ping(&self.0)).await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the database does not answer");
                false
            }
            Err(_) => {
                tracing::warn!("the database takes too long to answer");
                false
            }
        }
    }
}
