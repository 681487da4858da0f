use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::domain::{notice::Template, person::Locale};
use crate::notifications::render::Renderer;
use crate::notifications::samples;
use crate::texts::Texts;

/// A point of a conversation at which the server can say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Greeting,
    Hello,
    Auth,
    Sender,
    Recipient,
    Data,
    Content,
    /// Between two mails.
    Kept,
}

const STAGES: [Stage; 7] =
    [Stage::Greeting, Stage::Hello, Stage::Auth, Stage::Sender, Stage::Recipient, Stage::Data, Stage::Content];

/// What the server says where it does not say yes; with nothing to say it hangs up, or falls silent between two mails.
type Script = Option<(Stage, Option<&'static str>)>;

/// A mail server that follows its script and keeps what it hears.
struct Server {
    port: u16,
    heard: Arc<Mutex<String>>,
    script: Arc<Mutex<Script>>,
}

async fn server(script: Script) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (heard, script) = (Arc::new(Mutex::new(String::new())), Arc::new(Mutex::new(script)));
    let (kept, followed) = (Arc::clone(&heard), Arc::clone(&script));
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(conversation(socket, Arc::clone(&followed), Arc::clone(&kept)));
        }
    });
    Server { port, heard, script }
}

async fn conversation(socket: TcpStream, script: Arc<Mutex<Script>>, heard: Arc<Mutex<String>>) {
    let (reading, mut writing) = socket.into_split();
    let mut lines = BufReader::new(reading).lines();
    let said = |stage: Stage, yes: &'static str| match *script.lock().unwrap() {
        Some((at, answer)) if at == stage => answer,
        _ => Some(yes),
    };
    let mut in_data = false;
    let mut answer = said(Stage::Greeting, "220 test");
    loop {
        let Some(text) = answer else { return };
        if writing.write_all(format!("{text}\r\n").as_bytes()).await.is_err() {
            return;
        }
        answer = loop {
            let Ok(Some(line)) = lines.next_line().await else { return };
            heard.lock().unwrap().extend([line.as_str(), "\n"]);
            break match line.split([' ', ':']).next().unwrap_or_default() {
                _ if in_data && line != "." => continue,
                _ if in_data => {
                    in_data = false;
                    said(Stage::Content, "250 kept")
                }
                "EHLO" => said(Stage::Hello, "250-test\r\n250 AUTH PLAIN"),
                "AUTH" => said(Stage::Auth, "235 welcome"),
                "MAIL" => said(Stage::Sender, "250 from whom"),
                "RCPT" => said(Stage::Recipient, "250 to whom"),
                "DATA" => {
                    let answer = said(Stage::Data, "354 go on");
                    in_data = answer.is_some_and(|answer| answer.starts_with('3'));
                    answer
                }
                "QUIT" => Some("221 bye"),
                "NOOP" => match said(Stage::Kept, "250 still here") {
                    None => std::future::pending().await,
                    answer => answer,
                },
                _ => Some("250 ok"),
            };
        };
    }
}

fn settings(port: u16, tls: SmtpTls) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port: Some(port),
        tls,
        unencrypted_allowed: false,
        trusted_certificates: None,
        credentials: Some(("post".to_owned(), "wachtwoord".to_owned())),
        timeout: Duration::from_secs(5),
    }
}

fn with(settings: &SmtpSettings) -> Result<SmtpMailer, SendError> {
    SmtpMailer::new(settings, Sender::parse("Regiekring <post@regie.example>").unwrap())
}

fn mailer(port: u16, tls: SmtpTls) -> SmtpMailer {
    with(&settings(port, tls)).unwrap()
}

fn mail() -> RenderedMail {
    let renderer = Renderer::new(Arc::new(Texts::embedded()), "https://regie.example", "post@regie.example").unwrap();
    renderer.render(&samples::mail(Template::TargetsProposed, Locale::Nl)).unwrap()
}

