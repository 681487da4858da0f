//! Whether to go on: open, overdue, and the three answers.

use super::*;
use tests::Milestone;

const CODE: &str = "PO-KORT";
const ASKED: &str =
    "validity extension { state dueOn decisions { answer until conditions municipality { name } } } holdsUntil endsOn";

/// A contract of Assen and Tynaarlo up to and including 2021, of which the extension is decided by a Saturday.
async fn staged(app: &TestApp) -> Stage<'_> {
    let stage = Stage::library(app).await;
    app.travel_to("2019-06-03");
    let change = json!({ "endsOn": "2021-12-31", "extensionDecisionOn": "2021-05-29" });
    drafted(&stage, CODE, &["Assen", "Tynaarlo"], "WPDA", change).await;
    assert_eq!(read(stage.account_holder("Assen"), CODE, ASKED).await["extension"], Value::Null, "not adopted");
    through(&stage, CODE, &["Assen", "Tynaarlo"]).await;
    app.travel_to("2021-04-01");
    mail(app).await;
    stage
}

async fn decide(stage: &Stage<'_>, client: &str, more: Value) {
    let on = stage.app.now().date_naive().to_string();
    let input = decided(stage, CODE, client, &on, more).await;
    stage.portfolio_holder(client).did("decideExtension", input).await;
}

async fn state(stage: &Stage<'_>) -> Value {
    read(stage.account_holder("Assen"), CODE, ASKED).await["extension"]["state"].clone()
}

