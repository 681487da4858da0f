//! What every request gets, whatever it asks: an identity, a line in the log, and headers that keep browsers careful.
//!
//! The log never holds a query string, a header or a body: tokens and names of people travel there.

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web,
};
use tokio::time::Instant;
use tracing::Instrument;

use super::{HttpState, cors};

/// The header that carries the request's identity back.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

#[derive(Clone)]
struct RequestId(String);

/// The identity of the request, as in the log.
pub fn request_id(request: &HttpRequest) -> String {
    request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}

/// The middleware around every route.
pub async fn around(
    state: web::Data<HttpState>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let id = state.ids.next().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let path: String = request.path().chars().take(200).collect();
    let origin = cors::allowed_origin(request.headers(), &state.allowed_origins);
    let span = tracing::info_span!("request", request_id = %id);

    let mut response = next.call(request).instrument(span).await?;

    let headers = response.headers_mut();
    careful(headers);
    if let Some(origin) = origin {
        cors::allow(headers, origin);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(X_REQUEST_ID, value);
    }
    let status = response.status().as_u16();
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(request_id = %id, %method, path, status, millis, "answered");
    Ok(response)
}

/// Sets what is not set already.
fn careful(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}
