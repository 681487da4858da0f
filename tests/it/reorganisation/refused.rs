//! What is not done: who may not, what is wrong, what is unclear.

use serde_json::json;
use tests::TestApp;

use super::case::{Case, THREE};

#[tokio::test]
async fn only_the_administrator_of_the_platform() {
    let app = TestApp::for_years().await;
    let case = Case::begun(&app).await;
    let it = case.planned("2021-01-01", &THREE, "Eemsdelta").await;
    let cancel =
        json!({ "reorganisationId": it["reorganisationId"], "expectedVersion": 1, "reason": "Gaat niet door" });
    let plan = case.plan("2021-01-01", &THREE, "Eemsdelta");
    app.changing_nothing(async {
        for actor in [case.holder("Delfzijl"), case.director("ISD")] {
            for (act, input) in [
                ("planReorganisation", plan.clone()),
                ("executeReorganisation", it.clone()),
                ("cancelReorganisation", cancel.clone()),
            ] {
                actor.act(act, input).await.assert_error("FORBIDDEN");
            }
            let answer = actor.run(
                "query($id: ID!) { reorganisation(id: $id) { name } }",
                json!({
                "id": it["reorganisationId"] }),
            );
            assert!(answer.await.at("/reorganisation").is_null());
            actor.run("{ reorganisations { totalCount } }", json!({})).await.assert_error("FORBIDDEN");
        }
    })
    .await;
    let payload = case.admin.did("cancelReorganisation", cancel).await;
    assert_eq!(payload["reorganisation"]["state"], "CANCELLED");
    let again = json!({ "reorganisationId": it["reorganisationId"], "expectedVersion": 2 });
    app.travel_to("2021-01-01");
    app.changing_nothing(async {
        let answer = case.admin.act("executeReorganisation", again).await;
        assert_eq!(answer.refusal_codes("executeReorganisation"), ["WRONG_STATE"]);
    })
    .await;
    let all = case
        .admin
        .run("{ reorganisations { totalCount nodes { cancellationReason preview { rolesMoved } } } }", json!({}));
    let node = json!({ "cancellationReason": "Gaat niet door", "preview": null });
    assert_eq!(all.await.at("/reorganisations"), &json!({ "totalCount": 1, "nodes": [node] }));
}

#[tokio::test]
async fn everything_wrong_with_a_plan_at_once() {
    let app = TestApp::for_years().await;
    let case = Case::begun(&app).await;
    let mut plan = case.plan("2021-01-02", &["Ten Boer", "ISD"], "Eemsdelta");
    plan["name"] = "".into();
    app.changing_nothing(async {
        let answer = case.admin.act("planReorganisation", plan).await;
        let expected = [
            ("EMPTY", "name"),
            ("NOT_FIRST_OF_JANUARY", "date"),
            ("SUCCEEDED_OTHERWISE", "predecessorIds.0"),
            ("WRONG_PARTY", "predecessorIds.1"),
        ];
        answer.assert_refused("planReorganisation", &expected);
    })
    .await;
}

#[tokio::test]
async fn what_is_unclear_is_not_moved() {
    let app = TestApp::for_years().await;
    let mut case = Case::begun(&app).await;
    case.draft("OPDR-FIV", "FIV", &["Delfzijl", "Appingedam", "Loppersum", "Ten Boer"]).await;
    let deviating = json!({ "role": "COOPERATES", "domain": "WORK", "partnerId": case.parties["ISD"],
        "municipalityId": case.parties["Delfzijl"], "decisionReference": "B&W 12" });
    case.fill("OPDR-FIV", &[deviating]).await;
    case.adopt("OPDR-FIV", &["Delfzijl", "Appingedam", "Loppersum", "Ten Boer"]).await;
    case.forget_mail().await;
    let it = case.planned("2021-01-01", &THREE, "Eemsdelta").await;
    app.travel_to("2021-01-01");
    let preview = case.read(&it, "preview { refusals { code path } }").await;
    let unclear = json!({ "code": "DEVIATIONS_DIFFER", "path": ["contracts", "OPDR-FIV", "matrix"] });
    assert_eq!(preview["preview"]["refusals"], json!([unclear]));
    app.changing_nothing(async {
        let answer = case.admin.act("executeReorganisation", it.clone()).await;
        answer.assert_refused("executeReorganisation", &[("DEVIATIONS_DIFFER", "contracts.OPDR-FIV.matrix")]);
    })
    .await;
}
