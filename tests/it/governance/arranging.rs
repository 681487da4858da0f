//! Arrangements follow one another, and the past stays readable.

use serde_json::{Value, json};
use tests::TestApp;

use super::case::Overbetuwe;

fn arranged(case: &Overbetuwe<'_>, from: &str, executions: Value) -> Value {
    json!({ "municipalityId": case.id, "element": "WORK_DEVELOPMENT", "role": "POLICY_DIRECTION",
        "executions": executions, "from": from, "decisionReference": "B&W 3" })
}

#[tokio::test]
async fn an_arrangement_follows_the_one_before_it() {
    let app = TestApp::for_years().await;
    let case = Overbetuwe::at(&app).await;
    let mixed = json!([{ "sector": "PUBLIC", "scale": "REGIONAL", "inWords": "Scalabor" },
        { "sector": "PRIVATE", "scale": "REGIONAL" }]);
    let alone = json!([{ "inWords": "Presikhaaf Bedrijven", "sector": "PUBLIC" }]);
    case.holder.did("setArrangement", arranged(&case, "2013-01-01", alone)).await;
    let payload = case.holder.did("setArrangement", arranged(&case, "2018-01-01", mixed.clone())).await;
    assert_eq!(payload["arrangement"]["to"], Value::Null);

    let history = "history { from to role executions { inWords sector scale } endReference viewerCanEnd { allowed } }";
    let found = case.read(&case.council_member, history).await;
    let one = json!([{ "inWords": "Presikhaaf Bedrijven", "sector": "PUBLIC", "scale": null }]);
    let two = json!([{ "inWords": "Scalabor", "sector": "PUBLIC", "scale": "REGIONAL" },
        { "inWords": null, "sector": "PRIVATE", "scale": "REGIONAL" }]);
    let no = json!({ "allowed": false });
    assert_eq!(
        found["history"],
        json!([
            { "from": "2013-01-01", "to": "2017-12-31", "role": "POLICY_DIRECTION", "executions": one,
              "endReference": "B&W 3", "viewerCanEnd": no },
            { "from": "2018-01-01", "to": null, "role": "POLICY_DIRECTION", "executions": two,
              "endReference": null, "viewerCanEnd": no },
        ])
    );
    let on = "before: arrangements(asOf: \"2012-12-31\") { from } then: arrangements(asOf: \"2017-12-31\") { from }
        now: arrangements { from } other: history(element: INTAKE) { from }";
    let found = case.read(&case.adviser, on).await;
    assert_eq!(
        found,
        json!({ "before": [], "then": [{ "from": "2013-01-01" }], "now": [{ "from": "2018-01-01" }], "other": [] })
    );

    let wrong = arranged(&case, "2018-01-01", json!([{}]));
    let answer = app.changing_nothing(case.holder.act("setArrangement", wrong)).await;
    answer.assert_refused("setArrangement", &[("EMPTY", "executions.0"), ("NOT_AFTER_RUNNING", "from")]);

    let id = &payload["arrangement"]["id"];
    let end = |day: &str, version: i64| json!({ "arrangementId": id, "expectedVersion": version, "lastDay": day });
    let answer = app.changing_nothing(case.holder.act("endArrangement", end("2017-01-01", 1))).await;
    answer.assert_refused("endArrangement", &[("PERIOD_REVERSED", "lastDay")]);
    let ended = case.holder.did("endArrangement", end("2019-12-31", 1)).await;
    assert_eq!(ended["arrangement"]["to"], "2019-12-31");
    let answer = app.changing_nothing(case.holder.act("endArrangement", end("2020-12-31", 2))).await;
    answer.assert_refused("endArrangement", &[("ARRANGEMENT_ENDED", "")]);
}
