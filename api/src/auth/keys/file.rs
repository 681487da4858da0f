//! Key files: who may read them, and how one comes to be there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use aws_lc_rs::signature::Ed25519KeyPair;
use jsonwebtoken::{DecodingKey, EncodingKey};

use super::{KeyError, public_key};
use crate::private;

/// Longer than any key file by far.
const MOST_BYTES: u64 = 16 * 1024;
const PRIVATE: &str = "private Ed25519 key in PKCS#8 PEM (BEGIN PRIVATE KEY)";
const EITHER: &str = "Ed25519 key in PEM, private (BEGIN PRIVATE KEY) or public (BEGIN PUBLIC KEY)";

/// The private key in `path`.
pub(super) fn read_private(path: &Path) -> Result<Ed25519KeyPair, KeyError> {
    let (file, pem) = read(path, recipe)?;
    refuse_exposed(path, &file)?;
    private(&pem).ok_or_else(|| KeyError::Unreadable { path: path.to_path_buf(), expected: PRIVATE })
}

/// The public key in `path`, or that of the private key there.
pub(super) fn read_public(path: &Path) -> Result<DecodingKey, KeyError> {
    let (file, pem) = read(path, recipe)?;
    if let Some(key) = private(&pem) {
        refuse_exposed(path, &file)?;
        return Ok(public_key(&key));
    }
    DecodingKey::from_ed_pem(&pem)
        .ok()
        .filter(|key| key.try_get_as_bytes().is_ok_and(|bytes| bytes.len() == 32))
        .ok_or_else(|| KeyError::Unreadable { path: path.to_path_buf(), expected: EITHER })
}

/// What stands in `path`, which nobody but its owner (and group, to read) may have access to.
/// `recipe` tells how to make one.
pub(super) fn read_secret(path: &Path, recipe: fn(&Path) -> String) -> Result<Vec<u8>, KeyError> {
    let (file, content) = read(path, recipe)?;
    refuse_exposed(path, &file)?;
    Ok(content)
}

/// How to make a key that signs on purpose.
fn recipe(path: &Path) -> String {
    let path = path.display();
    format!("openssl genpkey -algorithm ed25519 -out '{path}' && chmod 600 '{path}'")
}

fn private(pem: &[u8]) -> Option<Ed25519KeyPair> {
    let der = EncodingKey::from_ed_pem(pem).ok()?;
    Ed25519KeyPair::from_pkcs8(der.as_bytes()).ok()
}

fn read(path: &Path, recipe: fn(&Path) -> String) -> Result<(File, Vec<u8>), KeyError> {
    let failed = |source| KeyError::File { path: path.to_path_buf(), source };
    let file = File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => KeyError::Missing { path: path.to_path_buf(), recipe: recipe(path) },
        _ => failed(error),
    })?;
    let mut pem = Vec::new();
    (&file).take(MOST_BYTES).read_to_end(&mut pem).map_err(failed)?;
    Ok((file, pem))
}

/// Others may do nothing with a private key, and the group may only read it (the way secrets are mounted
/// into containers). Asked of the open file, so that it is the one that was read.
#[cfg(unix)]
fn refuse_exposed(path: &Path, file: &File) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = file.metadata().map_err(|source| KeyError::File { path: path.to_path_buf(), source })?;
    let mode = metadata.permissions().mode() & 0o777;
    let too_open = mode & 0o037;
    if too_open == 0 { Ok(()) } else { Err(KeyError::Exposed { path: path.to_path_buf(), mode }) }
}

/// Other systems keep access lists that a permission check cannot sum up; the folder has to guard the key.
#[cfg(not(unix))]
fn refuse_exposed(_path: &Path, _file: &File) -> Result<(), KeyError> {
    Ok(())
}

/// Puts `pem` in `path`, readable by its owner only; `false` when a file is there already, which stays as it
/// is. The text is written beside it first and then linked: no reader ever sees half a key, and of two
/// processes that start together one wins. `id` keeps their drafts apart.
pub(super) fn create(path: &Path, pem: &str, id: &str) -> Result<bool, KeyError> {
    let failed = |source| KeyError::File { path: path.to_path_buf(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    private::make_folder(folder).map_err(failed)?;
    let draft = folder.join(format!(".key-{id}.new"));
    let written = write_draft(&draft, pem).and_then(|()| match fs::hard_link(&draft, path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    });
    let removed = fs::remove_file(&draft);
    let made = written.map_err(failed)?;
    removed.map_err(failed)?;
    sync_folder(folder).map_err(failed)?;
    Ok(made)
}

fn write_draft(draft: &Path, pem: &str) -> std::io::Result<()> {
    let mut file = private::open(OpenOptions::new().write(true).create_new(true), draft)?;
    file.write_all(pem.as_bytes())?;
    file.sync_all()
}

/// Makes the new name itself survive a loss of power.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
