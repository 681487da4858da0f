//! Pages of other origins: which may call the service, over HTTP and over a socket.
//!
//! There are no cookies, so a foreign page has nothing to steal without a token; this keeps it from trying, and lets a
//! front end on its own origin in.

use std::net::IpAddr;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderMap, HeaderValue},
    web,
};

use super::{HttpState, answer::Problem, envelope, media::Media};

/// What pages may read beside the body: the identity of the request, and of a file its name, checksum and address.
const EXPOSED: &str = "x-request-id, content-disposition, etag, location";

/// The origins (`https://front.example`) whose pages may call the service, besides its own.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// Those that are named.
    pub named: Vec<String>,
    /// Whether every page on this same machine may: for whoever builds a front end.
    pub loopback: bool,
}

impl Origins {
    fn admit(&self, origin: &str) -> bool {
        self.named.iter().any(|known| known.eq_ignore_ascii_case(origin)) || (self.loopback && is_loopback(origin))
    }
}

/// Whether an origin is a page on this same machine, on whatever port.
fn is_loopback(origin: &str) -> bool {
    let Some(("http" | "https", authority)) = origin.split_once("://") else { return false };
    let (host, port) = match authority.rsplit_once(':') {
        // A colon within brackets belongs to the address.
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let here = address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    (here || host.eq_ignore_ascii_case("localhost")) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// The request's origin, if its pages may call.
pub fn allowed_origin(headers: &HeaderMap, allowed: &Origins) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    let text = origin.to_str().ok()?;
    allowed.admit(text).then(|| origin.clone())
}

/// Lets pages of `origin` read the answer.
pub fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
}

/// The question a browser asks before a page of another origin may call.
pub async fn preflight(request: HttpRequest, state: web::Data<HttpState>) -> HttpResponse {
    if allowed_origin(request.headers(), &state.allowed_origins).is_none() {
        return Problem::method("Send GraphQL requests with POST, or queries with GET.", "GET, POST")
            .answer(Media::Json, &envelope::request_id(&request));
    }
    HttpResponse::NoContent()
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"))
        .insert_header((
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "authorization, content-type, accept-language, if-none-match",
        ))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "600"))
        .finish()
}

/// Whether a socket may be opened: by a program (which sends no origin), by a page of an allowed origin or by a page of
/// our own host.
pub fn socket_permitted(headers: &HeaderMap, allowed: &Origins) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    if allowed_origin(headers, allowed).is_some() {
        return true;
    }
    let origin = origin.to_str().ok().and_then(|text| text.split_once("://")).map(|(_, host)| host);
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    matches!((origin, host), (Some(origin), Some(host)) if origin.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests;
