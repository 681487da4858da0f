//! What hangs on contracts, what is made of them, and what happens to them after they were offered.

mod amendments;
mod attachments;
mod bucket;
mod exports;
mod extension;
mod hearing;
mod joining;
mod kinds;
mod sent_back;
mod successors;
mod termination;
mod uploads;

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Answer, Stage, TestApp};

/// The municipalities that contract with WPDA.
const CLIENTS: [&str; 3] = ["Assen", "Aa en Hunze", "Tynaarlo"];

/// Delivers the mail: first name of each reader and the subject, sorted; the service forgets it.
async fn mail(app: &TestApp) -> Vec<(String, String)> {
    let count = app.deliver_mail().await;
    assert_eq!((count.postponed, count.dead), (0, 0));
    let mut came: Vec<(String, String)> = app
        .mailbox()
        .take()
        .into_iter()
        .map(|mail| (mail.to.join(" ").split('.').next().unwrap_or_default().to_owned(), mail.subject))
        .collect();
    came.sort();
    came
}

/// The readers of mail, in the order of [`mail`], when all of it has this subject.
fn readers(came: &[(String, String)], subject: &str) -> String {
    assert!(came.iter().all(|(_, it)| it == subject), "{subject}: {came:?}");
    came.iter().map(|(reader, _)| reader.as_str()).collect::<Vec<_>>().join(" ")
}

/// What someone reads of a contract.
async fn read(actor: &Actor, code: &str, fields: &str) -> Value {
    let document = format!("query($code: String!) {{ contractByCode(code: $code) {{ {fields} }} }}");
    actor.run(&document, json!({ "code": code })).await.at("/contractByCode").clone()
}

/// The kinds of the events of a contract, newest first.
async fn trail(actor: &Actor, code: &str) -> Vec<String> {
    let found = read(actor, code, "auditTrail(first: 100) { nodes { kind } }").await;
    let nodes = found["auditTrail"]["nodes"].as_array().unwrap();
    nodes.iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

/// Asks for an act that is refused so, and that changes nothing, is not audited, and that nobody is mailed about.
async fn refused(stage: &Stage<'_>, actor: &Actor, act: &str, input: Value, expected: &[(&str, &str)]) -> Answer {
    let answer = stage.app.changing_nothing(actor.act(act, input)).await;
    answer.assert_refused(act, expected);
    answer
}

/// A decision of a municipality's college, with more.
async fn decided(stage: &Stage<'_>, code: &str, municipality: &str, on: &str, more: Value) -> Value {
    let mut input =
        json!({ "municipalityId": stage.party(municipality), "decidedOn": on, "decisionReference": "B&W 7" });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    stage.versioned(code, input).await
}

/// A contract of its own on the terms of WPDA's, offered on no day in particular; `change` changes the terms.
async fn drafted(stage: &Stage<'_>, code: &str, clients: &[&str], contractor: &str, change: Value) {
    let mut terms = stage.terms(WPDA);
    terms["code"] = code.into();
    terms.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let clients: Vec<&str> = clients.iter().map(|name| stage.party(name)).collect();
    let input = json!({ "terms": terms, "clientIds": clients, "contractorId": stage.party(contractor) });
    let holder = stage.account_holder("Assen");
    holder.did("draftContract", input).await;
    fill(stage, code).await;
}

/// The account holder of Assen fills a draft with the matrix and the indicators of WPDA's contract.
async fn fill(stage: &Stage<'_>, code: &str) {
    let holder = stage.account_holder("Assen");
    let entries = json!({ "entries": stage.matrix_entries(WPDA, &Value::Null) });
    holder.did("fillMatrix", stage.versioned(code, entries).await).await;
    let indicators = json!({ "indicators": stage.indicator_inputs(WPDA) });
    holder.did("chooseIndicators", stage.versioned(code, indicators).await).await;
}

/// A draft is offered, agreed and adopted by these clients, today.
async fn through(stage: &Stage<'_>, code: &str, clients: &[&str]) {
    stage.account_holder("Assen").did("offerContract", stage.versioned(code, json!({})).await).await;
    stage.director().did("agreeContract", stage.versioned(code, json!({})).await).await;
    let today = stage.app.now().date_naive().to_string();
    for client in clients {
        let input = decided(stage, code, client, &today, json!({})).await;
        stage.account_holder(client).did("adoptContract", input).await;
    }
}
