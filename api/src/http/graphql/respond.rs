//! From the schema's answer to a body and a status.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use async_graphql::{Response, ServerError, Value};
use serde::Serialize;

use super::super::{
    answer::{BAD_USER_INPUT, INTERNAL, Problem, UNAUTHENTICATED},
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

/// Writes the answer in the media type the client wants.
pub fn answer(response: Response, media: Media, request_id: &str) -> HttpResponse {
    let status = status(&response);
    let Ok(body) = serde_json::to_string(&Envelope::new(response, request_id)) else {
        tracing::error!(request_id, "an answer could not be written as JSON");
        return Problem::internal().answer(media, request_id);
    };
    let mut answer = HttpResponse::build(if media == Media::Json { StatusCode::OK } else { status });
    if status == StatusCode::UNAUTHORIZED {
        answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    answer.content_type(media.content_type()).body(body)
}

/// Whether the answer tells that the operation was never run.
pub fn is_request_error(response: &Response) -> bool {
    !status(response).is_success()
}

/// The status for `application/graphql-response+json`: 200 as soon as anything ran.
fn status(response: &Response) -> StatusCode {
    let all = |code: &str| response.errors.iter().all(|error| code_of(error) == Some(code));
    if response.errors.is_empty() {
        StatusCode::OK
    } else if nothing_in(&response.data) && all(UNAUTHENTICATED) {
        StatusCode::UNAUTHORIZED
    } else if response.data != Value::Null {
        StatusCode::OK
    } else if all(INTERNAL) {
        StatusCode::INTERNAL_SERVER_ERROR
    } else if response.errors.iter().any(|error| !error.path.is_empty()) {
        StatusCode::OK
    } else {
        StatusCode::BAD_REQUEST
    }
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
