//! What the production profile demands before it starts.

use super::reading::Reader;
use super::values::is_loopback;
use super::{Config, MailTls, MailTransport};
use super::{attachments, audit};

/// Refuses each setting that is fit for trying out only.
pub(super) fn check(config: &Config, reader: &mut Reader) {
    if !config.database.url.is_postgres() {
        reader.refuse("database.url", "production needs a PostgreSQL server");
    } else if !config.database.url.is_protected() {
        let reason = "production needs sslmode=verify-full (or verify-ca) to a server on another machine, \
            with sslrootcert=FILE for a certificate authority of your own";
        reader.refuse("database.url", reason);
    }
    if !config.public_url.is_https() {
        reader.refuse("public_url", "production needs an https address");
    }
    if config.http.loopback_origins {
        reader.refuse("http.loopback_origins", "production names its origins in http.allowed_origins");
    }
    attachments::check(&config.attachments, reader);
    if !config.keys.file.is_file() {
        let file = config.keys.file.display();
        reader.refuse(
            "keys.file",
            format!(
                "production needs an existing key; make one with: \
                 openssl genpkey -algorithm ed25519 -out '{file}' && chmod 600 '{file}'"
            ),
        );
    }
    audit::check(&config.audit, reader);
    match &config.mail.transport {
        MailTransport::Smtp(smtp) => {
            if smtp.tls == MailTls::None && !smtp.host.is_empty() && !is_loopback(&smtp.host) {
                reader.refuse("mail.tls", "production needs starttls or implicit to a server on another machine");
            }
        }
        MailTransport::Files { .. } | MailTransport::Memory => {
            reader.refuse("mail.mode", "production needs smtp");
        }
    }
}
