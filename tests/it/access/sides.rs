//! One person never acts for both sides of one agreement; a colleague does, and nobody is kept waiting.

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Milestone, Stage, TestApp};

async fn assert_both_sides(stage: &Stage<'_>, actor: &Actor, act: &str, input: Value) {
    let answer = stage.app.changing_nothing(actor.act(act, input)).await;
    assert_eq!(answer.error_codes(), ["FORBIDDEN"], "{act}: {}", answer.body);
    assert_eq!(answer.errors()[0]["extensions"]["reason"], "BOTH_SIDES", "{act}");
}

#[tokio::test]
async fn whoever_belongs_to_both_sides_leaves_the_act_to_a_colleague() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Submitted(1)).await;
    let both = stage.account_holder("Assen");
    stage.take_role(both, "WPDA", "REPORTER").await;

    let own = json!({ "municipalityId": stage.party("Assen") });
    let accept = stage.versioned_report(2020, 1, own.clone()).await;
    let draft = json!({ "terms": stage.terms(WPDA), "clientIds": [stage.party("Assen")],
        "contractorId": stage.party("WPDA") });
    let plan = json!({ "title": "x", "reason": "x", "effectiveFrom": "2021-01-01" });
    assert_both_sides(&stage, both, "acceptReport", accept.clone()).await;
    assert_both_sides(&stage, both, "fillReport", stage.versioned_report(2020, 2, json!({})).await).await;
    assert_both_sides(&stage, both, "draftContract", draft).await;
    assert_both_sides(&stage, both, "amendContract", stage.versioned(WPDA, plan).await).await;
    let contract = stage.contract_id(WPDA).await;
    let file = both.upload(&contract, "x.pdf", tests::stage::attachments::PDF);
    let file = app.changing_nothing(file);
    assert_eq!(file.await.status, 403);

    // They still read, and are told why beforehand.
    let document = "query($id: ID!, $client: ID!) { report(id: $id) { explanation
        viewerCanHandle(municipalityId: $client) { allowed reasons { code message } } } }";
    let variables = json!({ "id": accept["reportId"], "client": stage.party("Assen") });
    let told = both.run(document, variables).await;
    assert_eq!(told.at("/report/viewerCanHandle/allowed"), false);
    assert_eq!(told.text("/report/viewerCanHandle/reasons/0/code"), "BOTH_SIDES");

    // Others of either party go on.
    let holder = stage.portfolio_holder("Assen");
    let accept = stage.versioned_report_by(holder, 2020, 1, own).await;
    holder.did("acceptReport", accept).await;
    stage.fill_report(2020, 2).await;
    app.deliver_mail().await;
}
