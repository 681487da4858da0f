//! The keys behind access tokens (Ed25519, in PEM files) and behind the audit trail ([`SharedKeys`]).

mod file;
mod shared;

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};

pub use shared::{SharedKeys, recipe};

/// Why there is no usable set of keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read, or a new one cannot be written.
    #[error("key file {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not there, and may not be made.
    #[error("key file {path} is not there; make one with: {recipe}")]
    Missing {
        /// The file.
        path: PathBuf,
        /// How to make one.
        recipe: String,
    },
    /// Others on this machine can read or change the file.
    #[error(
        "key file {path} has permissions {mode:03o}: only its owner (and group, to read) may have access; chmod 600 '{path}'"
    )]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file holds something else than the key expected.
    #[error("key file {path} holds no {expected}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The key expected.
        expected: &'static str,
    },
    /// The cryptographic library failed.
    #[error("a key could not be made or written out")]
    Crypto,
}

/// What to do when the signing key is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenMissing {
    /// Make one and keep it in the file.
    Make,
    /// Fail.
    Refuse,
}

/// One key that signs, and all that verify.
pub struct KeyRing {
    signing: EncodingKey,
    signing_id: String,
    secrets: hmac::Key,
    verifying: HashMap<String, DecodingKey>,
    jwks: String,
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing").field("signing_id", &self.signing_id).finish_non_exhaustive()
    }
}

impl KeyRing {
    /// Reads the signing key from `file`, and further keys that only verify from `retired` (private or
    /// public). To rotate: name the new key in `retired` everywhere, then exchange the two, and drop the old
    /// one when its last token has ended.
    pub fn open(file: &Path, retired: &[PathBuf], when_missing: WhenMissing) -> Result<Self, KeyError> {
        let signing = match (file::read_private(file), when_missing) {
            (Err(KeyError::Missing { .. }), WhenMissing::Make) => make(file)?,
            (read, _) => read?,
        };
        let mut public = vec![public_key(&signing)];
        for path in retired {
            public.push(file::read_public(path)?);
        }
        Self::assemble(&signing, public)
    }

    /// A key that is kept nowhere; for tests.
    pub fn in_memory() -> Result<Self, KeyError> {
        let signing = Ed25519KeyPair::generate().map_err(|_| KeyError::Crypto)?;
        let public = public_key(&signing);
        Self::assemble(&signing, vec![public])
    }

    fn assemble(signing: &Ed25519KeyPair, public: Vec<DecodingKey>) -> Result<Self, KeyError> {
        let mut published = JwkSet::default();
        let mut verifying = HashMap::new();
        for key in public {
            let jwk = describe(&key)?;
            let id = jwk.common.key_id.clone().unwrap_or_default();
            if verifying.insert(id, key).is_none() {
                published.keys.push(jwk);
            }
        }
        let signing_id = describe(&public_key(signing))?.common.key_id.ok_or(KeyError::Crypto)?;
        let jwks = serde_json::to_string(&published).map_err(|_| KeyError::Crypto)?;
        let der = private_der(signing)?;
        let secrets = hmac::Key::new(hmac::HMAC_SHA256, der.as_ref());
        let signing = EncodingKey::from_ed_der(der.as_ref());
        Ok(Self { signing, signing_id, secrets, verifying, jwks })
    }

    /// The public keys as a JSON Web Key Set (RFC 7517), the signing one first.
    pub fn jwks(&self) -> String {
        self.jwks.clone()
    }

    /// The identity of the signing key: its thumbprint (RFC 7638).
    pub fn signing_id(&self) -> &str {
        &self.signing_id
    }

    /// A secret for another purpose than signing: the same in every process with this signing key, and of no use for
    /// any other purpose.
    pub fn secret_for(&self, purpose: &str) -> [u8; 32] {
        let tag = hmac::sign(&self.secrets, purpose.as_bytes());
        let mut secret = [0; 32];
        secret.iter_mut().zip(tag.as_ref()).for_each(|(to, from)| *to = *from);
        secret
    }

    pub(super) fn signing(&self) -> &EncodingKey {
        &self.signing
    }

    pub(super) fn verifying(&self, id: &str) -> Option<&DecodingKey> {
        self.verifying.get(id)
    }
}

/// Makes a key and keeps it in `path`. When another process was first, its key is the one that counts.
fn make(path: &Path) -> Result<Ed25519KeyPair, KeyError> {
    let key = Ed25519KeyPair::generate().map_err(|_| KeyError::Crypto)?;
    let body = STANDARD.encode(private_der(&key)?.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
    let id = describe(&public_key(&key))?.common.key_id.unwrap_or_default();
    if file::create(path, &pem, &id)? {
        tracing::info!(file = %path.display(), "made a new signing key");
        Ok(key)
    } else {
        file::read_private(path)
    }
}

/// PKCS#8 version 1, the form that `openssl` writes and that every reader understands; version 2 holds the
/// public key as well and is refused by some.
fn private_der(key: &Ed25519KeyPair) -> Result<Pkcs8V1Der<'static>, KeyError> {
    key.as_der().map_err(|_| KeyError::Crypto)
}

fn public_key(key: &Ed25519KeyPair) -> DecodingKey {
    DecodingKey::from_ed_der(key.public_key().as_ref())
}

fn describe(key: &DecodingKey) -> Result<Jwk, KeyError> {
    let mut jwk = Jwk::from_decoding_key(key, Some(Algorithm::EdDSA)).map_err(|_| KeyError::Crypto)?;
    jwk.common.key_id = Some(jwk.thumbprint(ThumbprintHash::SHA256).map_err(|_| KeyError::Crypto)?);
    jwk.common.public_key_use = Some(PublicKeyUse::Signature);
    Ok(jwk)
}
