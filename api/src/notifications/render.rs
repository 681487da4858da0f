//! From a recorded mail to its words.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, context};
use thiserror::Error;
use uuid::Uuid;

use super::calendar::{Deadline, calendar};
use crate::domain::{
    notice::{
        PendingMail, SECRET_FACT, Template,
        returned::{self, ReturnedPart},
    },
    person::Locale,
};
use crate::texts::{TextError, Texts};

#[cfg(test)]
mod tests;

/// The longest subject or name, in characters; a longer one ends in an ellipsis.
pub(super) const LINE_LIMIT: usize = 180;

/// A mail in words, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct RenderedMail {
    /// Identity of the mail.
    pub id: Uuid,
    /// When the change it tells of was recorded.
    pub created_at: DateTime<Utc>,
    /// The mail address.
    pub to: String,
    /// The reader's name.
    pub to_name: String,
    /// One line, without control characters.
    pub subject: String,
    /// The body as plain text.
    pub text: String,
    /// The body as HTML, without anything from elsewhere.
    pub html: String,
    /// The term as an iCalendar document, with the name of its file.
    pub calendar: Option<CalendarFile>,
    /// `<id@domain>`: the same at every try, so that a duplicate can be recognised.
    pub message_id: String,
}

/// A calendar document and what to call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// The name of the file in the reader's language.
    pub name: String,
    /// The document, by RFC 5545.
    pub content: String,
}

/// Leaves out the bodies: they may hold a secret link, and debug output ends up in logs.
impl fmt::Debug for RenderedMail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RenderedMail")
            .field("message_id", &self.message_id)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

