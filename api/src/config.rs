//! How the service is set up: the only reader of the environment and of the settings file.
//!
//! Knows the names, kinds and defaults of all settings; never imports another room. Start reading at
//! [`Config`]; the table of names is in `settings`, the demands of production in `production`.

mod assembly;
mod attachments;
mod audit;
mod budget;
mod production;
mod reading;
mod settings;
mod shown;
mod values;

#[cfg(test)]
mod tests;

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use ipnet::IpNet;

pub use attachments::{Attachments, ContentStore, MOST_ATTACHMENT_BYTES, S3};
pub use audit::Audit;
pub use budget::Budget;
pub use reading::{ConfigProblems, Origin, Problem};
pub use settings::{SETTINGS, Setting};
pub use values::{DatabaseUrl, LogFormat, MailTls, Profile, PublicUrl, Secret};

/// Everything an operator can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// How strict the service is about its own set-up.
    pub profile: Profile,
    /// The address and port it listens on.
    pub listen: SocketAddr,
    /// Where people find it: the start of links in mail, and the issuer of access tokens.
    pub public_url: PublicUrl,
    /// Where the data is kept.
    pub database: Database,
    /// What may be attached to contracts, and where its content is kept.
    pub attachments: Attachments,
    /// The keys that sign access tokens.
    pub keys: Keys,
    /// What holds the audit trail from outside the database.
    pub audit: Audit,
    /// How long a session lasts.
    pub tokens: Tokens,
    /// How mail leaves.
    pub mail: Mail,
    /// Limits and permissions of the HTTP side.
    pub http: Http,
    /// What one request may cost.
    pub budget: Budget,
    /// Limits on signing in.
    pub sign_in: SignIn,
    /// What outsiders read of figures.
    pub figures: Figures,
    /// What is logged, and how.
    pub log: Log,
}

/// What outsiders read of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// A group under this many people is small: only the contractor and the client's own staff read it.
    pub smallest_group: u32,
}

/// Where the data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database {
    /// `SQLite` file or `PostgreSQL` server.
    pub url: DatabaseUrl,
    /// The most connections held open at once.
    pub max_connections: u32,
}

/// The key files, all PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// The private key (PKCS#8) that signs.
    pub file: PathBuf,
    /// Keys, private or public, that only verify: those signed with before, or to be signed with next.
    pub retired: Vec<PathBuf>,
}

/// How long a session lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Life of an access token, in minutes.
    pub access_minutes: u32,
    /// Life of a refresh token, in days.
    pub refresh_days: u32,
    /// How long a session and what belongs to it is kept after its end, in days.
    pub kept_days: u32,
    /// The audience written in access tokens and demanded of them.
    pub audience: String,
}

impl Tokens {
    /// Life of an access token.
    pub fn access_lifetime(&self) -> TimeDelta {
        TimeDelta::minutes(self.access_minutes.into())
    }

    /// Life of a refresh token.
    pub fn refresh_lifetime(&self) -> TimeDelta {
        TimeDelta::days(self.refresh_days.into())
    }

    /// How long what has ended is kept; never less than an access token may still be shown.
    pub fn kept(&self) -> TimeDelta {
        TimeDelta::days(self.kept_days.into()).max(self.access_lifetime())
    }
}

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The sender, as `Name <address>` or an address.
    pub from: String,
    /// Pause between two looks at the outbox, in seconds. 0, which no settings file can say, means that nobody
    /// looks: mail leaves only when it is told to.
    pub poll_seconds: u64,
    /// Where it goes.
    pub transport: MailTransport,
}

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailTransport {
    /// One file per message, for looking at.
    Files {
        /// The folder they are written to.
        folder: PathBuf,
    },
    /// Kept in memory, for tests.
    Memory,
    /// Handed to a mail server.
    Smtp(Smtp),
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: MailTls,
    /// Who the service is to the mail server; `None` for a relay that asks nothing.
    pub login: Option<Login>,
    /// A file (PEM) of certificates to trust besides the public ones: a town's own authority.
    pub trusted_certificates: Option<PathBuf>,
}

