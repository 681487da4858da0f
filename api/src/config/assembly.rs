//! Builds a [`Config`] from what was read: each setting, else its default.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use tracing_subscriber::EnvFilter;

use super::reading::Reader;
use super::values::parse_origin;
use super::{
    Config, Database, DatabaseUrl, Figures, Http, Keys, Log, LogFormat, Login, Mail, MailTls, MailTransport, Profile,
    PublicUrl, Secret, SignIn, Smtp, Tokens,
};
use super::{attachments, audit, budget};

/// Reads every setting. What is refused is replaced by its default, so that reading goes on and the other
/// problems come to light as well; the reader remembers the refusal.
pub(super) fn assemble(reader: &mut Reader) -> Config {
    let default = Config::development(Path::new("data"));
    let profile = reader.text("profile", profile).unwrap_or(default.profile);
    Config {
        profile,
        listen: reader.text("listen", |text| text.parse().ok()).unwrap_or(default.listen),
        public_url: reader.text("public_url", PublicUrl::parse).unwrap_or(default.public_url),
        database: Database {
            url: reader.text("database.url", DatabaseUrl::parse).unwrap_or(default.database.url),
            max_connections: reader
                .number("database.max_connections", 1..=200)
                .unwrap_or(default.database.max_connections),
        },
        attachments: attachments::read(reader, default.attachments),
        keys: Keys {
            file: reader.text("keys.file", path).unwrap_or(default.keys.file),
            retired: reader.list("keys.retired", path).unwrap_or_default(),
        },
        audit: audit::read(reader, default.audit),
        tokens: tokens(reader, default.tokens),
        mail: mail(reader, default.mail),
        http: http(reader, profile, &default.http),
        budget: budget::read(reader, &default.budget),
        sign_in: SignIn {
            free_tries: reader
                .number::<u32>("sign_in.free_tries", 1..=1_000_000)
                .and_then(|attempts| attempts.try_into().ok())
                .unwrap_or(default.sign_in.free_tries),
        },
        figures: Figures {
            smallest_group: reader.number("figures.smallest_group", 5..=1000).unwrap_or(default.figures.smallest_group),
        },
        log: log(reader, profile, default.log),
    }
}

fn tokens(reader: &mut Reader, default: Tokens) -> Tokens {
    Tokens {
        access_minutes: reader.number("tokens.access_minutes", 1..=60).unwrap_or(default.access_minutes),
        refresh_days: reader.number("tokens.refresh_days", 1..=90).unwrap_or(default.refresh_days),
        kept_days: reader.number("tokens.kept_days", 1..=3650).unwrap_or(default.kept_days),
        audience: reader.text("tokens.audience", some_text).unwrap_or(default.audience),
    }
}

fn mail(reader: &mut Reader, default: Mail) -> Mail {
    let from = reader.text("mail.from", sender).unwrap_or(default.from);
    let poll_seconds = reader.number("mail.poll_seconds", 1..=3600).unwrap_or(default.poll_seconds);
    // All settings are read in every mode, so that a wrong one is not kept for the day the mode changes.
    let folder = reader.text("mail.folder", path);
    let smtp = smtp(reader);
    let transport = match reader.text("mail.mode", mode) {
        None | Some(Mode::Files) => folder.map_or(default.transport, |folder| MailTransport::Files { folder }),
        Some(Mode::Memory) => MailTransport::Memory,
        Some(Mode::Smtp) => {
            if !reader.is_set("mail.host") {
                reader.refuse("mail.host", "mode smtp needs a mail server");
            }
            MailTransport::Smtp(smtp)
        }
    };
    Mail { from, poll_seconds, transport }
}

fn smtp(reader: &mut Reader) -> Smtp {
    let tls = reader.text("mail.tls", tls).unwrap_or(MailTls::StartTls);
    let host = reader.text("mail.host", host).unwrap_or_default();
    let port = reader.number("mail.port", 1..=65_535).unwrap_or_else(|| tls.usual_port());
    let username = reader.text("mail.username", some_text);
    let password = reader.text("mail.password", |text| some_text(text).map(Secret::new));
    if reader.is_set("mail.username") != reader.is_set("mail.password") {
        let missing = if reader.is_set("mail.username") { "mail.password" } else { "mail.username" };
        reader.refuse(missing, "mail.username and mail.password go together");
    }
    let login = username.zip(password).map(|(username, password)| Login { username, password });
    let trusted_certificates = reader.text("mail.trusted_certificates", path);
    Smtp { host, port, tls, login, trusted_certificates }
}

fn http(reader: &mut Reader, profile: Profile, default: &Http) -> Http {
    let graphiql = profile == Profile::Development && default.graphiql;
    Http {
        workers: reader.number("http.workers", 0..=512).unwrap_or(default.workers),
        graphiql: reader.switch("http.graphiql").unwrap_or(graphiql),
        allowed_origins: reader.list("http.allowed_origins", parse_origin).unwrap_or_default(),
        loopback_origins: reader.switch("http.loopback_origins").unwrap_or(default.loopback_origins),
        trusted_proxies: reader.list("http.trusted_proxies", network).unwrap_or_default(),
        body_limit_bytes: reader.number("http.body_limit_bytes", 1024..=16_777_216).unwrap_or(default.body_limit_bytes),
    }
}

fn log(reader: &mut Reader, profile: Profile, default: Log) -> Log {
    let format = match profile {
        Profile::Development => default.format,
        Profile::Production => LogFormat::Json,
    };
    Log {
        format: reader.text("log.format", log_format).unwrap_or(format),
        filter: reader.text("log.filter", filter).unwrap_or(default.filter),
    }
}

enum Mode {
    Files,
    Smtp,
    Memory,
}

fn mode(text: &str) -> Option<Mode> {
    match text {
        "files" => Some(Mode::Files),
        "smtp" => Some(Mode::Smtp),
        "memory" => Some(Mode::Memory),
        _ => None,
    }
}

fn profile(text: &str) -> Option<Profile> {
    match text {
        "development" => Some(Profile::Development),
        "production" => Some(Profile::Production),
        _ => None,
    }
}

fn tls(text: &str) -> Option<MailTls> {
    match text {
        "none" => Some(MailTls::None),
        "starttls" => Some(MailTls::StartTls),
        "implicit" => Some(MailTls::Implicit),
        _ => None,
    }
}

fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "json" => Some(LogFormat::Json),
        "text" => Some(LogFormat::Text),
        _ => None,
    }
}

fn filter(text: &str) -> Option<String> {
    EnvFilter::try_new(text).ok().and_then(|_| some_text(text))
}

pub(super) fn path(text: &str) -> Option<PathBuf> {
    some_text(text).map(PathBuf::from)
}

fn host(text: &str) -> Option<String> {
    some_text(text).filter(|text| text.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]_".contains(c)))
}

/// A sender: whether the address is really well formed is for the mailer to say when it starts.
fn sender(text: &str) -> Option<String> {
    let address = match text.split_once('<') {
        Some((_, rest)) => rest.strip_suffix('>')?,
        None => text,
    };
    let (local, domain) = address.split_once('@')?;
    let plain = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "<>@,".contains(c));
    (plain(local) && plain(domain) && !text.contains(char::is_control)).then(|| text.to_owned())
}

/// A network (`10.0.0.0/8`) or one address.
fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

fn some_text(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}
