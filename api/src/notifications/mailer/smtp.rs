//! Mail by SMTP.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{self, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{Desk, Mailer, SendError, Sender};
use crate::clock::Clock;
use crate::notifications::render::RenderedMail;

#[cfg(test)]
mod tests;

/// The most connections kept to the mail server.
const POOL_SIZE: u32 = 4;

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
    /// A certificate (PEM) to trust besides the public ones: for a relay with a private authority.
    pub trusted_certificate: Option<String>,
    /// User name and password.
    pub credentials: Option<(String, String)>,
    /// The longest wait for connecting and for each answer.
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

/// Hands mails to a mail server, over connections it keeps. It must be made and dropped inside the tokio
/// runtime: its pool has a cleaner of its own.
pub struct SmtpMailer {
    desk: Desk,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl SmtpMailer {
    /// A mailer by these settings. Nothing is connected yet.
    ///
    /// # Errors
    /// [`SendError::Final`] for a line that is not allowed to be unencrypted, or an unusable certificate.
    pub fn new(settings: &SmtpSettings, sender: Sender, clock: Arc<dyn Clock>) -> Result<Self, SendError> {
        let (tls, port) = line(settings)?;
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.as_str())
            .port(settings.port.unwrap_or(port))
            .tls(tls)
            .timeout(Some(settings.timeout))
            .pool_config(PoolConfig::new().max_size(POOL_SIZE));
        if let Some((user, password)) = &settings.credentials {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self { desk: Desk { sender, clock }, transport: builder.build() })
    }
}

fn line(settings: &SmtpSettings) -> Result<(Tls, u16), SendError> {
    if settings.tls == SmtpTls::None {
        if !settings.unencrypted_allowed && !is_loopback(&settings.host) {
            return Err(SendError::Final(format!("an unencrypted line to {} is not allowed", settings.host)));
        }
        return Ok((Tls::None, smtp::SMTP_PORT));
    }
    let unusable = |error: smtp::Error| SendError::Final(format!("certificate: {error}"));
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(certificate) = &settings.trusted_certificate {
        parameters = parameters.add_root_certificate(Certificate::from_pem(certificate.as_bytes()).map_err(unusable)?);
    }
    let parameters = parameters.build().map_err(unusable)?;
    Ok(match settings.tls {
        SmtpTls::Implicit => (Tls::Wrapper(parameters), smtp::SUBMISSIONS_PORT),
        SmtpTls::None | SmtpTls::StartTls => (Tls::Required(parameters), smtp::SUBMISSION_PORT),
    })
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &RenderedMail) -> Result<(), SendError> {
        let message = self.desk.message(mail)?;
        self.transport.send(message).await.map(|_| ()).map_err(|error| classified(&error))
    }
}

/// A permanent answer (5xx) is final, except where it is about us and not about the mail: a password that is
/// refused today may be mended tomorrow, and no mail should be lost by it.
fn classified(error: &smtp::Error) -> SendError {
    let about_us = error.status().is_some_and(|code| matches!(u16::from(code), 421 | 530 | 534 | 535 | 538));
    let said = chain(error);
    if error.is_permanent() && !about_us { SendError::Final(said) } else { SendError::Retry(said) }
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
