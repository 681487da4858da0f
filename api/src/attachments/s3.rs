//! Content in a store that speaks S3: signed requests, over one client.

use std::time::Duration;

use async_trait::async_trait;
use reqwest::{Client, Response, StatusCode, header, redirect::Policy};
use rusty_s3::{
    Bucket, BucketError, Credentials, S3Action, UrlStyle,
    actions::{DeleteObject, GetObject, PutObject},
};

use super::{AttachmentStore, StoreError, Taken};
use crate::{config::S3, domain::ids::AttachmentId};

/// How long a signed address is good: long enough for a slow upload, of no use to who finds it in a log tomorrow.
const SIGNED_FOR: Duration = Duration::from_mins(5);
/// The longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// The longest wait for a whole request.
const REQUEST: Duration = Duration::from_mins(1);

/// What can go wrong between the service and the store. Never carries an address: its query is a credential.
#[derive(Debug, thiserror::Error)]
pub enum S3Error {
    /// The endpoint and the bucket make no address together.
    #[error("the endpoint or the bucket cannot be used: {0}")]
    Address(BucketError),
    /// The client cannot be made, the store is out of reach, or the connection broke.
    #[error("the store cannot be reached")]
    Network(#[source] reqwest::Error),
    /// The store said no.
    #[error("the store answered {0}")]
    Refused(StatusCode),
}

impl From<reqwest::Error> for S3Error {
    fn from(error: reqwest::Error) -> Self {
        Self::Network(error.without_url())
    }
}

/// A bucket in which each content is an object `attachments/<identity>`.
pub struct S3Store {
    client: Client,
    bucket: Bucket,
    credentials: Credentials,
}

impl S3Store {
    /// The bucket of the settings; nothing is asked of it yet.
    pub fn new(settings: &S3) -> Result<Self, S3Error> {
        let endpoint =
            settings.endpoint.as_str().parse().map_err(|error| S3Error::Address(BucketError::from(error)))?;
        let style = if settings.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let bucket = Bucket::new(endpoint, style, settings.bucket.clone(), settings.region.clone());
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(REQUEST)
            // A redirect would carry the content somewhere the settings do not name.
            .redirect(Policy::none())
            .no_proxy()
            .build()?;
        let secret = settings.secret_access_key.expose();
        let credentials = Credentials::new(settings.access_key_id.clone(), secret);
        Ok(Self { client, bucket: bucket.map_err(S3Error::Address)?, credentials })
    }

    async fn read(&self, id: AttachmentId, from: u64, most: u64) -> Result<Option<Vec<u8>>, S3Error> {
        let key = key(id);
        let address = GetObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED_FOR);
        let range = format!("bytes={from}-{}", from.saturating_add(most).saturating_sub(1));
        let mut response = self.client.get(address).header(header::RANGE, range).send().await?;
        match response.status() {
            StatusCode::NOT_FOUND => return Ok(None),
            StatusCode::RANGE_NOT_SATISFIABLE => return Ok(Some(Vec::new())),
            _ => accepted(&response)?,
        }
        let length = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        // A store that knows no ranges sends everything from the start.
        let mut passed_over = if response.status() == StatusCode::PARTIAL_CONTENT { 0 } else { length(from) };
        let mut part = Vec::new();
        while part.len() < length(most)
            && let Some(chunk) = response.chunk().await?
        {
            let skipped = passed_over.min(chunk.len());
            passed_over -= skipped;
            part.extend(chunk.iter().skip(skipped).take(length(most) - part.len()));
        }
        Ok(Some(part))
    }

    async fn write(&self, id: AttachmentId, content: &[u8]) -> Result<(), S3Error> {
        let key = key(id);
        let address = PutObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED_FOR);
        let request = self.client.put(address).header(header::CONTENT_TYPE, "application/octet-stream");
        accepted(&request.body(content.to_vec()).send().await?)
    }

    async fn remove(&self, id: AttachmentId) -> Result<(), S3Error> {
        let key = key(id);
        let address = DeleteObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED_FOR);
        let response = self.client.delete(address).send().await?;
        if response.status() == StatusCode::NOT_FOUND { Ok(()) } else { accepted(&response) }
    }
}

fn key(id: AttachmentId) -> String {
    format!("attachments/{}", id.0)
}

fn accepted(response: &Response) -> Result<(), S3Error> {
    if response.status().is_success() { Ok(()) } else { Err(S3Error::Refused(response.status())) }
}

#[async_trait]
impl AttachmentStore for S3Store {
    async fn put(&self, id: AttachmentId, content: &[u8]) -> Result<Taken, StoreError> {
        self.write(id, content).await?;
        Ok(Taken::Kept)
    }

    async fn part(&self, id: AttachmentId, from: u64, most: u64) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.read(id, from, most).await?)
    }

    async fn delete(&self, id: AttachmentId) -> Result<(), StoreError> {
        Ok(self.remove(id).await?)
    }
}

#[cfg(test)]
mod tests;