/// A name and password for the mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The name.
    pub username: String,
    /// The password.
    pub password: Secret,
}

/// Limits and permissions of the HTTP side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Http {
    /// Worker threads; 0 means one per core.
    pub workers: usize,
    /// Whether the query editor is served.
    pub graphiql: bool,
    /// Origins (scheme, host, port) whose pages may call the service from a browser.
    pub allowed_origins: Vec<String>,
    /// Whether pages on this same machine may, on whatever port.
    pub loopback_origins: bool,
    /// The proxies that are believed about whom they speak for.
    pub trusted_proxies: Vec<IpNet>,
    /// The largest request body, in bytes.
    pub body_limit_bytes: usize,
}

/// Limits on signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignIn {
    /// Wrong passwords for an account from one client address before it has to wait.
    pub free_tries: NonZeroU32,
}

/// What is logged, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Lines for people or for machines.
    pub format: LogFormat,
    /// Which events, in the notation of `tracing-subscriber` (`info,api=debug`).
    pub filter: String,
}

impl Config {
    /// Reads the settings file (`file`, else the one named by `REGIEKRING_CONFIG`, else none) and lays the
    /// variables of `environment` over it.
    ///
    /// Errors: every wrong, unknown or unsafe setting at once, without the values.
    pub fn load(file: Option<&Path>, environment: impl Fn() -> Vec<(String, String)>) -> Result<Self, ConfigProblems> {
        let mut reader = reading::Reader::open(file, &environment())?;
        let config = assembly::assemble(&mut reader);
        if config.profile == Profile::Production {
            production::check(&config, &mut reader);
        }
        reader.finish(config)
    }

    /// The settings of a service for trying out, with all its files under `data_dir`. They are also the
    /// defaults, with `data` as the folder.
    pub fn development(data_dir: &Path) -> Self {
        Self {
            profile: Profile::Development,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: PublicUrl::local(),
            database: Database { url: DatabaseUrl::sqlite_file(&data_dir.join("regiekring.db")), max_connections: 8 },
            attachments: Attachments { max_bytes: 10 << 20, store: ContentStore::Database },
            keys: Keys { file: data_dir.join("signing-key.pem"), retired: Vec::new() },
            audit: Audit::development(data_dir),
            tokens: Tokens { access_minutes: 10, refresh_days: 30, kept_days: 30, audience: "regiekring".to_owned() },
            mail: Mail {
                from: "Regiekring <regiekring@localhost>".to_owned(),
                poll_seconds: 5,
                transport: MailTransport::Files { folder: data_dir.join("mail") },
            },
            http: Http {
                workers: 0,
                graphiql: true,
                allowed_origins: Vec::new(),
                loopback_origins: false,
                trusted_proxies: Vec::new(),
                body_limit_bytes: 262_144,
            },
            budget: Budget::default(),
            sign_in: SignIn { free_tries: NonZeroU32::MIN.saturating_add(9) },
            figures: Figures { smallest_group: 10 },
            log: Log { format: LogFormat::Text, filter: "info".to_owned() },
        }
    }

    /// Whether a missing key may be made on the spot. In production it may not: a service that forgets its keys on
    /// every start signs everybody out, cannot verify its audit trail, and hides that its files are not kept.
    pub fn may_make_keys(&self) -> bool {
        self.profile == Profile::Development
    }

    /// Each setting with its environment variable, default and meaning, as text for a terminal.
    pub fn documentation() -> String {
        settings::documentation()
    }

    /// Each setting's name and value now in force; secrets are masked.
    pub fn shown(&self) -> Vec<(&'static str, String)> {
        shown::shown(self)
    }
}

/// The variables of this process; those that are not Unicode are passed over.
pub fn process_environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}
