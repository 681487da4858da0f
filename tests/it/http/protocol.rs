//! The protocol over a real connection. The finer points are tested beside the code of the room.

use reqwest::Method;
use serde_json::{Value, json};
use tests::TestApp;
use tests::client::GRAPHQL;

const NEWER: &str = "application/graphql-response+json";
const LEGACY: &str = "application/json";

fn body(document: &str) -> String {
    json!({ "query": document }).to_string()
}

#[tokio::test]
async fn the_wanted_media_type_decides_the_status_of_what_never_ran() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    for (document, accept, status) in [
        ("{ __typename }", NEWER, 200),
        ("{ __typename }", LEGACY, 200),
        ("{ noSuchField }", NEWER, 400),
        ("{ noSuchField }", LEGACY, 200),
        ("{", NEWER, 400),
        // A field that fails is no request that fails: there is data beside the error.
        ("mutation { signOut(input: { refreshToken: \"x\" }) { signedOut } }", NEWER, 200),
    ] {
        let headers = [("content-type", "application/json"), ("accept", accept)];
        let answer = stranger.request(Method::POST, GRAPHQL, &headers, body(document)).await;
        assert_eq!(answer.status, status, "{document} as {accept}: {}", answer.text());
        assert!(answer.header("content-type").starts_with(accept), "{}", answer.header("content-type"));
        answer.json();
    }
}

#[tokio::test]
async fn only_json_is_read() {
    let app = TestApp::new().await;
    for (kind, status) in [("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("application/json", 200)] {
        let headers = [("content-type", kind), ("accept", NEWER)];
        let answer = app.stranger().request(Method::POST, GRAPHQL, &headers, body("{ __typename }")).await;
        assert_eq!(answer.status, status, "{kind}: {}", answer.text());
    }
}

#[tokio::test]
async fn get_answers_questions_and_does_nothing() {
    let app = TestApp::new().await;
    let asked = app.stranger().get("/graphql?query=%7B__typename%7D").await;
    assert_eq!((asked.status, &asked.json()["data"]["__typename"]), (200, &json!("Query")));
    let act = "/graphql?query=mutation%7BrequestPasswordReset(input:%7Bemail:%22x%40y.example%22%7D)%7Brequested%7D%7D";
    let refused = app.changing_nothing(app.stranger().get(act)).await;
    assert_eq!(refused.status, 405, "{}", refused.text());
    assert_eq!(app.stranger().get("/graphql?query=%7B__typename%7D&variables=%7B").await.status, 400);
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read() {
    let app = TestApp::new().await;
    let headers = [("content-type", "application/json"), ("accept", NEWER)];
    let long = body(&format!("{{ __typename }} # {}", "x".repeat(300_000)));
    let answer = app.stranger().request(Method::POST, GRAPHQL, &headers, long).await;
    assert_eq!(answer.status, 413, "{}", answer.text());
    assert_eq!(app.stranger().get("/healthz").await.status, 200);
}

#[tokio::test]
async fn machines_that_watch_are_answered() {
    let app = TestApp::new().await;
    for (path, status) in [("/healthz", 200), ("/readyz", 200), ("/no-such-thing", 404)] {
        let answer = app.stranger().get(path).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        answer.json();
    }
    let keys = app.stranger().get("/.well-known/jwks.json").await;
    assert_eq!(keys.status, 200);
    let keys = keys.json();
    let keys = keys["keys"].as_array().unwrap();
    assert_eq!(keys.len(), 1);
    assert_eq!((&keys[0]["kty"], &keys[0]["crv"], &keys[0]["d"]), (&json!("OKP"), &json!("Ed25519"), &Value::Null));
}

#[tokio::test]
async fn every_answer_has_an_identity_of_its_own() {
    let app = TestApp::new().await;
    let mut seen = Vec::new();
    for path in ["/healthz", "/no-such-thing", "/graphql?query=%7B__typename%7D", "/graphql?query=%7B"] {
        let id = app.stranger().get(path).await.header("x-request-id").to_owned();
        assert!(!id.is_empty() && !seen.contains(&id), "{path}: {id:?}");
        seen.push(id);
    }
}
