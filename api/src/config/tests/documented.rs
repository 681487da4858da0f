//! The table of settings tells the truth.

use std::collections::BTreeSet;

use super::super::{Config, SETTINGS};
use super::load;

#[test]
fn every_field_is_documented_and_everything_documented_is_a_field() {
    let shown: BTreeSet<_> = load(None, &[]).unwrap().shown().into_iter().map(|(name, _)| name).collect();
    let documented: BTreeSet<_> = SETTINGS.iter().map(|setting| setting.name).collect();
    assert_eq!(shown, documented);
    assert_eq!(documented.len(), SETTINGS.len(), "a name stands there twice");
}

#[test]
fn the_documented_defaults_are_the_real_ones() {
    let files = load(None, &[]).unwrap();
    let smtp = [("REGIEKRING_MAIL__MODE", "smtp"), ("REGIEKRING_MAIL__HOST", "relay.example")];
    let smtp = load(None, &smtp).unwrap();
    for setting in SETTINGS {
        // The protection of mail has a default only where there is a mail server.
        let config = if setting.name == "mail.tls" { &smtp } else { &files };
        let (_, value) = config.shown().into_iter().find(|(name, _)| *name == setting.name).unwrap();
        assert_eq!(value, setting.default, "{}", setting.name);
    }
}

/// A value other than the default for each setting, in the order of the table.
const VALUES: &[(&str, &str)] = &[
    ("profile", "development"),
    ("listen", "[::1]:9000"),
    ("public_url", "https://regie.example/dienst"),
    ("database.url", "postgres://db.example/regie"),
    ("database.max_connections", "3"),
    ("attachments.max_bytes", "4096"),
    ("attachments.store", "s3"),
    ("attachments.endpoint", "https://opslag.example"),
    ("attachments.bucket", "bijlagen"),
    ("attachments.region", "eu-west-1"),
    ("attachments.access_key_id", "regie"),
    ("attachments.secret_access_key", "***"),
    ("attachments.path_style", "false"),
    ("keys.file", "/etc/regie/key.pem"),
    ("keys.retired", "/etc/regie/a.pem,/etc/regie/b.pem"),
    ("audit.key_file", "/etc/regie/audit"),
    ("audit.retired_keys", "/etc/regie/audit-1,/etc/regie/audit-2"),
    ("audit.anchor_file", "/mnt/elders/anker"),
    ("audit.checkpoint_seconds", "30"),
    ("audit.security_days", "90"),
    ("tokens.access_minutes", "5"),
    ("tokens.refresh_days", "7"),
    ("tokens.kept_days", "14"),
    ("tokens.audience", "proef"),
    ("mail.mode", "smtp"),
    ("mail.folder", ""),
    ("mail.from", "post@regie.example"),
    ("mail.host", "relay.example"),
    ("mail.port", "2525"),
    ("mail.tls", "implicit"),
    ("mail.username", "regie"),
    ("mail.password", "***"),
    ("mail.trusted_certificates", "tls/gemeente.pem"),
    ("mail.poll_seconds", "60"),
    ("http.workers", "4"),
    ("http.graphiql", "false"),
    ("http.allowed_origins", "https://a.example,http://localhost:3000"),
    ("http.loopback_origins", "true"),
    ("http.trusted_proxies", "10.0.0.0/8,2001:db8::/48"),
    ("http.body_limit_bytes", "4096"),
    ("budget.fields", "1"),
    ("budget.introspection", "false"),
    ("budget.introspection_fields", "2"),
    ("budget.statements", "3"),
    ("budget.answer_bytes", "4"),
    ("budget.seconds", "5"),
    ("budget.price", "6"),
    ("budget.acts", "7"),
    ("budget.list_items", "8"),
    ("budget.large_answers", "9"),
    ("sign_in.free_tries", "1000"),
    ("figures.smallest_group", "25"),
    ("log.format", "json"),
    ("log.filter", "warn,api=debug"),
];

#[test]
fn every_setting_can_be_set_by_its_variable() {
    assert_eq!(VALUES.len(), SETTINGS.len());
    let variables: Vec<(String, String)> = VALUES
        .iter()
        .map(|(name, value)| {
            let setting = SETTINGS.iter().find(|setting| setting.name == *name).unwrap();
            (setting.environment(), (*value).to_owned())
        })
        .collect();
    let config = Config::load(None, || variables.clone()).unwrap();
    let expected: Vec<_> = VALUES.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    assert_eq!(config.shown(), expected);
}

#[test]
fn the_text_names_each_setting_its_variable_and_default() {
    let text = Config::documentation();
    assert!(text.contains("\nmail.poll_seconds  (REGIEKRING_MAIL__POLL_SECONDS)\n"), "{text}");
    assert!(text.contains("value: a whole number from 1 to 3600; default: 5\n"), "{text}");
    assert!(text.contains("default: not set\n"), "{text}");
}
