//! Long random secrets: refresh tokens, invitations, password resets.

use std::fmt;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 32 random bytes known to one person. The service keeps only their hash, which is enough to recognise
/// them and of no use to a thief: nobody guesses 256 bits, so no slow hash is needed.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretToken([u8; 32]);

impl SecretToken {
    /// From bytes made by [`crate::clock::IdSource::secret`].
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads what a client sent back; `None` unless it is exactly the text of some secret.
    pub fn parse(text: &str) -> Option<Self> {
        // Looked at first, so that a megabyte is not decoded to be thrown away.
        if text.len() != 43 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The text for the client: 43 letters, digits, `-` and `_`.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The secret that follows on this one, the same each time for the same salt.
    ///
    /// Whoever turns a token in and loses the answer must get the very same successor when they ask again, and the
    /// service keeps no secret it could give twice. So the successor is reckoned (HMAC-SHA-256) from the secret, which
    /// the client alone has, and a fresh random salt, which the service alone has: an old token by itself leads
    /// nowhere, nor does a copy of the database.
    #[must_use]
    pub fn successor(&self, salt: &str) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let tag = hmac::sign(&key, &[b"session successor ", salt.as_bytes()].concat());
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(tag.as_ref()).for_each(|(byte, made)| *byte = *made);
        Self(bytes)
    }

    /// What is stored: SHA-256 of the bytes, as 64 hexadecimal digits.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.0))
    }
}

impl fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretToken(***)")
    }
}
