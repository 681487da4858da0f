//! What comes and goes as a file: attachments in and out, the matrix as a table for other programs.
//!
//! Knows the acts and readings behind it, the caller of `graphql` and the texts; never imports actix, sea-orm or
//! entities. Start reading at [`Files`], the one door that `http` knocks on.

mod attachment;
mod matrix_view;
mod no;
mod table;

use std::{future::Future, sync::Arc};

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use serde::Serialize;

pub use no::{No, Refused};

use crate::{
    budget::{Account, Accounts, Counted, watch},
    commands::{Services, contract::Asking},
    graphql::{
        context::Caller,
        security::{self, Noted},
    },
    policy::Viewer,
    texts::Texts,
};

/// What is in a file.
pub enum Content {
    /// Made for this answer, and whole in memory.
    Made(Vec<u8>),
    /// Kept, and read as fast as it is taken. Breaks off when it cannot be read on or is not what was added.
    Kept {
        /// Its size in bytes.
        size: u64,
        /// Its parts, in order.
        parts: BoxStream<'static, Result<Vec<u8>, BrokenOff>>,
    },
}

/// The rest of a file cannot be given; the log says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the rest of the file cannot be given")]
pub struct BrokenOff;

/// A file on its way to whoever asked for it.
pub struct Download {
    /// What it is to be called.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub content: Content,
    /// The checksum of its content, where it never changes.
    pub tag: Option<String>,
}

impl Download {
    /// How many bytes were made for it.
    fn weight(&self) -> u64 {
        match &self.content {
            Content::Made(content) => u64::try_from(content.len()).unwrap_or(u64::MAX),
            Content::Kept { .. } => 0,
        }
    }
}

/// A file as it is sent.
pub struct Sent<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What is in it.
    pub content: Vec<u8>,
    /// The key under which it is added once, if it came with one.
    pub key: Option<&'a str>,
}

/// What came of asking for a file that the client may have already.
pub enum Fetched {
    /// The client has it: its checksum.
    Unchanged(String),
    /// Here it is.
    File(Download),
}

/// A file as it was added.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Added {
    /// The global identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its media type, found out by looking at it.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its content, hexadecimal.
    pub sha256: String,
    /// When it was added.
    pub added_at: String,
    /// Where to fetch it.
    pub download_url: String,
}

/// As what the matrix is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text for any program that reads tables.
    Csv,
    /// A workbook.
    Xlsx,
}

/// Which matrix is asked for, as the client wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// As it holds for this municipality.
    pub municipality: Option<String>,
    /// The day, `YYYY-MM-DD`; today when left out.
    pub as_of: Option<String>,
    /// The language, `nl` or `en`; the caller's own when left out.
    pub language: Option<String>,
}

/// Takes files in and gives them out.
#[async_trait]
pub trait Files: Send + Sync + 'static {
    /// The largest file that is taken, in bytes.
    fn largest(&self) -> usize;

    /// The refusal of a file that is larger.
    fn too_large(&self, caller: &Caller) -> No;

    /// Whether the caller may add a file to a contract: asked before its content is read.
    async fn may_add(&self, caller: &Caller, contract: &str) -> Result<(), No>;

    /// Adds a file to a contract.
    async fn add(&self, caller: &Caller, contract: &str, sent: Sent<'_>) -> Result<Added, No>;

    /// An attachment, unless its checksum is one of those in `known` (as in `If-None-Match`).
    async fn attachment(&self, caller: &Caller, id: &str, known: &str) -> Result<Fetched, No>;

    /// The matrix of a contract as a file.
    async fn matrix(&self, caller: &Caller, contract: &str, format: Format, wanted: Wanted) -> Result<Download, No>;
}

/// The files of the service.
#[derive(Clone)]
pub struct Desk {
    services: Arc<Services>,
    texts: Arc<Texts>,
    accounts: Accounts,
}

impl Desk {
    /// A desk over the acts and the texts; `accounts` says what a request may cost.
    pub const fn new(services: Arc<Services>, texts: Arc<Texts>, accounts: Accounts) -> Self {
        Self { services, texts, accounts }
    }

