use std::sync::Mutex;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::clock::FixedClock;
use crate::domain::{notice::Template, person::Locale};
use crate::notifications::render::Renderer;
use crate::notifications::samples;
use crate::texts::Texts;

/// A mail server that answers RCPT and AUTH as told and keeps what it hears.
struct Server {
    port: u16,
    heard: Arc<Mutex<String>>,
}

async fn server(recipient_answer: &'static str, auth_answer: &'static str) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(conversation(socket, [recipient_answer, auth_answer], Arc::clone(&kept)));
        }
    });
    Server { port, heard }
}

async fn conversation(socket: TcpStream, answers: [&'static str; 2], heard: Arc<Mutex<String>>) {
    let [recipient_answer, auth_answer] = answers;
    let (reading, mut writing) = socket.into_split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 test\r\n").await.unwrap();
    let mut in_data = false;
    while let Ok(Some(line)) = lines.next_line().await {
        heard.lock().unwrap().extend([line.as_str(), "\n"]);
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            _ if in_data && line != "." => continue,
            _ if in_data => "250 kept",
            "EHLO" => "250-test\r\n250 AUTH PLAIN",
            "AUTH" => auth_answer,
            "RCPT" => recipient_answer,
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        in_data = line == "DATA";
        writing.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
    }
}

fn mailer(port: u16, tls: SmtpTls) -> SmtpMailer {
    let settings = SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port: Some(port),
        tls,
        unencrypted_allowed: false,
        trusted_certificate: None,
        credentials: Some(("post".to_owned(), "wachtwoord".to_owned())),
        timeout: Duration::from_secs(5),
    };
    let sender = Sender::parse("Regiekring <post@regie.example>").unwrap();
    SmtpMailer::new(&settings, sender, Arc::new(FixedClock::new(samples::moment()))).unwrap()
}

fn mail() -> RenderedMail {
    let renderer = Renderer::new(Arc::new(Texts::embedded()), "https://regie.example", "post@regie.example").unwrap();
    renderer.render(&samples::mail(Template::TargetsProposed, Locale::Nl)).unwrap()
}

#[tokio::test]
async fn mails_are_handed_over_on_a_connection_that_is_kept() {
    let server = server("250 ok", "235 welcome").await;
    let mailer = mailer(server.port, SmtpTls::None);
    assert_eq!(mailer.send(&mail()).await, Ok(()));
    // The connection is laid back by a task of its own.
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(mailer.send(&mail()).await, Ok(()));
    let heard = server.heard.lock().unwrap().clone();
    assert_eq!(heard.matches("MAIL FROM:<post@regie.example>").count(), 2, "{heard}");
    assert_eq!(heard.matches("RCPT TO:<lezer@gemeente.example>").count(), 2, "{heard}");
    assert_eq!(heard.matches("AUTH PLAIN").count(), 1, "{heard}");
    assert_eq!(heard.matches("Message-ID: <01910000-0000-7000-8000-000000000001@regie.example>").count(), 2);
}

#[tokio::test]
async fn a_refused_recipient_is_final_and_a_busy_mailbox_is_not() {
    let refusing = server("550 5.1.1 no such person", "235 welcome").await;
    let refused = mailer(refusing.port, SmtpTls::None).send(&mail()).await;
    assert!(matches!(&refused, Err(SendError::Final(said)) if said.contains("no such person")), "{refused:?}");
    let busy = server("451 4.3.0 later", "235 welcome").await;
    let refused = mailer(busy.port, SmtpTls::None).send(&mail()).await;
    assert!(matches!(&refused, Err(SendError::Retry(said)) if said.contains("later")), "{refused:?}");
}

#[tokio::test]
async fn a_refused_password_costs_no_mail_and_is_not_told() {
    let server = server("250 ok", "535 5.7.8 wrong").await;
    let refused = mailer(server.port, SmtpTls::None).send(&mail()).await;
    assert!(matches!(&refused, Err(SendError::Retry(said)) if !said.contains("wachtwoord")), "{refused:?}");
}

#[tokio::test]
async fn without_the_demanded_encryption_nothing_is_said() {
    let server = server("250 ok", "235 welcome").await;
    let refused = mailer(server.port, SmtpTls::StartTls).send(&mail()).await;
    assert!(matches!(refused, Err(SendError::Retry(_))), "{refused:?}");
    let heard = server.heard.lock().unwrap().clone();
    assert!(!heard.contains("AUTH") && !heard.contains("MAIL"), "{heard}");
}

#[tokio::test]
async fn an_absent_server_is_no_reason_to_give_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    assert!(matches!(mailer(port, SmtpTls::None).send(&mail()).await, Err(SendError::Retry(_))));
}
