//! What the trail of a contract tells of drafts: to the side that writes them everything, to the other side that it
//! happened.

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Milestone, Stage, TestApp};

/// Kind, whether it is withheld, and how much it tells, of every event of the contract.
async fn trail(actor: &Actor, contract: &str) -> Vec<(String, bool, usize)> {
    let document = "query($id: ID!) { contract(id: $id) { auditTrail(first: 100) { nodes {
        kind withheld changes { field after } } } } }";
    let answer = actor.run(document, json!({ "id": contract })).await;
    let nodes = answer.at("/contract/auditTrail/nodes").as_array().expect("a page of events").clone();
    let read = |it: &Value| {
        let changes = it["changes"].as_array().map_or(0, Vec::len);
        (it["kind"].as_str().unwrap_or_default().to_owned(), it["withheld"] == true, changes)
    };
    nodes.iter().map(read).collect()
}

fn of<'a>(trail: &'a [(String, bool, usize)], kind: &'a str) -> impl Iterator<Item = &'a (String, bool, usize)> {
    trail.iter().filter(move |(it, ..)| it == kind)
}

#[tokio::test]
async fn a_draft_is_told_to_the_side_that_writes_it() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Filled(1)).await;
    let contract = stage.contract_id(WPDA).await;
    let client = trail(stage.actor("Assen", "ACCOUNT_HOLDER"), &contract).await;
    let contractor = trail(stage.actor("WPDA", "DIRECTOR"), &contract).await;
    assert_eq!(client.len(), contractor.len(), "that something happened is for all parties");
    for kind in ["MATRIX_FILLED", "TARGETS_SET"] {
        assert!(of(&contractor, kind).all(|(_, withheld, changes)| *withheld && *changes == 0), "{kind}");
    }
    let told = |kind| of(&client, kind).filter(|(_, withheld, changes)| !*withheld && *changes > 0).count();
    assert_eq!((told("MATRIX_FILLED"), of(&client, "MATRIX_FILLED").count()), (1, 1));
    assert_eq!((told("TARGETS_SET"), of(&client, "TARGETS_SET").count()), (1, 3), "of other clients only that");
    assert!(of(&client, "REPORT_FILLED").all(|(_, withheld, changes)| *withheld && *changes == 0));
    assert!(of(&contractor, "REPORT_FILLED").any(|(_, withheld, changes)| !*withheld && *changes > 0));
    for kind in ["CONTRACT_OFFERED", "TARGETS_PROPOSED", "TARGETS_ADOPTED"] {
        assert!(of(&contractor, kind).all(|(_, withheld, _)| !*withheld), "{kind}");
    }
    app.deliver_mail().await;
}
