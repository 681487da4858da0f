//! `POST` and `GET /graphql`, by the GraphQL-over-HTTP specification.
//!
//! The order is: method, media types, size, JSON, the gate, the token, and only then the schema: what costs least is
//! refused first. Start reading at [`post`].

mod parameters;
mod respond;
mod run;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use async_graphql::{Response, parser::types::OperationType};

pub use self::{
    parameters::{Parameters, read_json},
    respond::{Envelope, is_request_error},
    run::{Crash, crash},
};
use super::{
    HttpState, Limits,
    answer::{BAD_USER_INPUT, Problem},
    body, caller, envelope,
    media::{self, Media},
};

/// Runs the operation in a JSON body.
pub async fn post(request: HttpRequest, mut payload: web::Payload, state: web::Data<HttpState>) -> HttpResponse {
    let request_id = envelope::request_id(&request);
    let media = match accepted(&request) {
        Ok(media) => media,
        Err(problem) => return body::refuse_unread(problem.answer(Media::Json, &request_id), payload),
    };
    match run_post(&request, &mut payload, &state, &request_id).await {
        Ok(response) => respond::answer(response, media, &request_id),
        Err(problem) => body::refuse_unread(problem.answer(media, &request_id), payload),
    }
}

/// Runs the query in the parameters of the address; a browser gets the page instead.
pub async fn get(request: HttpRequest, state: web::Data<HttpState>) -> HttpResponse {
    let request_id = envelope::request_id(&request);
    if let Some(pages) = &state.graphiql
        && media::wants_page(header_text(&request, &header::ACCEPT))
    {
        return pages.answer(&request);
    }
    let media = match accepted(&request) {
        Ok(media) => media,
        Err(problem) => return problem.answer(Media::Json, &request_id),
    };
    match run_get(&request, &state, &request_id).await {
        Ok(response) => respond::answer(response, media, &request_id),
        Err(problem) => problem.answer(media, &request_id),
    }
}

/// Any other method.
pub async fn other_method(request: HttpRequest) -> HttpResponse {
    Problem::method("Send GraphQL requests with POST, or queries with GET.", "GET, POST")
        .answer(Media::Json, &envelope::request_id(&request))
}

async fn run_post(
    request: &HttpRequest,
    payload: &mut web::Payload,
    state: &HttpState,
    request_id: &str,
) -> Result<Response, Problem> {
    if !media::is_json(header_text(request, &header::CONTENT_TYPE)) {
        return Err(unsupported("The body must be application/json in UTF-8."));
    }
    let encoding = header_text(request, &header::CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("identity")) {
        return Err(unsupported("The body may not be compressed."));
    }
    let Limits { body_bytes: bytes, body_wait: wait, body_pause: pause, .. } = state.limits;
    let allowance = body::Allowance { bytes, wait, pause };
    let bytes = body::read(request, payload, &allowance).await?;
    let parameters = Parameters::from_json(read_json(&bytes, state.limits.json_nesting)?)?;
    parameters.pass_gate(&state.limits.document)?;
    let caller = caller::identify(request, state, request_id).await?;
    run::to_the_end(state, parameters.into_request(), caller).await
}

async fn run_get(request: &HttpRequest, state: &HttpState, request_id: &str) -> Result<Response, Problem> {
    let parameters = Parameters::from_address(request.query_string(), &state.limits)?;
    parameters.pass_gate(&state.limits.document)?;
    let mut operation = parameters.into_request();
    if let Some(early) = allow_queries_only(&mut operation)? {
        return Ok(early);
    }
    let caller = caller::identify(request, state, request_id).await?;
    run::to_the_end(state, operation, caller).await
}

/// A link or an image must never change anything, so GET runs queries only. The parser itself decides which operation
/// is meant, and the schema then runs what was parsed here.
fn allow_queries_only(request: &mut async_graphql::Request) -> Result<Option<Response>, Problem> {
    let name = request.operation_name.clone();
    let document = match request.parsed_query() {
        Ok(document) => document,
        Err(error) => return Ok(Some(Response::from_errors(vec![error]))),
    };
    let only_queries = document
        .operations
        .iter()
        .filter(|(known, _)| name.is_none() || *known == name.as_ref().map(async_graphql::Name::new).as_ref())
        .all(|(_, operation)| operation.node.ty == OperationType::Query);
    if only_queries { Ok(None) } else { Err(Problem::method("GET runs queries only; use POST.", "POST")) }
}

fn accepted(request: &HttpRequest) -> Result<Media, Problem> {
    let ranges: Vec<&str> =
        request.headers().get_all(header::ACCEPT).map(|value| value.to_str().unwrap_or("invalid")).collect();
    let ranges = (!ranges.is_empty()).then(|| ranges.join(","));
    media::negotiate(ranges.as_deref()).ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            BAD_USER_INPUT,
            "Answers come as application/graphql-response+json or application/json.",
        )
    })
}

fn unsupported(message: &str) -> Problem {
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, BAD_USER_INPUT, message)
}

fn header_text<'a>(request: &'a HttpRequest, name: &header::HeaderName) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap_or("invalid"))
}
