//! What keeps a log fit to be kept: no addresses of people in it, and no alarm over what strangers send.

use std::fmt::Write as _;
use std::io::{self, Write};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::Context;

/// What stands in the place of an address.
const SOMEBODY: &str = "<address>";

/// Takes mail addresses out of every line of text that is written: a mail server quotes them in its refusals, a database
/// in its complaints.
pub(super) struct Careful<M>(pub M);

impl<'a, M: MakeWriter<'a>> MakeWriter<'a> for Careful<M> {
    type Writer = WithoutAddresses<M::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        WithoutAddresses(self.0.make_writer())
    }
}

/// A writer of such lines.
pub(super) struct WithoutAddresses<W>(W);

impl<W: Write> Write for WithoutAddresses<W> {
    /// Events are written whole, one at a time.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(line) {
            Ok(text) if text.contains('@') => self.0.write_all(without_addresses(text).as_bytes())?,
            _ => self.0.write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The text with every mail address replaced.
pub(super) fn without_addresses(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, after) = rest.split_at(at);
        let after = after.get(1..).unwrap_or_default();
        let local = before.trim_end_matches(|c: char| c.is_alphanumeric() || "!#$%&'+-=?^_{|}~.".contains(c));
        let domain = after.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '.');
        if local.len() < before.len() && domain.len() < after.len() {
            clean.push_str(local);
            clean.push_str(SOMEBODY);
            rest = domain;
        } else {
            clean.push_str(before);
            clean.push('@');
            rest = after;
        }
    }
    clean.push_str(rest);
    clean
}

/// Tells what the HTTP library calls an error on a connection as what it is: a stranger sent something that is no
/// request, or went away. It asks for nobody's attention.
pub(super) struct Strangers;

impl<S: Subscriber> Layer<S> for Strangers {
    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        let metadata = event.metadata();
        if *metadata.level() != Level::ERROR || !metadata.target().starts_with("actix_http::h1") {
            return true;
        }
        let mut reason = Message(String::new());
        event.record(&mut reason);
        if reason.0.starts_with("Internal") {
            return true;
        }
        tracing::debug!(reason = reason.0, "a connection ended without a whole request");
        false
    }
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people_are_taken_out_and_nothing_else() {
        for (text, clean) in [
            ("550 <jan.jansen+regie@leek.example>: no", "550 <<address>>: no"),
            ("Key (email)=(a@b.example) exists", "Key (email)=(<address>) exists"),
            ("a@b.nl, ø@ü.nl", "<address>, <address>"),
            ("postgres://***@db.example/regie", "postgres://***@db.example/regie"),
            ("@ at 5 @ home a@ @b", "@ at 5 @ home a@ @b"),
            ("", ""),
        ] {
            assert_eq!(without_addresses(text), clean);
            let mut written = Vec::new();
            WithoutAddresses(&mut written).write_all(text.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), clean);
        }
    }
}
