//! Answers for machines that watch: alive, ready, and the keys of our tokens.

use actix_web::{HttpResponse, http::header, web};
use async_trait::async_trait;

use super::HttpState;

/// Whether the service can do its work: database reachable, migrations done.
#[async_trait]
pub trait Readiness: Send + Sync {
    /// Looks now.
    async fn ready(&self) -> bool;
}

/// The process is there.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(r#"{"status":"alive"}"#)
}

/// The service can work; not so when it is stopping.
pub async fn ready(state: web::Data<HttpState>) -> HttpResponse {
    if !state.stopping.is_announced() && state.readiness.ready().await {
        HttpResponse::Ok().content_type("application/json").body(r#"{"status":"ready"}"#)
    } else {
        HttpResponse::ServiceUnavailable().content_type("application/json").body(r#"{"status":"not ready"}"#)
    }
}

/// The public keys of the access tokens.
pub async fn keys(state: web::Data<HttpState>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/jwk-set+json")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(state.jwks.clone())
}