#[tokio::test]
async fn mails_are_handed_over_on_a_connection_that_is_kept() {
    let server = server(None).await;
    let mailer = mailer(server.port, SmtpTls::None);
    assert_eq!(mailer.send(&mail()).await, Ok(()));
    assert_eq!(mailer.send(&mail()).await, Ok(()));
    let heard = server.heard.lock().unwrap().clone();
    assert_eq!(heard.matches("MAIL FROM:<post@regie.example>").count(), 2, "{heard}");
    assert_eq!(heard.matches("RCPT TO:<lezer@gemeente.example>").count(), 2, "{heard}");
    assert_eq!(heard.matches("AUTH PLAIN").count(), 1, "{heard}");
    assert_eq!(heard.matches("Message-ID: <01910000-0000-7000-8000-000000000001@regie.example>").count(), 2);
}

#[tokio::test]
async fn a_kept_connection_that_fell_silent_costs_no_mail_its_try() {
    let server = server(None).await;
    let wait = Duration::from_millis(500);
    let mailer = with(&SmtpSettings { timeout: wait, ..settings(server.port, SmtpTls::None) }).unwrap();
    assert_eq!(mailer.send(&mail()).await, Ok(()));
    *server.script.lock().unwrap() = Some((Stage::Kept, None));
    let sent = tokio::time::timeout(Duration::from_secs(30), mailer.send(&mail())).await;
    assert_eq!(sent, Ok(Ok(())));
    let heard = server.heard.lock().unwrap().clone();
    assert_eq!((heard.matches("NOOP").count(), heard.matches("EHLO").count()), (1, 2), "{heard}");
}

#[test]
fn a_file_without_a_certificate_is_refused() {
    let trusted_certificates = Some("MIIB…\n".to_owned());
    let refused = with(&SmtpSettings { trusted_certificates, ..settings(465, SmtpTls::Implicit) }).map(|_| ());
    assert_eq!(refused, Err(SendError::Final("certificate: there is none in the file".to_owned())));
}

/// What becomes of a mail for each class of answer at each point of the conversation, as a table.
const TABLE: &str = "\
stage      4xx    5xx    421    535    hangs up
Greeting   retry  retry  retry  retry  retry
Hello      retry  retry  retry  retry  retry
Auth       retry  retry  retry  retry  retry
Sender     retry  retry  retry  retry  retry
Recipient  retry  final  retry  retry  retry
Data       retry  final  retry  retry  retry
Content    retry  final  retry  retry  retry
";

#[tokio::test]
async fn only_a_permanent_no_to_the_recipient_or_the_message_is_final() {
    let answers =
        [Some("451 4.3.0 later"), Some("554 5.0.0 never"), Some("421 closing"), Some("535 5.7.8 wrong"), None];
    let mut told = "stage      4xx    5xx    421    535    hangs up\n".to_owned();
    for stage in STAGES {
        let mut cells = Vec::new();
        for answer in answers {
            let server = server(Some((stage, answer))).await;
            let mailer = mailer(server.port, SmtpTls::None);
            let outcome = mailer.send(&mail()).await;
            cells.push(match &outcome {
                Ok(()) => "sent",
                Err(SendError::Retry(_)) => "retry",
                Err(SendError::Final(_)) => "final",
            });
            let said = outcome.unwrap_err().to_string();
            assert!(!said.contains("wachtwoord") && !said.contains("cG9zdA"), "the password is told: {said}");
            // Once the trouble is over the same mailer delivers: nothing of the refused conversation is left.
            *server.script.lock().unwrap() = None;
            assert_eq!(mailer.send(&mail()).await, Ok(()), "after {stage:?} {answer:?}");
        }
        let row = cells.iter().map(|cell| format!("{cell:<7}")).collect::<Vec<_>>().concat();
        told.extend([format!("{:<11}{}\n", format!("{stage:?}"), row.trim_end())]);
    }
    assert_eq!(told, TABLE);
}

#[tokio::test]
async fn what_the_server_says_is_kept_with_the_mail() {
    let refusing = server(Some((Stage::Recipient, Some("550 5.1.1 no such person")))).await;
    let refused = mailer(refusing.port, SmtpTls::None).send(&mail()).await;
    assert!(matches!(&refused, Err(SendError::Final(said)) if said.contains("no such person")), "{refused:?}");
}

#[tokio::test]
async fn without_the_demanded_encryption_nothing_is_said() {
    let server = server(None).await;
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
