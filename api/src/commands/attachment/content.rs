//! Reading the content of an attachment part by part, so that a reader costs as much as a part and not as much as a file.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Services;
use crate::{attachments::StoreError, commands::Done, domain::attachment::Attachment};

/// How much is read at once, in bytes.
const PART: u64 = 512 << 10;

/// A content on its way out. Its last part is given only when the whole is what was added.
pub struct Content {
    services: Arc<Services>,
    of: Attachment,
    in_hand: Option<Vec<u8>>,
    read: u64,
    digest: Sha256,
}

impl Content {
    /// Begins to read; nothing when the content is lost, or its first part shows already that it is not what was added.
    pub async fn open(services: Arc<Services>, of: Attachment) -> Done<Option<Self>> {
        let mut content = Self { services, of, in_hand: None, read: 0, digest: Sha256::new() };
        match content.read_on().await {
            Ok(()) => Ok(Some(content)),
            Err(StoreError::Changed) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The size of the whole, in bytes.
    pub const fn size(&self) -> u64 {
        self.of.size
    }

    /// The next part; nothing after the last.
    ///
    /// # Errors
    /// [`StoreError::Changed`] in place of the last part when the content is not what was added.
    pub async fn next_part(&mut self) -> Done<Option<Vec<u8>>> {
        let Some(part) = self.in_hand.take() else { return Ok(None) };
        if self.read < self.of.size {
            self.read_on().await?;
        }
        Ok(Some(part))
    }

    async fn read_on(&mut self) -> Result<(), StoreError> {
        let part = self.services.attachments.part(self.of.id, self.read, PART).await?;
        let Some(part) = part.filter(|part| !part.is_empty()) else {
            tracing::error!(attachment = %self.of.id.0, "the content of an attachment is not in its store");
            return Err(StoreError::Changed);
        };
        self.digest.update(&part);
        self.read = self.read.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
        if self.read >= self.of.size && hex::encode(self.digest.clone().finalize()) != self.of.sha256 {
            tracing::error!(attachment = %self.of.id.0, "the content of an attachment is not what was added");
            return Err(StoreError::Changed);
        }
        self.in_hand = Some(part);
        Ok(())
    }
}
