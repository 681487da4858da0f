//! Mail by SMTP.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};

use self::conversation::{Conversations, Failure, Server};
use super::{Mailer, SendError, Sender};
use crate::notifications::render::RenderedMail;

mod conversation;
#[cfg(test)]
mod tests;

/// How the line to the mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// Not at all; only to this same machine, unless [`SmtpSettings::unencrypted_allowed`] says otherwise.
    None,
    /// Upgraded before anything is said (port 587); without the upgrade nothing is sent.
    StartTls,
    /// From the first byte (port 465).
    Implicit,
}

/// How to reach the mail server.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Host name, which the certificate must bear.
    pub host: String,
    /// Port; by default 25, 587 or 465 as the line is secured.
    pub port: Option<u16>,
    /// How the line is secured.
    pub tls: SmtpTls,
    /// Accepts an unencrypted line to another machine: for a relay inside a closed network.
    pub unencrypted_allowed: bool,
    /// Certificates (PEM) to trust besides the public ones: for a relay with a town's own authority.
    pub trusted_certificates: Option<String>,
    /// User name and password.
    pub credentials: Option<(String, String)>,
    /// The longest wait for a connection, and for one that was kept to say that it is still there.
    pub timeout: Duration,
}

/// Leaves out the password.
impl fmt::Debug for SmtpSettings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Hands mails to a mail server, over connections it keeps.
pub struct SmtpMailer {
    sender: Sender,
    conversations: Conversations,
}

impl SmtpMailer {
    /// A mailer by these settings. Nothing is connected yet.
    ///
    /// # Errors
    /// [`SendError::Final`] for a line that is not allowed to be unencrypted, or an unusable certificate.
    pub fn new(settings: &SmtpSettings, sender: Sender) -> Result<Self, SendError> {
        let server = Server {
            host: settings.host.clone(),
            port: settings.port.unwrap_or(match settings.tls {
                SmtpTls::None => smtp::SMTP_PORT,
                SmtpTls::StartTls => smtp::SUBMISSION_PORT,
                SmtpTls::Implicit => smtp::SUBMISSIONS_PORT,
            }),
            tls: settings.tls,
            parameters: parameters(settings)?,
            credentials: settings.credentials.clone().map(|(user, password)| Credentials::new(user, password)),
            timeout: settings.timeout,
        };
        Ok(Self { sender, conversations: Conversations::with(server) })
    }
}

/// What the line is secured with; nothing where it is not.
fn parameters(settings: &SmtpSettings) -> Result<Option<TlsParameters>, SendError> {
    if settings.tls == SmtpTls::None {
        if !settings.unencrypted_allowed && !is_loopback(&settings.host) {
            return Err(SendError::Final(format!("an unencrypted line to {} is not allowed", settings.host)));
        }
        return Ok(None);
    }
    let unusable = |error: smtp::Error| SendError::Final(format!("certificate: {error}"));
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(bundle) = &settings.trusted_certificates {
        let certificates = pem_blocks(bundle);
        if certificates.is_empty() {
            return Err(SendError::Final("certificate: there is none in the file".to_owned()));
        }
        for certificate in certificates {
            parameters = parameters.add_root_certificate(Certificate::from_pem(certificate).map_err(unusable)?);
        }
    }
    Ok(Some(parameters.build().map_err(unusable)?))
}

/// Each certificate of a bundle.
fn pem_blocks(bundle: &str) -> Vec<&[u8]> {
    const END: &str = "-----END CERTIFICATE-----";
    bundle.split_inclusive(END).filter(|block| block.contains(END)).map(|block| block.trim().as_bytes()).collect()
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &RenderedMail) -> Result<(), SendError> {
        let message = self.sender.message(mail)?;
        self.conversations.hand_over(message.envelope(), &message.formatted()).await.map_err(|failure| match failure {
            Failure::OfServer(error) => SendError::Retry(chain(&error)),
            Failure::OfMail(error) => SendError::Final(chain(&error)),
        })
    }
}

/// The error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !said.contains(&next) {
            said.push_str(": ");
            said.push_str(&next);
        }
        cause = error.source();
    }
    said
}
