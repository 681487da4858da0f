//! What stands in the log, and what does not.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::*;

/// A log in memory.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is written while `work` is done.
fn written(format: LogFormat, work: impl FnOnce()) -> String {
    let log = Written::default();
    let writer = {
        let log = log.clone();
        move || log.clone()
    };
    let subscriber = tracing_subscriber::registry().with(Strangers).with(lines(format, writer, false));
    tracing::subscriber::with_default(subscriber, work);
    let bytes = log.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[derive(Debug, thiserror::Error)]
#[error("the mail server refused")]
struct Refused(#[source] io::Error);

fn fail() {
    let error = Refused(io::Error::other("550 <jan@leek.example> unknown"));
    let error: &(dyn std::error::Error + 'static) = &error;
    let _request = tracing::info_span!("request", request_id = "r1").entered();
    tracing::error!(error, attempts = 3, "mail given up");
}

#[test]
fn a_line_of_json_tells_the_causes_the_request_and_no_address() {
    let line = written(LogFormat::Json, fail);
    let line: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["error"], "the mail server refused");
    assert_eq!(line["error.causes"], json!(["550 <<address>> unknown"]));
    assert_eq!((&line["request_id"], &line["attempts"]), (&json!("r1"), &json!(3)));
    assert_eq!((&line["level"], &line["message"]), (&json!("ERROR"), &json!("mail given up")));
    assert!(line["timestamp"].as_str().unwrap().ends_with('Z') && line["target"].as_str().unwrap().contains("logging"));
}

#[test]
fn a_line_of_json_can_be_read_whatever_stands_before_an_address() {
    for before in ["\n", "\t", "\u{1}", "\\", "\"", "\r\n", "é\n"] {
        let said = format!("550 no:{before}jan@leek.example is unknown");
        let line = written(LogFormat::Json, || {
            let _request = tracing::info_span!("request", path = said).entered();
            tracing::warn!(said, "refused");
        });
        let read: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let clean = said.replace("jan@leek.example", "<address>");
        assert_eq!((read["said"].as_str(), read["path"].as_str()), (Some(&*clean), Some(&*clean)));
        assert_eq!(line.matches('\n').count(), 1, "one line: {line}");
    }
}

#[test]
fn a_line_of_text_in_a_file_has_no_colours_and_no_address() {
    let line = written(LogFormat::Text, fail);
    assert!(line.contains("550 <<address>> unknown") && line.contains("mail given up"), "{line}");
    assert!(!line.contains('\u{1b}'), "{line:?}");
}

#[test]
fn what_strangers_send_is_no_error() {
    let told = written(LogFormat::Text, || {
        tracing::error!(target: "actix_http::h1::dispatcher", "stream error: {}", "request parse error");
        tracing::error!(target: "actix_http::h1::decoder", "MAX_BUFFER_SIZE unprocessed data reached, closing");
    });
    assert!(!told.contains("ERROR"), "{told}");
    let told = written(LogFormat::Text, || {
        tracing::error!(target: "actix_http::h1::dispatcher", "Internal server error: unexpected eof");
    });
    assert!(told.contains("ERROR"), "{told}");
}

#[test]
fn a_filter_that_cannot_be_read_is_an_error() {
    let log = Log { format: LogFormat::Text, filter: "api=loudly".to_owned() };
    assert!(matches!(init(&log), Err(LoggingError::Filter(_))));
}

#[test]
fn setting_up_twice_is_an_error_and_no_panic() {
    let log = Log { format: LogFormat::Json, filter: "error".to_owned() };
    // Another test of this process may have been first.
    let _ = init(&log);
    assert!(matches!(init(&log), Err(LoggingError::AlreadySet(_))));
}
