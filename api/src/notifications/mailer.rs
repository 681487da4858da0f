//! The ways a mail leaves the house: by SMTP, into a folder, into memory.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use thiserror::Error;

use super::render::{RenderedMail, one_line};

mod file;
mod smtp;
#[cfg(test)]
mod tests;

pub use file::FileMailer;
pub use smtp::{SmtpMailer, SmtpSettings, SmtpTls};

/// Why a mail did not leave.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SendError {
    /// Trying again later may help: the server is away, busy or wrongly set up.
    #[error("{0}")]
    Retry(String),
    /// Trying again does not help: the address or the message is refused.
    #[error("{0}")]
    Final(String),
}

/// Takes a mail to its reader, at least once.
#[async_trait]
pub trait Mailer: Send + Sync + 'static {
    /// Hands the mail over; `Ok` means that someone else is answerable for it now.
    async fn send(&self, mail: &RenderedMail) -> Result<(), SendError>;
}

/// Whose name the mails bear.
#[derive(Debug, Clone)]
pub struct Sender(Mailbox);

impl Sender {
    /// A sender from an address such as `Regiekring <regiekring@gemeente.example>` or a bare one.
    pub fn parse(from: &str) -> Result<Self, SendError> {
        from.parse().map(Self).map_err(|error| SendError::Final(format!("sender {from}: {error}")))
    }

    /// The bare mail address.
    pub fn address(&self) -> &str {
        self.0.email.as_ref()
    }

    /// The complete message as it goes over the line. It bears the moment at which what it tells of was recorded, however
    /// late and however often it is sent: the same mail is the same bytes.
    fn message(&self, mail: &RenderedMail) -> Result<Message, SendError> {
        let refused = |error: &dyn std::fmt::Display| SendError::Final(format!("message: {error}"));
        let to: Address = mail.to.parse().map_err(|error| SendError::Final(format!("recipient: {error}")))?;
        // The library panics on a name of two lines, so that is settled here whoever wrote the mail.
        let name = Some(one_line(&mail.to_name)).filter(|name| !name.is_empty());
        let automatic = HeaderName::new_from_ascii("Auto-Submitted".to_owned()).map_err(|error| refused(&error))?;
        // The parts are parted by the mail's own id, not by dice: the same mail is the same bytes.
        let words = MultiPart::alternative()
            .boundary(format!("words-{}", mail.id.simple()))
            .singlepart(SinglePart::plain(mail.text.clone()))
            .singlepart(SinglePart::html(mail.html.clone()));
        let builder = Message::builder()
            .from(self.0.clone())
            .to(Mailbox::new(name, to))
            .subject(one_line(&mail.subject))
            .message_id(Some(mail.message_id.clone()))
            .date(mail.created_at.into())
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
        let Some(calendar) = &mail.calendar else {
            return builder.multipart(words).map_err(|error| refused(&error));
        };
        let kind =
            ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH").map_err(|error| refused(&error))?;
        let term = Attachment::new(calendar.name.clone()).body(calendar.content.clone(), kind);
        let parts = MultiPart::mixed().boundary(format!("mail-{}", mail.id.simple())).multipart(words).singlepart(term);
        builder.multipart(parts).map_err(|error| refused(&error))
    }
}

/// Keeps mails in memory, and refuses on demand; for tests.
#[derive(Clone, Default)]
pub struct MemoryMailer {
    kept: Arc<Mutex<Vec<RenderedMail>>>,
    refusals: Arc<Mutex<Vec<SendError>>>,
}

impl MemoryMailer {
    /// The mails so far, oldest first.
    pub fn mails(&self) -> Vec<RenderedMail> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes the mails so far out.
    pub fn take(&self) -> Vec<RenderedMail> {
        std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets the next mail fail; several refusals wait in line.
    pub fn refuse_next(&self, error: SendError) {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner).push(error);
    }
}

#[async_trait]
impl Mailer for MemoryMailer {
    async fn send(&self, mail: &RenderedMail) -> Result<(), SendError> {
        let mut refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        if !refusals.is_empty() {
            return Err(refusals.remove(0));
        }
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
        Ok(())
    }
}
