//! Signing in, staying signed in, and how that ends.

use std::num::NonZeroU32;

use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::{Answer, Client, TestApp};

use super::people::{PASSWORD, administrator, done, invite, municipality, newcomer};

pub const EMAIL: &str = "beheer@platform.example";
pub const WHO: &str = "{ viewer { email } }";

pub async fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    let document = "mutation($input: SignInInput!) { signIn(input: $input) {
        accessToken accessTokenExpiresAt refreshToken person { id } } }";
    client.run(document, json!({ "input": { "email": email, "password": password } })).await
}

pub async fn refresh(client: &Client, token: &str) -> Answer {
    let document = "mutation($input: RefreshSessionInput!) { refreshSession(input: $input) {
        accessToken refreshToken } }";
    client.run(document, json!({ "input": { "refreshToken": token } })).await
}

pub async fn sign_out(client: &Client, token: &str) {
    let document = "mutation($input: SignOutInput!) { signOut(input: $input) { signedOut } }";
    let answer = client.run(document, json!({ "input": { "refreshToken": token } })).await;
    assert_eq!(answer.at("/signOut/signedOut"), &Value::Bool(true));
}

/// Asks for a link to choose another password.
pub async fn ask_for_reset(client: &Client, email: &str) -> Answer {
    let ask = "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { requested } }";
    client.run(ask, json!({ "input": { "email": email } })).await
}

/// The secret in the last link to choose another password that went to an address.
pub fn reset_secret(app: &TestApp, email: &str) -> String {
    let mail = app.mailbox().last_mail_to(email);
    let (_, secret) = mail.link_with("password-reset").split_once("token=").expect("a secret in the link");
    secret.to_owned()
}

/// Panics unless the token is good for nothing any more.
async fn assert_out(client: &Client) {
    let answer = client.run(WHO, json!({})).await;
    answer.assert_error("UNAUTHENTICATED");
    assert_eq!(answer.status, 401);
}

