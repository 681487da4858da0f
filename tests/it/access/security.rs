//! Who signed in, who was refused, who took what away: noted, and read by who answers for those people.

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Client, Milestone, Stage, TestApp};

use super::sessions::sign_in;

const EVENTS: &str = "query($party: ID) { securityEvents(partyId: $party, first: 100) { totalCount nodes {
    action object result reason origin actor { id } accountKey times firstAt lastAt } } }";

async fn events(actor: &Actor, party: Option<&str>) -> Vec<Value> {
    let answer = actor.run(EVENTS, json!({ "party": party })).await;
    answer.at("/securityEvents/nodes").as_array().unwrap().clone()
}

/// Action, result and reason, of those that are about this action.
fn told<'a>(events: &'a [Value], action: &str) -> Vec<(&'a str, Option<&'a str>)> {
    let about = events.iter().filter(|it| it["action"] == action);
    about.map(|it| (it["result"].as_str().unwrap(), it["reason"].as_str())).collect()
}

#[tokio::test]
async fn what_concerns_security_is_noted_with_its_six_parts_and_read_by_the_own_party() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Offered).await;
    let holder = stage.account_holder("Assen");
    let contract = stage.contract_id(WPDA).await;
    let assen = stage.party("Assen");

    sign_in(&app.stranger(), &holder.email, "een verkeerd wachtwoord").await.assert_error("UNAUTHENTICATED");
    holder.act("agreeContract", stage.versioned(WPDA, json!({})).await).await.assert_error("FORBIDDEN");
    let input = stage.versioned(WPDA, json!({})).await;
    stage.stranger().act("offerContract", input).await.assert_refused("offerContract", &[("NOT_FOUND", "contractId")]);
    let export = format!("/contracts/{contract}/matrix.csv");
    assert_eq!(holder.client().get(&export).await.status, 200);
    assert_eq!(stage.stranger().client().get(&export).await.status, 404);

    let own = events(stage.party_admin(), Some(assen)).await;
    let refused = told(&own, "signIn").into_iter().filter(|it| it.0 == "REFUSED").collect::<Vec<_>>();
    assert_eq!(refused, [("REFUSED", Some("UNAUTHENTICATED"))], "{own:#?}");
    assert!(told(&own, "signIn").contains(&("DONE", None)));
    assert_eq!(told(&own, "agreeContract"), [("REFUSED", Some("ROLE_NOT_ALLOWED"))]);
    assert_eq!(told(&own, "exportMatrix"), [("DONE", None)]);
    let export = own.iter().find(|it| it["action"] == "exportMatrix").unwrap();
    assert_eq!(
        (&export["object"], &export["origin"], &export["times"]),
        (&json!(contract), &json!("127.0.0.1"), &json!(1))
    );
    let holder_id = holder.run("{ viewer { person { id } } }", json!({})).await.text("/viewer/person/id");
    assert_eq!(export["actor"]["id"], holder_id);
    assert_eq!(export["firstAt"], export["lastAt"]);

    // What strangers were refused is their own party's to know.
    assert!(told(&own, "offerContract").is_empty());
    let elsewhere = stage.actor(tests::stage::ELSEWHERE.0, "ACCOUNT_HOLDER");
    for (who, party) in
        [(elsewhere, Some(assen)), (holder, Some(assen)), (holder, None), (stage.platform_admin(), Some(assen))]
    {
        who.run(EVENTS, json!({ "party": party })).await.assert_error("FORBIDDEN");
    }
    let refused_reading = events(stage.party_admin(), Some(assen)).await;
    assert_eq!(
        told(&refused_reading, "securityEvents").len(),
        2,
        "the refusals are noted as well: {refused_reading:#?}"
    );
    app.deliver_mail().await;
}

#[tokio::test]
async fn unknown_addresses_are_kept_as_a_hash_for_the_platform_and_a_flood_is_counted() {
    let app = TestApp::for_years().await;
    let stage = Stage::parties(&app).await;
    for _ in 0..3 {
        sign_in(&app.stranger(), "Niemand@Nergens.example ", "een verkeerd wachtwoord").await;
    }
    let platform = events(stage.platform_admin(), None).await;
    let unknown: Vec<&Value> = platform.iter().filter(|it| it["accountKey"].is_string()).collect();
    assert_eq!(unknown.len(), 1, "{platform:#?}");
    assert_eq!((&unknown[0]["times"], &unknown[0]["actor"]), (&json!(3), &Value::Null));
    assert_eq!(unknown[0]["accountKey"].as_str().map(str::len), Some(32));
    assert!(!app.stands_in("security_event", "nergens").await, "the address itself is kept nowhere");
    // They go when they are old.
    let before = app.rows("security_event").await;
    assert!(before > 0);
    app.travel_to("2031-01-01");
    app.seal_trail().await;
    assert_eq!(app.rows("security_event").await, 0);
    app.deliver_mail().await;
}

