//! What a mail tells, as it lies in the outbox: JSON in one column.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::notice::{Notice, PendingMail, SECRET_FACT};

/// The stored context does not have the form this version writes.
#[derive(Debug, Error)]
#[error("context: {0}")]
pub struct ContextError(#[from] serde_json::Error);

/// What a mail tells, by when and where to act.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Context {
    /// Names, dates and links by their keys.
    pub facts: BTreeMap<String, String>,
    /// By when, a day in the Netherlands.
    pub due_on: Option<NaiveDate>,
    /// A path under the public address.
    pub path: String,
}

/// The context of a notice in its stored form.
pub fn encode_context(notice: &Notice) -> Result<String, ContextError> {
    let facts = notice.facts.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    Ok(serde_json::to_string(&Context { facts, due_on: notice.due_on, path: notice.path.clone() })?)
}

/// The context from its stored form.
pub fn decode_context(stored: &str) -> Result<Context, ContextError> {
    Ok(serde_json::from_str(stored)?)
}

/// The stored form of a mail that is done: a secret is of no more use and must not lie about.
pub(super) fn without_secret(mail: &PendingMail) -> Result<String, ContextError> {
    let facts = mail.facts.iter().filter(|(key, _)| *key != SECRET_FACT);
    let facts = facts.map(|(key, value)| (key.clone(), value.clone())).collect();
    Ok(serde_json::to_string(&Context { facts, due_on: mail.due_on, path: mail.path.clone() })?)
}

/// The stored form that tells nothing, for a context that cannot be read and might hold a secret.
pub(super) const fn nothing() -> &'static str {
    r#"{"facts":{},"due_on":null,"path":""}"#
}
