//! A contract that follows another.

use super::*;
use tests::Milestone;

#[tokio::test]
async fn a_contract_passes_to_the_one_that_follows_it() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    app.travel_to("2020-06-01");
    let follows = stage.contract_id(WPDA).await;
    let change = json!({ "predecessorId": follows, "startsOn": "2022-01-01", "endsOn": "2025-12-31" });
    drafted(&stage, "PO-2022", &CLIENTS, "WPDA", change).await;
    let (holder, director) = (stage.account_holder("Assen"), stage.director());
    let asked = "successors { code } eve: validity(asOf: \"2021-12-31\") first: validity(asOf: \"2022-01-01\")";
    let code = json!([{ "code": "PO-2022" }]);
    assert_eq!(read(holder, WPDA, asked).await, json!({ "successors": code, "eve": "IN_FORCE", "first": "IN_FORCE" }));
    assert_eq!(read(director, WPDA, asked).await["successors"], json!([]), "a draft of the other side");
    assert_eq!(read(stage.council_member(), WPDA, asked).await["successors"], json!([]));
    assert_eq!(read(holder, "PO-2022", "predecessor { code }").await["predecessor"]["code"], WPDA);
    through(&stage, "PO-2022", &CLIENTS).await;
    for actor in [holder, director, stage.council_member()] {
        let found = read(actor, WPDA, asked).await;
        assert_eq!(found, json!({ "successors": code, "eve": "IN_FORCE", "first": "PASSED" }), "{}", actor.email);
    }
    let effective =
        "query($id: ID!, $day: Date) { effectiveMatrix(municipalityId: $id, asOf: $day) { contract { code } } }";
    for (day, code) in [("2021-12-31", WPDA), ("2022-01-01", "PO-2022")] {
        let answer = holder.run(effective, json!({ "id": stage.party("Assen"), "day": day })).await;
        assert_eq!(answer.at("/effectiveMatrix"), &json!([{ "contract": { "code": code } }]), "{day}");
    }
    mail(&app).await;
}

#[tokio::test]
async fn one_of_the_clients_goes_on_alone() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    app.travel_to("2020-06-01");
    let follows = stage.contract_id(WPDA).await;
    let change = json!({ "predecessorId": follows, "startsOn": "2022-01-01", "endsOn": "2025-12-31" });
    drafted(&stage, "PO-ASSEN", &["Assen"], "WPDA", change).await;
    let asked = "successors { code } validity(asOf: \"2022-01-01\")";
    let tynaarlo = stage.account_holder("Tynaarlo");
    let none = json!({ "successors": [], "validity": "IN_FORCE" });
    assert_eq!(read(tynaarlo, WPDA, asked).await, none, "a draft of others does not exist");
    let mut terms = stage.terms(WPDA);
    (terms["predecessorId"], terms["code"]) = (stage.contract_id("PO-ASSEN").await.into(), "PO-X".into());
    let draft = json!({ "terms": terms, "clientIds": [stage.party("Tynaarlo")], "contractorId": stage.party("WPDA") });
    refused(&stage, tynaarlo, "draftContract", draft, &[("NOT_FOUND", "predecessorId")]).await;
    through(&stage, "PO-ASSEN", &["Assen"]).await;
    let found = json!({ "successors": [{ "code": "PO-ASSEN" }], "validity": "IN_FORCE" });
    assert_eq!(read(stage.account_holder("Assen"), WPDA, asked).await, found);
    assert_eq!(read(tynaarlo, WPDA, asked).await, found, "a participant of the joint body sees what is adopted");
    mail(&app).await;
}
