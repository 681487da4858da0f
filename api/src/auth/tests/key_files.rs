//! Keys on disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::super::jwt::TokenError;
use super::super::keys::{KeyError, KeyRing, WhenMissing};
use super::{noon, tokens, uuid};
use crate::domain::ids::PersonId;

/// The key of RFC 8410, section 10.3.
const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";
/// Its public half, from the same section.
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
";

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("regiekring-keys-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        set_mode(&path, mode);
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) {}

fn ids_in(keys: &KeyRing) -> Vec<String> {
    let jwks: Value = serde_json::from_str(&keys.jwks()).unwrap();
    jwks["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_key_is_made_once_and_then_kept() {
    let folder = Folder::new("made");
    let file = folder.0.join("deeper/signing-key.pem");
    let made = KeyRing::open(&file, &[], WhenMissing::Make).unwrap();
    let again = KeyRing::open(&file, &[], WhenMissing::Refuse).unwrap();
    assert_eq!(made.jwks(), again.jwks());
    let beside: Vec<_> = fs::read_dir(file.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside, ["signing-key.pem"], "no draft is left behind");
    let pem = fs::read_to_string(&file).unwrap();
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI"), "PKCS#8 version 1");
}

#[cfg(unix)]
#[test]
fn a_made_key_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("mode");
    let file = folder.0.join("signing-key.pem");
    KeyRing::open(&file, &[], WhenMissing::Make).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn processes_that_start_together_end_with_the_same_key() {
    let folder = Folder::new("race");
    let file = folder.0.join("signing-key.pem");
    let ids: Vec<String> = std::thread::scope(|scope| {
        let starts: Vec<_> =
            (0..8).map(|_| scope.spawn(|| KeyRing::open(&file, &[], WhenMissing::Make).unwrap())).collect();
        starts.into_iter().map(|start| start.join().unwrap().signing_id().to_owned()).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[test]
fn a_missing_key_is_refused_with_the_way_to_make_one() {
    let folder = Folder::new("missing");
    let error = KeyRing::open(&folder.0.join("none.pem"), &[], WhenMissing::Refuse).unwrap_err();
    assert!(matches!(error, KeyError::Missing { .. }));
    assert!(error.to_string().contains("openssl genpkey -algorithm ed25519"), "{error}");
    assert!(!folder.0.join("none.pem").exists());
}

#[cfg(unix)]
#[test]
fn a_private_key_that_others_can_read_is_refused() {
    let folder = Folder::new("exposed");
    for mode in [0o644, 0o604, 0o660, 0o602, 0o444] {
        let file = folder.file("exposed.pem", PRIVATE, mode);
        let error = KeyRing::open(&file, &[], WhenMissing::Make).unwrap_err();
        assert!(matches!(error, KeyError::Exposed { mode: told, .. } if told == mode), "{error}");
        assert!(error.to_string().contains("chmod 600"), "{error}");
        fs::remove_file(&file).unwrap();
    }
    for mode in [0o600, 0o400, 0o440, 0o640] {
        let file = folder.file("kept.pem", PRIVATE, mode);
        KeyRing::open(&file, &[], WhenMissing::Refuse).unwrap();
        fs::remove_file(&file).unwrap();
    }
}

#[test]
fn an_operators_key_is_published_under_its_thumbprint() {
    let folder = Folder::new("operator");
    let keys = KeyRing::open(&folder.file("key.pem", PRIVATE, 0o600), &[], WhenMissing::Refuse).unwrap();
    let jwks: Value = serde_json::from_str(&keys.jwks()).unwrap();
    let expected = serde_json::json!({ "keys": [{
        "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig",
        "x": "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE",
        // printf '{"crv":"Ed25519","kty":"OKP","x":"…"}' | sha256sum, in base64url
        "kid": "3YZxBJ12jO3n_mXt_q-j_Z-TFP1vt-NiI3OCf-fEnHQ",
    }] });
    assert_eq!(jwks, expected);
}

#[test]
fn retired_keys_verify_and_are_published_but_do_not_sign() {
    let folder = Folder::new("rotation");
    let old = Arc::new(KeyRing::open(&folder.file("old.pem", PRIVATE, 0o600), &[], WhenMissing::Refuse).unwrap());
    let token = tokens(&old).issue(PersonId(uuid(1)), uuid(2), noon()).unwrap().token;
    let new_file = folder.0.join("new.pem");
    for retired in [folder.0.join("old.pem"), folder.file("old-public.pem", PUBLIC, 0o644)] {
        let both = Arc::new(KeyRing::open(&new_file, &[retired], WhenMissing::Make).unwrap());
        assert_eq!(ids_in(&both), [both.signing_id(), old.signing_id()]);
        assert_ne!(both.signing_id(), old.signing_id());
        assert!(tokens(&both).verify(&token, noon()).is_ok());
    }
    let alone = Arc::new(KeyRing::open(&new_file, &[], WhenMissing::Refuse).unwrap());
    assert_eq!(tokens(&alone).verify(&token, noon()).unwrap_err(), TokenError::UnknownKey);
}

#[test]
fn a_key_named_twice_is_published_once() {
    let folder = Folder::new("twice");
    let file = folder.file("key.pem", PRIVATE, 0o600);
    let keys = KeyRing::open(&file, std::slice::from_ref(&file), WhenMissing::Refuse).unwrap();
    assert_eq!(ids_in(&keys), [keys.signing_id()]);
}

#[test]
fn other_things_in_the_file_are_refused_and_not_overwritten() {
    let folder = Folder::new("other");
    let short = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIE\n-----END PRIVATE KEY-----\n";
    for text in ["", "geheim", PUBLIC, short] {
        let file = folder.file("other.pem", text, 0o600);
        let error = KeyRing::open(&file, &[], WhenMissing::Make).unwrap_err();
        assert!(matches!(error, KeyError::Unreadable { .. }), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    let good = folder.file("good.pem", PRIVATE, 0o600);
    let error = KeyRing::open(&good, &[folder.0.join("gone.pem")], WhenMissing::Make).unwrap_err();
    assert!(matches!(error, KeyError::Missing { .. }), "a retired key is never made: {error}");
}
