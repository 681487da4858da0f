//! Who signed in, who was refused, who took what away: noted, and read by who answers for those people.

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Milestone, Stage, TestApp};

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
