//! The service as a whole, on a database and a port of its own.

use std::{net::SocketAddr, path::PathBuf, sync::atomic::Ordering, time::Duration};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::*;
use crate::{
    commands::{
        Anybody,
        account::{Session, sign_in, sign_out},
        person::{Invitee, choose_password, create_administrator, request_password_reset},
    },
    config::{MailTransport, Profile},
    domain::person::Locale,
};

const EMAIL: &str = "beheer@voorbeeld.example";
const PASSWORD: &str = "vier woorden op een rij";

/// A folder of its own for each test, gone afterwards.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("regiekring-app-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    /// One worker, mail in memory, delivered on demand only.
    fn config(&self) -> Config {
        let mut config = Config::development(&self.0);
        config.http.workers = 1;
        config.mail.poll_seconds = 0;
        config.mail.transport = MailTransport::Memory;
        config
    }

    async fn start(&self) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        App::build(self.config(), Parts::system()).await.unwrap().serve(listener).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Status and body of a request, and with a token if there is one.
async fn get(address: SocketAddr, path: &str, token: Option<&str>) -> (u16, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let token = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
    let head = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{token}\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(Duration::from_secs(10), stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

async fn administrator(services: &Services) -> Session {
    let invitee = Invitee { email: EMAIL.to_owned(), name: "Beheer".to_owned(), locale: Locale::Nl };
    let (_, secret) = create_administrator(services, invitee).await.unwrap();
    choose_password(here(services), &secret, PASSWORD).await.unwrap();
    sign_in(here(services), EMAIL, PASSWORD).await.unwrap()
}

fn here(services: &Services) -> Anybody<'_> {
    Anybody::here(services, "test")
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_alive_ready_and_shows_its_key() {
    let place = Place::new("alive");
    let running = place.start().await;
    let address = running.address();
    assert_eq!(get(address, "/healthz", None).await.0, 200);
    assert_eq!(get(address, "/readyz", None).await.0, 200);
    let (status, keys) = get(address, "/.well-known/jwks.json", None).await;
    let keys: Value = serde_json::from_str(&keys).unwrap();
    assert_eq!((status, keys["keys"].as_array().unwrap().len()), (200, 1));
    assert!(place.0.join("signing-key.pem").is_file() && place.0.join("regiekring.db").is_file());
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_opens_the_door_until_it_ends() {
    let place = Place::new("door");
    let running = place.start().await;
    let session = administrator(running.services()).await;
    let query = "/graphql?query=%7B__typename%7D";
    assert_eq!(get(running.address(), query, Some(&session.access.token)).await.0, 200);
    sign_out(running.services(), &session.refresh).await.unwrap();
    assert_eq!(get(running.address(), query, Some(&session.access.token)).await.0, 401);
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_opens_the_door_for_the_person_of_its_session_alone() {
    let place = Place::new("subject");
    let running = place.start().await;
    let services = running.services();
    let session = administrator(services).await;
    let invitee = Invitee { email: "ander@voorbeeld.example".to_owned(), name: "Ander".to_owned(), locale: Locale::Nl };
    let (other, secret) = create_administrator(services, invitee).await.unwrap();
    choose_password(here(services), &secret, PASSWORD).await.unwrap();
    let now = services.clock.now();
    let family = services.tokens.verify(&session.access.token, now).unwrap().family;
    let query = "/graphql?query=%7B__typename%7D";
    for (person, status) in [(session.person, 200), (other.id, 401)] {
        let token = services.tokens.issue(person, family, now).unwrap().token;
        assert_eq!(get(running.address(), query, Some(&token)).await.0, status);
    }
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_database_it_is_alive_but_not_ready() {
    let place = Place::new("pulse");
    let running = place.start().await;
    close(&running.services().database).await;
    assert_eq!(get(running.address(), "/healthz", None).await.0, 200);
    assert_eq!(get(running.address(), "/readyz", None).await.0, 503);
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_leaves_when_it_is_told_to() {
    let place = Place::new("mail");
    let running = place.start().await;
    administrator(running.services()).await;
    request_password_reset(here(running.services()), EMAIL).await.unwrap();
    assert!(running.mailbox().unwrap().mails().is_empty());
    assert_eq!(running.deliver_mail().await.unwrap().sent, 1);
    let mails = running.mailbox().unwrap().take();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("http://127.0.0.1:8080/password-reset?token="));
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_leaves_by_itself_when_the_settings_say_so() {
    let place = Place::new("worker");
    let mut config = place.config();
    config.mail.poll_seconds = 3_600;
    let app = App::build(config, Parts::system()).await.unwrap();
    let mailbox = app.mailbox().unwrap().clone();
    let running = app.serve(TcpListener::bind("127.0.0.1:0").unwrap()).unwrap();
    administrator(running.services()).await;
    request_password_reset(here(running.services()), EMAIL).await.unwrap();
    let delivered = async {
        while mailbox.mails().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(10), delivered).await.expect("an hour's pause was not broken by the bell");
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_ends_everything_and_what_was_done_is_there_at_the_next_start() {
    let place = Place::new("stop");
    let running = place.start().await;
    let address = running.address();
    administrator(running.services()).await;
    timeout(Duration::from_secs(10), running.stop()).await.expect("it did not stop").unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "still listening");
    assert!(!place.0.join("regiekring.db-wal").exists(), "the database was not closed");
    let again = place.start().await;
    sign_in(here(again.services()), EMAIL, PASSWORD).await.unwrap();
    again.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn in_production_missing_tables_are_named_and_not_made() {
    let place = Place::new("tables");
    std::fs::create_dir_all(&place.0).unwrap();
    let mut config = place.config();
    config.profile = Profile::Production;
    let refused = App::build(config.clone(), Parts::system()).await.err().unwrap();
    assert!(matches!(&refused, StartError::NotMigrated { pending, .. } if *pending > 5), "{refused}");
    assert!(refused.to_string().contains("regiekring migrate"), "{refused}");
    let database = open(&config, None).await.unwrap();
    assert!(migrate(&database).await.unwrap() > 5);
    assert_eq!(migrate(&database).await.unwrap(), 0);
    close(&database).await;
    // One step on: the key is not made either.
    assert!(matches!(App::build(config, Parts::system()).await, Err(StartError::Keys(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn statements_are_counted_for_whoever_asks() {
    let place = Place::new("count");
    let counter = Arc::new(AtomicU64::new(0));
    let parts = Parts { statements: Some(Arc::clone(&counter)), ..Parts::system() };
    let app = App::build(place.config(), parts).await.unwrap();
    let before = counter.load(Ordering::Relaxed);
    assert!(sign_in(here(app.services()), EMAIL, PASSWORD).await.is_err());
    let sent = counter.load(Ordering::Relaxed) - before;
    assert_eq!(sent, 4, "is the origin known, two limits, and one look for the address");
    app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_made_is_named() {
    let place = Place::new("folder");
    std::fs::write(&place.0, "a file").unwrap();
    let refused = App::build(place.config(), Parts::system()).await.err().unwrap();
    assert!(matches!(refused, StartError::Folder { .. }), "{refused}");
    std::fs::remove_file(&place.0).unwrap();
}
