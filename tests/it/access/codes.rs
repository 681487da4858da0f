//! What one client calls its contracts is nobody else's business.

use serde_json::{Value, json};
use tests::stage::ELSEWHERE;
use tests::{Actor, Stage, TestApp};

const CODES: &str = "query($code: String!) { contractByCode(code: $code) { id code title owner { name } } }";

/// A draft of a client for the providers of day activities, as an input.
fn draft(stage: &Stage<'_>, code: &str, clients: &[&str]) -> Value {
    let mut terms = stage.terms("INK-DAGB");
    terms["code"] = code.into();
    let clients: Vec<&str> = clients.iter().map(|name| stage.party(name)).collect();
    json!({ "terms": terms, "clientIds": clients, "contractorId": stage.party("DAGB") })
}

/// Everything that the account holder of Emmen is told while drafting `X-2020`, when another client has a contract with
/// that code.
async fn told_when_another_has(code: &str) -> Vec<String> {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    let id = stage.account_holder("Assen").did("draftContract", draft(&stage, code, &["Assen"])).await;
    let stranger = stage.stranger();
    let mut told = Vec::new();
    let first = stranger.act("draftContract", draft(&stage, "X-2020", &[ELSEWHERE.0])).await;
    let contract = first.payload("draftContract")["contract"]["id"].clone();
    assert_ne!(contract, id["contract"]["id"]);
    told.push(first.body.to_string());
    told.push(stranger.act("draftContract", draft(&stage, "X-2020", &[ELSEWHERE.0])).await.body.to_string());
    assert!(told[1].contains("TAKEN"), "one's own codes are unique: {}", told[1]);
    let mut revised = json!({ "contractId": contract, "expectedVersion": 1 });
    for code in ["Y-2020", "X-2020"] {
        revised["terms"] = draft(&stage, code, &[])["terms"].clone();
        let done = stranger.did("reviseContract", revised.clone()).await;
        revised["expectedVersion"] = done["contract"]["version"].clone();
        told.push(done.to_string());
    }
    for code in ["X-2020", "Y-2020"] {
        told.push(stranger.run(CODES, json!({ "code": code })).await.body.to_string());
    }
    told.push(stranger.run("{ contracts { totalCount nodes { code } } }", json!({})).await.body.to_string());
    app.deliver_mail().await;
    told
}

#[tokio::test]
async fn a_code_tells_nothing_of_anybody_elses_contracts() {
    let (taken, free) = (told_when_another_has("X-2020").await, told_when_another_has("Z-2020").await);
    assert_eq!(taken, free, "what Emmen is told when Assen has the same code, and when it has another");
}

async fn found(actor: &Actor, variables: Value) -> Value {
    let document = "query($code: String!, $owner: ID) { contractByCode(code: $code, ownerId: $owner) { id } }";
    actor.run(document, variables).await.at("/contractByCode").clone()
}

#[tokio::test]
async fn whoever_sees_two_contracts_with_one_code_says_whose_it_is() {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    let (assen, aa) = (stage.account_holder("Assen"), stage.account_holder("Aa en Hunze"));
    let drafted = async |by: &Actor, clients: &[&str]| {
        by.did("draftContract", draft(&stage, "X-2020", clients)).await["contract"]["id"].clone()
    };
    // Assen drafts with Aa en Hunze, which has a contract of its own with that code, and Tynaarlo sees both.
    let of_assen = drafted(assen, &["Aa en Hunze", "Assen", "Tynaarlo"]).await;
    let of_aa = drafted(aa, &["Aa en Hunze", "Tynaarlo"]).await;
    let code = json!({ "code": "X-2020" });
    assert_eq!(found(assen, code.clone()).await["id"], of_assen);
    // Of two that they see it is their own.
    assert_eq!(found(aa, code.clone()).await["id"], of_aa);
    let third = stage.account_holder("Tynaarlo");
    let document = "query($code: String!) { contractByCode(code: $code) { id } }";
    let answer = third.run(document, code).await;
    answer.assert_error("BAD_USER_INPUT");
    assert_eq!(answer.errors()[0]["extensions"]["field"], "ownerId");
    for (owner, contract) in [("Assen", &of_assen), ("Aa en Hunze", &of_aa)] {
        let asked = json!({ "code": "X-2020", "owner": stage.party(owner) });
        assert_eq!(found(third, asked).await["id"], *contract, "of {owner}");
    }
    let asked = json!({ "code": "X-2020", "owner": stage.party("Tynaarlo") });
    assert!(found(third, asked).await.is_null());

    // Only the owner gives it another code: for anybody else it would try the owner's codes.
    let hidden = draft(&stage, "Y-2020", &["Assen"]);
    assen.did("draftContract", hidden).await;
    for code in ["Y-2020", "Z-2020"] {
        let terms = draft(&stage, code, &[])["terms"].clone();
        let input = json!({ "contractId": of_assen, "expectedVersion": 1, "terms": terms });
        let answer = app.changing_nothing(aa.act("reviseContract", input)).await;
        answer.assert_refused("reviseContract", &[("OTHER_PARTY", "code")]);
    }
    app.deliver_mail().await;
}
