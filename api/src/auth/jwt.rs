//! Access tokens: short-lived, signed, readable by anyone who has the public keys.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keys::KeyRing;
use crate::clock::IdSource;
use crate::domain::ids::PersonId;

/// The `typ` of an access token (RFC 9068): no other kind of token signed with the same key passes for one.
const TYPE: &str = "at+jwt";
/// Longer than any token of ours by far; what is longer is not looked at.
const MOST_BYTES: usize = 4096;
/// Seconds by which the clock of another machine of the same service may run ahead.
const CLOCK_SKEW_SECONDS: i64 = 5;

/// An access token as handed to a client.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// The token itself, for the Authorization header.
    pub token: String,
    /// The first moment at which it is no longer good.
    pub expires_at: DateTime<Utc>,
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// What a good token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claims {
    /// Who.
    pub person: PersonId,
    /// The session: the family of refresh tokens that it came from.
    pub family: Uuid,
    /// The identity of the token.
    pub token: Uuid,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// The first moment at which it is no longer good.
    pub expires_at: DateTime<Utc>,
}

/// Why a token is refused; for the log, never for the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Longer than any token of ours.
    #[error("too long")]
    TooLong,
    /// No token, or one whose header is not that of an access token of ours.
    #[error("not an access token")]
    NotAccessToken,
    /// Signed with a key that is not ours, or not any more.
    #[error("unknown key")]
    UnknownKey,
    /// Changed after signing, or never signed.
    #[error("wrong signature")]
    Signature,
    /// A claim is missing, of the wrong type, or meant for another service.
    #[error("wrong claims")]
    Claims,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// Its time has not come.
    #[error("not valid yet")]
    NotYetValid,
}

/// A token could not be signed.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The moment of expiry cannot be written.
    #[error("the moment of expiry is out of range")]
    Time,
    /// The signing itself failed.
    #[error("signing failed")]
    Signing(#[from] jsonwebtoken::errors::Error),
}

/// The rules all access tokens of this service follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRules {
    /// Who issues them: the public address of the service.
    pub issuer: String,
    /// For whom they are.
    pub audience: String,
    /// How long they are good.
    pub lifetime: TimeDelta,
}

/// Issues and verifies access tokens.
pub struct AccessTokens {
    keys: Arc<KeyRing>,
    rules: TokenRules,
    ids: IdSource,
    validation: Validation,
}

/// The claims as they stand in the token, all required. Times are whole seconds: a fraction, a text or a
/// list in their place is refused.
#[derive(Serialize, Deserialize)]
struct WireClaims {
    iss: String,
    aud: String,
    sub: Uuid,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: Uuid,
    sid: Uuid,
}

impl AccessTokens {
    /// Tokens signed with the first of `keys`.
    pub fn new(keys: Arc<KeyRing>, rules: TokenRules, ids: IdSource) -> Self {
        let validation = validation(&rules);
        Self { keys, rules, ids, validation }
    }

    /// A token for `person` in the session `family`, good from `now`.
    pub fn issue(&self, person: PersonId, family: Uuid, now: DateTime<Utc>) -> Result<AccessToken, IssueError> {
        let ends = now.checked_add_signed(self.rules.lifetime).ok_or(IssueError::Time)?.timestamp();
        let expires_at = DateTime::from_timestamp(ends, 0).ok_or(IssueError::Time)?;
        let claims = WireClaims {
            iss: self.rules.issuer.clone(),
            aud: self.rules.audience.clone(),
            sub: person.0,
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: ends,
            jti: self.ids.next(),
            sid: family,
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TYPE.to_owned());
        header.kid = Some(self.keys.signing_id().to_owned());
        let token = jsonwebtoken::encode(&header, &claims, self.keys.signing())?;
        Ok(AccessToken { token, expires_at })
    }

    /// What `token` says, if it is good at `now`.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, TokenError> {
        let claims = self.read(token)?;
        check_time(&claims, now)?;
        Ok(Claims {
            person: PersonId(claims.sub),
            family: claims.sid,
            token: claims.jti,
            issued_at: moment(claims.iat)?,
            expires_at: moment(claims.exp)?,
        })
    }

    /// For whom this service signed `token`, whether or not it is still good; nobody where it is forged.
    pub fn signed_for(&self, token: &str) -> Option<PersonId> {
        self.read(token).ok().map(|claims| PersonId(claims.sub))
    }

    /// What stands in a token that is ours, whenever it is good.
    fn read(&self, token: &str) -> Result<WireClaims, TokenError> {
        if token.len() > MOST_BYTES {
            return Err(TokenError::TooLong);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| TokenError::NotAccessToken)?;
        // `crit` names extensions that must be understood; none is.
        if header.alg != Algorithm::EdDSA || header.typ.as_deref() != Some(TYPE) || header.crit.is_some() {
            return Err(TokenError::NotAccessToken);
        }
        let key = header.kid.as_deref().and_then(|id| self.keys.verifying(id)).ok_or(TokenError::UnknownKey)?;
        Ok(jsonwebtoken::decode::<WireClaims>(token, key, &self.validation).map_err(reason)?.claims)
    }
}

/// What the library checks. Time it does not: it would read the machine's clock, where this service has one
/// clock for everything, and would let a token live a minute longer than it says. See [`check_time`].
fn validation(rules: &TokenRules) -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[&rules.issuer]);
    validation.set_audience(&[&rules.audience]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp", "nbf"]);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation
}

fn check_time(claims: &WireClaims, now: DateTime<Utc>) -> Result<(), TokenError> {
    let now = now.timestamp();
    if now >= claims.exp {
        return Err(TokenError::Expired);
    }
    // Only the start has leeway: a token just issued by a machine whose clock is ahead must work at once.
    if claims.nbf > now.saturating_add(CLOCK_SKEW_SECONDS) {
        return Err(TokenError::NotYetValid);
    }
    Ok(())
}

fn moment(seconds: i64) -> Result<DateTime<Utc>, TokenError> {
    DateTime::from_timestamp(seconds, 0).ok_or(TokenError::Claims)
}

fn reason(error: jsonwebtoken::errors::Error) -> TokenError {
    use jsonwebtoken::errors::ErrorKind;
    match error.into_kind() {
        ErrorKind::InvalidToken | ErrorKind::InvalidAlgorithm => TokenError::NotAccessToken,
        // A signature may be no base64 at all; it is looked at before the claims are decoded.
        ErrorKind::InvalidSignature | ErrorKind::Base64(_) => TokenError::Signature,
        _ => TokenError::Claims,
    }
}