#[tokio::test]
async fn who_signs_in_is_known_and_who_does_not_is_nobody() {
    let app = TestApp::new().await;
    let admin = administrator(&app).await;
    assert_eq!(admin.run(WHO, json!({})).await.text("/viewer/email"), EMAIL);
    // Addresses are compared without capitals and the blanks around them.
    sign_in(&app.stranger(), " Beheer@Platform.Example ", PASSWORD).await.data();
    assert_eq!(app.stranger().run(WHO, json!({})).await.at("/viewer"), &Value::Null);
    assert_out(&app.stranger().with_token("no.such.token")).await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_told_alike() {
    let app = TestApp::new().await;
    administrator(&app).await;
    let stranger = app.stranger();
    let wrong = sign_in(&stranger, EMAIL, "een ander wachtwoord 2019").await;
    let unknown = sign_in(&stranger, "niemand@platform.example", PASSWORD).await;
    let empty = sign_in(&stranger, "", "").await;
    for answer in [&wrong, &unknown, &empty] {
        answer.assert_error("UNAUTHENTICATED");
        assert_eq!(answer.body["errors"][0]["message"], wrong.body["errors"][0]["message"]);
        assert_eq!(answer.status, wrong.status);
    }
}

#[tokio::test]
async fn a_refresh_token_is_good_for_one_new_session() {
    let app = TestApp::new().await;
    let admin = administrator(&app).await;
    let stranger = app.stranger();
    let second = refresh(&stranger, &admin.refresh_token).await;
    let token = second.text("/refreshSession/accessToken");
    assert_eq!(stranger.with_token(&token).run(WHO, json!({})).await.text("/viewer/email"), EMAIL);
    let third = refresh(&stranger, &second.text("/refreshSession/refreshToken")).await;
    assert_ne!(third.text("/refreshSession/refreshToken"), second.text("/refreshSession/refreshToken"));
    refresh(&stranger, "no-such-token").await.assert_error("UNAUTHENTICATED");
}

#[tokio::test]
async fn who_loses_the_answer_gets_the_same_successor_for_ten_seconds() {
    let app = TestApp::new().await;
    let first = administrator(&app).await.refresh_token;
    let stranger = app.stranger();
    let second = refresh(&stranger, &first).await.text("/refreshSession/refreshToken");
    app.travel_to_moment(app.now() + TimeDelta::seconds(9));
    let again = refresh(&stranger, &first).await;
    assert_eq!(again.text("/refreshSession/refreshToken"), second);
    stranger.with_token(again.text("/refreshSession/accessToken")).run(WHO, json!({})).await.data();
    // Another tab went on meanwhile: this one is given what came of that.
    let third = refresh(&stranger, &second).await.text("/refreshSession/refreshToken");
    assert_eq!(refresh(&stranger, &first).await.text("/refreshSession/refreshToken"), third);
    assert_eq!(app.rows("session_token").await, 3, "nothing was handed out twice");
}

#[tokio::test]
async fn a_refresh_token_used_again_after_ten_seconds_ends_the_whole_family() {
    let app = TestApp::new().await;
    let admin = administrator(&app).await;
    let elsewhere = app.sign_in(EMAIL, PASSWORD).await;
    let stranger = app.stranger();
    let second = refresh(&stranger, &admin.refresh_token).await;
    let thief = stranger.with_token(second.text("/refreshSession/accessToken"));
    thief.run(WHO, json!({})).await.data();

    app.travel_to_moment(app.now() + TimeDelta::seconds(10));
    refresh(&stranger, &admin.refresh_token).await.assert_error("UNAUTHENTICATED");
    assert_out(admin.client()).await;
    assert_out(&thief).await;
    refresh(&stranger, &second.text("/refreshSession/refreshToken")).await.assert_error("UNAUTHENTICATED");
    // A session begun with the password is another family.
    assert_eq!(elsewhere.run(WHO, json!({})).await.text("/viewer/email"), EMAIL);
}

#[tokio::test]
async fn a_token_that_was_made_up_keeps_nobody_waiting() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let made_up = "A".repeat(administrator(&app).await.refresh_token.len());
    let (statements, answer) = app.statements(refresh(&stranger, &made_up)).await;
    answer.assert_error("UNAUTHENTICATED");
    assert_eq!(statements, 1, "it is looked for, and no more");
    let (statements, ()) = app.statements(sign_out(&stranger, &made_up)).await;
    assert_eq!(statements, 1);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_no_other() {
    let app = TestApp::new().await;
    let admin = administrator(&app).await;
    let elsewhere = app.sign_in(EMAIL, PASSWORD).await;
    sign_out(&app.stranger(), &admin.refresh_token).await;
    assert_out(admin.client()).await;
    refresh(&app.stranger(), &admin.refresh_token).await.assert_error("UNAUTHENTICATED");
    elsewhere.run(WHO, json!({})).await.data();
    sign_out(&app.stranger(), "no-such-token").await;
}

#[tokio::test]
async fn a_role_that_ends_gives_nothing_from_that_moment() {
    let app = TestApp::new().await;
    let admin = administrator(&app).await;
    let leek = municipality(&admin, "0022", "Leek").await;
    let chief = newcomer(&app, &admin, &leek, "PARTY_ADMIN", "hoofd@leek.example").await;
    invite(&chief, &leek, "COUNCIL_MEMBER", "raad@leek.example").await;
    let chief_id = chief.run("{ viewer { person { id } } }", json!({})).await.text("/viewer/person/id");
    let input = json!({ "personId": chief_id, "partyId": leek, "role": "PARTY_ADMIN" });
    done(&admin, "endRole", "EndRoleInput", "person { id }", input).await;

    // The same token, which is still good for a while, is now somebody without the role.
    let document = "mutation($input: InvitePersonInput!) { invitePerson(input: $input) { errors { code } } }";
    let input = json!({ "partyId": leek, "role": "COUNCIL_MEMBER", "email": "y@leek.example", "name": "Y" });
    let refused = app.changing_nothing(chief.run(document, json!({ "input": input }))).await;
    refused.assert_error("FORBIDDEN");
    app.deliver_mail().await;
}

#[tokio::test]
async fn an_access_token_ends_by_the_clock_and_the_refresh_token_later() {
    let app = TestApp::new().await;
    let admin = administrator(&app).await;
    let begun = app.now();
    app.travel_to_moment(begun + TimeDelta::minutes(10) - TimeDelta::seconds(1));
    admin.run(WHO, json!({})).await.data();
    app.travel_to_moment(begun + TimeDelta::minutes(10));
    assert_out(admin.client()).await;

    app.travel_to_moment(begun + TimeDelta::days(30) - TimeDelta::seconds(1));
    let again = refresh(&app.stranger(), &admin.refresh_token).await.text("/refreshSession/refreshToken");
    app.travel_to_moment(begun + TimeDelta::days(61));
    refresh(&app.stranger(), &again).await.assert_error("UNAUTHENTICATED");
}

#[tokio::test]
async fn a_new_password_ends_all_sessions() {
    let app = TestApp::new().await;
    let admin = administrator(&app).await;
    for email in [EMAIL, "niemand@platform.example"] {
        let answer = ask_for_reset(&app.stranger(), email).await;
        assert_eq!(answer.at("/requestPasswordReset/requested"), &Value::Bool(true), "told alike for {email}");
    }
    app.deliver_mail().await;
    assert_eq!(app.mailbox().mails().len(), 1, "{:?}", app.mailbox().overview());
    let secret = reset_secret(&app, EMAIL);
    super::people::choose_password(&app, &secret, "een heel nieuw wachtwoord").await;

    assert_out(admin.client()).await;
    refresh(&app.stranger(), &admin.refresh_token).await.assert_error("UNAUTHENTICATED");
    sign_in(&app.stranger(), EMAIL, PASSWORD).await.assert_error("UNAUTHENTICATED");
    app.sign_in(EMAIL, "een heel nieuw wachtwoord").await.run(WHO, json!({})).await.data();
}

#[tokio::test]
async fn choosing_a_password_voids_every_other_link() {
    let app = TestApp::new().await;
    let invitation = app.create_administrator(EMAIL, "Beheerder").await;
    super::people::choose_password(&app, &invitation, PASSWORD).await;
    let mut links = vec![invitation];
    for _ in 0..2 {
        ask_for_reset(&app.stranger(), EMAIL).await;
        app.deliver_mail().await;
        links.push(reset_secret(&app, EMAIL));
    }
    super::people::choose_password(&app, &links.pop().unwrap(), "een heel nieuw wachtwoord").await;
    for older in links {
        let input = json!({ "token": older, "password": "van iemand met een oude link" });
        let refused = app.changing_nothing(app.stranger().act("choosePassword", input)).await;
        refused.assert_refused("choosePassword", &[("LINK_INVALID", "token")]);
    }
    app.sign_in(EMAIL, "een heel nieuw wachtwoord").await.run(WHO, json!({})).await.data();
}

#[tokio::test]
async fn who_tries_too_often_has_to_wait_even_with_the_right_password() {
    let app = TestApp::with(|config| config.sign_in.free_tries = NonZeroU32::new(3).unwrap()).await;
    let secret = app.create_administrator(EMAIL, "Beheerder").await;
    super::people::choose_password(&app, &secret, PASSWORD).await;
    for _ in 0..3 {
        sign_in(&app.stranger(), EMAIL, "een ander wachtwoord 2019").await.assert_error("UNAUTHENTICATED");
    }
    let refused = sign_in(&app.stranger(), "BEHEER@platform.example", PASSWORD).await;
    refused.assert_error("RATE_LIMITED");
    let seconds = refused.body["errors"][0]["extensions"]["retryAfterSeconds"].as_u64();
    assert!(seconds.is_some_and(|seconds| (1..=60).contains(&seconds)), "{}", refused.body);
    // Others are not kept waiting by it.
    sign_in(&app.stranger(), "ander@platform.example", PASSWORD).await.assert_error("UNAUTHENTICATED");
}
