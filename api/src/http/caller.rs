//! Who sends a request: from the `Authorization` header, or the first message on a socket, to a [`Caller`].

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderMap},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{HttpState, answer::Problem, client_address};
use crate::{
    graphql::context::Caller,
    policy::{Locale, Viewer},
};

/// The longest token that is looked at, in bytes.
const LONGEST_TOKEN: usize = 4_096;

/// The person behind a valid access token.
#[derive(Debug, Clone)]
pub struct Authenticated {
    /// Who they are and what they may be.
    pub viewer: Arc<Viewer>,
    /// The signing-in that the token belongs to.
    pub family: uuid::Uuid,
    /// When the token ends.
    pub expires_at: DateTime<Utc>,
}

/// Why a token gives no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthFailure {
    /// It is forged, expired, withdrawn, or its person may not sign in any more.
    Invalid,
    /// It could not be looked up now.
    Unavailable,
}

/// Turns bearer tokens into people.
#[async_trait]
pub trait Authenticate: Send + Sync {
    /// The session of an access token.
    async fn session(&self, bearer: &str) -> Result<Authenticated, AuthFailure>;

    /// Notes that a token was shown at the door and refused.
    fn refused(&self, bearer: &str, origin: IpAddr, request_id: &str);
}

/// The caller of an HTTP request; without a header nobody in particular, which the schema may or may not accept.
pub async fn identify(request: &HttpRequest, state: &HttpState, request_id: &str) -> Result<Caller, Problem> {
    let sender = Sender::of(request, state);
    let authenticated = match bearer_of(request.headers())? {
        Some(bearer) => Some(sender.shows(state, bearer, request_id).await.map_err(refusal)?),
        None => None,
    };
    Ok(caller(authenticated, sender, request_id.to_owned()))
}

/// What the head of a request tells about its sender.
#[derive(Debug, Clone, Copy)]
pub struct Sender {
    /// Where they are.
    address: IpAddr,
    /// The language for those who have none of their own.
    locale: Locale,
}

impl Sender {
    /// The sender of a request.
    pub fn of(request: &HttpRequest, state: &HttpState) -> Self {
        let headers = request.headers();
        let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        Self {
            address: client_address::of_client(peer, headers, &state.trusted_proxies),
            locale: preferred_locale(headers),
        }
    }

    /// The session of a token that the sender shows at the door; one that is refused is noted.
    pub async fn shows(self, state: &HttpState, bearer: &str, request_id: &str) -> Result<Authenticated, AuthFailure> {
        let found = state.authenticate.session(bearer).await;
        if matches!(found, Err(AuthFailure::Invalid)) {
            state.authenticate.refused(bearer, self.address, request_id);
        }
        found
    }
}

/// The caller behind a session.
pub fn caller(authenticated: Option<Authenticated>, sender: Sender, request_id: String) -> Caller {
    let Sender { address, locale } = sender;
    match authenticated {
        Some(Authenticated { viewer, expires_at, .. }) => {
            let locale = viewer.locale;
            Caller { viewer: Some(viewer), expires_at: Some(expires_at), address, locale, request_id }
        }
        None => Caller { viewer: None, expires_at: None, address, locale, request_id },
    }
}

fn refusal(failure: AuthFailure) -> Problem {
    match failure {
        AuthFailure::Invalid => Problem::unauthenticated(
            "The access token is not valid or no longer valid.",
            "Bearer error=\"invalid_token\"",
        ),
        AuthFailure::Unavailable => Problem::unavailable("Signing in is not possible right now."),
    }
}

fn bearer_of(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let malformed = || {
        Problem::unauthenticated(
            "The Authorization header must read: Bearer, one space, the access token.",
            "Bearer error=\"invalid_request\"",
        )
    };
    let mut values = headers.get_all(header::AUTHORIZATION);
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().ok().and_then(bearer_token).map(Some).ok_or_else(malformed),
        (Some(_), Some(_)) => Err(malformed()),
    }
}

/// The token in `Bearer <token>`, if that is what the text is.
pub fn bearer_token(credentials: &str) -> Option<&str> {
    let (scheme, token) = credentials.trim().split_once(' ')?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    let well_formed = !token.is_empty() && token.len() <= LONGEST_TOKEN && token.bytes().all(fits);
    (scheme.eq_ignore_ascii_case("bearer") && well_formed).then_some(token)
}

/// English when `Accept-Language` prefers it over Dutch, else Dutch.
pub fn preferred_locale(headers: &HeaderMap) -> Locale {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (mut dutch, mut english, mut any) = (None, None, 0.0_f32);
    for range in wanted.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse).unwrap_or(0.0);
        let best = |known: Option<f32>| Some(known.map_or(weight, |known| known.max(weight)));
        match tag.split('-').next() {
            Some("nl") => dutch = best(dutch),
            Some("en") => english = best(english),
            Some("*") => any = weight,
            _ => {}
        }
    }
    if english.unwrap_or(any) > dutch.unwrap_or(any) { Locale::En } else { Locale::Nl }
}

#[cfg(test)]
mod tests;
