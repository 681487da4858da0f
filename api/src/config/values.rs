//! The kinds of value a setting can have.

use std::fmt;
use std::net::IpAddr;
use std::path::Path;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

/// How strict the service is about its own set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// For trying out: everything has a default.
    Development,
    /// For real use: refuses to start on anything unsafe.
    Production,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// Not at all.
    None,
    /// Upgraded before anything is said; required, never skipped.
    StartTls,
    /// From the first byte.
    Implicit,
}

impl MailTls {
    /// The port a mail server listens on for this protection.
    pub fn usual_port(self) -> u16 {
        match self {
            Self::None => 25,
            Self::StartTls => 587,
            Self::Implicit => 465,
        }
    }
}

/// Lines for people or for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object per line.
    Json,
    /// Plain text.
    Text,
}

/// A value that must not be seen: neither `Debug` nor `Display` shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text` out of sight.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself; for handing to the party it is meant for, and nobody else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The address of a database. Shown without user, password and options.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Reads `sqlite:…`, `postgres://…` or `postgresql://…`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let known = match scheme {
            "sqlite" => !rest.trim_start_matches('/').is_empty(),
            "postgres" | "postgresql" => rest.starts_with("//") && rest.len() > 2,
            _ => false,
        };
        known.then(|| Self(text.to_owned()))
    }

    /// A `SQLite` file that is made when it is not there.
    pub fn sqlite_file(path: &Path) -> Self {
        // The path stands in a URL: what would end it is escaped.
        let path = path.display().to_string().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
        Self(format!("sqlite://{path}?mode=rwc"))
    }

    /// The whole address, with user and password; for the database driver only.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether nobody on the way can read or change what is said to the server: it is this machine, or proves who it is.
    pub fn is_protected(&self) -> bool {
        // As the driver reads it, with the variables that it heeds (PGHOST, PGSSLMODE).
        self.0.parse::<PgConnectOptions>().is_ok_and(|server| {
            let here = server.get_socket().is_some() || is_loopback(server.get_host());
            here || matches!(server.get_ssl_mode(), PgSslMode::VerifyCa | PgSslMode::VerifyFull)
        })
    }

    /// Whether it names a `PostgreSQL` server.
    pub fn is_postgres(&self) -> bool {
        self.0.starts_with("postgres")
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_postgres() {
            return f.write_str(&self.0);
        }
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("postgres", ""));
        let (before_options, options) = rest.split_once('?').unwrap_or((rest, ""));
        // An at-sign after a question mark: the password may hold either, so no part is surely harmless.
        if options.contains('@') {
            return write!(f, "{scheme}://***");
        }
        match before_options.rsplit_once('@') {
            Some((_, place)) => write!(f, "{scheme}://***@{place}"),
            None => write!(f, "{scheme}://{before_options}"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The address at which people find the service: `http` or `https`, a host, perhaps a port and a path;
/// never a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Reads an address; `None` when it has no host, or has a user, a query or a fragment.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_end_matches('/');
        let (_, rest) = web_scheme(text)?;
        let (authority, _) = rest.split_once('/').unwrap_or((rest, ""));
        let clean =
            rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '@' | '\\' | '"' | '<' | '>'));
        (clean && is_authority(authority)).then(|| Self(text.to_owned()))
    }

    /// This machine, on the default port.
    pub fn local() -> Self {
        Self("http://127.0.0.1:8080".to_owned())
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether browsers reach it over TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// An origin as browsers write it (`https://host` or `https://host:port`), else `None`.
pub(super) fn parse_origin(text: &str) -> Option<String> {
    let (_, authority) = web_scheme(text)?;
    let clean = authority.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    (clean && is_authority(authority)).then(|| text.to_ascii_lowercase())
}

/// Whether `host` is this machine itself, so that nothing said to it crosses a network.
pub(super) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn web_scheme(text: &str) -> Option<(&str, &str)> {
    text.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))
}

fn is_authority(text: &str) -> bool {
    // A colon inside brackets belongs to an IPv6 address, not to a port.
    let after_bracket = text.rfind(']').map_or(0, |at| at + 1);
    let (host, port) = match text.get(after_bracket..).and_then(|tail| tail.rfind(':')) {
        Some(colon) => (text.get(..after_bracket + colon), text.get(after_bracket + colon + 1..)),
        None => (Some(text), None),
    };
    host.is_some_and(|host| !host.is_empty()) && port.is_none_or(|port| port.parse::<u16>().is_ok())
}
