//! Content in the database: written with its row, gone with its row.

use async_trait::async_trait;

use super::{AttachmentStore, StoreError, Taken};
use crate::{
    domain::ids::AttachmentId,
    storage::{self, Connection},
};

/// Keeps content beside everything else, so that one backup holds all.
pub struct DatabaseStore(Connection);

impl DatabaseStore {
    /// Content in this database.
    pub const fn new(database: Connection) -> Self {
        Self(database)
    }
}

#[async_trait]
impl AttachmentStore for DatabaseStore {
    async fn put(&self, _: AttachmentId, _: &[u8]) -> Result<Taken, StoreError> {
        Ok(Taken::WithRow)
    }

    async fn part(&self, id: AttachmentId, from: u64, most: u64) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(storage::attachment::part(&self.0, id, from, most).await?)
    }

    async fn delete(&self, _: AttachmentId) -> Result<(), StoreError> {
        // Removed in the transaction that removed the row.
        Ok(())
    }
}
