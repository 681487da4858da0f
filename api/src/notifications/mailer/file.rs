//! Mails as files in a folder: for development, and for a relay that picks them up.

use std::path::{Path, PathBuf};

use async_trait::async_trait;

use super::{Mailer, SendError, Sender};
use crate::notifications::render::RenderedMail;
use crate::private;

/// Writes each mail as one complete `.eml` file. The names sort by the time of recording; the same mail again
/// overwrites its own file.
pub struct FileMailer {
    folder: PathBuf,
    sender: Sender,
}

impl FileMailer {
    /// A mailer into a folder, which is made when it does not exist.
    pub fn new(folder: impl Into<PathBuf>, sender: Sender) -> Result<Self, SendError> {
        let folder = folder.into();
        private::make_folder(&folder).map_err(|error| unwritten(&folder, &error))?;
        private::warn_if_exposed(&folder);
        Ok(Self { folder, sender })
    }
}

#[async_trait]
impl Mailer for FileMailer {
    async fn send(&self, mail: &RenderedMail) -> Result<(), SendError> {
        let message = self.sender.message(mail)?.formatted();
        let name = format!("{}-{}", mail.created_at.format("%Y%m%dT%H%M%S%6fZ"), mail.id);
        let (unfinished, finished) = (self.folder.join(format!("{name}.tmp")), self.folder.join(format!("{name}.eml")));
        tokio::fs::write(&unfinished, message).await.map_err(|error| unwritten(&unfinished, &error))?;
        // Whoever reads the folder sees a whole mail or none.
        tokio::fs::rename(&unfinished, &finished).await.map_err(|error| unwritten(&finished, &error))
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> SendError {
    SendError::Retry(format!("{}: {error}", path.display()))
}
