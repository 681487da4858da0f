//! The settings in force, for a person to read.

use super::{
    Config, Database, Figures, Http, Keys, Log, LogFormat, Mail, MailTls, MailTransport, Profile, SignIn, Tokens,
    attachments, audit, budget as budgets,
};

/// Each setting's name and value. The structs are taken apart field by field, so that a new field does
/// not compile until it is shown – and a test then demands that it is documented.
pub(super) fn shown(config: &Config) -> Vec<(&'static str, String)> {
    let Config {
        profile,
        listen,
        public_url,
        database,
        attachments,
        keys,
        audit,
        tokens,
        mail,
        http,
        budget,
        sign_in,
        figures,
        log,
    } = config;
    let Database { url, max_connections } = database;
    let Keys { file, retired } = keys;
    let Tokens { access_minutes, refresh_days, kept_days, audience } = tokens;
    let SignIn { free_tries } = sign_in;
    let Figures { smallest_group } = figures;
    let Log { format, filter } = log;
    let retired: Vec<String> = retired.iter().map(|path| path.display().to_string()).collect();
    let mut lines = vec![
        ("profile", profile_name(*profile).to_owned()),
        ("listen", listen.to_string()),
        ("public_url", public_url.as_str().to_owned()),
        ("database.url", url.to_string()),
        ("database.max_connections", max_connections.to_string()),
    ];
    lines.extend(attachments::lines(attachments));
    lines.extend([("keys.file", file.display().to_string()), ("keys.retired", retired.join(","))]);
    lines.extend(audit::lines(audit));
    lines.extend([
        ("tokens.access_minutes", access_minutes.to_string()),
        ("tokens.refresh_days", refresh_days.to_string()),
        ("tokens.kept_days", kept_days.to_string()),
        ("tokens.audience", audience.clone()),
    ]);
    lines.extend(mail_lines(mail));
    lines.extend(http_lines(http));
    lines.extend(budgets::lines(budget));
    lines.extend([
        ("sign_in.free_tries", free_tries.to_string()),
        ("figures.smallest_group", smallest_group.to_string()),
        ("log.format", format_name(*format).to_owned()),
        ("log.filter", filter.clone()),
    ]);
    lines
}

fn mail_lines(mail: &Mail) -> [(&'static str, String); 10] {
    let Mail { from, poll_seconds, transport } = mail;
    let (mode, folder, smtp) = match transport {
        MailTransport::Files { folder } => ("files", folder.display().to_string(), None),
        MailTransport::Memory => ("memory", String::new(), None),
        MailTransport::Smtp(smtp) => ("smtp", String::new(), Some(smtp)),
    };
    let login = smtp.and_then(|smtp| smtp.login.as_ref());
    [
        ("mail.mode", mode.to_owned()),
        ("mail.folder", folder),
        ("mail.from", from.clone()),
        ("mail.host", smtp.map(|smtp| smtp.host.clone()).unwrap_or_default()),
        ("mail.port", smtp.map(|smtp| smtp.port.to_string()).unwrap_or_default()),
        ("mail.tls", smtp.map(|smtp| tls_name(smtp.tls).to_owned()).unwrap_or_default()),
        ("mail.username", login.map(|login| login.username.clone()).unwrap_or_default()),
        ("mail.password", login.map(|login| login.password.to_string()).unwrap_or_default()),
        (
            "mail.trusted_certificates",
            smtp.and_then(|smtp| smtp.trusted_certificates.as_ref())
                .map(|file| file.display().to_string())
                .unwrap_or_default(),
        ),
        ("mail.poll_seconds", poll_seconds.to_string()),
    ]
}

fn http_lines(http: &Http) -> [(&'static str, String); 6] {
    let Http { workers, graphiql, allowed_origins, loopback_origins, trusted_proxies, body_limit_bytes } = http;
    let trusted_proxies: Vec<String> = trusted_proxies.iter().map(ToString::to_string).collect();
    [
        ("http.workers", workers.to_string()),
        ("http.graphiql", graphiql.to_string()),
        ("http.allowed_origins", allowed_origins.join(",")),
        ("http.loopback_origins", loopback_origins.to_string()),
        ("http.trusted_proxies", trusted_proxies.join(",")),
        ("http.body_limit_bytes", body_limit_bytes.to_string()),
    ]
}

fn profile_name(profile: Profile) -> &'static str {
    match profile {
        Profile::Development => "development",
        Profile::Production => "production",
    }
}

fn tls_name(tls: MailTls) -> &'static str {
    match tls {
        MailTls::None => "none",
        MailTls::StartTls => "starttls",
        MailTls::Implicit => "implicit",
    }
}

fn format_name(format: LogFormat) -> &'static str {
    match format {
        LogFormat::Json => "json",
        LogFormat::Text => "text",
    }
}
