//! Refusals of the protocol, in the shape of a GraphQL answer.

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
};
use serde_json::{Map, Value, json};

use super::media::Media;
use crate::budget::Exceeded;

/// The client sent something that cannot be taken.
pub const BAD_USER_INPUT: &str = "BAD_USER_INPUT";
/// The request costs more than one request may.
pub const TOO_EXPENSIVE: &str = "TOO_EXPENSIVE";
/// The client is not, or no longer, signed in.
pub const UNAUTHENTICATED: &str = "UNAUTHENTICATED";
/// The client is signed in, but may not do this.
pub const FORBIDDEN: &str = "FORBIDDEN";
/// There is nothing at this address.
pub const NOT_FOUND: &str = "NOT_FOUND";
/// The client did this too often; it may come back later.
pub const RATE_LIMITED: &str = "RATE_LIMITED";
/// It cannot be done now, for too much is asked or something needed is away; later it may.
pub const BUSY: &str = "BUSY";
/// The fault is ours.
pub const INTERNAL: &str = "INTERNAL";

/// How long a client is asked to wait when nobody knows better.
const PAUSE_SECONDS: u64 = 5;

/// What the client can do about a refusal, said in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hint {
    Challenge(&'static str),
    Allow(&'static str),
    Again(u64),
}

impl Hint {
    fn header(self) -> (HeaderName, HeaderValue) {
        match self {
            Self::Challenge(challenge) => (header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge)),
            Self::Allow(methods) => (header::ALLOW, HeaderValue::from_static(methods)),
            Self::Again(seconds) => (header::RETRY_AFTER, seconds.into()),
        }
    }
}

/// Why a request is not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    code: &'static str,
    message: String,
    member: Option<String>,
    /// Line and column of a fault in the document itself.
    location: Option<(u32, u32)>,
    hint: Option<Hint>,
    over: Option<Exceeded>,
}

impl Problem {
    /// A refusal with its status, code and text.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let (member, location, hint, over) = (None, None, None, None);
        Self { status, code, message: message.into(), member, location, hint, over }
    }

    /// The request cannot be understood.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, BAD_USER_INPUT, message)
    }

    /// No or no valid token; `challenge` is the value of `WWW-Authenticate`.
    pub fn unauthenticated(message: &str, challenge: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, UNAUTHENTICATED, message).with(Hint::Challenge(challenge))
    }

    /// The method does not fit; `allow` are those that do.
    pub fn method(message: &str, allow: &'static str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, BAD_USER_INPUT, message).with(Hint::Allow(allow))
    }

    /// The service cannot answer now.
    pub fn unavailable(message: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, BUSY, message).with(Hint::Again(PAUSE_SECONDS))
    }

    /// The client did this too often, and may come back after so many seconds.
    pub fn too_often(message: &str, seconds: u64) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, RATE_LIMITED, message).with(Hint::Again(seconds))
    }

    /// The client asks for more at once, or more often, than anybody gets.
    pub fn too_many(message: &str) -> Self {
        Self::too_often(message, PAUSE_SECONDS)
    }

    /// The request costs more than one may.
    pub fn too_expensive(message: String, exceeded: Exceeded) -> Self {
        Self { over: Some(exceeded), ..Self::new(StatusCode::BAD_REQUEST, TOO_EXPENSIVE, message) }
    }

    /// Something broke on our side; the log knows more.
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, INTERNAL, "Something went wrong on our side.")
    }

    /// Names the member of the request that is wrong.
    #[must_use]
    pub fn at(self, member: impl Into<String>) -> Self {
        Self { member: Some(member.into()), ..self }
    }

    /// Marks a fault in the document itself, at a line and column (from 1): a client that only reads
    /// `application/json` gets those with status 200.
    #[must_use]
    pub fn in_document(self, line: usize, column: usize) -> Self {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self { location: Some((number(line), number(column))), ..self }
    }

    fn with(self, hint: Hint) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// The refusal as one entry of `errors`.
    pub fn error(&self, request_id: &str) -> Value {
        let mut extensions = Map::new();
        extensions.insert("code".to_owned(), json!(self.code));
        extensions.insert("requestId".to_owned(), json!(request_id));
        if let Some(member) = &self.member {
            extensions.insert("member".to_owned(), json!(member));
        }
        if let Some(Hint::Again(seconds)) = self.hint {
            extensions.insert("retryAfterSeconds".to_owned(), json!(seconds));
        }
        if let Some(over) = self.over {
            extensions.insert("counted".to_owned(), json!(over.counted.name()));
            extensions.insert("limit".to_owned(), json!(over.limit));
        }
        let mut error = json!({ "message": self.message, "extensions": extensions });
        if let (Some((line, column)), Some(fields)) = (self.location, error.as_object_mut()) {
            fields.insert("locations".to_owned(), json!([{ "line": line, "column": column }]));
        }
        error
    }

    /// The refusal as an HTTP answer.
    pub fn answer(&self, media: Media, request_id: &str) -> HttpResponse {
        let status = if self.location.is_some() && media == Media::Json { StatusCode::OK } else { self.status };
        let mut response = HttpResponse::build(status);
        response.content_type(media.content_type());
        if let Some(hint) = self.hint {
            response.insert_header(hint.header());
        }
        // What is left of the body would be read as the next request.
        if matches!(self.status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
            response.force_close();
        }
        response.body(json!({ "errors": [self.error(request_id)] }).to_string())
    }
}
