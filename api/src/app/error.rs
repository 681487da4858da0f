//! Why the service does not start.

use std::{io, path::PathBuf};

use super::KeepingError;
use crate::{
    attachments::StoreError,
    auth::{keys::KeyError, password::PasswordError},
    commands::CommandError,
    notifications::{RenderError, SendError},
    storage::{self, outbox::OutboxError},
};

/// What is wrong, in words for the operator; the causes stand behind it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A folder for the data cannot be made.
    #[error("folder {path} cannot be made")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file of the database cannot be made.
    #[error("file {path} cannot be made")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database cannot be opened, read or changed.
    #[error("the database cannot be used")]
    Database(#[from] storage::Error),
    /// The tables are older than the program.
    #[error("the database is not up to date: {pending} changes wait, the first is {first}; run `regiekring migrate`")]
    NotMigrated {
        /// How many changes wait.
        pending: usize,
        /// The first of them.
        first: String,
    },
    /// The keys behind access tokens cannot be used.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The audit trail cannot be sealed or read.
    #[error(transparent)]
    Trail(#[from] KeepingError),
    /// Passwords cannot be hashed.
    #[error(transparent)]
    Passwords(#[from] PasswordError),
    /// The store of attachments is wrongly set up.
    #[error("attachments cannot be kept")]
    Attachments(#[from] StoreError),
    /// Mail is wrongly set up.
    #[error("mail cannot be set up")]
    Mail(#[from] SendError),
    /// The texts of mail are faulty.
    #[error("mail cannot be written")]
    Words(#[from] RenderError),
    /// The page for trying out the schema is faulty.
    #[error("the page for trying out the schema cannot be written")]
    Page(#[from] minijinja::Error),
    /// The address cannot be listened on.
    #[error("the service cannot listen")]
    Listen(#[source] io::Error),
}

/// Why mail is not delivered now.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// Requests for another password cannot be looked into.
    #[error("requests for another password cannot be looked into")]
    Resets(#[from] CommandError),
    /// The outbox cannot be read or written.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
}
