//! Keys that are shared by all processes of the service and never leave it: plain bytes, in a file of hexadecimal digits.

use std::path::{Path, PathBuf};

use aws_lc_rs::rand;

use super::{KeyError, WhenMissing, file};

/// How many bytes a key has: as many as the hash it is used with (RFC 2104, section 3).
const BYTES: usize = 32;
const EXPECTED: &str = "key of 64 hexadecimal digits";

/// A key in `file`, and those of before in `retired`.
pub struct SharedKeys {
    /// The key in use.
    pub current: Vec<u8>,
    /// Those of before.
    pub retired: Vec<Vec<u8>>,
}

impl SharedKeys {
    /// Reads them. A missing file is made or refused; one of `retired` must be there.
    pub fn open(file: &Path, retired: &[PathBuf], when_missing: WhenMissing) -> Result<Self, KeyError> {
        let current = match (read(file), when_missing) {
            (Err(KeyError::Missing { .. }), WhenMissing::Make) => make(file)?,
            (read, _) => read?,
        };
        let retired = retired.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
        Ok(Self { current, retired })
    }

    /// A key that is kept nowhere; for tests.
    pub fn in_memory() -> Result<Self, KeyError> {
        Ok(Self { current: random()?, retired: Vec::new() })
    }
}

/// How to make such a key on purpose.
pub fn recipe(file: &Path) -> String {
    let file = file.display();
    format!("openssl rand -hex {BYTES} > '{file}' && chmod 600 '{file}'")
}

fn read(path: &Path) -> Result<Vec<u8>, KeyError> {
    let text = file::read_secret(path, recipe)?;
    let unreadable = || KeyError::Unreadable { path: path.to_path_buf(), expected: EXPECTED };
    let text = std::str::from_utf8(&text).map_err(|_| unreadable())?.trim();
    hex::decode(text).ok().filter(|key| key.len() == BYTES).ok_or_else(unreadable)
}

fn random() -> Result<Vec<u8>, KeyError> {
    let mut bytes = vec![0; BYTES];
    rand::fill(&mut bytes).map_err(|_| KeyError::Crypto)?;
    Ok(bytes)
}

/// Makes a key and keeps it in `path`. When another process was first, its key is the one that counts.
fn make(path: &Path) -> Result<Vec<u8>, KeyError> {
    let key = random()?;
    let draft = hex::encode(random()?);
    if file::create(path, &format!("{}\n", hex::encode(&key)), draft.get(..16).unwrap_or_default())? {
        tracing::info!(file = %path.display(), "made a new key for the audit trail");
        Ok(key)
    } else {
        read(path)
    }
}
