//! Signing in, staying signed in, signing out.
//!
//! Sessions are not business data: they are written outside the unit of work and leave no audit event.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{
    act::{Anybody, CommandError, Done, Services},
    door,
};
use crate::{
    auth::{jwt::AccessToken, secret::SecretToken, withdrawal::Withdrawn},
    domain::ids::PersonId,
    storage::{
        self,
        person::Person,
        session::{Family, RefreshToken, Turning},
    },
};

/// For how many seconds a refresh token that was turned in gives the same successor again: to whoever lost the answer,
/// and to another tab of the same browser. After that, turning it in once more ends the session.
const AGAIN_SECONDS: i64 = 10;
/// How many tokens may have followed on one another within that time before it is no accident any more.
const MOST_SUCCESSORS: usize = 4;

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
pub async fn sign_in(who: Anybody<'_>, email: &str, password: &str) -> Done<Session> {
    let person = door::enter(who, email, password).await?;
    open(who.services, &person).await
}

/// Begins a session, unless the password was replaced since it was read for checking.
async fn open(services: &Services, person: &Person) -> Done<Session> {
    let now = services.clock.now();
    let family = Family { id: services.ids.next(), person: person.id, person_version: person.version, begun_at: now };
    let secret = SecretToken::new(services.ids.secret());
    let token = token(services, family.id, &secret, now);
    if !storage::session::open(&services.database, &family, &token).await? {
        return Err(CommandError::Unauthenticated);
    }
    session(services, person.id, (family.id, token.expires_at), &secret)
}

/// Turns a refresh token in for a new session. The one just turned in gives the same successor again for some seconds;
/// after that, a second use ends the whole family.
pub async fn refresh(services: &Services, token: &str) -> Done<Session> {
    let mut secret = SecretToken::parse(token).ok_or(CommandError::Unauthenticated)?;
    let now = services.clock.now();
    let turning = Turning::begin(&services.database, &secret.hash()).await?.ok_or(CommandError::Unauthenticated)?;
    for followed in 0..=MOST_SUCCESSORS {
        let Some(held) = turning.hold(&secret.hash(), now).await? else { break };
        match &held.used {
            // The first is the token handed in; a later one was given for it before, and is given again.
            None if followed == 0 => {
                let salt = SecretToken::new(services.ids.secret()).text();
                let secret = secret.successor(&salt);
                let successor = self::token(services, held.family, &secret, now);
                turning.exchange(&held, &salt, &successor).await?;
                return session(services, held.person, (held.family, successor.expires_at), &secret);
            }
            None => return session(services, held.person, (held.family, held.expires_at), &secret),
            Some((at, salt)) if now < *at + TimeDelta::seconds(AGAIN_SECONDS) => secret = secret.successor(salt),
            Some(_) => {
                turning.end_family(&held, now).await?;
                services.withdrawals.tell(Withdrawn::Session(held.family));
                tracing::warn!("a refresh token was used twice: its family has ended");
                break;
            }
        }
    }
    Err(CommandError::Unauthenticated)
}

/// Signs out: the family of the refresh token ends. An unknown token has nothing to end.
pub async fn sign_out(services: &Services, token: &str) -> Done<()> {
    let Some(secret) = SecretToken::parse(token) else { return Ok(()) };
    let ended = storage::session::sign_out(&services.database, &secret.hash(), services.clock.now()).await?;
    if let Some(family) = ended {
        services.withdrawals.tell(Withdrawn::Session(family));
    }
    Ok(())
}

/// A refresh token that begins now.
fn token(services: &Services, family: Uuid, secret: &SecretToken, now: DateTime<Utc>) -> RefreshToken {
    let expires_at = now + services.refresh_lifetime;
    RefreshToken { id: services.ids.next(), family, hash: secret.hash(), issued_at: now, expires_at }
}

/// The session as handed over: a fresh access token beside the refresh token.
fn session(
    services: &Services,
    person: PersonId,
    (family, refresh_expires_at): (Uuid, DateTime<Utc>),
    secret: &SecretToken,
) -> Done<Session> {
    let issued = services.tokens.issue(person, family, services.clock.now());
    let access = issued.map_err(|error| CommandError::Auth(error.to_string()))?;
    Ok(Session { person, access, refresh: secret.text(), refresh_expires_at })
}