/// Why a mail cannot be written. Trying again does not help.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The stored kind is not one that this version knows.
    #[error("no mail is called {0}")]
    UnknownTemplate(String),
    /// The mail lacks a fact that its kind needs; a link without its secret would lead nowhere.
    #[error("the mail does not say its {0}")]
    MissingFact(&'static str),
    /// A text is missing or faulty.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A layout is faulty.
    #[error("layout: {0}")]
    Layout(#[from] minijinja::Error),
}

/// Writes mails. Built once and shared.
pub struct Renderer {
    texts: Arc<Texts>,
    layouts: Environment<'static>,
    public_url: String,
    domain: String,
}

impl Renderer {
    /// A writer of mails that link to places under `public_url` and are sent from `from_address`, whose domain
    /// names them.
    pub fn new(texts: Arc<Texts>, public_url: &str, from_address: &str) -> Result<Self, RenderError> {
        let mut layouts = Environment::new();
        layouts.set_undefined_behavior(UndefinedBehavior::Strict);
        let lines =
            SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?;
        layouts.set_syntax(lines);
        layouts.add_template("mail.txt", include_str!("../../templates/mail.txt"))?;
        layouts.add_template("mail.html", include_str!("../../templates/mail.html"))?;
        let domain = from_address.rsplit('@').next().unwrap_or_default().trim_end_matches('>').to_owned();
        Ok(Self { texts, layouts, public_url: public_url.trim_end_matches('/').to_owned(), domain })
    }

    /// The mail in the reader's words.
    pub fn render(&self, mail: &PendingMail) -> Result<RenderedMail, RenderError> {
        let template =
            Template::from_key(&mail.template).ok_or_else(|| RenderError::UnknownTemplate(one_line(&mail.template)))?;
        if let Some(missing) = template.facts().iter().find(|fact| !mail.facts.contains_key(**fact)) {
            return Err(RenderError::MissingFact(missing));
        }
        let subject = one_line(&self.part(mail, template, "subject")?);
        let happened = self.part(mail, template, "happened")?;
        let asked = match self.part(mail, template, "asked") {
            Ok(asked) => Some(asked),
            Err(TextError::Missing(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let to_name = one_line(&mail.recipient_name);
        let place = format!("{}/{}", self.public_url, mail.path.trim_start_matches('/'));
        let secret = mail.facts.get(SECRET_FACT);
        let link = secret.map_or_else(|| place.clone(), |token| format!("{place}?token={}", percent_encoded(token)));
        let due = mail
            .due_on
            .map(|day| self.word(mail.locale, "mail-due", &[("date", &self.texts.date(mail.locale, day))]))
            .transpose()?;
        let values = context! {
            lang => mail.locale.name(),
            subject => subject.as_str(),
            greeting => self.word(mail.locale, "mail-greeting", &[("name", &to_name)])?,
            happened => happened.as_str(),
            asked_label => self.word(mail.locale, "mail-asked", &[])?,
            asked => asked.as_deref(),
            due => due.as_deref(),
            open => self.word(mail.locale, "mail-open", &[])?,
            link_label => self.word(mail.locale, "mail-link", &[])?,
            link => link.as_str(),
            footer => self.word(mail.locale, "mail-footer", &[])?,
        };
        // A link with a secret has no place in a calendar that colleagues can read.
        let term = mail.due_on.filter(|_| secret.is_none());
        let description = asked.as_deref().unwrap_or(&happened);
        Ok(RenderedMail {
            id: mail.id,
            created_at: mail.created_at,
            to: mail.address.clone(),
            text: self.layouts.get_template("mail.txt")?.render(&values)?,
            html: self.layouts.get_template("mail.html")?.render(&values)?,
            calendar: term.map(|day| self.calendar(mail, day, [&subject, description, &place])).transpose()?,
            message_id: format!("<{}@{}>", mail.id, self.domain),
            to_name,
            subject,
        })
    }

    fn word(&self, locale: Locale, key: &str, args: &[(&str, &str)]) -> Result<String, TextError> {
        self.texts.strict(locale, key, None, args)
    }

    fn part(&self, mail: &PendingMail, template: Template, attribute: &str) -> Result<String, TextError> {
        let facts: Vec<(&str, String)> = mail
            .facts
            .iter()
            .filter(|(key, _)| *key != SECRET_FACT)
            .map(|(key, value)| (key.as_str(), self.fact(mail.locale, key, value)))
            .collect();
        let args: Vec<(&str, &str)> = facts.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.texts.strict(mail.locale, template.key(), Some(attribute), &args)
    }

    /// A fact as the reader sees it: a day, a period of two days, a role and returned parts in words, control characters
    /// as spaces.
    fn fact(&self, locale: Locale, key: &str, value: &str) -> String {
        let in_words = match key {
            "day" => value.parse().ok().map(|day| self.texts.date(locale, day)),
            "period" => self.period(locale, value),
            "role" => Some(self.texts.text(locale, &format!("role-{}", value.to_lowercase().replace('_', "-")), &[])),
            "reason" => returned::read(value).map(|parts| {
                let lines: Vec<String> = parts.iter().map(|part| self.returned(locale, part)).collect();
                lines.join("\n")
            }),
            _ => None,
        };
        in_words.unwrap_or_else(|| printable(value))
    }

    fn period(&self, locale: Locale, value: &str) -> Option<String> {
        let (from, until) = value.split_once(" – ")?;
        let day = |text: &str| text.parse::<NaiveDate>().ok().map(|day| self.texts.date(locale, day));
        Some(self.texts.text(locale, "period", &[("from", &day(from)?), ("until", &day(until)?)]))
    }

    /// A returned part on a line of its own.
    fn returned(&self, locale: Locale, it: &ReturnedPart<'_>) -> String {
        let [municipality, name, reason] = [it.municipality, it.name(locale), it.reason].map(printable);
        let given = [("municipality", &*municipality), ("part", it.part), ("name", &*name), ("reason", &*reason)];
        self.texts.text(locale, "mail-returned", &given)
    }

    fn calendar(&self, mail: &PendingMail, on: NaiveDate, words: [&str; 3]) -> Result<CalendarFile, TextError> {
        let [summary, description, link] = words;
        let deadline = Deadline {
            uid: &format!("{}@{}", mail.id, self.domain),
            language: mail.locale.name(),
            summary,
            description,
            link,
            on,
            written_at: mail.created_at,
        };
        let name = self.word(mail.locale, "mail-calendar-file", &[])?;
        Ok(CalendarFile { name, content: calendar(&deadline) })
    }
}

/// A text without control characters but for new lines.
fn printable(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() && sign != '\n' { ' ' } else { sign }).collect()
}

/// One line of at most [`LINE_LIMIT`] characters. A header that a name or title could break into two would let its
/// writer add recipients.
pub(super) fn one_line(text: &str) -> String {
    let breaks = |sign: char| sign.is_control() || sign.is_whitespace() || matches!(sign, '\u{2028}' | '\u{2029}');
    let line = text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LINE_LIMIT {
        return line;
    }
    line.chars().take(LINE_LIMIT.saturating_sub(1)).chain(['…']).collect()
}

/// A value for a query, by RFC 3986.
fn percent_encoded(value: &str) -> String {
    let encoded = value.bytes().map(|byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}
