//! The mail room, set up as the settings say.

use std::{path::PathBuf, sync::Arc, time::Duration};

use super::StartError;
use crate::{
    commands::Services,
    config::{Config, MailTls, MailTransport, Profile, Smtp},
    notifications::{
        Dispatcher, FileMailer, Mailer, MemoryMailer, Pace, Renderer, SendError, Sender, SmtpMailer, SmtpSettings,
        SmtpTls,
    },
    storage::outbox::Queue,
    texts::Texts,
};

/// The longest wait for connecting to the mail server, and for each of its answers.
const SMTP_TIMEOUT: Duration = Duration::from_secs(30);

/// The worker, and the mailbox it fills when mail stays in memory.
pub(super) struct Post {
    pub dispatcher: Arc<Dispatcher>,
    pub memory: Option<MemoryMailer>,
}

impl Post {
    /// Sets the worker up; it does nothing yet.
    pub(super) fn open(config: &Config, services: &Services, texts: Arc<Texts>) -> Result<Self, StartError> {
        let sender = Sender::parse(&config.mail.from)?;
        let renderer = Renderer::new(texts, config.public_url.as_str(), sender.address())?;
        let (mailer, memory) = mailer(config, sender)?;
        let default = Pace::default();
        let interval = match config.mail.poll_seconds {
            0 => default.interval,
            seconds => Duration::from_secs(seconds),
        };
        let dispatcher = Dispatcher {
            queue: Queue::new(services.database.pool().clone()),
            renderer: Arc::new(renderer),
            mailer,
            clock: Arc::clone(&services.clock),
            ids: services.ids.clone(),
            wake: Arc::clone(&services.wake),
            pace: Pace { interval, ..default },
        };
        Ok(Self { dispatcher: Arc::new(dispatcher), memory })
    }
}

type Chosen = (Arc<dyn Mailer>, Option<MemoryMailer>);

fn mailer(config: &Config, sender: Sender) -> Result<Chosen, SendError> {
    Ok(match &config.mail.transport {
        MailTransport::Files { folder } => (Arc::new(FileMailer::new(folder.as_path(), sender)?), None),
        MailTransport::Memory => {
            let memory = MemoryMailer::default();
            (Arc::new(memory.clone()), Some(memory))
        }
        MailTransport::Smtp(smtp) => (Arc::new(SmtpMailer::new(&settings(smtp, config.profile)?, sender)?), None),
    })
}

fn settings(smtp: &Smtp, profile: Profile) -> Result<SmtpSettings, SendError> {
    let read = |file: &PathBuf| {
        std::fs::read_to_string(file)
            .map_err(|error| SendError::Final(format!("mail.trusted_certificates: {}: {error}", file.display())))
    };
    let trusted_certificates = smtp.trusted_certificates.as_ref().map(read).transpose()?;
    Ok(SmtpSettings {
        host: smtp.host.clone(),
        port: Some(smtp.port),
        tls: match smtp.tls {
            MailTls::None => SmtpTls::None,
            MailTls::StartTls => SmtpTls::StartTls,
            MailTls::Implicit => SmtpTls::Implicit,
        },
        unencrypted_allowed: profile == Profile::Development,
        trusted_certificates,
        credentials: smtp.login.as_ref().map(|login| (login.username.clone(), login.password.expose().to_owned())),
        timeout: SMTP_TIMEOUT,
    })
}
