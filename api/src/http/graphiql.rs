//! The page for trying out the schema: written here, whole in the binary, nothing comes from elsewhere.

use std::{collections::BTreeMap, sync::LazyLock};

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use minijinja::{Environment, UndefinedBehavior, context};
use sha2::{Digest, Sha256};

use super::{HttpState, caller, routes};
use crate::{policy::Locale, texts::Texts};

/// Scripts and styles only from files of here, and no text that turns into markup.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types 'none'";

/// The files change with the service; browsers ask again after five minutes.
const CACHE: &str = "public, max-age=300";

/// The words of the page, each the text `editor-…`.
const WORDS: [&str; 33] = [
    "answer",
    "characters",
    "deprecated",
    "document",
    "email",
    "ended",
    "fields",
    "headers",
    "hint",
    "implements",
    "lay-out",
    "listening",
    "loading",
    "no-object",
    "no-schema",
    "no-script",
    "nothing",
    "password",
    "path",
    "possible",
    "received",
    "request",
    "run",
    "schema",
    "search",
    "sign-in",
    "stop",
    "stopped",
    "title",
    "types",
    "values",
    "variables",
    "welcome",
];

/// The page in each language, made once.
pub struct Pages {
    nl: String,
    en: String,
}

impl Pages {
    /// The page with its words. Fails only when its template is faulty.
    pub fn new(texts: &Texts) -> Result<Self, minijinja::Error> {
        Ok(Self { nl: page(texts, Locale::Nl)?, en: page(texts, Locale::En)? })
    }

    /// The page in the language that the browser prefers.
    pub fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let page = match caller::preferred_locale(request.headers()) {
            Locale::Nl => &self.nl,
            Locale::En => &self.en,
        };
        HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_SECURITY_POLICY, PAGE_POLICY))
            .insert_header((header::VARY, "Accept, Accept-Language"))
            .body(page.clone())
    }
}

fn page(texts: &Texts, locale: Locale) -> Result<String, minijinja::Error> {
    let words: BTreeMap<&str, String> =
        WORDS.into_iter().map(|word| (word, texts.text(locale, &format!("editor-{word}"), &[]))).collect();
    let as_json: serde_json::Map<_, _> =
        words.iter().map(|(word, text)| ((*word).to_owned(), text.as_str().into())).collect();
    // Inside a script element nothing is escaped, and nothing may look like its end.
    let as_json = serde_json::Value::Object(as_json).to_string().replace('<', "\\u003c");
    let mut layouts = Environment::new();
    layouts.set_undefined_behavior(UndefinedBehavior::Strict);
    layouts.add_template("page.html", include_str!("../../assets/graphiql/page.html"))?;
    let words = minijinja::Value::from(words);
    layouts.get_template("page.html")?.render(context! { lang => locale.name(), words, as_json })
}

struct Asset {
    name: &'static str,
    content_type: &'static str,
    text: &'static str,
    tag: String,
}

macro_rules! assets {
    ($($name:literal),* $(,)?) => {
        vec![$(asset($name, include_str!(concat!("../../assets/graphiql/", $name)))),*]
    };
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    assets![
        "completion.js",
        "docs.js",
        "editor.js",
        "elements.js",
        "page.css",
        "page.js",
        "schema.js",
        "tokens.js",
        "transport.js",
    ]
});

fn asset(name: &'static str, text: &'static str) -> Asset {
    let content_type = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        _ => "text/javascript; charset=utf-8",
    };
    let tag = format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(text)));
    Asset { name, content_type, text, tag }
}

/// The page at its own address.
pub async fn open(request: HttpRequest, state: web::Data<HttpState>) -> HttpResponse {
    match &state.graphiql {
        Some(pages) => pages.answer(&request),
        None => routes::not_found(request).await,
    }
}

/// A script or style of the page.
pub async fn file(request: HttpRequest, state: web::Data<HttpState>) -> HttpResponse {
    let name = request.match_info().query("file");
    let found = ASSETS.iter().find(|asset| state.graphiql.is_some() && asset.name == name);
    let Some(asset) = found else { return routes::not_found(request).await };
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Compression marks the tag as weak on its way out; the client sends it back so.
    let unchanged = known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == asset.tag);
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::CACHE_CONTROL, CACHE)).insert_header((header::ETAG, asset.tag.as_str()));
    if unchanged { response.finish() } else { response.content_type(asset.content_type).body(asset.text) }
}
