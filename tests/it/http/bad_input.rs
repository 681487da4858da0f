//! Whatever is sent, the service answers, says what is wrong, and answers the next one.

use reqwest::Method;
use serde_json::json;
use tests::client::GRAPHQL;
use tests::stage::case::WPDA;
use tests::{Milestone, Stage, TestApp};

#[tokio::test]
async fn no_body_breaks_anything() {
    let app = TestApp::new().await;
    let headers = [("content-type", "application/json"), ("accept", "application/graphql-response+json")];
    let deep = format!("{{\"query\":\"{{__typename}}\",\"variables\":{}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
    let brackets = json!({ "query": format!("{{ node(id: {}1{}) {{ id }} }}", "[".repeat(5_000), "]".repeat(5_000)) });
    let bodies = [
        String::new(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        "\"x\"".into(),
        "{\"query\":1}".into(),
        "{\"query\":\"{__typename}\",\"variables\":[]}".into(),
        "{\"query\":\"{__typename}\",\"operationName\":1}".into(),
        "{\"query\":\"\\u0000\"}".into(),
        deep,
        brackets.to_string(),
        json!({ "query": "{ a: __typename ".repeat(200) }).to_string(),
        json!({ "query": "{ node(id: \"\u{0}\") { id } }" }).to_string(),
    ];
    for body in bodies {
        let shown: String = body.chars().take(80).collect();
        let answer = app.stranger().request(Method::POST, GRAPHQL, &headers, body).await;
        assert!((400..500).contains(&answer.status) || answer.status == 200, "{shown}: {}", answer.status);
        answer.json();
    }
    let answer = app.stranger().request(Method::POST, GRAPHQL, &headers, vec![0xff, 0xfe, 0x00]).await;
    assert_eq!(answer.status, 400);
    assert_eq!(app.stranger().get("/readyz").await.status, 200);
}

#[tokio::test]
async fn signs_of_four_bytes_come_back_as_they_were_sent() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let title = "Overeenkomst 𝔚𝔢𝔯𝔨 👩🏽‍🏭 – coöperatie „één”";
    let mut terms = stage.terms(WPDA);
    terms["title"] = title.into();
    let input = stage.versioned(WPDA, json!({ "terms": terms })).await;
    let holder = stage.account_holder("Assen");
    holder.did("reviseContract", input).await;
    let answer = holder.run("query($code: String!) { contractByCode(code: $code) { title } }", json!({ "code": WPDA }));
    assert_eq!(answer.await.text("/contractByCode/title"), title);
    app.deliver_mail().await;
}
