//! The gate before the parser: a document that would cost too much to read is turned away on its raw text.
//!
//! Why: a few kilobytes of nested brackets overflow the parser's stack and end the process, and a chain of fragments
//! that doubles burns seconds, whatever limits stand behind the parser. Everything here is one pass over the text,
//! without recursion, and knows nothing but strings. Start reading at [`inspect`]; HTTP and sockets both call it.

mod expand;
pub mod json;
mod outline;
mod token;

use thiserror::Error;

/// The limits on the text of a document.
#[derive(Debug, Clone)]
pub struct DocumentLimits {
    /// The longest text, in bytes.
    pub bytes: usize,
    /// The most words, marks and literals.
    pub tokens: usize,
    /// How deep brackets of all kinds may nest in the text.
    pub nesting: usize,
    /// The most aliases.
    pub aliases: usize,
    /// The most directives.
    pub directives: usize,
    /// The most operations.
    pub operations: usize,
    /// The most fragment definitions.
    pub fragments: usize,
    /// The most fields after writing every fragment out where it is used, over all operations together.
    pub expanded_fields: u64,
    /// How deep selections may nest after writing every fragment out.
    pub expanded_depth: usize,
}

impl Default for DocumentLimits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024,
            tokens: 6_000,
            nesting: 32,
            aliases: 100,
            directives: 50,
            operations: 20,
            fragments: 50,
            expanded_fields: 3_000,
            expanded_depth: 32,
        }
    }
}

/// Why a document does not come through the gate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The text is no GraphQL; `at` is the byte where that shows.
    #[error("Syntax error: {what}.")]
    Syntax {
        /// The place in the text, in bytes from its start.
        at: usize,
        /// What is wrong there.
        what: &'static str,
    },
    /// The character U+0000, raw or as an escape: no database column takes it.
    #[error("The character U+0000 is not allowed.")]
    Nul,
    /// More of something than is allowed.
    #[error("The document has too many {what}: at most {limit} are allowed.")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How much is allowed.
        limit: u64,
    },
    /// Nested too deep.
    #[error("The document nests too deep: at most {limit} levels are allowed.")]
    TooDeep {
        /// How deep is allowed.
        limit: usize,
    },
    /// Fragments that use each other in a circle.
    #[error("Fragments may not use each other in a circle.")]
    Circle,
}

/// Lets a document through or says why not. Costs time in proportion to the length of the text.
pub fn inspect(document: &str, limits: &DocumentLimits) -> Result<(), Refusal> {
    if document.len() > limits.bytes {
        return Err(Refusal::TooMany { what: "bytes", limit: count(limits.bytes) });
    }
    if document.contains('\0') {
        return Err(Refusal::Nul);
    }
    let definitions = outline::read(document, limits)?;
    expand::check(&definitions, limits)
}

/// The line and column (both from 1, in characters) of a byte in the text.
pub fn position(document: &str, at: usize) -> (usize, usize) {
    let before = document.get(..at).unwrap_or(document);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

fn count(limit: usize) -> u64 {
    u64::try_from(limit).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
