//! A mail as its reader sees it: headers and bodies decoded.

mod decode;
mod mime;

/// A mail that arrived at the sink.
#[derive(Clone, Debug)]
pub struct ReceivedMail {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// The header `Message-ID`, with its angle brackets.
    pub message_id: String,
    pub subject: String,
    /// The body in plain text; empty when there is none.
    pub text: String,
    /// The body in HTML; empty when there is none.
    pub html: String,
    /// The invitation to an agenda, if one is enclosed.
    pub calendar: Option<String>,
    /// All headers in their order, unfolded and decoded.
    pub headers: Vec<(String, String)>,
    /// The mail as it came over the line, dots unstuffed.
    pub raw: String,
}

impl ReceivedMail {
    /// Reads a mail that came with this envelope. Panics when it is no mail.
    pub fn read(from: String, to: Vec<String>, raw: &[u8]) -> Self {
        let message = mime::Entity::read(raw);
        let mut mail = Self {
            from,
            to,
            message_id: message.header("message-id").unwrap_or_default(),
            subject: message.header("subject").unwrap_or_default(),
            text: String::new(),
            html: String::new(),
            calendar: None,
            headers: message.decoded_headers(),
            raw: String::from_utf8_lossy(raw).into_owned(),
        };
        for part in message.leaves() {
            match part.kind().as_str() {
                "text/html" => mail.html = part.text(),
                "text/calendar" => mail.calendar = Some(part.text()),
                "text/plain" => mail.text = part.text(),
                _ => {}
            }
        }
        mail
    }

    /// The first header of that name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Every web address in the plain text.
    pub fn links(&self) -> Vec<&str> {
        let words = self.text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')'));
        words.filter(|word| word.starts_with("http://") || word.starts_with("https://")).collect()
    }

    /// The one web address in the plain text that holds `part`. Panics, showing the mail, otherwise.
    pub fn link_with(&self, part: &str) -> &str {
        let links: Vec<&str> = self.links().into_iter().filter(|link| link.contains(part)).collect();
        assert_eq!(links.len(), 1, "one link with {part:?} in {self:#?}");
        links[0]
    }
}
