//! Who is asking: turns an access token into a viewer, and keeps the secrets behind it.
//!
//! Knows tokens, keys, passwords and how often one may try; never imports GraphQL, HTTP, commands or storage,
//! which it reaches through [`ViewerLookup`] alone. Start reading at [`Authenticator::session`].

pub mod jwt;
pub mod keys;
mod memory;
pub mod password;
pub mod queue;
pub mod secret;
pub mod throttle;
pub mod withdrawal;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::clock::Clock;
use crate::domain::ids::PersonId;
use crate::policy::Viewer;
use jwt::{AccessTokens, TokenError};

/// Why nobody could be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The token is not good, or its person or session is gone. Which of these is not told.
    #[error("not signed in")]
    Invalid,
    /// Whether the token is good could not be found out now; worth trying again.
    #[error("sign-in cannot be checked now")]
    Unavailable,
}

/// What is known of a token that was refused: not for whoever shows it, for those who watch over security.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// Why: a code.
    pub reason: &'static str,
    /// For whom it was signed, where it is ours.
    pub person: Option<PersonId>,
}

/// The lookup did not work out: no statement about the person.
#[derive(Debug, thiserror::Error)]
#[error("the person behind a token could not be looked up")]
pub struct LookupError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// What this room needs of storage.
#[async_trait]
pub trait ViewerLookup: Send + Sync {
    /// The person as a viewer; `None` if they are unknown or no longer active, or if the session `family`
    /// was revoked or is not theirs.
    async fn viewer(&self, person: PersonId, family: Uuid) -> Result<Option<Viewer>, LookupError>;
}

/// What an access token stands for.
#[derive(Debug, Clone)]
pub struct Session {
    /// The person, as they are now.
    pub viewer: Arc<Viewer>,
    /// The signing-in that the token belongs to.
    pub family: Uuid,
    /// When the token ends; a long-lived connection has to end then too.
    pub expires_at: DateTime<Utc>,
}

/// Recognises people by their access token.
#[derive(Clone)]
pub struct Authenticator {
    tokens: Arc<AccessTokens>,
    lookup: Arc<dyn ViewerLookup>,
    clock: Arc<dyn Clock>,
}

impl Authenticator {
    /// Puts the parts together.
    pub fn new(tokens: Arc<AccessTokens>, lookup: Arc<dyn ViewerLookup>, clock: Arc<dyn Clock>) -> Self {
        Self { tokens, lookup, clock }
    }

    /// Why `bearer` gave no session, as far as the token itself tells.
    pub fn refused(&self, bearer: &str) -> Refused {
        let reason = match self.tokens.verify(bearer, self.clock.now()) {
            // Signed out, signed out everywhere, dismissed, or in the session of somebody else.
            Ok(_) => "SESSION_OVER",
            Err(TokenError::Expired) => "TOKEN_EXPIRED",
            Err(TokenError::NotYetValid) => "TOKEN_NOT_YET_VALID",
            Err(_) => "TOKEN_FORGED",
        };
        Refused { reason, person: self.tokens.signed_for(bearer) }
    }

    /// The session behind `bearer` (the bare token, without the word Bearer).
    pub async fn session(&self, bearer: &str) -> Result<Session, Error> {
        let claims = self.tokens.verify(bearer, self.clock.now()).map_err(|reason| {
            tracing::debug!(%reason, "access token refused");
            Error::Invalid
        })?;
        // Asked every time: who is dismissed, or signs out everywhere, is out at once and not when the
        // token ends.
        match self.lookup.viewer(claims.person, claims.family).await {
            Ok(Some(viewer)) => {
                Ok(Session { viewer: Arc::new(viewer), family: claims.family, expires_at: claims.expires_at })
            }
            Ok(None) => Err(Error::Invalid),
            Err(error) => {
                let cause: &(dyn std::error::Error + 'static) = &error;
                tracing::error!(error = cause, "person lookup failed");
                Err(Error::Unavailable)
            }
        }
    }
}
