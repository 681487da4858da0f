//! What the rules refuse: all at once, each at its place, and nothing is changed by it.

use serde_json::{Value, json};
use tests::{Actor, TestApp};

use super::case::{Overbetuwe, VALUES, elements};

async fn refused(case: &Overbetuwe<'_>, actor: &Actor, field: &str, input: Value, expected: &[(&str, &str)]) {
    let answer = case.app.changing_nothing(actor.act(field, input)).await;
    answer.assert_refused(field, expected);
}

#[tokio::test]
async fn everything_wrong_with_a_scenario_is_told_at_once() {
    let app = TestApp::for_years().await;
    let case = Overbetuwe::at(&app).await;
    case.define_values().await;
    let choice = case.open_choice("2019").await;
    let scenario = case.draft(&choice, "S1").await;
    let nobody = "party:00000000-0000-7000-8000-000000000000";
    let wrong = json!([
        { "element": "INTAKE", "executions": [{ "executorId": nobody }] },
        { "element": "INTAKE" },
        { "element": "PARTICIPATION", "executions": [{}] },
    ]);
    let places = [
        ("NOT_FOUND", "elements.0.executions.0.executorId"),
        ("EMPTY", "title"),
        ("DUPLICATE", "elements.1.element"),
        ("EMPTY", "elements.2.executions.0"),
        ("ELEMENT_MISSING", "elements.INCOME_PROVISION"),
        ("ELEMENT_MISSING", "elements.EMPLOYER_SERVICES"),
        ("ELEMENT_MISSING", "elements.WORK_DEVELOPMENT"),
    ];
    let input = json!({ "choiceId": choice, "code": "S2", "title": "", "elements": wrong });
    refused(&case, &case.holder, "draftScenario", input, &places).await;
    let input = json!({ "scenarioId": scenario, "expectedVersion": 1, "code": "S2", "title": "", "elements": wrong });
    refused(&case, &case.holder, "reviseScenario", input, &places).await;
    let input = json!({ "choiceId": choice, "code": "S1", "title": "Nog een", "elements": elements("S2") });
    refused(&case, &case.holder, "draftScenario", input, &[("TAKEN", "code")]).await;
    let input = json!({ "municipalityId": case.id, "code": "2019", "title": "Nog een" });
    refused(&case, &case.holder, "openGovernanceChoice", input, &[("TAKEN", "code")]).await;
    app.deliver_mail().await;
    assert_eq!(app.mailbox().overview(), []);
}

#[tokio::test]
async fn scores_and_values_are_checked_and_the_choice_is_made_once() {
    let app = TestApp::for_years().await;
    let case = Overbetuwe::at(&app).await;
    case.define_values().await;
    let input = json!({ "municipalityId": case.id, "values": ["een", "Een", ""], "expectedVersion": 1 });
    refused(&case, &case.holder, "defineCoreValues", input, &[("DUPLICATE", "values.1"), ("EMPTY", "values.2")]).await;
    let input = json!({ "municipalityId": case.id, "values": ["een"], "expectedVersion": 0 });
    refused(&case, &case.holder, "defineCoreValues", input, &[("STALE", "expectedVersion")]).await;

    let choice = case.open_choice("2019").await;
    let (s1, s2) = (case.draft(&choice, "S1").await, case.draft(&choice, "S2").await);
    let scores = json!([{ "coreValue": VALUES[0], "score": 3 }, { "coreValue": VALUES[0], "score": 1 },
        { "coreValue": "iets anders", "score": 0 }]);
    let places = [
        ("NUMBER_OUT_OF_RANGE", "scores.0.score"),
        ("DUPLICATE", "scores.1.coreValue"),
        ("NOT_FOUND", "scores.2.coreValue"),
    ];
    let input = json!({ "scenarioId": s1, "expectedVersion": 1, "scores": scores });
    refused(&case, &case.holder, "scoreScenario", input, &places).await;

    let choose = |id: &str, version: i64, on: &str, reference: &str| json!({ "scenarioId": id, "expectedVersion": version, "decisionReference": reference, "decidedOn": on, "reason": "Past" });
    let wrong = [("EMPTY", "decisionReference"), ("DATE_OUT_OF_RANGE", "decidedOn")];
    refused(&case, &case.portfolio_holder, "chooseScenario", choose(&s1, 1, "2019-08-02", ""), &wrong).await;
    let stale = [("STALE", "expectedVersion")];
    refused(&case, &case.portfolio_holder, "chooseScenario", choose(&s1, 9, "2019-08-01", "B&W 1"), &stale).await;
    case.portfolio_holder.did("chooseScenario", choose(&s1, 1, "2019-08-01", "B&W 1")).await;
    app.deliver_mail().await;

    let decided = [("CHOICE_DECIDED", "")];
    refused(&case, &case.holder, "chooseScenario", choose(&s2, 1, "2019-08-01", "B&W 2"), &decided).await;
    let input = json!({ "scenarioId": s1, "expectedVersion": 1, "scores": [] });
    refused(&case, &case.holder, "scoreScenario", input, &decided).await;
    let anew =
        json!({ "scenarioId": s2, "expectedVersion": 1, "code": "S2", "title": "Anders", "elements": elements("S3") });
    refused(&case, &case.holder, "reviseScenario", anew, &decided).await;
    let another = json!({ "choiceId": choice, "code": "S3", "title": "Te laat", "elements": elements("S3") });
    refused(&case, &case.holder, "draftScenario", another, &decided).await;
}

#[tokio::test]
async fn a_scenario_is_written_anew_while_the_choice_is_open() {
    let app = TestApp::for_years().await;
    let case = Overbetuwe::at(&app).await;
    let choice = case.open_choice("2019").await;
    let scenario = case.draft(&choice, "S1").await;
    let input = json!({ "scenarioId": scenario, "expectedVersion": 1, "code": "S1", "title": "Anders",
        "elements": elements("S3") });
    let payload = case.holder.did("reviseScenario", input.clone()).await;
    assert_eq!((&payload["scenario"]["title"], &payload["scenario"]["version"]), (&json!("Anders"), &json!(2)));
    let fields = "choices { scenarios { title elements { element executions { sector scale inWords } } } }";
    let found = case.read(&case.holder, fields).await;
    let [scenario] = found["choices"][0]["scenarios"].as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!(scenario["title"], "Anders");
    assert_eq!(scenario["elements"][0], json!({ "element": "INTAKE", "executions": [] }));
    let regional = json!([{ "sector": "PUBLIC", "scale": "REGIONAL", "inWords": null }]);
    assert_eq!(scenario["elements"][1], json!({ "element": "INCOME_PROVISION", "executions": regional }));
    refused(&case, &case.holder, "reviseScenario", input, &[("STALE", "expectedVersion")]).await;
}
