//! Methods, media types, statuses, tokens.

use std::sync::atomic::Ordering;

use actix_web::{http::Method, test::TestRequest};
use serde_json::json;

use super::bench::{Bench, get, post, query};

const NEWER: &str = "application/graphql-response+json; charset=utf-8";
const LEGACY: &str = "application/json; charset=utf-8";

#[actix_web::test]
async fn a_query_is_answered_in_the_type_that_is_wanted() {
    let bench = Bench::new();
    for (accept, content_type) in
        [("*/*", NEWER), ("application/json", LEGACY), ("application/graphql-response+json", NEWER)]
    {
        let answer = bench.call(query("{ hello }").insert_header(("accept", accept))).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, content_type), "{accept}");
        assert_eq!(answer.json(), json!({"data": {"hello": "hello "}}));
    }
    assert_eq!(bench.call(query("{ hello }")).await.header("content-type"), NEWER);
    let refused = bench.call(query("{ hello }").insert_header(("accept", "text/csv"))).await;
    assert_eq!((refused.status, refused.code().as_str()), (406, "BAD_USER_INPUT"));
}

#[actix_web::test]
async fn the_newer_type_tells_by_status_whether_anything_ran() {
    let bench = Bench::new();
    for (document, status, code, has_data) in [
        ("{ hello broken }", 200, "", true),
        ("{ secret }", 401, "UNAUTHENTICATED", false),
        ("{ nothing }", 400, "BAD_USER_INPUT", false),
        ("{ hello(names: 1) }", 400, "BAD_USER_INPUT", false),
        ("query($x: Int!) { hello }", 400, "BAD_USER_INPUT", false),
        ("query A { hello } query B { hello }", 400, "BAD_USER_INPUT", false),
        ("subscription { ticks }", 400, "BAD_USER_INPUT", false),
        ("{ hello", 400, "BAD_USER_INPUT", false),
        ("{ hello(: }", 400, "BAD_USER_INPUT", false),
        ("", 400, "BAD_USER_INPUT", false),
    ] {
        let answer = bench.call(query(document)).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{document}: {}", answer.text);
        assert_eq!(answer.json().get("data").is_some(), has_data, "{}", answer.text);
        assert_eq!(
            answer.json().pointer("/errors/0/extensions/requestId"),
            Some(&json!(answer.header("x-request-id")))
        );
        let legacy = bench.call(query(document).insert_header(("accept", "application/json"))).await;
        assert_eq!(legacy.status, 200, "{document}: {}", legacy.text);
        assert_eq!(legacy.json().get("data").is_some(), has_data, "{}", legacy.text);
    }
}

#[actix_web::test]
async fn what_is_no_request_is_a_bad_request_in_either_type() {
    let bench = Bench::new();
    for body in [
        "",
        "{",
        "[]",
        "[{\"query\":\"{hello}\"}]",
        "1",
        "{}",
        "{\"query\":1}",
        "{\"query\":\"{hello}\",\"variables\":3}",
        "{\"query\":\"{hello}\",\"variables\":{\"a\":\"\\u0000\"}}",
        "{\"query\":\"{hello(names: \\\"\\\\u0000\\\")}\"}",
    ] {
        for accept in ["*/*", "application/json"] {
            let answer = bench.call(post(body).insert_header(("accept", accept))).await;
            assert_eq!((answer.status, answer.code().as_str()), (400, "BAD_USER_INPUT"), "{body}: {}", answer.text);
        }
    }
    let bytes = b"{\"query\":\"{hello(names:\\\"\xff\\\")}\"}".to_vec();
    assert_eq!(bench.call(post("").set_payload(bytes)).await.status, 400);
}

