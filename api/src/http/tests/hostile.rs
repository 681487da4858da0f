//! Requests that are known to stop a service.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use serde_json::json;

use super::bench::{Bench, get, post, query};

#[actix_web::test]
async fn deep_nesting_is_refused_before_the_parser() {
    let bench = Bench::new();
    let lists = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let objects = format!("{}1{}", "{a:".repeat(5_000), "}".repeat(5_000));
    for value in [&lists, &objects] {
        for document in [
            format!("{{ hello(names: {value}) }}"),
            format!("query($x: [Int] = {value}) {{ hello }}"),
            format!("{{ hello @skip(if: {value}) }}"),
        ] {
            let answer = bench.call(query(&document)).await;
            assert_eq!((answer.status, answer.code().as_str()), (400, "BAD_USER_INPUT"), "{}", answer.text);
            let address = get(&format!("query={}", document.replace(' ', "+")));
            assert_eq!(bench.call(address).await.status, 400);
        }
    }
    let json = format!("{{\"query\":\"{{hello}}\",\"variables\":{{\"a\":{lists}}}}}");
    assert_eq!(bench.call(post(json)).await.status, 400);
    assert_eq!(bench.call(get(&format!("query={{hello}}&variables={{\"a\":{lists}}}"))).await.status, 400);
}

#[actix_web::test]
async fn floods_are_refused_quickly_in_either_type() {
    let bench = Bench::new();
    let mut chain = String::from("{...F0}");
    for index in 0..18 {
        write!(chain, "fragment F{index} on Query{{...F{0} ...F{0}}}", index + 1).unwrap();
    }
    chain += "fragment F18 on Query{hello}";
    let aliases = (0..5_000).fold(String::from("{"), |text, n| text + &format!("a{n}:__typename ")) + "}";
    let circle = "{...A} fragment A on Query{...B} fragment B on Query{...A}";
    for document in [chain.as_str(), &aliases, circle] {
        for accept in ["*/*", "application/json"] {
            let start = Instant::now();
            let answer = bench.call(query(document).insert_header(("accept", accept))).await;
            assert_eq!((answer.status, answer.code().as_str()), (400, "BAD_USER_INPUT"), "{}", answer.text);
            assert_eq!(answer.json().pointer("/errors/0/extensions/member"), Some(&json!("query")));
            assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        }
    }
}

#[actix_web::test]
async fn ten_megabytes_are_not_read() {
    let bench = Bench::new();
    let answer = bench.call(post("x".repeat(10 * 1024 * 1024))).await;
    assert_eq!((answer.status, answer.code().as_str()), (413, "BAD_USER_INPUT"));
}

#[actix_web::test]
async fn a_panic_is_answered_and_the_service_goes_on() {
    let bench = Bench::new();
    for accept in ["*/*", "application/json"] {
        let answer = bench.call(query("{ panic }").insert_header(("accept", accept))).await;
        assert_eq!((answer.status, answer.code().as_str()), (500, "INTERNAL"));
        assert_eq!(
            answer.json().pointer("/errors/0/extensions/requestId"),
            Some(&json!(answer.header("x-request-id")))
        );
        assert!(!answer.text.contains("resolver of a test"), "{}", answer.text);
    }
    assert_eq!(bench.call(query("{ hello }")).await.status, 200);
}

#[actix_web::test]
async fn an_operation_without_end_is_ended() {
    let answer = Bench::new().call(query("{ slow }")).await;
    assert_eq!((answer.status, answer.code().as_str()), (503, "BUSY"));
}

#[actix_web::test]
async fn what_the_gate_lets_through_the_schema_can_bear() {
    let bench = Bench::new();
    let lists = format!("{{ hello(names: {}{}) }}", "[".repeat(30), "]".repeat(30));
    let objects = format!("{{ hello(names: {}1{}) }}", "{a:".repeat(30), "}".repeat(30));
    let selections = format!("{}a{}", "{a".repeat(31), "}".repeat(31));
    let fragments = (0..30).fold(String::from("{...F0}"), |text, index| {
        text + &format!("fragment F{index} on Query{{...F{} hello}}", index + 1)
    }) + "fragment F30 on Query{hello}";
    for document in [lists, objects, selections, fragments] {
        let start = Instant::now();
        let answer = bench.call(query(&document)).await;
        assert!(matches!(answer.status, 200 | 400), "{answer:?}");
        assert!(!answer.text.contains("too deep"), "stopped by the gate: {document}");
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    }
}
