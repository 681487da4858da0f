//! The messages of `graphql-transport-ws` and the codes with which a socket is closed.

use actix_ws::{CloseCode, CloseReason};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::super::graphql::read_json;

/// The longest identity of an operation, in bytes.
const LONGEST_ID: usize = 128;

/// What a client says.
#[derive(Debug, PartialEq)]
pub enum ClientMessage {
    /// Opens the conversation; the token, if the payload holds one in `authorization`, under any capitals.
    Init {
        /// The text of `authorization`, not yet looked at.
        credentials: Option<String>,
    },
    /// Starts an operation.
    Subscribe {
        /// Chosen by the client.
        id: String,
        /// The parameters of the request.
        payload: Value,
    },
    /// Stops an operation.
    Complete {
        /// Chosen by the client.
        id: String,
    },
    /// Asks for a sign of life.
    Ping,
    /// Gives one.
    Pong,
}

/// Reads a message; anything that is not one of the protocol's is an error.
pub fn read(text: &str, nesting: usize) -> Result<ClientMessage, Ending> {
    let invalid = || Ending::Closed(Close::InvalidMessage);
    let Ok(Value::Object(mut members)) = read_json(text.as_bytes(), nesting) else { return Err(invalid()) };
    let kind = members.remove("type");
    let message = match kind.as_ref().and_then(Value::as_str) {
        Some("connection_init") => ClientMessage::Init { credentials: credentials(members.remove("payload"))? },
        Some("subscribe") => ClientMessage::Subscribe {
            id: id(&mut members).ok_or_else(invalid)?,
            payload: members.remove("payload").unwrap_or_default(),
        },
        Some("complete") => ClientMessage::Complete { id: id(&mut members).ok_or_else(invalid)? },
        Some("ping") => ClientMessage::Ping,
        Some("pong") => ClientMessage::Pong,
        _ => return Err(invalid()),
    };
    Ok(message)
}

fn id(members: &mut Map<String, Value>) -> Option<String> {
    match members.remove("id") {
        Some(Value::String(id)) if !id.is_empty() && id.len() <= LONGEST_ID => Some(id),
        _ => None,
    }
}

/// Two spellings at once, or something that is no text, is not a token we could trust to be the meant one.
fn credentials(payload: Option<Value>) -> Result<Option<String>, Ending> {
    let members = match payload {
        Some(Value::Object(members)) => members,
        None | Some(Value::Null) => return Ok(None),
        Some(_) => return Err(Ending::Closed(Close::InvalidMessage)),
    };
    let mut found = members.into_iter().filter(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    match (found.next(), found.next()) {
        (None, _) | (Some((_, Value::Null)), None) => Ok(None),
        (Some((_, Value::String(text))), None) => Ok(Some(text)),
        _ => Err(Ending::Closed(Close::Forbidden)),
    }
}

/// `connection_ack`.
pub fn ack() -> String {
    json!({ "type": "connection_ack" }).to_string()
}

/// `pong`.
pub fn pong() -> String {
    json!({ "type": "pong" }).to_string()
}

/// `complete`: the operation has no more answers.
pub fn complete(id: &str) -> String {
    json!({ "type": "complete", "id": id }).to_string()
}

/// `error`: the operation was not run, or broke.
pub fn error(id: &str, errors: &[Value]) -> String {
    json!({ "type": "error", "id": id, "payload": errors }).to_string()
}

/// `next` or `error` around anything that can be written as JSON; `None` if it cannot.
pub fn carrying(kind: &'static str, id: &str, payload: &impl Serialize) -> Option<String> {
    #[derive(Serialize)]
    struct Message<'a, P> {
        r#type: &'static str,
        id: &'a str,
        payload: &'a P,
    }
    serde_json::to_string(&Message { r#type: kind, id, payload }).ok()
}

/// How a conversation ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With a code for the client.
    Closed(Close),
    /// Without a word: nobody is there to hear it.
    Dropped,
}

/// Why the service closes a socket. The texts tell nothing that a stranger should not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// The client closed.
    Answered,
    /// The service stops.
    GoingAway,
    /// A message larger than allowed.
    TooBig,
    /// Signing in is not possible right now.
    TryAgain,
    /// Not a message of the protocol.
    InvalidMessage,
    /// An operation before the acknowledgement.
    Unauthorized,
    /// The token is not, or no longer, valid.
    Forbidden,
    /// No `connection_init` in time.
    InitTimeout,
    /// The identity of an operation is in use.
    DuplicateId,
    /// A second `connection_init`.
    TooManyInits,
}

impl From<Close> for CloseReason {
    fn from(close: Close) -> Self {
        let (code, text) = match close {
            Close::Answered => (CloseCode::Normal, "Goodbye"),
            Close::GoingAway => (CloseCode::Away, "The service is stopping"),
            Close::TooBig => (CloseCode::Size, "Message too big"),
            Close::TryAgain => (CloseCode::Again, "Try again later"),
            Close::InvalidMessage => (CloseCode::Other(4400), "Invalid message"),
            Close::Unauthorized => (CloseCode::Other(4401), "Unauthorized"),
            Close::Forbidden => (CloseCode::Other(4403), "Forbidden"),
            Close::InitTimeout => (CloseCode::Other(4408), "Connection initialisation timeout"),
            Close::DuplicateId => (CloseCode::Other(4409), "Subscriber already exists"),
            Close::TooManyInits => (CloseCode::Other(4429), "Too many initialisation requests"),
        };
        (code, text).into()
    }
}
