//! Passwords: what is good enough, how they are kept, how they are compared.

use std::fmt;
use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

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
/// Places in the queue for each hash that runs.
const WAITING_PER_RUNNING: usize = 32;

/// Hashes and compares passwords, a few at a time, away from the threads that serve requests.
#[derive(Clone)]
pub struct Passwords {
    ids: IdSource,
    policy: PasswordPolicy,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// Hash of a password nobody has, to compare with when there is no account.
    nobody: Arc<str>,
}

impl Passwords {
    /// Works on `at_once` passwords (at least one) at the same time: each takes 19 MiB and a core.
    pub fn new(ids: IdSource, at_once: usize) -> Result<Self, PasswordError> {
        let at_once = at_once.max(1);
        let nobody = hash(ids.secret().as_slice(), &ids.secret())?;
        Ok(Self {
            ids,
            policy: PasswordPolicy::default(),
            running: Arc::new(Semaphore::new(at_once)),
            waiting: Arc::new(Semaphore::new(at_once.saturating_mul(WAITING_PER_RUNNING))),
            nobody: nobody.into(),
        })
    }

    /// What new passwords must be like.
    pub fn policy(&self) -> PasswordPolicy {
        self.policy
    }

    /// The text to store for `password` (PHC notation, argon2id, fresh salt).
    pub async fn hash(&self, password: Password) -> Result<String, PasswordError> {
        let salt = self.ids.secret();
        self.run(move || hash(password.0.as_bytes(), &salt)).await
    }

    /// Whether `password` is the one behind `stored`. Without a stored hash – no such account, or no
    /// password yet – the answer is no after the same work, so that its speed does not tell who has an
    /// account.
    pub async fn verify(&self, password: Password, stored: Option<String>) -> Result<bool, PasswordError> {
        // Nobody has one this long; says nothing about any account.
        if password.0.len() > self.policy.most_bytes {
            return Ok(false);
        }
        let nobody = Arc::clone(&self.nobody);
        self.run(move || match stored {
            Some(stored) => matches(password.0.as_bytes(), &stored),
            None => matches(password.0.as_bytes(), &nobody).map(|_| false),
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| PasswordError::Busy)?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(|_| PasswordError::Interrupted)?;
        let held: [OwnedSemaphorePermit; 2] = [place, turn];
        let done = tokio::task::spawn_blocking(move || {
            let outcome = work();
            // Held to here and not by the waiting future: a client that hangs up does not stop the hashing,
            // and must not make room for one more.
            drop(held);
            outcome
        });
        done.await.map_err(|_| PasswordError::Interrupted)?
    }
}

fn hash(password: &[u8], salt: &[u8; 32]) -> Result<String, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| PasswordError::Hash(error.into()))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let (salt, _) = salt.split_at(password_hash::phc::Salt::RECOMMENDED_LENGTH);
    let hash: PasswordHash = argon2.hash_password_with_salt(password, salt).map_err(PasswordError::Hash)?;
    Ok(hash.to_string())
}

fn matches(password: &[u8], stored: &str) -> Result<bool, PasswordError> {
    let stored = PasswordHash::new(stored).map_err(|error| PasswordError::Hash(error.into()))?;
    // The cost stands in the stored hash, so an older one is still understood.
    match Argon2::default().verify_password(password, &stored) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(PasswordError::Hash(error)),
    }
}
