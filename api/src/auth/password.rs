//! Passwords: what is good enough, how they are kept, how they are compared.

use std::fmt;
use std::sync::Arc;

use argon2::password_hash::{
    self,
    phc::{Output, ParamsString, PasswordHash, Salt},
};
use argon2::{Algorithm, Argon2, Params, Version};

use super::memory::WorkingMemory;
use super::queue::{Line, Place, Queue, Room};
use crate::clock::IdSource;

/// A password as somebody typed it; `Debug` does not show it.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// Keeps `text` out of sight.
    pub fn new(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(***)")
    }
}

/// What a new password must be like. Length only: rules about capitals and signs make passwords worse
/// (NIST SP 800-63B, 3.1.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// The fewest characters.
    pub least_characters: usize,
    /// The most bytes: hashing work for one request has an end.
    pub most_bytes: usize,
}

/// Why a new password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Fewer characters than the policy asks.
    #[error("too short")]
    TooShort,
    /// More bytes than the policy allows.
    #[error("too long")]
    TooLong,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self { least_characters: 12, most_bytes: 256 }
    }
}

impl PasswordPolicy {
    /// Whether `password` may become somebody's password.
    pub fn check(self, password: &Password) -> Result<(), PasswordRefusal> {
        let Password(password) = password;
        if password.len() > self.most_bytes {
            Err(PasswordRefusal::TooLong)
        } else if password.chars().count() < self.least_characters {
            Err(PasswordRefusal::TooShort)
        } else {
            Ok(())
        }
    }
}

/// Why a password could not be hashed or compared; no statement about the password.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// So many are waiting already that this one is sent away.
    #[error("too many passwords are being checked")]
    Busy,
    /// Hashing failed, or the stored hash cannot be read.
    #[error("password hashing failed: {0}")]
    Hash(password_hash::Error),
    /// The thread that did the work ended early.
    #[error("password hashing was interrupted")]
    Interrupted,
}

/// Memory for one hash, in KiB; with two passes and one lane this is the second recommendation of OWASP
/// for argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Places for each hash that runs.
const PLACES_PER_RUNNING: usize = 32;
/// The part of all places that one address can fill: one in so many.
const ADDRESS_PART: usize = 4;
/// The places of a known account and origin: a person, and their impatience.
const PLACES_PER_KNOWN: usize = 2;

/// Hashes and compares passwords, a few at a time, away from the threads that serve requests.
#[derive(Clone)]
pub struct Passwords {
    ids: IdSource,
    policy: PasswordPolicy,
    queue: Queue,
    memory: Arc<WorkingMemory>,
    /// Hash of a password nobody has, to compare with when there is no account.
    nobody: Arc<str>,
}

impl Passwords {
    /// Works on `at_once` passwords (at least one) at the same time: each takes 19 MiB and a core.
    pub fn new(ids: IdSource, at_once: usize) -> Result<Self, PasswordError> {
        let at_once = at_once.max(1);
        let places = at_once.saturating_mul(PLACES_PER_RUNNING);
        let room = Room { at_once, places, per_address: places / ADDRESS_PART, per_known: PLACES_PER_KNOWN };
        let memory = Arc::new(WorkingMemory::default());
        let nobody = hash(&memory, ids.secret().as_slice(), &ids.secret())?;
        Ok(Self { ids, policy: PasswordPolicy::default(), queue: Queue::new(room), memory, nobody: nobody.into() })
    }

    /// What new passwords must be like.
    pub fn policy(&self) -> PasswordPolicy {
        self.policy
    }

    /// A place among those who wait, or that there is none: asked for before anything else is done for somebody.
    pub fn place(&self, line: Line) -> Result<Place, PasswordError> {
        self.queue.place(line).ok_or(PasswordError::Busy)
    }

    /// The text to store for `password` (PHC notation, argon2id, fresh salt).
    pub async fn hash(&self, place: Place, password: Password) -> Result<String, PasswordError> {
        let (salt, memory) = (self.ids.secret(), Arc::clone(&self.memory));
        run(place, move || hash(&memory, password.0.as_bytes(), &salt)).await
    }

    /// Whether `password` is the one behind `stored`. Without a stored hash – no such account, or no
    /// password yet – the answer is no after the same work, so that its speed does not tell who has an
    /// account.
    pub async fn verify(
        &self,
        place: Place,
        password: Password,
        stored: Option<String>,
    ) -> Result<bool, PasswordError> {
        // Nobody has one this long; says nothing about any account.
        if password.0.len() > self.policy.most_bytes {
            return Ok(false);
        }
        let (nobody, memory) = (Arc::clone(&self.nobody), Arc::clone(&self.memory));
        run(place, move || match stored {
            Some(stored) => matches(&memory, password.0.as_bytes(), &stored),
            None => matches(&memory, password.0.as_bytes(), &nobody).map(|_| false),
        })
        .await
    }
}

/// Does the work when the turn comes.
async fn run<T: Send + 'static>(
    place: Place,
    work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
) -> Result<T, PasswordError> {
    let turn = place.turn().await;
    let done = tokio::task::spawn_blocking(move || {
        let outcome = work();
        // Held to here and not by the waiting future: a client that hangs up does not stop the hashing,
        // and must not make room for one more.
        drop(turn);
        outcome
    });
    done.await.map_err(|_| PasswordError::Interrupted)?
}

fn hash(memory: &WorkingMemory, password: &[u8], salt: &[u8; 32]) -> Result<String, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| PasswordError::Hash(error.into()))?;
    let (salt, _) = salt.split_at(Salt::RECOMMENDED_LENGTH);
    let salt = Salt::new(salt).map_err(|error| PasswordError::Hash(error.into()))?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(PasswordError::Hash)?,
        salt: Some(salt),
        hash: Some(output(memory, &Argon2::new(Algorithm::Argon2id, Version::V0x13, params), password, &salt)?),
    };
    Ok(hash.to_string())
}

fn matches(memory: &WorkingMemory, password: &[u8], stored: &str) -> Result<bool, PasswordError> {
    // The cost stands in the stored hash, so an older one is still understood.
    let (argon2, salt, expected) = read(stored).map_err(PasswordError::Hash)?;
    // Compared in constant time: `Output` sees to that.
    Ok(output(memory, &argon2, password, &salt)? == expected)
}

fn read(stored: &str) -> password_hash::Result<(Argon2<'static>, Salt, Output)> {
    let stored = PasswordHash::new(stored)?;
    let algorithm = Algorithm::try_from(stored.algorithm.as_str())?;
    let version = stored.version.map(Version::try_from).transpose()?.unwrap_or_default();
    let params = Params::try_from(&stored)?;
    let (Some(salt), Some(expected)) = (stored.salt, stored.hash) else {
        return Err(password_hash::Error::EncodingInvalid);
    };
    Ok((Argon2::new(algorithm, version, params), salt, expected))
}

fn output(memory: &WorkingMemory, argon2: &Argon2<'_>, password: &[u8], salt: &Salt) -> Result<Output, PasswordError> {
    let mut bytes = [0; Output::MAX_LENGTH];
    let length = argon2.params().output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let bytes = bytes.get_mut(..length).ok_or(PasswordError::Hash(password_hash::Error::OutputSize))?;
    memory
        .lend(argon2.params().block_count(), |blocks| {
            argon2.hash_password_into_with_memory(password, salt, bytes, blocks)
        })
        .map_err(|error| PasswordError::Hash(error.into()))?;
    Output::new(bytes).map_err(|error| PasswordError::Hash(error.into()))
}
