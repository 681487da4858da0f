//! Wrong values are refused by name, all at once, and never repeated.

use super::super::{DatabaseUrl, Origin, PublicUrl};
use super::{SettingsFile, load, problems, refused};

/// Values that each setting must refuse, from a variable.
const WRONG: &[(&str, &[&str])] = &[
    ("PROFILE", &["prod", "Production", " "]),
    ("LISTEN", &["8080", "localhost:8080", "127.0.0.1", "127.0.0.1:99999"]),
    (
        "PUBLIC_URL",
        &[
            "regie.example",
            "ftp://regie.example",
            "https://",
            "https://u:p@regie.example",
            "https://a.example?x",
            "https://a b",
        ],
    ),
    ("DATABASE__URL", &["regiekring.db", "mysql://x", "sqlite:", "sqlite://", "postgres://", "postgres:x"]),
    ("DATABASE__MAX_CONNECTIONS", &["0", "201", "-1", "8.5", "veel"]),
    ("ATTACHMENTS__MAX_BYTES", &["1023", "52428801", "10 MiB"]),
    ("ATTACHMENTS__STORE", &["S3", "folder"]),
    ("ATTACHMENTS__ENDPOINT", &["opslag.example", "s3://bijlagen", "https://u:p@opslag.example"]),
    ("ATTACHMENTS__BUCKET", &["ab", "Bijlagen", "bij/lagen"]),
    ("ATTACHMENTS__REGION", &["eu west"]),
    ("ATTACHMENTS__ACCESS_KEY_ID", &["regie kring"]),
    ("ATTACHMENTS__SECRET_ACCESS_KEY", &["ge heim"]),
    ("ATTACHMENTS__PATH_STYLE", &["yes"]),
    ("KEYS__FILE", &["  "]),
    ("TOKENS__ACCESS_MINUTES", &["0", "61", "ten"]),
    ("TOKENS__REFRESH_DAYS", &["0", "91"]),
    ("TOKENS__AUDIENCE", &[" "]),
    ("MAIL__MODE", &["sendmail", "SMTP"]),
    ("MAIL__FROM", &["regiekring", "@localhost", "a@b c", "Name <a@b", "a@b\nBcc: c@d", "a@b@c"]),
    ("MAIL__HOST", &["smtp://relay", "relay example", "relay/"]),
    ("MAIL__PORT", &["0", "65536", "smtp"]),
    ("MAIL__TLS", &["true", "ssl"]),
    ("MAIL__POLL_SECONDS", &["0", "3601"]),
    ("HTTP__WORKERS", &["-1", "513"]),
    ("HTTP__GRAPHIQL", &["yes", "1"]),
    ("HTTP__ALLOWED_ORIGINS", &["*", "regie.example", "https://a.example/", "https://a.example,null", "https://:80"]),
    ("HTTP__BODY_LIMIT_BYTES", &["1023", "16777217"]),
    ("BUDGET__FIELDS", &["0", "10000001", "many"]),
    ("BUDGET__INTROSPECTION", &["yes"]),
    ("BUDGET__INTROSPECTION_FIELDS", &["0", "10000001"]),
    ("BUDGET__STATEMENTS", &["0", "1000001"]),
    ("BUDGET__ANSWER_BYTES", &["0", "2 MiB"]),
    ("BUDGET__SECONDS", &["0", "301"]),
    ("BUDGET__PRICE", &["0", "-5"]),
    ("BUDGET__ACTS", &["0", "101"]),
    ("BUDGET__LIST_ITEMS", &["0", "100001"]),
    ("BUDGET__LARGE_ANSWERS", &["0", "1001"]),
    ("SIGN_IN__FREE_TRIES", &["0", "1000001"]),
    ("LOG__FORMAT", &["pretty"]),
    ("LOG__FILTER", &["api=loudly", " "]),
];

#[test]
fn each_wrong_value_is_refused_by_name_and_origin() {
    for (variable, values) in WRONG {
        let variable = format!("REGIEKRING_{variable}");
        for value in *values {
            let found = problems(None, &[(&variable, value)]);
            assert_eq!(found.len(), 1, "{variable}={value:?}: {found:?}");
            assert_eq!(found[0].origin, Origin::Variable(variable.clone()), "{value:?}");
            assert!(found[0].reason.starts_with("expected "), "{}", found[0]);
        }
    }
}

#[test]
fn all_wrong_values_are_told_at_once() {
    let variables: Vec<_> = WRONG.iter().map(|(name, values)| (format!("REGIEKRING_{name}"), values[0])).collect();
    let variables: Vec<_> = variables.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(problems(None, &variables).len(), WRONG.len());
}

