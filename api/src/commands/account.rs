//! Signing in, staying signed in, signing out.
//!
//! Sessions are not business data: they are written outside the unit of work and leave no audit event.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::act::{CommandError, Done, Services};
use crate::{
    auth::{
        jwt::AccessToken,
        password::Password,
        secret::SecretToken,
        throttle::{Attempt, RetryAfter},
    },
    domain::ids::PersonId,
    storage::{
        self,
        session::{RefreshToken, Turn},
    },
};

/// What a person holds once signed in.
pub struct Session {
    /// Who.
    pub person: PersonId,
    /// Sent with every request; short-lived.
    pub access: AccessToken,
    /// Good for one new session.
    pub refresh: String,
    /// Until when the refresh token is good.
    pub refresh_expires_at: DateTime<Utc>,
}

/// The form in which addresses are kept and compared.
pub fn address(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Signs in. A wrong address and a wrong password are refused alike, after the same work.
pub async fn sign_in(services: &Services, email: &str, password: &str) -> Done<Session> {
    let email = address(email);
    services
        .throttle
        .check(Attempt::Account(&email))
        .map_err(|RetryAfter { seconds, .. }| CommandError::TooManyAttempts { retry_after_seconds: seconds })?;
    let found = storage::person::by_email(&services.database, &email).await?.filter(|person| person.active);
    let stored = found.as_ref().and_then(|person| person.password_hash.clone());
    let password = Password::new(password.to_owned());
    let right =
        services.passwords.verify(password, stored).await.map_err(|error| CommandError::Auth(error.to_string()))?;
    match found {
        Some(person) if right => open(services, person.id, services.ids.next()).await,
        _ => Err(CommandError::Unauthenticated),
    }
}

/// Turns a refresh token in for a new session. A token that was used before ends the whole family.
pub async fn refresh(services: &Services, token: &str) -> Done<Session> {
    let secret = SecretToken::parse(token).ok_or(CommandError::Unauthenticated)?;
    match storage::session::turn_in(&services.database, &secret.hash(), services.clock.now()).await? {
        Turn::Good(used) => {
            let people = storage::person::by_ids(&services.database, &[used.person]).await?;
            if people.iter().any(|person| person.active) {
                open(services, used.person, used.family).await
            } else {
                Err(CommandError::Unauthenticated)
            }
        }
        Turn::Reused => {
            tracing::warn!("a refresh token was used twice: its family has ended");
            Err(CommandError::Unauthenticated)
        }
        Turn::Unknown => Err(CommandError::Unauthenticated),
    }
}

/// Signs out: the family of the refresh token ends. An unknown token has nothing to end.
pub async fn sign_out(services: &Services, token: &str) -> Done<()> {
    let Some(secret) = SecretToken::parse(token) else { return Ok(()) };
    let now = services.clock.now();
    if let Some(family) = storage::session::family_of(&services.database, &secret.hash()).await? {
        storage::session::end_family(&services.database, family, now).await?;
    }
    Ok(())
}

async fn open(services: &Services, person: PersonId, family: Uuid) -> Done<Session> {
    let now = services.clock.now();
    let access = services.tokens.issue(person, family, now).map_err(|error| CommandError::Auth(error.to_string()))?;
    let secret = SecretToken::new(services.ids.secret());
    let expires_at = now + services.refresh_lifetime;
    let token =
        RefreshToken { id: services.ids.next(), family, person, hash: secret.hash(), issued_at: now, expires_at };
    storage::session::insert(&services.database, &token).await?;
    Ok(Session { person, access, refresh: secret.text(), refresh_expires_at: expires_at })
}