    /// Does the work of one request on an account of its own: that of a file costs what any other may. What a file
    /// weighs that is only passed on, and how long that takes, is for `http` to say.
    async fn within<T, F>(&self, caller: &Caller, work: impl FnOnce(Self, Arc<Account>) -> F + Send) -> Result<T, No>
    where
        F: Future<Output = Result<T, No>> + Send,
    {
        let account = self.accounts.open(None);
        let services = Arc::new(self.services.drawing_on(Arc::clone(&account)));
        let desk = Self { services, ..self.clone() };
        let done = watch::in_time(&account, Box::pin(work(desk, Arc::clone(&account)))).await;
        done.unwrap_or_else(|exceeded| Err(No::over(&self.texts, caller, exceeded)))
    }

    /// Notes what was taken away, brought or refused; what broke is no matter of rights.
    fn note<T>(&self, caller: &Caller, action: &str, object: &str, outcome: &Result<T, No>) {
        let refused = match outcome {
            Ok(_) => None,
            Err(No::NotSignedIn) => Some("UNAUTHENTICATED"),
            Err(No::NotFound) => Some("NOT_FOUND"),
            Err(No::Forbidden(_)) => Some("FORBIDDEN"),
            Err(No::TooOften(_)) => Some("RATE_LIMITED"),
            Err(No::Bad(..) | No::Refused(_) | No::TooExpensive(..) | No::Busy | No::Unavailable | No::Broken) => {
                return;
            }
        };
        let object = security::is_identity(object).then(|| object.to_owned());
        let refused = refused.map(str::to_owned);
        security::note(&self.services, caller, Noted { action, object, refused, actor: None });
    }

    fn asking<'a>(&'a self, caller: &'a Caller) -> Result<Asking<'a>, No> {
        let viewer = viewer(caller)?;
        Ok(Asking::new(&self.services, viewer, &caller.request_id))
    }
}

fn viewer(caller: &Caller) -> Result<&Viewer, No> {
    caller.viewer.as_deref().ok_or(No::NotSignedIn)
}

#[async_trait]
impl Files for Desk {
    fn largest(&self) -> usize {
        usize::try_from(self.services.attachment_bytes).unwrap_or(usize::MAX)
    }

    fn too_large(&self, caller: &Caller) -> No {
        let refusal = crate::domain::attachment::too_large(self.services.attachment_bytes);
        No::refused(&self.texts, caller.locale, &[refusal])
    }

    async fn may_add(&self, caller: &Caller, contract: &str) -> Result<(), No> {
        let asked = |desk: Self, _| async move { attachment::may_add(&desk, caller, contract).await };
        let outcome = self.within(caller, asked).await;
        // That it was done is noted when the content is there.
        if outcome.is_err() {
            self.note(caller, "addAttachment", contract, &outcome);
        }
        outcome
    }

    async fn add(&self, caller: &Caller, contract: &str, sent: Sent<'_>) -> Result<Added, No> {
        let outcome = attachment::add(self, caller, contract, sent).await;
        self.note(caller, "addAttachment", contract, &outcome);
        outcome
    }

    async fn attachment(&self, caller: &Caller, id: &str, known: &str) -> Result<Fetched, No> {
        let asked = |desk: Self, _| async move { attachment::fetch(&desk, caller, id, known).await };
        let outcome = self.within(caller, asked).await;
        self.note(caller, "downloadAttachment", id, &outcome);
        outcome
    }

    async fn matrix(&self, caller: &Caller, contract: &str, format: Format, wanted: Wanted) -> Result<Download, No> {
        let asked = |desk: Self, account: Arc<Account>| async move {
            let made = matrix_view::export(&desk, caller, contract, format, wanted).await?;
            // What is over shows as such above.
            let _ = account.spend(Counted::AnswerBytes, made.weight());
            Ok(made)
        };
        let outcome = self.within(caller, asked).await;
        self.note(caller, "exportMatrix", contract, &outcome);
        outcome
    }
}
