//! Who hears what happens under a contract.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::json;
use tests::stage::case::WPDA;
use tests::{Milestone, Stage, TestApp};

use crate::access::people::choose_password;
use crate::access::sessions::{ask_for_reset, reset_secret, sign_out};

const EVENTS: &str =
    "subscription($id: ID!) { contractEvents(contractId: $id) { kind subjectKind contract { code } } }";

/// How long silence must last to count as silence.
const SILENCE: Duration = Duration::from_millis(700);

#[tokio::test]
async fn the_parties_hear_what_happens() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let id = stage.contract_id(WPDA).await;
    let assen = stage.account_holder("Assen").client();
    let other = stage.account_holder("Tynaarlo").client();
    let mut listening =
        [assen.subscribe(EVENTS, json!({ "id": id })).await, other.subscribe(EVENTS, json!({ "id": id })).await];
    listened(&mut listening).await;
    stage.offer(WPDA).await;
    for socket in &mut listening {
        let heard = socket.next_data().await;
        let expected = json!({ "kind": "CONTRACT_OFFERED", "subjectKind": "CONTRACT", "contract": { "code": WPDA } });
        assert_eq!(heard["contractEvents"], expected);
    }
    app.deliver_mail().await;
}

/// Waits until the sockets listen: a message on a socket is only read after those before it.
async fn listened(sockets: &mut [tests::client::Socket]) {
    for socket in sockets {
        assert_eq!(socket.next_within(SILENCE).await, None, "nothing happened yet");
    }
}

#[tokio::test]
async fn who_may_not_read_the_contract_cannot_listen() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let id = stage.contract_id(WPDA).await;
    // The director has not been offered it yet; the council only reads what is adopted.
    let people = [
        ("the stranger", stage.stranger().client().clone()),
        ("the director", stage.director().client().clone()),
        ("the council", stage.council_member().client().clone()),
        ("the platform", stage.platform_admin().client().clone()),
        ("nobody", app.stranger()),
    ];
    for (who, client) in people {
        let mut socket = client.subscribe(EVENTS, json!({ "id": id })).await;
        let message = socket.next_message().await;
        let told = message.to_string();
        assert!(message["payload"]["data"]["contractEvents"].is_null(), "{who}: {told}");
        let expected = if who == "nobody" { "UNAUTHENTICATED" } else { "BAD_USER_INPUT" };
        assert!(told.contains(expected), "{who}: {told}");
    }
}

#[tokio::test]
async fn what_the_other_side_is_still_writing_is_not_told() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Opened).await;
    let id = stage.contract_id(WPDA).await;
    let assen = stage.account_holder("Assen").client();
    let director = stage.director().client();
    let mut listening =
        [assen.subscribe(EVENTS, json!({ "id": id })).await, director.subscribe(EVENTS, json!({ "id": id })).await];
    listened(&mut listening).await;
    stage.set_targets(2020, "Assen").await;
    assert_eq!(listening[0].next_data().await["contractEvents"]["kind"], "TARGETS_SET");
    assert_eq!(listening[1].next_within(SILENCE).await, None, "draft targets are no business of the contractor");
    stage.propose_targets(2020, "Assen").await;
    for socket in &mut listening {
        assert_eq!(socket.next_data().await["contractEvents"]["kind"], "TARGETS_PROPOSED");
    }
    app.deliver_mail().await;
}

#[tokio::test]
async fn a_socket_ends_with_its_token() {
    // A shorter life than the story's: the clock jumps over it.
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let id = stage.contract_id(WPDA).await;
    let mut socket = stage.account_holder("Assen").client().subscribe(EVENTS, json!({ "id": id })).await;
    assert_eq!(socket.next_within(SILENCE).await, None);
    app.travel_to_moment(app.now() + TimeDelta::days(4_000));
    // The next operation is refused with the socket; nobody has to wait for the next look at the clock.
    socket.subscribe("2", EVENTS, json!({ "id": id })).await;
    assert_eq!(socket.closed().await.0, 4403);
}

#[tokio::test]
async fn a_socket_ends_at_once_with_its_session() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let id = stage.contract_id(WPDA).await;
    let (leaving, forgetful) = (stage.account_holder("Assen"), stage.account_holder("Tynaarlo"));
    let staying = app.sign_in(&leaving.email, tests::stage::PASSWORD).await;
    let mut sockets = Vec::new();
    for actor in [leaving, forgetful, &staying] {
        sockets.push(actor.client().subscribe(EVENTS, json!({ "id": id })).await);
    }
    listened(&mut sockets).await;
    sign_out(&app.stranger(), &leaving.refresh_token).await;
    assert_eq!(sockets[0].closed().await.0, 4403);

    ask_for_reset(&app.stranger(), &forgetful.email).await.data();
    app.deliver_mail().await;
    choose_password(&app, &reset_secret(&app, &forgetful.email), "een heel nieuw wachtwoord").await;
    assert_eq!(sockets[1].closed().await.0, 4403);
    assert_eq!(sockets[2].next_within(SILENCE).await, None, "another session goes on");
}

#[tokio::test]
async fn whoever_loses_the_role_is_shown_out_at_once() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Opened).await;
    let id = stage.contract_id(WPDA).await;
    let document = "subscription($id: ID!) { contractEvents(contractId: $id) { kind contract {
        cycle(year: 2020) { targetSets { municipality { name } } } } } }";
    let holder = stage.account_holder("Assen");
    let person = holder.run("{ viewer { person { id } } }", json!({})).await.text("/viewer/person/id");
    // Also at Tynaarlo: there is something left to hear when the role at Assen has ended.
    stage.take_role(holder, "Tynaarlo", "FINANCIAL_ADVISER").await;
    stage.set_targets(2020, "Assen").await;
    let mut socket = [holder.client().subscribe(document, json!({ "id": id })).await];
    listened(&mut socket).await;
    let [socket] = &mut socket;
    let names = |heard: &serde_json::Value| heard["contractEvents"]["contract"]["cycle"]["targetSets"].clone();
    let of = |names: &[&str]| names.iter().map(|it| json!({ "municipality": { "name": it } })).collect::<Vec<_>>();

    stage.set_targets(2020, "Tynaarlo").await;
    assert_eq!(names(&socket.next_data().await), json!(of(&["Assen", "Tynaarlo"])));
    let ended = |party: &str, role: &str| json!({ "personId": person, "partyId": stage.party(party), "role": role });
    stage.platform_admin().did("endRole", ended("Assen", "ACCOUNT_HOLDER")).await;
    stage.propose_targets(2020, "Tynaarlo").await;
    assert_eq!(names(&socket.next_data().await), json!(of(&["Tynaarlo"])), "with the rights of now");
    stage.platform_admin().did("endRole", ended("Tynaarlo", "FINANCIAL_ADVISER")).await;
    assert_eq!(socket.closed().await.0, 4403);
    app.deliver_mail().await;
}
