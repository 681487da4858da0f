//! A contract that was sent back is a draft again: its clients write, and its contractor goes on reading what it sent
//! back, wherever it looks.

use super::*;
use tests::Milestone;
use tests::stage::attachments::PDF;

/// Everything that a contract says, and what became of it.
const TEXT: &str = "id code version state title kind startsOn endsOn conditions legalBases reportingFrequency
    deviationDomains remarks withdrawalReason offeredAt tooManyIndicators
    matrix { role domain entries { task { name } explanation targetGroup } }
    indicators { id amberMargin indicator { code } knownValues { year status value source } }
    attachments { name } matrixView { printed }";

/// What the contractor reads of a contract by its id, also as one of the list, as a node and as a file.
async fn known(actor: &Actor, id: &str) -> Value {
    let document = format!(
        "query($id: ID!) {{ contract(id: $id) {{ {TEXT} }} node(id: $id) {{ ... on Contract {{ {TEXT} }} }}
            contracts(first: 100) {{ totalCount nodes {{ {TEXT} }} }} }}"
    );
    let answer = actor.run(&document, json!({ "id": id })).await;
    let text = answer.at("/contract").clone();
    assert_eq!(answer.at("/node"), &text);
    let listed: Vec<&Value> =
        answer.at("/contracts/nodes").as_array().unwrap().iter().filter(|it| it["id"] == id).collect();
    assert_eq!(listed, if text.is_null() { vec![] } else { vec![&text] });
    assert_eq!(answer.at("/contracts/totalCount"), &json!(answer.at("/contracts/nodes").as_array().unwrap().len()));
    let file = actor.client().get(&format!("/contracts/{id}/matrix.csv")).await;
    assert_eq!(file.status, if text.is_null() { 404 } else { 200 });
    text
}

/// What a text says, apart from how far the contract has come.
fn said(text: &Value) -> Value {
    let mut text = text.clone();
    for course in ["version", "state", "remarks", "offeredAt", "withdrawalReason"] {
        text.as_object_mut().unwrap().remove(course);
    }
    text
}

async fn sends_back(stage: &Stage<'_>, id: &str) {
    let version = known(stage.director(), id).await["version"].clone();
    let input = json!({ "contractId": id, "expectedVersion": version, "remarks": "Te duur" });
    stage.director().did("sendBackContract", input).await;
    stage.app.deliver_mail().await;
    stage.app.mailbox().take();
}

/// The clients write all of it anew: terms with the code, matrix, indicators and files.
async fn rewritten(stage: &Stage<'_>, code: &str) {
    let holder = stage.account_holder("Assen");
    let mut terms = stage.terms(WPDA);
    (terms["code"], terms["title"], terms["endsOn"]) = (code.into(), "Herschreven".into(), "2026-12-31".into());
    let by = |input: Value| stage.versioned(WPDA, input);
    holder.did("fillMatrix", by(json!({ "entries": stage.matrix_entries(WPDA, &Value::Null) })).await).await;
    let mut indicators = stage.indicator_inputs(WPDA);
    indicators.truncate(2);
    holder.did("chooseIndicators", by(json!({ "indicators": indicators })).await).await;
    let answer = holder.upload(&stage.contract_id(WPDA).await, "Concept.pdf", PDF).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    holder.did("reviseContract", by(json!({ "terms": terms })).await).await;
}

