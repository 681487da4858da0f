//! What a key is, what it belongs to, and how long it is kept.

use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::{Milestone, Stage, TestApp};

use super::keyed;

const KEY: &str = "een-sleutel-van-de-client";

/// The input to draft another contract with WPDA.
fn drafting(stage: &Stage<'_>, title: &str) -> Value {
    let mut terms = stage.terms("PO-WPDA");
    terms["code"] = "PO-NOG-EEN".into();
    terms["title"] = title.into();
    json!({ "terms": terms, "clientIds": [stage.party("Assen")], "contractorId": stage.party("WPDA") })
}

#[tokio::test]
async fn a_repeat_gives_the_first_outcome_and_anything_else_is_refused() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Library).await;
    let holder = stage.account_holder("Assen");
    let input = keyed(drafting(&stage, "Eerst"), KEY);
    let first = holder.did("draftContract", input.clone()).await;
    app.deliver_mail().await;
    let before = app.snapshot().await;
    assert_eq!(holder.did("draftContract", input.clone()).await, first);

    let reused = [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")];
    let other_input = keyed(drafting(&stage, "Anders"), KEY);
    holder.act("draftContract", other_input).await.assert_refused("draftContract", &reused);
    let other_act = keyed(json!({ "name": "een andere opgave" }), KEY);
    holder.act("defineTask", other_act).await.assert_refused("defineTask", &reused);
    app.assert_unchanged(&before).await;

    // Someone else's key is another key, also when it is spelt the same.
    let task = keyed(json!({ "name": "opgave van een ander" }), KEY);
    stage.account_holder("Tynaarlo").did("defineTask", task).await;
    assert_eq!(app.rows("idempotency_key").await, 2);

    // What was made goes on: a repeat shows the same thing, as it is now.
    let id = &first["contract"]["id"];
    let revised = json!({ "contractId": id, "expectedVersion": 1, "terms": drafting(&stage, "Later")["terms"] });
    holder.did("reviseContract", revised).await;
    let again = holder.did("draftContract", input.clone()).await;
    assert_eq!((&again["contract"]["id"], &again["contract"]["version"]), (id, &json!(2)));

    // For a day. Then it is forgotten, and swept when another key is written.
    app.travel_to_moment(app.now() + TimeDelta::hours(24) - TimeDelta::seconds(1));
    holder.did("draftContract", input.clone()).await;
    app.travel_to_moment(app.now() + TimeDelta::seconds(1));
    holder.act("draftContract", input).await.assert_refused("draftContract", &[("TAKEN", "code")]);
    holder.did("defineTask", keyed(json!({ "name": "nog een opgave" }), "de-sleutel-van-morgen")).await;
    assert_eq!(app.rows("idempotency_key").await, 1);
    app.deliver_mail().await;
}

#[tokio::test]
async fn a_refused_act_leaves_its_key_unused() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Library).await;
    let holder = stage.account_holder("Assen");
    app.changing_nothing(async {
        let refused = holder.act("draftContract", keyed(drafting(&stage, ""), KEY)).await;
        refused.assert_refused("draftContract", &[("EMPTY", "title")]);
        let forbidden = keyed(json!({ "name": "X", "cbsCode": "9999" }), KEY);
        holder.act("registerMunicipality", forbidden).await.assert_error("FORBIDDEN");
    })
    .await;
    holder.did("draftContract", keyed(drafting(&stage, "Nu wel"), KEY)).await;
    app.deliver_mail().await;
}

#[tokio::test]
async fn who_may_not_read_the_outcome_any_more_is_not_shown_it_again() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Library).await;
    let holder = stage.account_holder("Assen");
    let input = keyed(drafting(&stage, "Eerst"), KEY);
    holder.did("draftContract", input.clone()).await;
    let me = holder.run("{ viewer { person { id } } }", json!({})).await.text("/viewer/person/id");
    let role = json!({ "personId": me, "partyId": stage.party("Assen"), "role": "ACCOUNT_HOLDER" });
    stage.platform_admin().did("endRole", role).await;
    app.deliver_mail().await;
    app.changing_nothing(async {
        let again = holder.act("draftContract", input).await;
        again.assert_refused("draftContract", &[("NOT_FOUND", "idempotencyKey")]);
    })
    .await;
}

#[tokio::test]
async fn the_same_is_the_same_however_it_is_written() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Library).await;
    let holder = stage.account_holder("Assen");
    let by_variable = json!({ "code": "NIEUW", "nameNl": "Nieuw", "nameEn": "New", "description": "x", "unit": "x",
        "kind": "FLOW", "direction": "HIGHER", "idempotencyKey": KEY });
    let first = holder.did("defineIndicator", by_variable).await;
    let written = format!(
        "mutation($new: String!) {{ defineIndicator(input: {{ idempotencyKey: \"{KEY}\", direction: HIGHER, kind: FLOW,
            unit: \"x\", description: \"x\", nameEn: $new, nameNl: \"Nieuw\", code: \"NIEUW\" }}) {{
            indicator {{ id code }} errors {{ code path message }} }} }}"
    );
    app.changing_nothing(async {
        let again = holder.run(&written, json!({ "new": "New" })).await;
        assert_eq!(again.payload("defineIndicator"), &first);
    })
    .await;
}

#[tokio::test]
async fn a_key_has_8_to_128_visible_characters() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Library).await;
    let holder = stage.account_holder("Assen");
    let task = |name: &str, key: &str| keyed(json!({ "name": name }), key);
    let long = "x".repeat(129);
    app.changing_nothing(async {
        for wrong in ["", "1234567", &long, "acht met spatie", "tabs\there", "sleutél-lang", "\u{200b}\u{200b}\u{200b}"]
        {
            let answer = holder.act("defineTask", task("een opgave", wrong)).await;
            answer.assert_error("BAD_USER_INPUT");
            assert_eq!(answer.errors()[0]["extensions"]["field"], "idempotencyKey", "{wrong:?}");
        }
    })
    .await;
    holder.did("defineTask", task("een opgave", "12345678")).await;
    holder.did("defineTask", task("nog een opgave", &long[1..])).await;
    holder.did("defineTask", json!({ "name": "zonder sleutel", "idempotencyKey": null })).await;
    assert_eq!(app.rows("idempotency_key").await, 2);
}
