//! What one room asks of another, handed over: each room names what it needs and knows nothing of the other.

use std::{net::IpAddr, sync::Arc, time::Duration};

use async_trait::async_trait;
use tokio::time::timeout;
use uuid::Uuid;

use crate::{
    auth::{self, Authenticator, LookupError, ViewerLookup},
    clock::Clock,
    domain::{ids::PersonId, period::local_day},
    http::{AuthFailure, Authenticate, Authenticated, Readiness},
    policy::Viewer,
    storage::{
        self, Connection,
        security::{SecurityLog, SecurityNote, SecurityResult, Somebody},
    },
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
pub(super) struct Door {
    pub authenticator: Authenticator,
    pub security: SecurityLog,
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Authenticate for Door {
    async fn session(&self, bearer: &str) -> Result<Authenticated, AuthFailure> {
        match self.authenticator.session(bearer).await {
            Ok(auth::Session { viewer, family, expires_at }) => Ok(Authenticated { viewer, family, expires_at }),
            Err(auth::Error::Invalid) => Err(AuthFailure::Invalid),
            Err(auth::Error::Unavailable) => Err(AuthFailure::Unavailable),
        }
    }

    fn refused(&self, bearer: &str, origin: IpAddr, request_id: &str) {
        let auth::Refused { reason, person } = self.authenticator.refused(bearer);
        let note = SecurityNote {
            action: "authenticate".to_owned(),
            object: None,
            result: SecurityResult::Refused,
            reason: Some(reason.to_owned()),
            origin: origin.to_string(),
            actor: person.map_or(Somebody::Nobody, Somebody::Person),
            request_id: request_id.to_owned(),
        };
        self.security.note(note, self.clock.now());
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
