use std::fs;

use super::*;
use crate::domain::{notice::Template, person::Locale};
use crate::notifications::render::Renderer;
use crate::notifications::samples;
use crate::texts::Texts;

fn sender() -> Sender {
    Sender::parse("Regiekring <post@regie.example>").unwrap()
}

fn rendered(template: Template) -> RenderedMail {
    let renderer = Renderer::new(Arc::new(Texts::embedded()), "https://regie.example", sender().address()).unwrap();
    renderer.render(&samples::mail(template, Locale::Nl)).unwrap()
}

fn message(mail: &RenderedMail) -> String {
    String::from_utf8(sender().message(mail).unwrap().formatted()).unwrap()
}

/// The headers with their folds undone.
fn headers(message: &str) -> Vec<String> {
    let (headers, _) = message.split_once("\r\n\r\n").unwrap();
    headers.replace("\r\n ", " ").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_message_carries_the_headers_that_servers_and_readers_need() {
    let message = message(&rendered(Template::TargetsProposed));
    let headers = headers(&message);
    for header in [
        "From: Regiekring <post@regie.example>",
        "To: \"L. de Lezer\" <lezer@gemeente.example>",
        "Message-ID: <01910000-0000-7000-8000-000000000001@regie.example>",
        "Date: Mon, 02 Sep 2019 07:30:00 +0000",
        "Auto-Submitted: auto-generated",
        "Subject: Streefwaarden 2020 voorgesteld door Appingedam",
    ] {
        assert!(headers.iter().any(|found| found == header), "{header} in {headers:#?}");
    }
    let calendar = message.find("text/calendar; charset=utf-8; method=PUBLISH").unwrap();
    let (plain, html) = (message.find("text/plain").unwrap(), message.find("text/html").unwrap());
    assert!(message.find("multipart/alternative").unwrap() < plain && plain < html && html < calendar);
    assert!(message.contains("filename=\"termijn.ics\""), "{message}");
}

#[test]
fn the_same_mail_is_the_same_bytes() {
    let mail = rendered(Template::TargetsProposed);
    assert_eq!(message(&mail), message(&mail));
}

#[test]
fn no_name_subject_or_address_adds_a_header_or_a_recipient() {
    let mut mail = rendered(Template::TargetsProposed);
    // As if the renderer had let it through: the message itself must hold too.
    mail.to_name = "L.\r\nBcc: ander@elders.example".to_owned();
    mail.subject = "Onderwerp\r\nBcc: ander@elders.example\r\n\r\nTekst".to_owned();
    let built = sender().message(&mail).unwrap();
    assert_eq!(built.envelope().to().len(), 1);
    let formatted = String::from_utf8(built.formatted()).unwrap();
    let headers = headers(&formatted);
    assert!(!headers.iter().any(|header| header.starts_with("Bcc") || header.starts_with("Tekst")), "{headers:#?}");
    assert!(headers.iter().any(|header| header.starts_with("Auto-Submitted")), "the headers are whole: {headers:#?}");

    mail.to = "lezer@gemeente.example\r\nBcc: ander@elders.example".to_owned();
    assert!(matches!(sender().message(&mail), Err(SendError::Final(_))));
}

#[tokio::test]
async fn a_folder_holds_one_whole_file_per_mail_however_often_it_is_sent() {
    let folder = std::env::temp_dir().join(format!("regiekring-mail-{}", std::process::id()));
    let mailer = FileMailer::new(&folder, sender()).unwrap();
    let (first, mut second) = (rendered(Template::TargetsProposed), rendered(Template::ContractAdopted));
    second.id = uuid::Uuid::from_u128(1);
    second.created_at += chrono::TimeDelta::seconds(1);
    mailer.send(&second).await.unwrap();
    mailer.send(&first).await.unwrap();
    mailer.send(&first).await.unwrap();
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let written: Vec<String> = names.iter().map(|name| fs::read_to_string(folder.join(name)).unwrap()).collect();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        names,
        [
            "20190902T073000000000Z-01910000-0000-7000-8000-000000000001.eml",
            "20190902T073001000000Z-00000000-0000-0000-0000-000000000001.eml"
        ]
    );
    for (mail, date) in written.iter().zip(["07:30:00", "07:30:01"]) {
        assert!(mail.contains(&format!("Date: Mon, 02 Sep 2019 {date} +0000")), "each has a date of its own: {mail}");
        assert!(mail.ends_with("--\r\n"), "the file is whole");
    }
}

#[tokio::test]
async fn an_unencrypted_line_goes_no_further_than_this_machine_unless_allowed() {
    let settings = |host: &str, unencrypted_allowed| SmtpSettings {
        host: host.to_owned(),
        port: None,
        tls: SmtpTls::None,
        unencrypted_allowed,
        trusted_certificates: None,
        credentials: Some(("post".to_owned(), "wachtwoord".to_owned())),
        timeout: std::time::Duration::from_secs(5),
    };
    let open = |host, allowed| SmtpMailer::new(&settings(host, allowed), sender()).map(|_| ());
    assert!(matches!(open("post.gemeente.example", false), Err(SendError::Final(_))));
    for (host, allowed) in [("post.gemeente.example", true), ("127.0.0.1", false), ("::1", false), ("localhost", false)]
    {
        assert_eq!(open(host, allowed), Ok(()), "{host}");
    }
    assert!(!format!("{:?}", settings("localhost", false)).contains("wachtwoord"));
}
