//! Frameworks that succeed one another, tasks that serve goals, and whether goals are covered.

use serde_json::{Value, json};
use tests::stage::ELSEWHERE;
use tests::{Milestone, Stage, TestApp};

/// A framework of Assen that says nothing of the one before it yet.
fn next(stage: &Stage<'_>, fates: &Value) -> Value {
    json!({
        "name": "Kadernota 2024", "yearFrom": 2024, "yearTo": 2027, "ownerIds": [stage.party("Assen")],
        "predecessorId": stage.framework, "goalFates": fates,
        "principles": ["Iedereen doet mee"], "priorities": ["Jongeren", "Statushouders"],
        "goals": [{ "code": "N1", "domain": "WORK", "text": "Werk" }, { "code": "N2", "domain": "INCOME", "text": "X" }],
    })
}

/// Everything goes on in N1, but the goal of that code.
fn fates(stage: &Stage<'_>, dropped: &str) -> Value {
    let fate = |(code, id): (&String, &String)| {
        if code == dropped {
            json!({ "goalId": id, "fate": "DROPPED", "explanation": "Bereikt" })
        } else {
            json!({ "goalId": id, "fate": "KEPT", "successorGoalCode": "N1" })
        }
    };
    stage.goals.iter().map(fate).collect()
}

#[tokio::test]
async fn a_framework_tells_what_became_of_every_goal_before_it() {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    let holder = stage.account_holder("Assen");
    app.changing_nothing(async {
        let mut input = next(&stage, &json!([]));
        input["yearFrom"] = 2020.into();
        let answer = holder.act("createFramework", input).await;
        let missing = ["W1", "W2", "W3", "W4", "M1", "I1"].map(|code| format!("goalFates.{code}"));
        let mut expected = vec![("YEARS_DO_NOT_FOLLOW", "yearFrom")];
        expected.extend(missing.iter().map(|path| ("FATE_MISSING", path.as_str())));
        answer.assert_refused("createFramework", &expected);
    })
    .await;
    let created = holder.did("createFramework", next(&stage, &fates(&stage, "W2"))).await;
    let document = "query($id: ID!, $goal: ID!, $dropped: ID!) {
        node(id: $id) { ... on PolicyFramework { principles priorities predecessor { id successor { id } }
            goals { code origin { fate goal { code } } } } }
        kept: node(id: $goal) { ... on PolicyGoal { fate { fate explanation successorGoal { code } } } }
        dropped: node(id: $dropped) { ... on PolicyGoal { fate { fate explanation successorGoal { code } } } } }";
    let id = &created["framework"]["id"];
    let variables = json!({ "id": id, "goal": stage.goal("W1"), "dropped": stage.goal("W2") });
    let answer = holder.run(document, variables).await;
    let shown = answer.at("/node");
    assert_eq!(shown["principles"], json!(["Iedereen doet mee"]));
    assert_eq!(shown["priorities"], json!(["Jongeren", "Statushouders"]));
    assert_eq!(shown["predecessor"], json!({ "id": stage.framework, "successor": { "id": id } }));
    let origin = shown["goals"][0]["origin"].as_array().unwrap();
    assert_eq!(origin.len(), stage.goals.len() - 1);
    assert!(origin.iter().all(|it| it["fate"] == "KEPT" && it["goal"]["code"] != "W2"), "{origin:?}");
    assert_eq!(shown["goals"][1]["origin"], json!([]));
    let fate = json!({ "fate": "KEPT", "explanation": null, "successorGoal": { "code": "N1" } });
    assert_eq!(answer.at("/kept/fate"), &fate);
    let fate = json!({ "fate": "DROPPED", "explanation": "Bereikt", "successorGoal": null });
    assert_eq!(answer.at("/dropped/fate"), &fate);

    app.changing_nothing(async {
        let answer = holder.act("createFramework", next(&stage, &fates(&stage, "W1"))).await;
        answer.assert_refused("createFramework", &[("TAKEN", "predecessorId")]);
    })
    .await;
}

#[tokio::test]
async fn an_account_holder_links_tasks_to_the_goals_of_the_own_municipality_only() {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    let stranger = stage.stranger();
    let input = json!({ "name": "Kader", "yearFrom": 2020, "yearTo": 2023, "ownerIds": [stage.party(ELSEWHERE.0)],
        "goals": [{ "code": "E1", "domain": "WORK", "text": "Werk" }] });
    let created = stranger.did("createFramework", input).await;
    let elsewhere = created["framework"]["goals"][0]["id"].as_str().unwrap();
    let task = stage.tasks.values().next().unwrap();
    let goals = async || -> Vec<Value> {
        let document = "query($id: ID!) { node(id: $id) { ... on Task { goals { id } viewerCanLink { allowed } } } }";
        let answer = stranger.run(document, json!({ "id": task })).await;
        assert_eq!(answer.at("/node/viewerCanLink/allowed"), true);
        answer.at("/node/goals").as_array().unwrap().iter().map(|it| it["id"].clone()).collect()
    };
    let first = goals().await;
    assert!(!first.is_empty());
    stranger.did("linkTask", json!({ "taskId": task, "goalIds": [elsewhere] })).await;
    let both = goals().await;
    assert!(both.len() == first.len() + 1 && first.iter().all(|goal| both.contains(goal)), "{both:?}");
    stage.account_holder("Assen").did("linkTask", json!({ "taskId": task, "goalIds": [] })).await;
    assert_eq!(goals().await, [json!(elsewhere)], "the links of Assen are gone, that of the other stays");
    app.changing_nothing(async {
        let answer = stranger.act("linkTask", json!({ "taskId": task, "goalIds": [stage.goal("W1")] })).await;
        answer.assert_refused("linkTask", &[("GOAL_OF_OTHERS", "goalIds.0")]);
    })
    .await;
    app.deliver_mail().await;
}

const COVERAGE: &str = "query($id: ID!, $in: ID!, $day: Date) { node(id: $id) { ... on PolicyFramework {
    coverage(municipalityId: $in, asOf: $day) { covered goal { code } tasks { name } responsible { code }
        contributing { code } indicators { code } } } } }";

#[tokio::test]
async fn coverage_counts_what_holds_that_day_and_what_the_viewer_may_see() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let variables = |day: &str| json!({ "id": stage.framework, "in": stage.party("Assen"), "day": day });
    let holder = stage.account_holder("Assen");
    let (statements, answer) = app.statements(holder.run(COVERAGE, variables("2020-06-01"))).await;
    let all = answer.at("/node/coverage").as_array().unwrap().clone();
    assert_eq!(all.len(), stage.goals.len());
    let work = all.iter().find(|it| it["goal"]["code"] == "W1").unwrap();
    assert_eq!((&work["covered"], &work["responsible"]), (&json!(true), &json!([{ "code": "PO-WPDA" }])));
    assert!(work["indicators"].as_array().unwrap().contains(&json!({ "code": "W1-UITSTROOM" })), "{work}");
    assert!(!work["tasks"].as_array().unwrap().is_empty());
    assert!(statements <= 31, "{statements} statements");

    let none = |answer: &tests::Answer| {
        let all = answer.at("/node/coverage").as_array().unwrap().clone();
        all.iter().all(|it| it["covered"] == false && it["responsible"] == json!([]) && it["indicators"] == json!([]))
    };
    assert!(none(&holder.run(COVERAGE, variables("1999-01-01")).await), "the contract does not run yet");
    assert!(none(&stage.stranger().run(COVERAGE, variables("2020-06-01")).await), "a stranger sees no contract");
}
