//! How a municipality weighs in which way its services are run: scenarios, their scores, and the one that is chosen.

use serde_json::{Value, json};

use super::audience::{Audience, OWN};
use crate::access::people::id;

const GOVERNANCE: &[&str] = &[
    "MunicipalGovernance",
    "GovernanceChoice",
    "GovernanceScenario",
    "ElementSetting",
    "Execution",
    "ScenarioScore",
    "ScenarioTotal",
    "ScenarioComparison",
    "ComparisonRow",
    "ComparisonCell",
    "HeldElement",
    "GovernanceDifference",
    "GovernanceDecision",
    "CoreValues",
    "Arrangement",
];
const ELEMENTS: [&str; 5] = ["INTAKE", "INCOME_PROVISION", "EMPLOYER_SERVICES", "WORK_DEVELOPMENT", "PARTICIPATION"];
/// Who writes, and who decides with them.
const OWN_SIDE: &[&str] = &["client"];

fn elements(trace: &str) -> Value {
    let one = |element| json!({ "element": element, "role": "POLICY_DIRECTION", "executions": [{ "inWords": trace }] });
    ELEMENTS.map(one).to_vec().into()
}

/// What everybody asks about the governance of the client.
fn questions(all: &mut Audience<'_>, things: &[(&str, &str)]) {
    let everything = all.asking.everything("MunicipalGovernance", GOVERNANCE, &[]);
    let document = format!("{{ municipalityByCode(cbsCode: \"0106\") {{ __typename governance {everything} }} }}");
    all.question(document, json!({}));
    for (of, id) in things {
        let everything = all.asking.everything(of, GOVERNANCE, &[]);
        let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on {of} {everything} }} }}");
        all.question(document, json!({ "id": id }));
    }
}

/// A choice between two scenarios, of which one is written anew.
pub async fn choice(all: &mut Audience<'_>) {
    let stages = "draft: the municipality writes scenarios. rewritten: one of them, and scored. final: one is chosen. \
        arranged: as was chosen. ended: with nothing in its place.";
    all.turn_to("A choice between scenarios of governance", stages, "client");
    let (holder, assen) = (all.stage.account_holder(OWN).clone(), all.stage.party(OWN).to_owned());
    let values = json!({ "municipalityId": assen, "values": ["spoor-waarde"], "expectedVersion": 0 });
    holder.did("defineCoreValues", values).await;
    let opened = json!({ "municipalityId": assen, "code": "spoor-keuze", "title": "spoor-keuze" });
    let choice = id(&holder.did("openGovernanceChoice", opened).await, "/choice/id");
    ["spoor-scenario-0", "spoor-scenario-1", "spoor-scenario-2"].iter().for_each(|it| all.keep(it, OWN_SIDE));
    let mut drafted = Vec::new();
    for trace in ["spoor-scenario-0", "spoor-scenario-2"] {
        let input = json!({ "choiceId": choice, "code": trace, "title": trace, "elements": elements(trace) });
        drafted.push(id(&holder.did("draftScenario", input).await, "/scenario/id"));
    }
    let first = drafted[0].clone();
    questions(
        all,
        &[("GovernanceChoice", &choice), ("GovernanceScenario", &first), ("GovernanceScenario", &drafted[1])],
    );
    all.look("draft").await;
    let trace = "spoor-scenario-1";
    let input = json!({ "scenarioId": first, "expectedVersion": 1, "code": trace, "title": trace, "elements": elements(trace) });
    holder.did("reviseScenario", input).await;
    let scores = json!([{ "coreValue": "spoor-waarde", "score": 1, "explanation": trace }]);
    holder.did("scoreScenario", json!({ "scenarioId": first, "expectedVersion": 2, "scores": scores })).await;
    all.look("rewritten").await;
    all.share(trace);
    let on = all.stage.app.now().date_naive().to_string();
    let input = json!({ "scenarioId": first, "expectedVersion": 3, "decisionReference": "spoor-besluit",
        "decidedOn": on, "reason": "spoor-reden" });
    holder.did("chooseScenario", input).await;
    all.look("final").await;
    arranged(all, &on).await;
    all.done(&[GOVERNANCE, &["Query", "Municipality"]].concat());
}

async fn arranged(all: &mut Audience<'_>, today: &str) {
    let holder = all.stage.account_holder(OWN).clone();
    let input = json!({ "municipalityId": all.stage.party(OWN), "element": "INTAKE", "role": "POLICY_DIRECTION",
        "executions": [{ "inWords": "spoor-inrichting" }], "from": "2019-01-01", "decisionReference": "spoor-inrichting" });
    let arrangement = id(&holder.did("setArrangement", input).await, "/arrangement/id");
    questions(all, &[("Arrangement", &arrangement)]);
    all.look("arranged").await;
    let input = json!({ "arrangementId": arrangement, "expectedVersion": 1, "lastDay": today,
        "decisionReference": "spoor-inrichting-2" });
    holder.did("endArrangement", input).await;
    all.look("ended").await;
}
