//! The folder of the demo: what stands in it, who uses it, and what of it may be thrown away.

use std::{
    fs::{self, File, TryLockError},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use crate::private;

const DATABASE: &str = "regiekring.db";
/// What `SQLite` keeps beside a database while it is open.
const BESIDE: [&str; 2] = ["regiekring.db-wal", "regiekring.db-shm"];
const LOADING: &str = "loading";
const MAIL: &str = "mail";
const LOCK: &str = "lock";

/// A folder that this process alone uses, until it ends.
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder if needed and claims it.
    pub(super) fn claim(path: &Path) -> anyhow::Result<Self> {
        let unusable = || format!("folder {} cannot be written; choose another with --data DIR", path.display());
        private::make_folder(path).with_context(unusable)?;
        let lock = File::create(path.join(LOCK)).with_context(unusable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                bail!("another demo uses the folder {}; stop it or choose another with --data DIR", path.display())
            }
            Err(TryLockError::Error(error)) => return Err(error).with_context(unusable),
        }
        let path = path.canonicalize().with_context(unusable)?;
        Ok(Self { path, _lock: lock })
    }

    /// The folder itself.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where mail is put.
    pub(super) fn mail(&self) -> PathBuf {
        self.path.join(MAIL)
    }

    /// Whether there is a whole story.
    pub(super) fn is_loaded(&self) -> bool {
        self.path.join(DATABASE).is_file()
    }

    /// Throws away what a demo made, and nothing else: the folder may be one that somebody uses for more.
    pub(super) fn clear(&self) -> anyhow::Result<()> {
        for name in [DATABASE].into_iter().chain(BESIDE) {
            gone(fs::remove_file(self.path.join(name))).with_context(|| format!("{name} cannot be removed"))?;
        }
        self.clear_mail()?;
        self.clear_loading()
    }

    /// An empty folder for a story that is not whole yet.
    pub(super) fn begin_loading(&self) -> anyhow::Result<PathBuf> {
        self.clear_mail()?;
        self.clear_loading()?;
        let loading = self.path.join(LOADING);
        private::make_folder(&loading).with_context(|| format!("folder {} cannot be made", loading.display()))?;
        Ok(loading)
    }

    /// Puts the whole story in its place. The database comes last: where it stands, everything else does too.
    pub(super) fn finish_loading(&self) -> anyhow::Result<()> {
        let loading = self.path.join(LOADING);
        // Its last part would stay behind.
        if loading.join("regiekring.db-wal").exists() {
            bail!("the database of the story did not close; start again");
        }
        private::make_folder(&self.mail()).context("the mail folder cannot be made")?;
        for mail in mails(&loading.join(MAIL))? {
            let name = mail.file_name().context("a mail has no name")?;
            fs::rename(&mail, self.mail().join(name)).context("a mail cannot be moved")?;
        }
        fs::rename(loading.join(DATABASE), self.path.join(DATABASE)).context("the database cannot be moved")?;
        self.clear_loading()
    }

    fn clear_mail(&self) -> anyhow::Result<()> {
        for mail in mails(&self.mail())? {
            gone(fs::remove_file(&mail)).with_context(|| format!("{} cannot be removed", mail.display()))?;
        }
        Ok(())
    }

    fn clear_loading(&self) -> anyhow::Result<()> {
        gone(fs::remove_dir_all(self.path.join(LOADING))).context("what an earlier start left cannot be removed")
    }
}

/// The mails in a folder, whole or begun; none when there is no folder.
fn mails(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let unreadable = || format!("folder {} cannot be read", folder.display());
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.with_context(unreadable)?,
    };
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let is_mail = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "eml" || kind == "tmp");
    Ok(paths.with_context(unreadable)?.into_iter().filter(is_mail).collect())
}

/// Being gone already is as good as being removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests;
