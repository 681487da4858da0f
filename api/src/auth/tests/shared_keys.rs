//! The key of the audit trail on disk.

use std::fs;
use std::path::PathBuf;

use super::super::keys::{KeyError, SharedKeys, WhenMissing};

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("regiekring-shared-{}-{name}", std::process::id()));
        crate::private::make_folder(&path).unwrap();
        Self(path)
    }

    /// A file that nobody else may read.
    fn file(&self, name: &str, text: &str) -> PathBuf {
        use std::io::Write;
        let path = self.0.join(name);
        let mut file = crate::private::open(fs::OpenOptions::new().write(true).create(true), &path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

#[test]
fn a_key_is_made_once_and_those_of_before_are_read_with_it() {
    let folder = Folder::new("made");
    let file = folder.0.join("audit-key");
    let made = SharedKeys::open(&file, &[], WhenMissing::Make).unwrap();
    assert_eq!(made.current.len(), 32);
    let old = folder.file("old", &format!("  {}\n", "0a".repeat(32)));
    let again = SharedKeys::open(&file, &[old], WhenMissing::Refuse).unwrap();
    assert_eq!((again.current, again.retired), (made.current, vec![vec![10; 32]]));
}

#[test]
fn what_is_no_key_is_refused_and_a_missing_one_with_the_way_to_make_one() {
    let folder = Folder::new("refused");
    for text in ["", "0a", &"0a".repeat(33), &"xy".repeat(32), &"é".repeat(32)] {
        let file = folder.file("wrong", text);
        let error = SharedKeys::open(&file, &[], WhenMissing::Make).err().unwrap();
        assert!(matches!(error, KeyError::Unreadable { .. }), "{text}: {error}");
        fs::remove_file(file).unwrap();
    }
    let error = SharedKeys::open(&folder.0.join("none"), &[], WhenMissing::Refuse).err().unwrap().to_string();
    assert!(error.contains("openssl rand -hex 32 >"), "{error}");
    let retired = [folder.0.join("none")];
    let file = folder.0.join("audit-key");
    assert!(SharedKeys::open(&file, &retired, WhenMissing::Make).is_err(), "one of before is never made");
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("exposed");
    let file = folder.file("audit-key", &"0a".repeat(32));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let error = SharedKeys::open(&file, &[], WhenMissing::Make).err().unwrap();
    assert!(matches!(error, KeyError::Exposed { mode: 0o644, .. }), "{error}");
}
