//! Who holds a socket: looked up anew for every operation, at every heartbeat, and when something was taken back.

use std::sync::Arc;

use actix_web::web;
use chrono::{DateTime, Utc};
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use crate::{
    auth::withdrawal::Withdrawn,
    http::{
        HttpState,
        caller::{AuthFailure, Authenticated, Sender, bearer_token},
    },
    policy::Viewer,
};

/// Who holds a socket; nobody until they introduced themselves with a token.
pub struct Holder {
    state: web::Data<HttpState>,
    /// The token, kept because every look is a new one.
    bearer: Option<Arc<str>>,
    known: Option<Known>,
}

/// What the last look found.
struct Known {
    family: Uuid,
    viewer: Arc<Viewer>,
    expires_at: DateTime<Utc>,
}

impl Holder {
    /// Nobody yet.
    pub const fn nobody(state: web::Data<HttpState>) -> Self {
        Self { state, bearer: None, known: None }
    }

    /// Takes the credentials of a first message.
    pub async fn introduce(&mut self, credentials: &str, sender: Sender) -> Result<(), AuthFailure> {
        let bearer = bearer_token(credentials).ok_or(AuthFailure::Invalid)?;
        let request_id = self.state.ids.next().to_string();
        let authenticated = sender.shows(&self.state, bearer, &request_id).await?;
        self.bearer = Some(Arc::from(bearer));
        self.takes(authenticated).map(drop)
    }

    /// Who the token stands for at this moment; `None` without a token.
    ///
    /// Rights that changed since the last look, by an act in another process, are told as if it were done in this one.
    pub async fn look_up(&mut self) -> Result<Option<Authenticated>, AuthFailure> {
        let before = self.known.as_ref().map(|known| known.viewer.clone());
        let found = self.look_again().await;
        if let (Some(before), Some(Known { viewer, .. })) = (before, &self.known)
            && !before.may_as_much_as(viewer)
        {
            self.state.withdrawals.tell(Withdrawn::Rights(viewer.person));
        }
        found
    }

    /// The same because something was taken back, as everybody here was told already: each socket of one person telling it
    /// to all others again would have all of them look once for each.
    pub async fn look_again(&mut self) -> Result<Option<Authenticated>, AuthFailure> {
        let Some(bearer) = self.bearer.clone() else { return Ok(None) };
        let authenticated = self.state.authenticate.session(&bearer).await?;
        self.takes(authenticated).map(Some)
    }

    fn takes(&mut self, authenticated: Authenticated) -> Result<Authenticated, AuthFailure> {
        let Authenticated { viewer, family, expires_at } = authenticated.clone();
        self.known = Some(Known { family, viewer, expires_at });
        if self.has_expired() { Err(AuthFailure::Invalid) } else { Ok(authenticated) }
    }

    /// Whether what was taken back may be this session; whoever missed what it was looks anew.
    pub fn is_concerned(&self, withdrawn: Result<Withdrawn, RecvError>) -> bool {
        self.known.as_ref().is_some_and(|known| match withdrawn {
            Ok(Withdrawn::Session(family)) => family == known.family,
            Ok(Withdrawn::Rights(person)) => person == known.viewer.person,
            Err(_) => true,
        })
    }

    /// When the token ends; `None` without one.
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.known.as_ref().map(|known| known.expires_at)
    }

    /// Whether the token has ended by the clock.
    pub fn has_expired(&self) -> bool {
        self.expires_at().is_some_and(|end| end <= self.state.clock.now())
    }
}
