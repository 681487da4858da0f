//! The mail server of the tests understands a mail client as the service uses one.

use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Attachment, MultiPart, SinglePart};
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tests::{Behaviour, SmtpSink};

type Transport = AsyncSmtpTransport<Tokio1Executor>;

const SUBJECT: &str = "Reactie gevraagd: beoordeling 2020 van de coöperatie Werk én Meedoen, vóór 14 juni – § 3";
const TEXT: &str =
    "Beste lezer,\n\n.een regel met een punt\n..twee punten\n\nhttp://127.0.0.1/antwoord?code=a=b&deel=1\nGroet – één";

fn transport(sink: &SmtpSink) -> Transport {
    Transport::builder_dangerous("127.0.0.1").port(sink.address().port()).timeout(Some(Duration::from_secs(5))).build()
}

fn message(to: &str) -> Message {
    let html = format!("<p>{}</p>", "Een alinea die te lang is voor één regel. ".repeat(20));
    let calendar = Attachment::new("termijn.ics".to_owned())
        .body("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned(), ContentType::parse("text/calendar").unwrap());
    let words =
        MultiPart::alternative().singlepart(SinglePart::plain(TEXT.to_owned())).singlepart(SinglePart::html(html));
    Message::builder()
        .from("Regiekring <regiekring@regiekring.example>".parse().unwrap())
        .to(format!("Zoë de Lézer <{to}>").parse().unwrap())
        .subject(SUBJECT)
        .message_id(Some("<een@regiekring.example>".to_owned()))
        .multipart(MultiPart::mixed().multipart(words).singlepart(calendar))
        .unwrap()
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let sink = SmtpSink::start().await;
    transport(&sink).send(message("lezer@leek.example")).await.unwrap();

    let mails = sink.wait_for(1, Duration::from_secs(5)).await;
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!(mail.from, "regiekring@regiekring.example");
    assert_eq!(mail.to, ["lezer@leek.example"]);
    assert_eq!(mail.message_id, "<een@regiekring.example>");
    assert_eq!(mail.subject, SUBJECT);
    assert_eq!(mail.text.trim_end(), TEXT);
    assert_eq!(mail.html.matches("te lang is voor één regel").count(), 20);
    assert_eq!(mail.calendar.as_deref().map(str::trim_end), Some("BEGIN:VCALENDAR\nEND:VCALENDAR"));
    assert!(mail.header("to").unwrap().contains("Zoë de Lézer"), "{mail:#?}");
    assert_eq!(mail.link_with("antwoord"), "http://127.0.0.1/antwoord?code=a=b&deel=1");
    assert!(mail.raw.contains("=?utf-8?"), "the raw mail stays as it came: {}", mail.raw);
}

#[tokio::test]
async fn several_mails_share_a_connection() {
    let sink = SmtpSink::start().await;
    let transport = transport(&sink);
    for to in ["een@leek.example", "twee@leek.example", "een@leek.example"] {
        transport.send(message(to)).await.unwrap();
        // The client puts its connection back in the pool on a task of its own.
        tokio::task::yield_now().await;
    }
    assert_eq!(sink.connections(), 1);
    assert_eq!(sink.mails_to("EEN@leek.example").len(), 2);
    assert_eq!(sink.take().len(), 3);
    assert!(sink.mails().is_empty());
}

#[tokio::test]
async fn refusals_are_told_as_passing_or_final() {
    let sink = SmtpSink::start().await;
    let transport = transport(&sink);

    sink.behave(Behaviour::RefuseForNow);
    assert!(refused(&transport).await.is_transient());
    sink.behave(Behaviour::RefuseForGood);
    assert!(refused(&transport).await.is_permanent());
    assert!(sink.mails().is_empty());

    sink.behave(Behaviour::Accept);
    sink.behave_towards("lezer@leek.example", Behaviour::RefuseForGood);
    assert!(refused(&transport).await.is_permanent());
    transport.send(message("ander@leek.example")).await.unwrap();
    assert_eq!(sink.overview(), [("ander@leek.example".to_owned(), SUBJECT.to_owned())]);
    assert_eq!(sink.recipients_asked(), 4);
}

#[tokio::test]
async fn a_connection_can_break_before_and_after_the_mail_is_kept() {
    let sink = SmtpSink::start().await;
    let transport = transport(&sink);
    transport.send(message("eerder@leek.example")).await.unwrap();

    sink.behave(Behaviour::HangUp);
    refused(&transport).await;
    assert_eq!(sink.take().len(), 1);

    sink.behave(Behaviour::HangUpAfterKeeping);
    let error = refused(&transport).await;
    assert!(!error.is_permanent(), "{error:?}");
    assert_eq!(sink.take().len(), 1, "kept, though the sender heard nothing");

    sink.behave(Behaviour::Accept);
    transport.send(message("later@leek.example")).await.unwrap();
}

async fn refused(transport: &Transport) -> Error {
    transport.send(message("lezer@leek.example")).await.unwrap_err()
}
