//! What production refuses.

use super::super::{Config, ConfigProblems};
use super::{load, refused};

/// A file that surely exists, in place of a key: whether it holds one is found out when it is opened.
const EXISTING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");

const COMPLETE: [(&str, &str); 7] = [
    ("REGIEKRING_PROFILE", "production"),
    ("REGIEKRING_DATABASE__URL", "postgres://regie:geheim@db.example/regie?sslmode=verify-full"),
    ("REGIEKRING_PUBLIC_URL", "https://regie.example"),
    ("REGIEKRING_KEYS__FILE", EXISTING),
    ("REGIEKRING_AUDIT__KEY_FILE", EXISTING),
    ("REGIEKRING_MAIL__MODE", "smtp"),
    ("REGIEKRING_MAIL__HOST", "relay.example"),
];

fn changed(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = COMPLETE.into_iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes.iter().copied()).collect()
}

/// A complete production service, with `changes`.
pub(super) fn with_all_it_needs(changes: &[(&'static str, &'static str)]) -> Result<Config, ConfigProblems> {
    load(None, &changed(changes))
}

#[test]
fn a_complete_set_is_accepted() {
    with_all_it_needs(&[]).unwrap();
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let nothing = [
        ("REGIEKRING_PROFILE", "production"),
        ("REGIEKRING_KEYS__FILE", "no/such.pem"),
        ("REGIEKRING_AUDIT__KEY_FILE", "no/such"),
    ];
    let names = refused(None, &nothing);
    assert_eq!(names, ["audit.key_file", "database.url", "keys.file", "mail.mode", "public_url"]);
}

#[test]
fn each_unsafe_choice_is_refused() {
    for (variable, value, name) in [
        ("REGIEKRING_DATABASE__URL", "sqlite://data/regiekring.db", "database.url"),
        ("REGIEKRING_PUBLIC_URL", "http://regie.example", "public_url"),
        ("REGIEKRING_KEYS__FILE", "no/such.pem", "keys.file"),
        ("REGIEKRING_AUDIT__KEY_FILE", "no/such", "audit.key_file"),
        ("REGIEKRING_MAIL__MODE", "files", "mail.mode"),
        ("REGIEKRING_MAIL__MODE", "memory", "mail.mode"),
        ("REGIEKRING_MAIL__TLS", "none", "mail.tls"),
    ] {
        assert_eq!(refused(None, &changed(&[(variable, value)])), [name], "{value}");
    }
}

#[test]
fn mail_may_go_unprotected_to_the_machine_itself_only() {
    let plain = ("REGIEKRING_MAIL__TLS", "none");
    for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"] {
        with_all_it_needs(&[plain, ("REGIEKRING_MAIL__HOST", host)]).unwrap();
    }
    for host in ["10.0.0.1", "localhost.example", "0.0.0.0"] {
        let variables = changed(&[plain, ("REGIEKRING_MAIL__HOST", host)]);
        assert_eq!(refused(None, &variables), ["mail.tls"], "{host}");
    }
}

#[test]
fn the_database_is_on_the_machine_itself_or_proves_who_it_is() {
    let url = |url: &'static str| changed(&[("REGIEKRING_DATABASE__URL", url)]);
    for allowed in [
        "postgres://db.example/regie?sslmode=verify-ca&sslrootcert=/etc/regie/ca.pem",
        "postgres://regie:geheim@db.example:5433/regie?sslmode=verify-full",
        "postgres://localhost/regie",
        "postgres://127.0.0.1/regie?sslmode=disable",
        "postgres://[::1]/regie",
        "postgres:///regie?host=/run/postgresql",
        "postgres://%2Frun%2Fpostgresql/regie",
    ] {
        load(None, &url(allowed)).unwrap();
    }
    for refused_url in [
        "postgres://db.example/regie",
        "postgres://db.example/regie?sslmode=prefer",
        "postgres://db.example/regie?sslmode=require",
        "postgres://10.0.0.1/regie?sslmode=disable",
        "postgres://localhost.example/regie",
        "postgres://localhost/regie?host=db.example",
        "postgres://db.example/regie?sslmode=verify-fully",
    ] {
        assert_eq!(refused(None, &url(refused_url)), ["database.url"], "{refused_url}");
    }
}

#[test]
fn the_query_editor_is_there_when_asked_for() {
    assert!(with_all_it_needs(&[("REGIEKRING_HTTP__GRAPHIQL", "true")]).unwrap().http.graphiql);
}

#[test]
fn whose_pages_may_call_is_said_by_name() {
    assert_eq!(refused(None, &changed(&[("REGIEKRING_HTTP__LOOPBACK_ORIGINS", "true")])), ["http.loopback_origins"]);
}

#[test]
fn a_missing_key_comes_with_the_way_to_make_one() {
    let problems = with_all_it_needs(&[("REGIEKRING_KEYS__FILE", "no/such.pem")]).unwrap_err();
    let text = problems.to_string();
    assert!(text.contains("openssl genpkey -algorithm ed25519 -out 'no/such.pem'"), "{text}");
}

#[test]
fn attachments_go_protected_or_stay_on_the_machine() {
    let s3 = |endpoint: &'static str| {
        changed(&[
            ("REGIEKRING_ATTACHMENTS__STORE", "s3"),
            ("REGIEKRING_ATTACHMENTS__ENDPOINT", endpoint),
            ("REGIEKRING_ATTACHMENTS__BUCKET", "bijlagen"),
            ("REGIEKRING_ATTACHMENTS__ACCESS_KEY_ID", "regie"),
            ("REGIEKRING_ATTACHMENTS__SECRET_ACCESS_KEY", "geheim"),
        ])
    };
    for endpoint in ["https://opslag.example", "http://127.0.0.1:9000", "http://[::1]:9000", "http://localhost"] {
        load(None, &s3(endpoint)).unwrap();
    }
    for endpoint in ["http://opslag.example", "http://10.0.0.1:9000", "http://localhost.example/127.0.0.1"] {
        assert_eq!(refused(None, &s3(endpoint)), ["attachments.endpoint"], "{endpoint}");
    }
}

#[test]
fn a_store_on_the_network_needs_all_of_its_settings() {
    let names = refused(None, &[("REGIEKRING_ATTACHMENTS__STORE", "s3")]);
    let needed = ["access_key_id", "bucket", "endpoint", "secret_access_key"];
    assert_eq!(names, needed.map(|name| format!("attachments.{name}")));
}
