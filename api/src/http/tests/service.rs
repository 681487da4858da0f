//! Everything that is not GraphQL, and what is around it all.

use actix_web::{http::Method, test::TestRequest};
use serde_json::json;

use super::bench::{Bench, get, query};

fn at(path: &str) -> TestRequest {
    TestRequest::get().uri(path)
}

#[actix_web::test]
async fn health_and_readiness() {
    let bench = Bench::new();
    assert_eq!(bench.call(at("/healthz")).await.status, 200);
    assert_eq!(bench.call(at("/readyz")).await.status, 200);
    assert_eq!(bench.call(at("/healthz").method(Method::HEAD)).await.status, 200);
    let posted = bench.call(at("/healthz").method(Method::POST)).await;
    assert_eq!((posted.status, posted.header("allow")), (405, "GET"));
    let away = Bench::not_ready();
    assert_eq!(away.call(at("/healthz")).await.status, 200);
    assert_eq!(away.call(at("/readyz")).await.status, 503);
    bench.state.stopping.announce();
    assert_eq!(bench.call(at("/readyz")).await.status, 503);
}

#[actix_web::test]
async fn keys_may_be_kept_a_while() {
    let answer = Bench::new().call(at("/.well-known/jwks.json")).await;
    assert_eq!((answer.status, answer.json()), (200, json!({"keys": []})));
    assert_eq!(answer.header("content-type"), "application/jwk-set+json");
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
}

#[actix_web::test]
async fn an_unknown_address_is_a_json_404() {
    let bench = Bench::new();
    for path in ["/", "/graphql/", "/graphql/x", "/graphiql/nothing.js", "/graphiql/../Cargo.toml", "/graphiql/%2e%2e"]
    {
        let answer = bench.call(at(path)).await;
        assert_eq!((answer.status, answer.code().as_str()), (404, "NOT_FOUND"), "{path}");
        assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    }
}

#[actix_web::test]
async fn every_answer_has_an_identity_and_careful_headers() {
    let bench = Bench::new();
    let first = bench.call(query("{ hello }")).await;
    let second = bench.call(at("/nothing")).await;
    assert_eq!(first.header("x-request-id").len(), 36);
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
    for answer in [first, second] {
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[actix_web::test]
async fn the_page_needs_nothing_from_elsewhere() {
    let bench = Bench::new();
    let browser = "text/html,application/xhtml+xml,*/*;q=0.8";
    let page = bench.call(at("/graphql").insert_header(("accept", browser))).await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(page.text, bench.call(at("/graphiql")).await.text, "the page has an address of its own");
    assert!(
        page.header("content-security-policy").starts_with("default-src 'none'; script-src 'self'; style-src 'self';")
    );
    assert!(!page.header("content-security-policy").contains("unsafe"), "nothing inline");
    let mut files = 0;
    let imported = |text: &str| {
        text.split("from \"./").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect::<Vec<_>>()
    };
    let mut references: Vec<String> =
        page.text.split('"').filter(|text| text.starts_with('/')).map(str::to_owned).collect();
    while let Some(reference) = references.get(files).cloned() {
        let reference = reference.as_str();
        let file = bench.call(at(reference)).await;
        assert_eq!(file.status, 200, "{reference}");
        let tag = file.header("etag").to_owned();
        assert!(!tag.is_empty() && file.header("cache-control").contains("max-age="), "{reference}");
        let again = bench.call(at(reference).insert_header(("if-none-match", format!("\"x\", W/{tag}")))).await;
        assert_eq!((again.status, again.text.as_str()), (304, ""), "{reference}");
        assert!(!file.text.contains("https://"), "something comes from elsewhere: {reference}");
        for name in imported(&file.text) {
            let address = format!("/graphiql/{name}");
            if !references.contains(&address) {
                references.push(address);
            }
        }
        files += 1;
    }
    assert_eq!(files, 9, "every file of the page is reached: {references:?}");
    assert!(!page.text.contains("://"), "something comes from elsewhere");
}

#[actix_web::test]
async fn without_the_page_a_browser_gets_json() {
    let bench = Bench::with(|state| state.graphiql = None);
    assert_eq!(bench.call(at("/graphql").insert_header(("accept", "text/html"))).await.status, 406);
    assert_eq!(bench.call(get("query={hello}").insert_header(("accept", "text/html,*/*;q=0.8"))).await.status, 200);
    assert_eq!(bench.call(at("/graphiql/page.js")).await.status, 404);
    assert_eq!(bench.call(at("/graphiql")).await.status, 404);
}

#[actix_web::test]
async fn answers_are_compressed_for_those_who_ask() {
    let bench = Bench::new();
    let small = bench.call(at("/graphiql/page.js").insert_header(("accept-encoding", "gzip"))).await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert_eq!(bench.call(at("/graphiql/page.js")).await.header("content-encoding"), "");
}

#[actix_web::test]
async fn pages_of_allowed_origins_only_may_call() {
    let bench = Bench::with(|state| state.allowed_origins.named.push("https://front.example".to_owned()));
    let from = |request: TestRequest, origin: &'static str| request.insert_header(("origin", origin));
    let answer = bench.call(from(query("{ hello }"), "https://front.example")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "https://front.example");
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    let preflight = bench.call(from(at("/graphql").method(Method::OPTIONS), "https://front.example")).await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-methods")), (204, "GET, POST"));
    let stranger = bench.call(from(at("/graphql").method(Method::OPTIONS), "https://evil.example")).await;
    assert_eq!((stranger.status, stranger.header("access-control-allow-origin")), (405, ""));
    assert_eq!(
        bench.call(from(query("{ hello }"), "https://evil.example")).await.header("access-control-allow-origin"),
        ""
    );
}
