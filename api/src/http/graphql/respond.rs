//! From the schema's answer to a body and a status.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use async_graphql::{Response, ServerError, Value};
use serde::Serialize;

use super::super::{
    answer::{
        BAD_USER_INPUT, BUSY, FORBIDDEN, INTERNAL, NOT_FOUND, Problem, RATE_LIMITED, TOO_EXPENSIVE, UNAUTHENTICATED,
    },
    media::Media,
};

/// An answer as it is written: without `data` when nothing ran.
#[derive(Debug, Serialize)]
pub struct Envelope {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ServerError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    extensions: std::collections::BTreeMap<String, Value>,
}

impl Envelope {
    /// Prepares an answer for writing: every error gets the request's identity, and those of the parser and of
    /// validation, which carry no code, are the client's.
    pub fn new(response: Response, request_id: &str) -> Self {
        let data = status(&response).is_success().then_some(response.data);
        let errors = response.errors.into_iter().map(|error| complete(error, request_id)).collect();
        Self { errors, data, extensions: response.extensions }
    }

    /// The errors alone, as a socket sends them when nothing ran.
    pub fn into_errors(self) -> Vec<ServerError> {
        self.errors
    }
}

/// Writes the answer in the media type the client wants. `application/json` says everything with 200, but for what
/// whoever stands between has to see as well: too many tries, and too much load.
pub fn answer(response: Response, media: Media, request_id: &str) -> HttpResponse {
    let status = status(&response);
    let wait = [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE].contains(&status);
    let retry_after = wait.then(|| retry_after(&response));
    let Ok(body) = serde_json::to_string(&Envelope::new(response, request_id)) else {
        tracing::error!(request_id, "an answer could not be written as JSON");
        return Problem::internal().answer(media, request_id);
    };
    let mut answer = HttpResponse::build(if media == Media::Json && !wait { StatusCode::OK } else { status });
    if status == StatusCode::UNAUTHORIZED {
        answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    if let Some(seconds) = retry_after {
        answer.insert_header((header::RETRY_AFTER, seconds));
    }
    answer.content_type(media.content_type()).body(body)
}

/// Whether the answer tells that the operation was never run: a socket then ends it.
pub fn is_request_error(response: &Response) -> bool {
    let unrun = response.data == Value::Null && response.errors.iter().all(|error| error.path.is_empty());
    let refused = nothing_in(&response.data) && response.errors.iter().all(|it| code_of(it) == Some(UNAUTHENTICATED));
    !response.errors.is_empty() && (unrun || refused)
}

/// What a code asks for when no field of the answer has a value.
struct Stated {
    code: &'static str,
    /// Where the request as a whole is refused.
    request: StatusCode,
    /// Where fields are.
    field: StatusCode,
}

const fn stated(code: &'static str, request: StatusCode, field: StatusCode) -> Stated {
    Stated { code, request, field }
}

/// The status of every code there is. An answer in which a field has a value is 200, whatever else it says; one without
/// has the highest status that its errors ask for.
const STATUSES: [Stated; 8] = [
    stated(BAD_USER_INPUT, StatusCode::BAD_REQUEST, StatusCode::OK),
    stated(TOO_EXPENSIVE, StatusCode::BAD_REQUEST, StatusCode::BAD_REQUEST),
    stated(UNAUTHENTICATED, StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED),
    stated(FORBIDDEN, StatusCode::FORBIDDEN, StatusCode::OK),
    stated(NOT_FOUND, StatusCode::NOT_FOUND, StatusCode::OK),
    stated(RATE_LIMITED, StatusCode::TOO_MANY_REQUESTS, StatusCode::TOO_MANY_REQUESTS),
    stated(INTERNAL, StatusCode::INTERNAL_SERVER_ERROR, StatusCode::INTERNAL_SERVER_ERROR),
    stated(BUSY, StatusCode::SERVICE_UNAVAILABLE, StatusCode::SERVICE_UNAVAILABLE),
];

/// The status for `application/graphql-response+json`.
fn status(response: &Response) -> StatusCode {
    let asked = response.errors.iter().map(|error| {
        // Whatever has no code comes from the parser or from validation.
        let code = code_of(error).unwrap_or(BAD_USER_INPUT);
        let stated = STATUSES.iter().find(|stated| stated.code == code);
        let unstated = (StatusCode::BAD_REQUEST, StatusCode::OK);
        let (request, field) = stated.map_or(unstated, |stated| (stated.request, stated.field));
        if error.path.is_empty() { request } else { field }
    });
    if nothing_in(&response.data) { asked.max().unwrap_or(StatusCode::OK) } else { StatusCode::OK }
}

/// The longest wait that an error of the answer asks for, in seconds.
fn retry_after(response: &Response) -> u64 {
    let asked =
        response.errors.iter().filter_map(|error| match error.extensions.as_ref()?.get("retryAfterSeconds")? {
            Value::Number(seconds) => seconds.as_u64(),
            _ => None,
        });
    asked.max().unwrap_or(1)
}

/// Whether there is no value at all, not even in one of several root fields.
fn nothing_in(data: &Value) -> bool {
    match data {
        Value::Null => true,
        Value::Object(fields) => fields.values().all(|field| *field == Value::Null),
        _ => false,
    }
}

fn code_of(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code),
        Value::Enum(code) => Some(code),
        _ => None,
    }
}

fn complete(mut error: ServerError, request_id: &str) -> ServerError {
    let mut extensions = error.extensions.take().unwrap_or_default();
    if extensions.get("code").is_none() && error.path.is_empty() {
        extensions.set("code", BAD_USER_INPUT);
    }
    if extensions.get("requestId").is_none() {
        extensions.set("requestId", request_id);
    }
    error.extensions = Some(extensions);
    error
}

#[cfg(test)]
mod tests;
