//! From bearer token to viewer.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use uuid::Uuid;

use super::super::jwt::AccessTokens;
use super::super::keys::KeyRing;
use super::super::{Authenticator, Error, LookupError, Session, ViewerLookup};
use super::{noon, tokens, uuid};
use crate::clock::FixedClock;
use crate::domain::ids::PersonId;
use crate::policy::{Locale, Viewer};

const KNOWN: u128 = 1;
const FAMILY: u128 = 2;

/// Knows one person with one session; fails for another.
struct Register;

#[async_trait]
impl ViewerLookup for Register {
    async fn viewer(&self, person: PersonId, family: Uuid) -> Result<Option<Viewer>, LookupError> {
        if person == PersonId(uuid(13)) {
            return Err(LookupError("no connection".into()));
        }
        let found = person == PersonId(uuid(KNOWN)) && family == uuid(FAMILY);
        Ok(found.then(|| Viewer {
            person,
            memberships: Vec::new(),
            platform_admin: false,
            participations: Vec::new(),
            locale: Locale::Nl,
        }))
    }
}

fn service() -> (Authenticator, Arc<AccessTokens>, FixedClock) {
    let tokens = Arc::new(tokens(&Arc::new(KeyRing::in_memory().unwrap())));
    let clock = FixedClock::new(noon());
    (Authenticator::new(Arc::clone(&tokens), Arc::new(Register), Arc::new(clock.clone())), tokens, clock)
}

#[tokio::test]
async fn a_good_token_gives_the_viewer_and_the_end() {
    let (service, tokens, _) = service();
    let token = tokens.issue(PersonId(uuid(KNOWN)), uuid(FAMILY), noon()).unwrap();
    let Session { viewer, expires_at: until, .. } = service.session(&token.token).await.unwrap();
    assert_eq!(viewer.person, PersonId(uuid(KNOWN)));
    assert_eq!(until, token.expires_at);
}

#[tokio::test]
async fn a_token_ends_when_the_clock_says_so() {
    let (service, tokens, clock) = service();
    let token = tokens.issue(PersonId(uuid(KNOWN)), uuid(FAMILY), noon()).unwrap();
    clock.advance(TimeDelta::minutes(10));
    assert_eq!(service.session(&token.token).await.unwrap_err(), Error::Invalid);
}

#[tokio::test]
async fn a_revoked_session_or_unknown_person_is_invalid_though_the_token_is_good() {
    let (service, tokens, _) = service();
    for (person, family) in [(KNOWN, 77), (77, FAMILY)] {
        let token = tokens.issue(PersonId(uuid(person)), uuid(family), noon()).unwrap();
        assert_eq!(service.session(&token.token).await.unwrap_err(), Error::Invalid);
    }
}

#[tokio::test]
async fn a_lookup_that_fails_is_not_called_a_bad_token() {
    let (service, tokens, _) = service();
    let token = tokens.issue(PersonId(uuid(13)), uuid(FAMILY), noon()).unwrap();
    assert_eq!(service.session(&token.token).await.unwrap_err(), Error::Unavailable);
}

#[tokio::test]
async fn a_bad_token_is_refused_without_a_lookup() {
    let (service, ..) = service();
    assert_eq!(service.session("Bearer x").await.unwrap_err(), Error::Invalid);
}