#[actix_web::test]
async fn only_json_is_executed() {
    let bench = Bench::new();
    let body = json!({"query": "mutation { change }"}).to_string();
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin1",
        "application/graphql",
    ] {
        let answer = bench.call(post(body.clone()).insert_header(("content-type", content_type))).await;
        assert_eq!((answer.status, answer.code().as_str()), (415, "BAD_USER_INPUT"), "{content_type}");
    }
    let compressed = bench.call(post(body.clone()).insert_header(("content-encoding", "gzip"))).await;
    assert_eq!(compressed.status, 415);
    let missing = TestRequest::post().uri("/graphql").set_payload(body.clone());
    assert_eq!(bench.call(missing).await.status, 415);
    assert_eq!(bench.counters.changes.load(Ordering::SeqCst), 0);
    let charset = post(body).insert_header(("content-type", "application/json; charset=utf-8"));
    assert_eq!(bench.call(charset).await.status, 200);
}

#[actix_web::test]
async fn get_runs_queries_and_nothing_else() {
    let bench = Bench::new();
    let answer = bench
        .call(get("query=query($n:[[String!]!]!){hello(names:$n)}&variables={\"n\":[[\"you\"]]}&extensions={}"))
        .await;
    assert_eq!((answer.status, answer.json()), (200, json!({"data": {"hello": "hello you"}})));
    for parameters in [
        "query=mutation{change}",
        "query=query+A{hello}mutation+B{change}&operationName=B",
        "query=query+A{hello}mutation+B{change}",
        "query=subscription{ticks}",
    ] {
        let answer = bench.call(get(parameters)).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "POST"), "{parameters}: {}", answer.text);
    }
    assert_eq!(bench.counters.changes.load(Ordering::SeqCst), 0);
    let chosen = bench.call(get("query=query+A{hello}mutation+B{change}&operationName=A")).await;
    assert_eq!(chosen.status, 200, "{}", chosen.text);
    for parameters in [
        "",
        "query={hello",
        "query={hello}&variables={",
        "query={hello}&variables=[]",
        "query={hello}&variables=%ff",
        "query={nothing}",
        "query={hello}&operationName=Z",
    ] {
        let answer = bench.call(get(parameters)).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "BAD_USER_INPUT"), "{parameters}: {}", answer.text);
    }
    for method in [Method::PUT, Method::DELETE, Method::HEAD, Method::OPTIONS, Method::PATCH] {
        let answer = bench.call(TestRequest::with_uri("/graphql").method(method.clone())).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, POST"), "{method}");
    }
}

#[actix_web::test]
async fn a_token_makes_a_caller_and_a_bad_one_nobody() {
    let bench = Bench::new();
    let with = |value: &str| query("{ secret locale }").insert_header(("authorization", value.to_owned()));
    let answer = bench.call(with("Bearer good")).await;
    assert_eq!((answer.status, answer.json()), (200, json!({"data": {"secret": "treasure", "locale": "En"}})));
    for value in ["Bearer bad", "Bearer", "Basic good", "good", "Bearer good good", ""] {
        for accept in ["*/*", "application/json"] {
            let answer = bench.call(with(value).insert_header(("accept", accept))).await;
            assert_eq!((answer.status, answer.code().as_str()), (401, "UNAUTHENTICATED"), "{value}: {}", answer.text);
            assert!(answer.header("www-authenticate").starts_with("Bearer"), "{answer:?}");
        }
    }
    let down = bench.call(with("Bearer down")).await;
    assert_eq!((down.status, down.code().as_str()), (503, "BUSY"));
    let nobody = bench.call(query("{ secret }")).await;
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (401, "Bearer"));
}

#[actix_web::test]
async fn strangers_are_spoken_to_in_dutch_unless_they_prefer_english() {
    let bench = Bench::new();
    for (wanted, locale) in [("", "Nl"), ("en-GB,nl;q=0.5", "En"), ("fr", "Nl")] {
        let answer = bench.call(query("{ locale }").insert_header(("accept-language", wanted))).await;
        assert_eq!(answer.json(), json!({"data": {"locale": locale}}), "{wanted}");
    }
}
