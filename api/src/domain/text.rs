//! What a text from outside must be before it is kept.

use super::refusal::{Code, Refusal};

/// The longest name, title or code, in characters.
pub const NAME: usize = 200;
/// The longest running text, in characters.
pub const PROSE: usize = 10_000;

/// Checks a text and gives it without surrounding white space; an empty one is refused where `required`.
///
/// NUL breaks PostgreSQL and other control characters break mail, so they are refused by name, never dropped.
pub fn checked(text: &str, field: &str, longest: usize, required: bool, no: &mut Vec<Refusal>) -> String {
    let text = text.trim();
    if required && text.is_empty() {
        no.push(Refusal::at(Code::Empty, [field]));
    }
    if text.chars().count() > longest {
        no.push(Refusal::at(Code::TooLong, [field]).with("limit", longest));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        no.push(Refusal::at(Code::BadCharacter, [field]));
    }
    text.to_owned()
}

/// A one-line text of at most [`NAME`] characters that must be filled.
pub fn name(text: &str, field: &str, no: &mut Vec<Refusal>) -> String {
    let text = checked(text, field, NAME, true, no);
    if text.contains(['\n', '\r', '\t']) {
        no.push(Refusal::at(Code::BadCharacter, [field]));
    }
    text
}

/// A running text of at most [`PROSE`] characters that must be filled.
pub fn prose(text: &str, field: &str, no: &mut Vec<Refusal>) -> String {
    checked(text, field, PROSE, true, no)
}

/// A running text that may be left out; an empty one counts as left out.
pub fn optional(text: Option<&str>, field: &str, no: &mut Vec<Refusal>) -> Option<String> {
    text.map(|text| checked(text, field, PROSE, false, no)).filter(|text| !text.is_empty())
}
