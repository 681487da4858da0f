//! The file, the environment over it, the defaults below both.

use std::path::Path;

use super::super::{Config, Login, MailTls, MailTransport, Origin, Profile, Secret};
use super::{SettingsFile, load, problems, refused};

#[test]
fn nothing_set_is_the_development_service() {
    assert_eq!(load(None, &[]).unwrap(), Config::development(Path::new("data")));
}

#[test]
fn other_variables_of_the_machine_do_not_matter() {
    let variables = [("PATH", "/bin"), ("DATABASE__URL", "x"), ("regiekring_listen", "x"), ("REGIEKRINGS", "x")];
    assert_eq!(load(None, &variables).unwrap(), Config::development(Path::new("data")));
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
    let file = SettingsFile::new(
        "wins",
        "listen = '0.0.0.0:80'\n[tokens]\naccess_minutes = 3\nrefresh_days = 4\n[http]\nallowed_origins = ['https://A.example']\n",
    );
    let config = load(Some(file.path()), &[("REGIEKRING_TOKENS__ACCESS_MINUTES", "9")]).unwrap();
    assert_eq!(config.listen.to_string(), "0.0.0.0:80");
    assert_eq!((config.tokens.access_minutes, config.tokens.refresh_days), (9, 4));
    assert_eq!(config.http.allowed_origins, ["https://a.example"]);
    assert_eq!(config.tokens.audience, "regiekring");
}

#[test]
fn a_variable_can_name_the_file_and_an_argument_goes_before_it() {
    let first = SettingsFile::new("first", "[tokens]\naudience = 'first'\n");
    let second = SettingsFile::new("second", "[tokens]\naudience = 'second'\n");
    let named = [("REGIEKRING_CONFIG", first.0.to_str().unwrap())];
    assert_eq!(load(None, &named).unwrap().tokens.audience, "first");
    assert_eq!(load(Some(second.path()), &named).unwrap().tokens.audience, "second");
}

#[test]
fn an_empty_variable_is_not_set() {
    let file = SettingsFile::new("empty", "[tokens]\naudience = 'file'\n");
    let config = load(Some(file.path()), &[("REGIEKRING_TOKENS__AUDIENCE", ""), ("REGIEKRING_CONFIG", "")]).unwrap();
    assert_eq!(config.tokens.audience, "file");
}

#[test]
fn a_list_can_be_empty() {
    let file = SettingsFile::new("list", "[keys]\nretired = []\n[http]\n");
    assert!(load(Some(file.path()), &[]).unwrap().keys.retired.is_empty());
}

#[test]
fn a_mail_server_is_read_with_its_usual_port_and_login() {
    let server = [("REGIEKRING_MAIL__MODE", "smtp"), ("REGIEKRING_MAIL__HOST", "relay.example")];
    for (tls, port) in [("none", 25), ("starttls", 587), ("implicit", 465)] {
        let config = load(None, &[server[0], server[1], ("REGIEKRING_MAIL__TLS", tls)]).unwrap();
        let MailTransport::Smtp(smtp) = config.mail.transport else { panic!("not smtp") };
        assert_eq!((smtp.port, smtp.login), (port, None));
    }
    let login = [("REGIEKRING_MAIL__USERNAME", "dienst"), ("REGIEKRING_MAIL__PASSWORD", "g3heim")];
    let config = load(None, &[&server[..], &login[..]].concat()).unwrap();
    let MailTransport::Smtp(smtp) = config.mail.transport else { panic!("not smtp") };
    assert_eq!(smtp.tls, MailTls::StartTls);
    let expected = Login { username: "dienst".to_owned(), password: Secret::new("g3heim".to_owned()) };
    assert_eq!(smtp.login, Some(expected));
}

#[test]
fn half_a_login_or_no_server_is_refused() {
    let smtp = ("REGIEKRING_MAIL__MODE", "smtp");
    let host = ("REGIEKRING_MAIL__HOST", "relay.example");
    assert_eq!(refused(None, &[smtp]), ["mail.host"]);
    assert_eq!(refused(None, &[smtp, host, ("REGIEKRING_MAIL__USERNAME", "x")]), ["mail.password"]);
    assert_eq!(refused(None, &[smtp, host, ("REGIEKRING_MAIL__PASSWORD", "x")]), ["mail.username"]);
}

#[test]
fn a_file_that_cannot_be_read_is_the_only_problem_told() {
    let found = problems(Some(Path::new("no/such/file.toml")), &[("REGIEKRING_LISTEN", "x")]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].origin, Origin::File("no/such/file.toml".into()));
}

#[test]
fn production_has_its_own_defaults_where_development_is_too_free() {
    let production = super::production::with_all_it_needs(&[]).unwrap();
    assert_eq!(production.profile, Profile::Production);
    assert!(!production.http.graphiql);
    assert!(!production.may_make_keys());
    assert_eq!(production.log.format, super::super::LogFormat::Json);
    assert!(Config::development(Path::new("data")).may_make_keys());
}