#[test]
fn unknown_settings_are_refused_in_both_places() {
    let file =
        SettingsFile::new("unknown", "listen = 'x'\nmail = 3\n[http]\nport = 1\n[colour]\n[tokens.deep]\nx = 1\n");
    let names = refused(Some(file.path()), &[("REGIEKRING_MAIL", "x"), ("REGIEKRING_DATABASE_URL", "x")]);
    assert_eq!(names, ["colour", "database_url", "http.port", "listen", "mail", "mail", "tokens.deep.x"]);
}

#[test]
fn the_file_has_real_kinds() {
    let file = SettingsFile::new(
        "kinds",
        "listen = 8080\n[tokens]\naccess_minutes = '10'\nrefresh_days = 1.5\naudience = ['a']\n\
         [http]\ngraphiql = 'true'\nallowed_origins = 'https://a.example'\n[keys.file]\nx = 1\n",
    );
    let names = refused(Some(file.path()), &[]);
    let expected = [
        "http.allowed_origins",
        "http.graphiql",
        "keys.file.x",
        "listen",
        "tokens.access_minutes",
        "tokens.audience",
        "tokens.refresh_days",
    ];
    assert_eq!(names, expected);
    let text = load(Some(file.path()), &[]).unwrap_err().to_string();
    let line = format!("listen: expected an address and port (set in {})", file.0.display());
    assert!(text.lines().any(|found| found.trim() == line), "{text}");
}

#[test]
fn secrets_are_never_repeated() {
    const SECRET: &str = "hunter2hunter2";
    let broken_toml = SettingsFile::new("secret-broken", &format!("[mail]\nmode = 'files'\npassword = '{SECRET}\n"));
    let wrong_kind = SettingsFile::new("secret-kind", &format!("[mail]\npassword = ['{SECRET}']\n[{SECRET}]\n"));
    let url = format!("mysql://regie:{SECRET}@db.example/regie");
    for found in [
        load(Some(broken_toml.path()), &[]),
        load(None, &[("REGIEKRING_DATABASE__URL", &url)]),
        load(None, &[("REGIEKRING_MAIL__PASSWORD", SECRET)]),
    ] {
        let problems = found.unwrap_err();
        assert!(!format!("{problems} {problems:?}").contains(SECRET), "{problems}");
    }
    let place = load(Some(broken_toml.path()), &[]).unwrap_err().to_string();
    assert!(place.contains("not valid TOML at line 3"), "{place}");
    let kind =
        problems(Some(wrong_kind.path()), &[]).into_iter().find(|found| found.setting == "mail.password").unwrap();
    assert!(!kind.to_string().contains(SECRET), "{kind}");
}

#[test]
fn settings_in_force_can_be_printed_without_their_secrets() {
    const SECRET: &str = "hunter2hunter2";
    let url = format!("postgres://regie:{SECRET}@db.example:5432/regie?sslmode=require");
    let config = load(
        None,
        &[
            ("REGIEKRING_DATABASE__URL", &url),
            ("REGIEKRING_MAIL__MODE", "smtp"),
            ("REGIEKRING_MAIL__HOST", "relay.example"),
            ("REGIEKRING_MAIL__USERNAME", "dienst"),
            ("REGIEKRING_MAIL__PASSWORD", SECRET),
        ],
    )
    .unwrap();
    let all = format!("{config:?} {:?}", config.shown());
    assert!(!all.contains(SECRET), "{all}");
    assert!(all.contains("postgres://***@db.example:5432/regie"), "{all}");
    assert_eq!(config.database.url.expose(), url);
}

#[test]
fn a_password_with_signs_of_its_own_stays_hidden() {
    for url in [
        "postgres://u:se/cret@host/db",
        "postgres://u:se@cret@host/db",
        "postgres://u:se?cret@host/db",
        "postgres://u:se#cret@host/db",
        "postgres://host/db?user=u&password=secret",
        "postgres://host/db?password=se@cret",
    ] {
        let shown = DatabaseUrl::parse(url).unwrap().to_string();
        assert!(!shown.contains("se") && !shown.contains("cret"), "{url} is shown as {shown}");
    }
    let file = DatabaseUrl::sqlite_file(std::path::Path::new("/srv/50%/a?b#c.db"));
    assert_eq!(file.to_string(), "sqlite:///srv/50%25/a%3Fb%23c.db?mode=rwc");
}

#[test]
fn a_public_address_loses_its_last_slash() {
    let url = PublicUrl::parse("https://regie.example:8443/dienst/").unwrap();
    assert_eq!(url.as_str(), "https://regie.example:8443/dienst");
    assert!(url.is_https());
    assert!(PublicUrl::parse("http://[::1]:8080").is_some());
    assert!(PublicUrl::parse("http://[::1]").is_some());
}
