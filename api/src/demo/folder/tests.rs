//! A folder of files, seen before and after.

use super::*;

/// A folder of its own for each test, gone afterwards.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("regiekring-demo-{}-{name}", std::process::id()));
        gone(fs::remove_dir_all(&path)).unwrap();
        Self(path)
    }

    fn put(&self, name: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }

    fn has(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn two_demos_do_not_share_a_folder() {
    let place = Place::new("claim");
    let first = Folder::claim(&place.0).unwrap();
    let refused = Folder::claim(&place.0).err().unwrap().to_string();
    assert!(refused.contains("another demo uses the folder"), "{refused}");
    drop(first);
    assert!(Folder::claim(&place.0).is_ok());
}

#[test]
fn a_story_counts_only_when_it_is_whole() {
    let place = Place::new("whole");
    let folder = Folder::claim(&place.0).unwrap();
    folder.begin_loading().unwrap();
    place.put("loading/regiekring.db");
    place.put("loading/mail/one.eml");
    assert!(!folder.is_loaded(), "half a story passed for a whole one");
    folder.begin_loading().unwrap();
    assert!(!place.has("loading/regiekring.db") && !place.has("loading/mail/one.eml"));
    place.put("loading/regiekring.db");
    place.put("loading/mail/two.eml");
    folder.finish_loading().unwrap();
    assert!(folder.is_loaded() && place.has("mail/two.eml") && !place.has("loading"));
}

#[test]
fn a_database_that_did_not_close_is_not_moved() {
    let place = Place::new("open");
    let folder = Folder::claim(&place.0).unwrap();
    folder.begin_loading().unwrap();
    place.put("loading/regiekring.db");
    place.put("loading/regiekring.db-wal");
    assert!(folder.finish_loading().is_err());
    assert!(!folder.is_loaded());
}

#[test]
fn beginning_anew_leaves_alone_what_is_not_the_demos() {
    let place = Place::new("anew");
    for name in
        ["regiekring.db", "regiekring.db-wal", "mail/a.eml", "mail/b.tmp", "loading/x", "notes.txt", "mail/c.txt"]
    {
        place.put(name);
    }
    let folder = Folder::claim(&place.0).unwrap();
    folder.clear().unwrap();
    for name in ["regiekring.db", "regiekring.db-wal", "mail/a.eml", "mail/b.tmp", "loading"] {
        assert!(!place.has(name), "{name} is still there");
    }
    assert!(place.has("notes.txt") && place.has("mail/c.txt"));
}

#[test]
fn a_folder_that_cannot_be_made_says_what_to_do() {
    let place = Place::new("file");
    place.put("taken");
    let refused = Folder::claim(&place.0.join("taken")).err().unwrap().to_string();
    assert!(refused.contains("--data DIR"), "{refused}");
}