#[tokio::test]
async fn overdue_is_a_state_and_the_term_ends_on_a_working_day() {
    let app = TestApp::for_years().await;
    let stage = staged(&app).await;
    let holder = stage.account_holder("Assen");
    let found = read(holder, CODE, ASKED).await;
    assert_eq!(found["extension"], json!({ "state": "OPEN", "dueOn": "2021-05-31", "decisions": [] }));
    let days = "saturday: extension(asOf: \"2021-05-29\") { state } monday: extension(asOf: \"2021-05-31\") { state }
        tuesday: extension(asOf: \"2021-06-01\") { state }";
    let found = read(holder, CODE, days).await;
    let states = ["saturday", "monday", "tuesday"].map(|day| found[day]["state"].as_str().unwrap());
    assert_eq!(states, ["OPEN", "OPEN", "OVERDUE"]);
    app.travel_to("2021-06-01");
    assert_eq!(state(&stage).await, "OVERDUE");
    // Late, and still to be decided.
    decide(&stage, "Assen", json!({ "answer": "DO_NOT_EXTEND" })).await;
    let subject = format!("Besluit over verlenging van Assen: {}", stage.terms(WPDA)["title"].as_str().unwrap());
    let came: Vec<_> = mail(&app).await.into_iter().filter(|(reader, _)| reader != "joop").collect();
    assert_eq!(readers(&came, &subject), "aafje geesje harm ineke", "whoever did it is not told");
    assert_eq!(state(&stage).await, "NOT_EXTENDED");
    assert_eq!(read(holder, CODE, ASKED).await["holdsUntil"], "2021-12-31");
    assert_eq!(trail(holder, CODE).await[0], "EXTENSION_DECIDED");
}

#[tokio::test]
async fn joint_clients_go_on_together() {
    let app = TestApp::for_years().await;
    let stage = staged(&app).await;
    let holder = stage.account_holder("Assen");
    decide(&stage, "Assen", json!({ "answer": "EXTEND", "until": "2022-12-31" })).await;
    assert_eq!(state(&stage).await, "OPEN", "Tynaarlo has yet to decide");
    assert_eq!(read(holder, CODE, ASKED).await["holdsUntil"], "2021-12-31");
    let year = json!({ "contractId": stage.contract_id(CODE).await, "year": 2022 });
    app.travel_to("2021-09-01");
    refused(&stage, holder, "openCycle", year.clone(), &[("YEAR_OUTSIDE_CONTRACT", "year")]).await;
    let answer = json!({ "answer": "EXTEND_ON_CONDITIONS", "until": "2022-12-31", "conditions": "Minder kosten" });
    decide(&stage, "Tynaarlo", answer).await;
    let found = read(holder, CODE, ASKED).await;
    assert_eq!(found["extension"]["state"], "EXTENDED_ON_CONDITIONS");
    assert_eq!(found["extension"]["decisions"][1]["conditions"], "Minder kosten");
    assert_eq!((&found["holdsUntil"], &found["endsOn"]), (&json!("2022-12-31"), &json!("2021-12-31")));
    let days = "last: validity(asOf: \"2022-12-31\") after: validity(asOf: \"2023-01-01\")";
    let found = read(holder, CODE, days).await;
    assert_eq!((&found["last"], &found["after"]), (&json!("IN_FORCE"), &json!("ENDED")));
    holder.did("openCycle", year).await;
    mail(&app).await;
}

#[tokio::test]
async fn an_extension_without_conditions() {
    let app = TestApp::for_years().await;
    let stage = staged(&app).await;
    for client in ["Assen", "Tynaarlo"] {
        decide(&stage, client, json!({ "answer": "EXTEND", "until": "2023-12-31" })).await;
    }
    assert_eq!(state(&stage).await, "EXTENDED");
    let again = decided(&stage, CODE, "Assen", "2021-04-01", json!({ "answer": "DO_NOT_EXTEND" })).await;
    let holder = stage.account_holder("Assen");
    refused(&stage, holder, "decideExtension", again, &[("ALREADY_DECIDED", "municipalityId")]).await;
    mail(&app).await;
}

#[tokio::test]
async fn everything_wrong_with_a_decision_is_told_at_once() {
    let app = TestApp::for_years().await;
    let stage = staged(&app).await;
    let holder = stage.account_holder("Assen");
    let decide = async |more: Value| decided(&stage, CODE, "Assen", "2021-04-01", more).await;
    let slips =
        decide(json!({ "answer": "EXTEND_ON_CONDITIONS", "decisionReference": "", "decidedOn": "2021-04-02" })).await;
    let all = [
        ("EMPTY", "decisionReference"),
        ("DATE_OUT_OF_RANGE", "decidedOn"),
        ("EMPTY", "until"),
        ("EMPTY", "conditions"),
    ];
    refused(&stage, holder, "decideExtension", slips, &all).await;
    let slips = decide(json!({ "answer": "DO_NOT_EXTEND", "until": "2022-12-31", "conditions": "Toch" })).await;
    let all = [("DOES_NOT_BELONG_HERE", "until"), ("DOES_NOT_BELONG_HERE", "conditions")];
    refused(&stage, holder, "decideExtension", slips, &all).await;
    let slips = decide(json!({ "answer": "EXTEND", "until": "2021-12-31" })).await;
    refused(&stage, holder, "decideExtension", slips, &[("DATE_OUT_OF_RANGE", "until")]).await;
    holder.did("decideExtension", decide(json!({ "answer": "EXTEND", "until": "2022-12-31" })).await).await;
    mail(&app).await;
    let other =
        decided(&stage, CODE, "Tynaarlo", "2021-04-01", json!({ "answer": "EXTEND", "until": "2023-12-31" })).await;
    let tynaarlo = stage.account_holder("Tynaarlo");
    refused(&stage, tynaarlo, "decideExtension", other, &[("EXTENSION_DIFFERS", "until")]).await;
    let foreign = decided(&stage, CODE, "Emmen", "2021-04-01", json!({ "answer": "DO_NOT_EXTEND" })).await;
    refused(&stage, holder, "decideExtension", foreign, &[("NOT_A_CLIENT", "municipalityId")]).await;
    // That of WPDA asks for no decision.
    stage.until(Milestone::Adopted).await;
    let none = decided(&stage, WPDA, "Assen", "2019-07-02", json!({ "answer": "DO_NOT_EXTEND" })).await;
    refused(&stage, holder, "decideExtension", none, &[("NO_EXTENSION_DECISION", "")]).await;
}
