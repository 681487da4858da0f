//! Guessing is slow, and keeps nobody out but the one who guesses.

use std::num::NonZeroU32;

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::json;
use tests::client::{GRAPHQL, RawAnswer};
use tests::{Client, TestApp};

use super::people::{PASSWORD, choose_password};
use super::sessions::{EMAIL, ask_for_reset, reset_secret};

/// The media type whose statuses tell what came of a request.
pub const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
const WRONG: &str = "een ander wachtwoord 2019";
/// Where the owner of the account is; somebody else is elsewhere.
const HOME: &str = "198.51.100.7";
const ELSEWHERE: &str = "203.0.113.1";

/// A service behind a proxy, where three wrong passwords are free, and thirty for an address.
async fn behind_a_proxy() -> TestApp {
    TestApp::with(|config| {
        config.sign_in.free_tries = NonZeroU32::new(3).unwrap();
        config.http.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    })
    .await
}

/// Somebody with an account, who has not signed in anywhere yet.
async fn somebody(app: &TestApp, email: &str) {
    let secret = app.create_administrator(email, "Iemand").await;
    choose_password(app, &secret, PASSWORD).await;
}

/// Tries to sign in; the answer as it came, in that media type.
pub async fn asked(client: &Client, media: &str, email: &str, password: &str) -> RawAnswer {
    let document = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
    let body = json!({ "query": document, "variables": { "input": { "email": email, "password": password } } });
    let headers = [("content-type", "application/json"), ("accept", media)];
    client.request(Method::POST, GRAPHQL, &headers, body.to_string()).await
}

/// What a try comes to: its status, and its code or `IN`.
async fn tried(client: &Client, email: &str, password: &str) -> (u16, String) {
    let answer = asked(client, GRAPHQL_RESPONSE, email, password).await;
    (answer.status, code(&answer))
}

fn code(answer: &RawAnswer) -> String {
    let body = answer.json();
    if body.pointer("/data/signIn/accessToken").is_some_and(|token| token.is_string()) {
        return "IN".to_owned();
    }
    body["errors"][0]["extensions"]["code"].as_str().unwrap_or_else(|| panic!("no code: {body}")).to_owned()
}

fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn strangers_lock_nobody_out_and_wait_longer_and_longer() {
    let app = behind_a_proxy().await;
    somebody(&app, EMAIL).await;
    let (stranger, owner) = (app.stranger().from_address(ELSEWHERE), app.stranger().from_address(HOME));
    let mut waited = Vec::new();
    for _ in 0..3 {
        assert_eq!(tried(&stranger, EMAIL, WRONG).await, is(401, "UNAUTHENTICATED"));
    }
    for _ in 0..10 {
        let before = app.snapshot().await;
        let refused = asked(&stranger, GRAPHQL_RESPONSE, EMAIL, PASSWORD).await;
        assert_eq!((refused.status, code(&refused)), is(429, "RATE_LIMITED"), "not even with the right one");
        app.assert_unchanged(&before).await;
        let seconds: i64 = refused.header("retry-after").parse().unwrap();
        assert_eq!(refused.json()["errors"][0]["extensions"]["retryAfterSeconds"], seconds);
        waited.push(seconds);
        app.travel_to_moment(app.now() + TimeDelta::seconds(seconds));
        assert_eq!(tried(&stranger, EMAIL, WRONG).await, is(401, "UNAUTHENTICATED"), "after {seconds} s");
    }
    assert_eq!(waited, [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
    assert_eq!(tried(&owner, EMAIL, PASSWORD).await, is(200, "IN"), "who never was there before");
    // A day without tries, and all is forgotten.
    app.travel_to_moment(app.now() + TimeDelta::days(1));
    assert_eq!(tried(&stranger, EMAIL, WRONG).await, is(401, "UNAUTHENTICATED"));
    assert_eq!(tried(&stranger, EMAIL, PASSWORD).await, is(200, "IN"));
}

#[tokio::test]
async fn the_right_password_clears_what_went_wrong_before() {
    let app = behind_a_proxy().await;
    somebody(&app, EMAIL).await;
    let owner = app.stranger().from_address(HOME);
    for _ in 0..4 {
        for _ in 0..2 {
            assert_eq!(tried(&owner, EMAIL, WRONG).await, is(401, "UNAUTHENTICATED"));
        }
        assert_eq!(tried(&owner, EMAIL, PASSWORD).await, is(200, "IN"));
    }
}

#[tokio::test]
async fn an_address_that_guesses_has_to_wait_but_not_who_is_known_there() {
    let app = behind_a_proxy().await;
    let newcomer = "nieuw@platform.example";
    somebody(&app, EMAIL).await;
    somebody(&app, newcomer).await;
    let office = app.stranger().from_address(HOME);
    assert_eq!(tried(&office, EMAIL, PASSWORD).await, is(200, "IN"));
    for number in 0..30 {
        let account = format!("{}@elders.example", number / 2);
        assert_eq!(tried(&office, &account, WRONG).await, is(401, "UNAUTHENTICATED"), "{number}");
    }
    // In either media type, for whoever stands between has to see it.
    for media in ["application/json", GRAPHQL_RESPONSE] {
        let refused = asked(&office, media, "nog@elders.example", WRONG).await;
        assert_eq!((refused.status, code(&refused)), is(429, "RATE_LIMITED"), "{media}");
        assert_eq!(refused.header("retry-after"), "60");
    }
    assert_eq!(tried(&office, newcomer, PASSWORD).await, is(429, "RATE_LIMITED"));
    assert_eq!(tried(&office, EMAIL, PASSWORD).await, is(200, "IN"), "known here");
    assert_eq!(
        tried(&app.stranger().from_address(ELSEWHERE), newcomer, PASSWORD).await,
        is(200, "IN"),
        "not held up there"
    );
    app.travel_to_moment(app.now() + TimeDelta::minutes(1));
    assert_eq!(tried(&office, newcomer, PASSWORD).await, is(200, "IN"));
}

#[tokio::test]
async fn who_is_known_by_an_old_password_is_not_by_a_new_one() {
    let app = behind_a_proxy().await;
    somebody(&app, EMAIL).await;
    let known = async || app.rows("known_origin").await;
    assert_eq!(known().await, 1, "where the password was chosen");
    for address in [HOME, ELSEWHERE] {
        assert_eq!(tried(&app.stranger().from_address(address), EMAIL, PASSWORD).await, is(200, "IN"));
    }
    assert_eq!(known().await, 3);
    ask_for_reset(&app.stranger(), EMAIL).await.data();
    app.deliver_mail().await;
    choose_password(&app, &reset_secret(&app, EMAIL), "een heel nieuw wachtwoord").await;
    assert_eq!(known().await, 1);
}

#[tokio::test]
async fn an_address_written_by_a_client_is_not_believed() {
    let app = TestApp::with(|config| config.sign_in.free_tries = NonZeroU32::new(3).unwrap()).await;
    let mut codes = Vec::new();
    for last in 1..=5 {
        codes.push(tried(&app.stranger().from_address(&format!("203.0.113.{last}")), EMAIL, WRONG).await.1);
    }
    assert_eq!(codes, ["UNAUTHENTICATED", "UNAUTHENTICATED", "UNAUTHENTICATED", "RATE_LIMITED", "RATE_LIMITED"]);
}

#[tokio::test]
async fn a_whole_ipv6_network_is_one_address() {
    let app = behind_a_proxy().await;
    let mut codes = Vec::new();
    for last in 1..=4 {
        codes.push(tried(&app.stranger().from_address(&format!("2001:db8:0:1::{last}")), EMAIL, WRONG).await.1);
    }
    assert_eq!(codes.pop().unwrap(), "RATE_LIMITED");
    assert_eq!(tried(&app.stranger().from_address("2001:db8:0:2::1"), EMAIL, WRONG).await.1, "UNAUTHENTICATED");
}

#[tokio::test]
async fn all_processes_count_together() {
    let app = behind_a_proxy().await;
    let second = app.another().await;
    let one = app.stranger().from_address(HOME);
    let other = one.at(second.address());
    for client in [&one, &other, &one] {
        assert_eq!(tried(client, EMAIL, WRONG).await, is(401, "UNAUTHENTICATED"));
    }
    for client in [&other, &one] {
        assert_eq!(tried(client, EMAIL, WRONG).await, is(429, "RATE_LIMITED"));
    }
    // And nobody else waits for it, at either.
    somebody(&app, "ander@platform.example").await;
    assert_eq!(tried(&other, "ander@platform.example", PASSWORD).await, is(200, "IN"));
}

#[tokio::test]
async fn a_flood_of_tries_at_once_is_counted_one_by_one() {
    let app = behind_a_proxy().await;
    let stranger = app.stranger().from_address(ELSEWHERE);
    let all = futures_util::future::join_all((0..12).map(|_| tried(&stranger, EMAIL, WRONG))).await;
    let looked_at = all.iter().filter(|(_, code)| code == "UNAUTHENTICATED").count();
    assert_eq!(looked_at, 3, "{all:?}");
    assert!(
        all.iter().all(|(_, code)| ["UNAUTHENTICATED", "RATE_LIMITED", "BUSY"].contains(&code.as_str())),
        "{all:?}"
    );
}
