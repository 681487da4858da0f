//! Attempts at the acts of governance, on what Assen arranges and prepares.

use serde_json::{Value, json};
use tests::Stage;

use super::{Attempt, Named, refused, stale};
use crate::access::people::id;

/// What Assen has arranged and prepares.
pub struct Things {
    pub arrangement: String,
    pub choice: String,
    pub scenario: String,
}

impl Things {
    /// Has the account holder of Assen write down one of each.
    pub async fn prepared(stage: &Stage<'_>) -> Self {
        let (holder, assen) = (stage.account_holder("Assen"), stage.party("Assen"));
        let arranged = json!({ "municipalityId": assen, "element": "INTAKE", "role": "DIRECTION_AND_EXECUTION",
            "executions": [{ "inWords": "de gemeente" }], "from": "2019-01-01" });
        let arrangement = holder.did("setArrangement", arranged).await;
        let opened = json!({ "municipalityId": assen, "code": "2020", "title": "Inrichting" });
        let choice = id(&holder.did("openGovernanceChoice", opened).await, "/choice/id");
        let drafted = json!({ "choiceId": choice, "code": "S1", "title": "Scenario 1", "elements": elements() });
        let scenario = holder.did("draftScenario", drafted).await;
        Self { arrangement: id(&arrangement, "/arrangement/id"), choice, scenario: id(&scenario, "/scenario/id") }
    }
}

fn elements() -> Value {
    let all = ["INTAKE", "INCOME_PROVISION", "EMPLOYER_SERVICES", "WORK_DEVELOPMENT", "PARTICIPATION"];
    all.map(|element| json!({ "element": element })).to_vec().into()
}

/// One attempt for each act of governance.
pub fn attempts(things: &super::Things) -> Vec<Named> {
    let (assen, own) = (&things.assen, &things.governance);
    let scenario = |more: Value| -> Attempt { stale("scenarioId", &own.scenario, more) };
    let wording = json!({ "code": "S1", "title": "x", "elements": elements() });
    let mut nameless = wording.clone();
    nameless["choiceId"] = own.choice.clone().into();
    nameless["title"] = "".into();
    nameless["code"] = "S2".into();
    let nobody = json!({ "municipalityId": assen, "element": "INTAKE", "role": "POLICY_DIRECTION", "executions": [],
        "from": "2021-01-01" });
    let decided = json!({ "decisionReference": "x", "decidedOn": "2020-01-01", "reason": "x" });
    vec![
        ("setArrangement", refused("EMPTY", nobody)),
        ("endArrangement", stale("arrangementId", &own.arrangement, json!({ "lastDay": "2021-01-01" }))),
        ("defineCoreValues", stale("municipalityId", assen, json!({ "values": ["x"] }))),
        ("openGovernanceChoice", refused("EMPTY", json!({ "municipalityId": assen, "code": "", "title": "x" }))),
        ("draftScenario", refused("EMPTY", nameless)),
        ("reviseScenario", scenario(wording)),
        ("scoreScenario", scenario(json!({ "scores": [] }))),
        ("chooseScenario", scenario(decided)),
    ]
}
