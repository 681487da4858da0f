//! Signing in leaves no memory behind.
//!
//! Of a modest size here; `SIGN_INS=400` makes it as large as the promise.

use serde_json::json;
use tests::{Client, SmtpSink, TestDatabase};

use super::people::PASSWORD;
use crate::notifications::process::Service;

const EMAIL: &str = "beheer@platform.example";
/// What may be left behind, and what the service may take in all, in KiB.
const MOST_MORE: u64 = 20_000;
const MOST: u64 = 80_000;

async fn administrator(service: &Service) {
    let made = service.execute(&["create-admin", "--email", EMAIL, "--name", "Beheerder"]);
    let told = String::from_utf8(made.stdout).unwrap();
    let (_, secret) = told.trim().rsplit_once("token=").expect("a link in what is printed");
    let choose = "mutation($input: ChoosePasswordInput!) { choosePassword(input: $input) { errors { code path } } }";
    let input = json!({ "input": { "token": secret, "password": PASSWORD } });
    service.stranger().run(choose, input).await.payload("choosePassword");
}

/// Signs in so often, one after the other: what is left behind adds up, and what two use at once does not blur it.
async fn sign_in(client: &Client, times: usize) {
    let document = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
    for _ in 0..times {
        client.run(document, json!({ "input": { "email": EMAIL, "password": PASSWORD } })).await.data();
    }
}

#[tokio::test]
async fn many_sign_ins_take_no_more_memory_than_a_few() {
    let times = std::env::var("SIGN_INS").map_or(60, |text| text.parse().expect("a number"));
    let (database, mailbox) = (TestDatabase::create().await, SmtpSink::start().await);
    let service = Service::new(&database, &mailbox);
    let process = service.serve().await;
    administrator(&service).await;
    let client = service.stranger();
    sign_in(&client, 10).await;
    let before = process.memory();
    sign_in(&client, times).await;
    let after = process.memory();
    println!("after 10 sign-ins {before} KiB, after {times} more {after} KiB");
    assert!(after <= before + MOST_MORE, "{before} KiB after 10 sign-ins, {after} KiB after {times} more");
    assert!(after <= MOST, "{after} KiB");
}