#[tokio::test]
async fn a_token_that_is_refused_at_the_door_is_noted_with_whose_it_was() {
    let app = TestApp::new().await;
    let stage = Stage::parties(&app).await;
    let (holder, assen) = (stage.account_holder("Assen"), stage.party("Assen"));
    let with = |token: &str| app.stranger().with_token(token.to_owned());
    let asks = async |client: &Client| client.get("/attachments/attachment:x").await.status;
    // Somebody signs out, and goes on with the token: over HTTP and on a socket.
    let again = app.sign_in(&holder.email, tests::stage::PASSWORD).await;
    let sign_out = "mutation($input: SignOutInput!) { signOut(input: $input) { signedOut } }";
    again.run(sign_out, json!({ "input": { "refreshToken": again.refresh_token } })).await.at("/signOut/signedOut");
    for _ in 0..3 {
        assert_eq!(asks(again.client()).await, 401);
    }
    // Changed by a letter, and an invention: whose they are nobody knows.
    let token = holder.client().token().unwrap().to_owned();
    let (head, signature) = token.rsplit_once('.').unwrap();
    let forged = format!("{head}.{}{}", if signature.starts_with('A') { 'B' } else { 'A' }, &signature[1..]);
    for token in [forged.as_str(), "a.b.c"] {
        assert_eq!(asks(&with(token)).await, 401);
    }
    app.travel_to_moment(app.now() + chrono::TimeDelta::days(1));
    assert_eq!(asks(holder.client()).await, 401, "it has expired");

    let admin = app.sign_in(&stage.party_admin().email, tests::stage::PASSWORD).await;
    let own = events(&admin, Some(assen)).await;
    let mut noted = told(&own, "authenticate");
    noted.sort_unstable();
    assert_eq!(noted, [("REFUSED", Some("SESSION_OVER")), ("REFUSED", Some("TOKEN_EXPIRED"))], "{own:#?}");
    let over = own.iter().find(|it| it["reason"] == "SESSION_OVER").unwrap();
    assert_eq!((&over["times"], &over["origin"], &over["object"]), (&json!(3), &json!("127.0.0.1"), &Value::Null));
    let holder = app.sign_in(&holder.email, tests::stage::PASSWORD).await;
    let id = holder.run("{ viewer { person { id } } }", json!({})).await.text("/viewer/person/id");
    assert_eq!(over["actor"]["id"], id);
    let platform = app.sign_in(&stage.platform_admin().email, tests::stage::PASSWORD).await;
    let nobodys = events(&platform, None).await;
    assert_eq!(told(&nobodys, "authenticate"), [("REFUSED", Some("TOKEN_FORGED"))]);
    let forged = nobodys.iter().find(|it| it["reason"] == "TOKEN_FORGED").unwrap();
    assert_eq!(forged["times"], 2, "alike things are one row");
    for token in [token.as_str(), "a.b.c"] {
        assert!(!app.stands_in("security_event", token).await, "the token itself is kept nowhere");
    }
    // A flood of other inventions adds to that row.
    let rows = app.rows("security_event").await;
    for round in 0..30 {
        assert_eq!(asks(&with(&format!("a.b.{round}"))).await, 401);
    }
    events(&platform, None).await;
    assert!(app.rows("security_event").await <= rows + 2);
    app.deliver_mail().await;
}

#[tokio::test]
async fn what_has_ended_is_swept_when_it_was_kept_long_enough() {
    let app = TestApp::new().await;
    let stage = Stage::parties(&app).await;
    let holder = stage.account_holder("Assen");
    let reset = "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { requested } }";
    app.stranger().run(reset, json!({ "input": { "email": holder.email } })).await.data();
    sign_in(&app.stranger(), &holder.email, "een verkeerd wachtwoord").await;
    let admin = app.sign_in(&stage.party_admin().email, tests::stage::PASSWORD).await;
    let input = json!({ "partyId": stage.party("Assen"), "role": "COUNCIL_MEMBER", "name": "X",
        "email": "x@x.example", "idempotencyKey": "sleutel-1" });
    admin.did("invitePerson", input).await;
    app.deliver_mail().await;
    app.seal_trail().await;
    let tables = [
        "session_family",
        "session_token",
        "mailed_link",
        "reset_request",
        "throttle",
        "known_origin",
        "idempotency_key",
        "security_event",
    ];
    for table in tables {
        assert!(app.rows(table).await > 0, "{table}");
    }
    let invitations = app.rows("invitation").await;
    // Refresh tokens live thirty days, and are kept thirty more.
    let begun = app.now();
    app.travel_to_moment(begun + chrono::TimeDelta::days(59));
    app.seal_trail().await;
    for (table, left) in [
        ("reset_request", false),
        ("throttle", false),
        ("idempotency_key", false),
        ("session_family", true),
        ("session_token", true),
        ("security_event", true),
    ] {
        assert_eq!(app.rows(table).await > 0, left, "{table} after 59 days");
    }
    app.travel_to_moment(begun + chrono::TimeDelta::days(400));
    app.seal_trail().await;
    for table in tables {
        assert_eq!(app.rows(table).await, 0, "{table} after 400 days");
    }
    assert_eq!(app.rows("invitation").await, invitations, "what became of an invitation is told for good");
    // Whoever comes back signs in as before.
    app.sign_in(&holder.email, tests::stage::PASSWORD).await;
    app.deliver_mail().await;
}