#[tokio::test]
async fn its_contractor_goes_on_reading_what_was_offered() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    stage.attach(WPDA, "Bijlage.pdf").await;
    stage.until(Milestone::Offered).await;
    let (holder, director) = (stage.account_holder("Assen"), stage.director());
    let id = stage.contract_id(WPDA).await;
    let offered = known(director, &id).await;
    assert!(offered.to_string().contains("Bijlage.pdf"));
    sends_back(&stage, &id).await;
    app.travel_to_moment(app.now() + chrono::TimeDelta::minutes(1));
    let back = known(director, &id).await;
    assert_eq!((&back["state"], &back["remarks"]), (&json!("DRAFT"), &json!("Te duur")));
    assert_eq!(said(&back), said(&offered));

    let trail = format!(
        "query {{ contract(id: \"{id}\") {{ auditTrail(first: 100) {{ nodes {{ kind withheld changes {{ field }} }} }} }} }}"
    );
    rewritten(&stage, "PO-WPDA-2").await;
    assert_eq!(known(director, &id).await, back);
    for (who, actor) in [("director", director), ("reporter", stage.reporter())] {
        let language_apart = |mut text: Value| text.as_object_mut().unwrap().remove("matrixView").map(|_| text);
        let (now, before) = (language_apart(known(actor, &id).await), language_apart(back.clone()));
        assert_eq!(now, before, "{who}: neither the text nor that it is written shows");
        let told = actor.run(&trail, json!({})).await.at("/contract/auditTrail/nodes").clone();
        for kind in ["MATRIX_FILLED", "INDICATORS_CHOSEN", "CONTRACT_REVISED", "ATTACHMENT_ADDED"] {
            let event = told.as_array().unwrap().iter().find(|it| it["kind"] == kind).unwrap();
            assert_eq!((&event["withheld"], &event["changes"]), (&json!(true), &json!([])), "{who}: {kind}");
        }
    }
    let written = known(holder, &id).await;
    assert_eq!((&written["title"], &written["code"]), (&json!("Herschreven"), &json!("PO-WPDA-2")));
    assert_eq!(written["attachments"].as_array().unwrap().len(), 2);
    for (who, actor) in [("council", stage.council_member()), ("stranger", stage.stranger())] {
        assert_eq!(known(actor, &id).await, Value::Null, "{who}");
    }
    let coded = |code| read(director, code, "id");
    assert_eq!(coded("PO-WPDA-2").await, Value::Null, "a code that it was not told");
    files(&stage, &id).await;
    // It is not the contractor's to offer, and there is nothing to agree with.
    let input = json!({ "contractId": id, "expectedVersion": back["version"] });
    app.changing_nothing(director.act("offerContract", input.clone())).await.assert_error("FORBIDDEN");

    let input = json!({ "contractId": id, "expectedVersion": written["version"], "reason": "Toch niet" });
    holder.did("withdrawContract", input).await;
    let over = known(director, &id).await;
    assert_eq!((&over["state"], &over["withdrawalReason"]), (&json!("WITHDRAWN"), &json!("Toch niet")));
    assert_eq!(said(&over), said(&offered));
    app.deliver_mail().await;
    let told: Vec<_> = app.mailbox().take().into_iter().map(|mail| (mail.to.join(" "), mail.subject)).collect();
    let (_, subject) = told.iter().find(|(to, _)| to.starts_with("ineke")).expect("the director is told");
    assert!(subject.contains(offered["title"].as_str().unwrap()), "{told:?}");
    assert!(told.iter().any(|(to, subject)| to.starts_with("eefje") && subject.contains("Herschreven")), "{told:?}");
}

/// What hung on the offer stays; what hangs on the draft is the clients'.
async fn files(stage: &Stage<'_>, id: &str) {
    let (holder, director) = (stage.account_holder("Assen"), stage.director());
    let fields = format!(
        "query {{ contract(id: \"{id}\") {{ attachments {{ id name downloadUrl viewerCanRemove {{ allowed }} }} }} }}"
    );
    let all = holder.run(&fields, json!({})).await.at("/contract/attachments").clone();
    let file = |name: &str| all.as_array().unwrap().iter().find(|it| it["name"] == name).unwrap().clone();
    for (name, is_offered) in [("Bijlage.pdf", true), ("Concept.pdf", false)] {
        let file = file(name);
        assert_eq!(file["viewerCanRemove"]["allowed"], !is_offered, "{name}");
        let answer = director.client().get(file["downloadUrl"].as_str().unwrap()).await;
        assert_eq!(answer.status, if is_offered { 200 } else { 404 }, "{name}");
        let node = "query($id: ID!) { node(id: $id) { id } }";
        let node = director.run(node, json!({ "id": file["id"] })).await.at("/node").clone();
        assert_eq!(node.is_null(), !is_offered, "{name}");
    }
    let input = json!({ "attachmentId": file("Bijlage.pdf")["id"] });
    refused(stage, holder, "removeAttachment", input, &[("WRONG_STATE", "")]).await;
}

#[tokio::test]
async fn what_is_offered_again_takes_the_place_of_what_was_offered() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Offered).await;
    let (holder, director) = (stage.account_holder("Assen"), stage.director());
    let id = stage.contract_id(WPDA).await;
    sends_back(&stage, &id).await;
    app.travel_to_moment(app.now() + chrono::TimeDelta::minutes(1));
    rewritten(&stage, WPDA).await;
    holder.did("offerContract", stage.versioned(WPDA, json!({})).await).await;
    let again = known(director, &id).await;
    assert_eq!((&again["title"], &again["state"]), (&json!("Herschreven"), &json!("OFFERED")));
    assert_eq!(again, known(holder, &id).await);
    assert_eq!(again["attachments"], json!([{ "name": "Concept.pdf" }]));
    sends_back(&stage, &id).await;
    app.travel_to_moment(app.now() + chrono::TimeDelta::minutes(1));
    let input = stage.versioned(WPDA, json!({ "entries": stage.matrix_entries(WPDA, &Value::Null) })).await;
    holder.did("fillMatrix", input).await;
    let back = known(director, &id).await;
    assert_eq!(said(&back), said(&again), "the last offer counts");
    holder.did("withdrawContract", stage.versioned(WPDA, json!({ "reason": "Toch niet" })).await).await;
    assert_eq!(said(&known(director, &id).await), said(&again));
    app.deliver_mail().await;
}
