//! Where the content of attachments is kept: in the database, or in a store that speaks S3; and what a content is.
//!
//! Knows `storage`, the ids of `domain` and the settings; never decides who may read or add. Start reading at
//! [`AttachmentStore`].
//!
//! A content is put under the identity of its attachment, which belongs to one attachment alone. Outside the database
//! it is put first and the row is committed after it: when that fails, an object lies there that nobody asks for, and a
//! sweep may remove every object under `attachments/` whose identity has no row and that is older than a day. On
//! removal the row goes first. The setting says where content goes and is looked for; whoever changes it moves what is
//! there.

mod database;
mod s3;
mod sniff;

use std::sync::Arc;

use async_trait::async_trait;

pub use database::DatabaseStore;
pub use s3::{S3Error, S3Store};
pub use sniff::sniff;

use crate::{
    config::{Attachments, ContentStore},
    domain::ids::AttachmentId,
    storage::{self, Connection},
};

/// How a content was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is kept now, whatever becomes of the act.
    Kept,
    /// It goes with the row, in the transaction of the act.
    WithRow,
}

/// Why a content cannot be kept, found or removed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused.
    #[error(transparent)]
    Database(#[from] storage::Error),
    /// The store on the network refused or is out of reach.
    #[error("the store of attachments does not do its work")]
    S3(#[from] S3Error),
    /// A content is not what was added.
    #[error("the content of an attachment is not what was added")]
    Changed,
    /// A content could not be looked at to its end.
    #[error("an attachment could not be looked at")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// Keeps the content of attachments.
#[async_trait]
pub trait AttachmentStore: Send + Sync {
    /// Takes a content in, outside any transaction.
    async fn put(&self, id: AttachmentId, content: &[u8]) -> Result<Taken, StoreError>;

    /// The bytes of the content from the one at `from`, at most `most` of them, if the content is there; none at or
    /// behind its end.
    async fn part(&self, id: AttachmentId, from: u64, most: u64) -> Result<Option<Vec<u8>>, StoreError>;

    /// Removes a content after its row is gone; that it is not there is no error.
    async fn delete(&self, id: AttachmentId) -> Result<(), StoreError>;
}

/// The store of the settings. Nothing is sent until something is kept.
pub fn open(settings: &Attachments, database: Connection) -> Result<Arc<dyn AttachmentStore>, StoreError> {
    Ok(match &settings.store {
        ContentStore::Database => Arc::new(DatabaseStore::new(database)),
        ContentStore::S3(s3) => Arc::new(S3Store::new(s3)?),
    })
}
