//! Three scenarios are drafted, compared, scored, and one is chosen.

use serde_json::{Value, json};
use tests::TestApp;

use super::case::{Overbetuwe, VALUES};

const COMPARISON: &str = "choices { code coreValues comparison { scenarios { code } rows { element differs
    cells { scenario { code } setting { role executions { inWords sector scale } } } arrangement { id }
    contracted { code } } } }";

const CHOICES: &str = "choices { code scenarios { code chosen total { sum complete } } decision {
    scenario { code } decisionReference decidedOn reason } viewerCanDraftScenario { allowed reasons { code } } }";

#[tokio::test]
async fn a_municipality_compares_scores_and_chooses() {
    let app = TestApp::for_years().await;
    let case = Overbetuwe::at(&app).await;
    case.define_values().await;
    let choice = case.open_choice("2019").await;
    let (s1, s2) = (case.draft(&choice, "S1").await, case.draft(&choice, "S2").await);
    case.draft(&choice, "S3").await;

    let found = case.read(&case.adviser, COMPARISON).await;
    let [compared] = found["choices"].as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!(compared["coreValues"], json!(VALUES));
    let compared = &compared["comparison"];
    assert_eq!(compared["scenarios"], json!([{ "code": "S1" }, { "code": "S2" }, { "code": "S3" }]));
    let rows = compared["rows"].as_array().unwrap();
    let differing: Vec<(&str, bool)> =
        rows.iter().map(|row| (row["element"].as_str().unwrap(), row["differs"].as_bool().unwrap())).collect();
    let expected = [
        ("INTAKE", true),
        ("INCOME_PROVISION", true),
        ("EMPLOYER_SERVICES", false),
        ("WORK_DEVELOPMENT", true),
        ("PARTICIPATION", true),
    ];
    assert_eq!(differing, expected);
    let intake: Vec<&Value> = rows[0]["cells"].as_array().unwrap().iter().map(|it| &it["setting"]).collect();
    let cell = |executions: Value| json!({ "role": null, "executions": executions });
    assert_eq!(*intake[0], cell(json!([{ "inWords": null, "sector": "PUBLIC", "scale": "SUB_REGIONAL" }])));
    assert_eq!(
        *intake[1],
        cell(json!([{ "inWords": "per subregio-cluster", "sector": null, "scale": "SUB_REGIONAL" }]))
    );
    assert_eq!(*intake[2], cell(json!([])), "the third says nothing of it");
    assert_eq!((&rows[0]["arrangement"], &rows[0]["contracted"]), (&Value::Null, &json!([])));

    let total = case.score(&s1, &[2, 2, 1, 1, 2, 1, 0, 1, 1, 2]).await;
    assert_eq!(total, json!({ "sum": 13, "scored": 10, "unscored": [], "complete": true }));
    let total = case.score(&s2, &[2, -2, 1]).await;
    assert_eq!(total, json!({ "sum": 1, "scored": 3, "unscored": VALUES[3..], "complete": false }));

    choose(&case, &s1).await;
    let open = json!({ "allowed": true, "reasons": [] });
    let closed = json!({ "allowed": false, "reasons": [{ "code": "CHOICE_DECIDED" }] });
    let found = case.read(&case.holder, CHOICES).await;
    let decision = json!({ "scenario": { "code": "S1" }, "decisionReference": "B&W 12", "decidedOn": "2019-07-30",
        "reason": "Past het best bij de kernwaarden" });
    let scenario = |code: &str, chosen: bool, sum: i64, complete: bool| json!({ "code": code, "chosen": chosen, "total": { "sum": sum, "complete": complete } });
    let three =
        json!([scenario("S1", true, 13, true), scenario("S2", false, 1, false), scenario("S3", false, 0, false)]);
    let decided = json!({ "code": "2019", "scenarios": three, "decision": decision, "viewerCanDraftScenario": closed });
    assert_eq!(found, json!({ "choices": [decided] }));

    decides_again(&case, &open, &decided).await;
}

async fn choose(case: &Overbetuwe<'_>, scenario: &str) {
    let input = json!({ "scenarioId": scenario, "expectedVersion": 2, "decisionReference": "B&W 12",
        "decidedOn": "2019-07-30", "reason": "Past het best bij de kernwaarden" });
    let nothing = case.read(&case.council_member, "choices { code }").await;
    assert_eq!(nothing, json!({ "choices": [] }), "the council sees nothing that is prepared");
    case.app.deliver_mail().await;
    case.app.mailbox().take();
    let payload = case.holder.did("chooseScenario", input).await;
    assert_eq!(payload["scenario"]["chosen"], true);
    case.app.deliver_mail().await;
    let mail = case.app.mailbox().take();
    let [letter] = mail.as_slice() else { panic!("{mail:#?}") };
    assert_eq!(
        (letter.to.as_slice(), letter.subject.as_str()),
        (&["wethouder@gemeente.example".to_owned()][..], "Scenario gekozen: Scenario S1")
    );
}

/// Years later new values and a new choice leave what was decided as it was.
async fn decides_again(case: &Overbetuwe<'_>, open: &Value, decided: &Value) {
    let input = json!({ "municipalityId": case.id, "values": ["inwoner centraal"], "expectedVersion": 1 });
    case.holder.did("defineCoreValues", input).await;
    let again = case.open_choice("2024").await;
    case.draft(&again, "S2").await;
    let found = case.read(&case.portfolio_holder, CHOICES).await;
    assert_eq!(found["choices"][1]["decision"], decided["decision"]);
    assert_eq!(found["choices"][1]["scenarios"], decided["scenarios"], "on the values of then");
    let role = json!({ "allowed": false, "reasons": [{ "code": "ROLE_NOT_ALLOWED" }] });
    assert_eq!(found["choices"][0]["viewerCanDraftScenario"], role);
    let own =
        case.read(&case.holder, "choices { code coreValues viewerCanDraftScenario { allowed reasons { code } } }");
    let own = own.await;
    assert_eq!(own["choices"][0]["coreValues"], json!(["inwoner centraal"]));
    assert_eq!(own["choices"][1]["coreValues"], json!(VALUES));
    assert_eq!(&own["choices"][0]["viewerCanDraftScenario"], open);

    let council = case
        .read(
            &case.council_member,
            "coreValues { values } choices { code scenarios { code }
        comparison { scenarios { code } } }",
        )
        .await;
    let only_chosen = json!([{ "code": "S1" }]);
    let seen = json!([{ "code": "2019", "scenarios": only_chosen, "comparison": { "scenarios": only_chosen } }]);
    assert_eq!(council, json!({ "coreValues": null, "choices": seen }));
}

#[tokio::test]
async fn a_comparison_costs_the_same_with_one_and_with_three_scenarios() {
    let app = TestApp::with(|config| config.database.max_connections = 1).await;
    let case = Overbetuwe::at(&app).await;
    case.define_values().await;
    let choice = case.open_choice("2019").await;
    case.draft(&choice, "S1").await;
    let (one, before) = app.statements(case.read(&case.holder, COMPARISON)).await;
    case.draft(&choice, "S2").await;
    case.draft(&choice, "S3").await;
    let (three, after) = app.statements(case.read(&case.holder, COMPARISON)).await;
    assert_ne!(before, after, "there is more to read");
    assert_eq!(one, three, "statements for one scenario and for three");
}
