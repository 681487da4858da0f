//! The page for trying out the schema: everything it needs is in the binary, nothing comes from elsewhere.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::{HttpState, routes};

const PAGE: &str = include_str!("../../assets/graphiql/page.html");

/// Scripts only from here; `GraphiQL` sets sizes in style attributes, so styles may stand inline.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// For files whose name carries their version.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// For files that change with the service.
const BRIEFLY: &str = "public, max-age=300";

struct Asset {
    name: &'static str,
    content_type: &'static str,
    cache: &'static str,
    text: &'static str,
    tag: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let script = "text/javascript; charset=utf-8";
    let style = "text/css; charset=utf-8";
    let plain = "text/plain; charset=utf-8";
    vec![
        asset("graphiql-3.9.0.min.js", script, FOREVER, include_str!("../../assets/graphiql/graphiql-3.9.0.min.js")),
        asset("graphiql-3.9.0.min.css", style, FOREVER, include_str!("../../assets/graphiql/graphiql-3.9.0.min.css")),
        asset("react-18.3.1.min.js", script, FOREVER, include_str!("../../assets/graphiql/react-18.3.1.min.js")),
        asset(
            "react-dom-18.3.1.min.js",
            script,
            FOREVER,
            include_str!("../../assets/graphiql/react-dom-18.3.1.min.js"),
        ),
        asset("page.js", script, BRIEFLY, include_str!("../../assets/graphiql/page.js")),
        asset("page.css", style, BRIEFLY, include_str!("../../assets/graphiql/page.css")),
        asset("LICENSES.txt", plain, BRIEFLY, include_str!("../../assets/graphiql/LICENSES.txt")),
    ]
});

fn asset(name: &'static str, content_type: &'static str, cache: &'static str, text: &'static str) -> Asset {
    let tag = format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(text)));
    Asset { name, content_type, cache, text, tag }
}

/// The page itself.
pub fn page() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, PAGE_POLICY))
        .insert_header((header::VARY, "Accept"))
        .body(PAGE)
}

/// A script or style of the page.
pub async fn file(request: HttpRequest, state: web::Data<HttpState>) -> HttpResponse {
    let name = request.match_info().query("file");
    let found = ASSETS.iter().find(|asset| state.graphiql && asset.name == name);
    let Some(asset) = found else { return routes::not_found(request).await };
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Compression marks the tag as weak on its way out; the client sends it back so.
    let unchanged = known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == asset.tag);
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::CACHE_CONTROL, asset.cache)).insert_header((header::ETAG, asset.tag.as_str()));
    if unchanged { response.finish() } else { response.content_type(asset.content_type).body(asset.text) }
}
