//! Talking to a mail server (RFC 5321), and knowing at which point it said no.
//!
//! Why not leave it to the library: it tells what was said, but not to what. A no to the greeting, to who we are or to
//! the sender is the server's trouble and passes; a no to the recipient or to the message is about that mail.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};

use tokio::time::timeout;

use super::SmtpTls;

/// The most connections kept open for the next mail.
const KEPT: usize = 4;

/// Answers that are about us whatever was asked: not now, sign in first, or with more protection (RFC 4954 section 6).
const ABOUT_US: [u16; 6] = [421, 503, 530, 534, 535, 538];

/// Where the mail server is, and who we are to it.
pub(super) struct Server {
    pub host: String,
    pub port: u16,
    pub tls: SmtpTls,
    pub parameters: Option<TlsParameters>,
    pub credentials: Option<Credentials>,
    pub timeout: Duration,
}

/// Why a mail was not taken.
#[derive(Debug)]
pub(super) enum Failure {
    /// The server is away, busy, or does not take mail from us as things stand: worth trying again.
    OfServer(Error),
    /// The recipient or the message is refused for good.
    OfMail(Error),
}

/// The conversations with one server.
pub(super) struct Conversations {
    server: Server,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl Conversations {
    /// None yet.
    pub(super) const fn with(server: Server) -> Self {
        Self { server, idle: Mutex::new(Vec::new()) }
    }

    /// Hands one mail over; `Ok` means that the server has taken it.
    pub(super) async fn hand_over(&self, envelope: &Envelope, message: &[u8]) -> Result<(), Failure> {
        let mut line = self.line().await.map_err(Failure::OfServer)?;
        match told(&mut line, envelope, message).await {
            Ok(()) => {
                let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
                if idle.len() < KEPT {
                    idle.push(line);
                }
                Ok(())
            }
            Err(failure) => {
                line.abort().await;
                Err(failure)
            }
        }
    }

    /// A connection that was kept and still answers, or a new one.
    async fn line(&self) -> Result<AsyncSmtpConnection, Error> {
        loop {
            let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(mut line) = kept else { return self.connect().await };
            // One that a firewall between us dropped says nothing at all.
            if timeout(self.server.timeout, line.test_connected()).await == Ok(true) {
                return Ok(line);
            }
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let Server { host, port, tls, parameters, credentials, timeout } = &self.server;
        let hello = ClientId::default();
        let from_the_start = parameters.clone().filter(|_| *tls == SmtpTls::Implicit);
        let address = (host.as_str(), *port);
        let mut line =
            AsyncSmtpConnection::connect_tokio1(address, Some(*timeout), &hello, from_the_start, None).await?;
        if let Some(parameters) = parameters.clone().filter(|_| *tls == SmtpTls::StartTls) {
            line.starttls(parameters, &hello).await?;
        }
        if let Some(credentials) = credentials {
            line.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(line)
    }
}

async fn told(line: &mut AsyncSmtpConnection, envelope: &Envelope, message: &[u8]) -> Result<(), Failure> {
    let mut asked = Vec::new();
    let addresses = envelope.from().into_iter().chain(envelope.to());
    let beyond_ascii = addresses.into_iter().any(|address| !AsRef::<str>::as_ref(address).is_ascii());
    if beyond_ascii && line.server_info().supports_feature(Extension::SmtpUtfEight) {
        asked.push(MailParameter::SmtpUtfEight);
    }
    if !message.is_ascii() && line.server_info().supports_feature(Extension::EightBitMime) {
        asked.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    line.command(Mail::new(envelope.from().cloned(), asked)).await.map_err(Failure::OfServer)?;
    for recipient in envelope.to() {
        line.command(Rcpt::new(recipient.clone(), Vec::new())).await.map_err(of_mail)?;
    }
    line.command(Data).await.map_err(of_mail)?;
    line.message(message).await.map_err(of_mail)?;
    Ok(())
}

/// A permanent answer to the recipient or the message is about that mail, unless it is about us.
fn of_mail(error: Error) -> Failure {
    let about_us = error.status().is_some_and(|code| ABOUT_US.contains(&u16::from(code)));
    if error.is_permanent() && !about_us { Failure::OfMail(error) } else { Failure::OfServer(error) }
}
