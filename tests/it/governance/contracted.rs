//! What is contracted, held against a scenario.

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Milestone, Stage, TestApp};

use super::case::elements;

const HELD: &str = "query($id: ID!, $on: Date) { node(id: $id) { ... on GovernanceScenario {
    heldAgainstContracts(asOf: $on) { element fit differences { aspect inWords } contracts { code } } } } }";

fn arranged(stage: &Stage<'_>, element: &str, execution: &Value) -> Value {
    json!({ "municipalityId": stage.party("Assen"), "element": element, "role": "POLICY_DIRECTION",
        "executions": [execution], "from": "2019-01-01" })
}

#[tokio::test]
async fn what_is_contracted_is_held_against_the_chosen_scenario() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let (holder, contract) = (stage.account_holder("Assen"), stage.contract_id(WPDA).await);
    let under = |sector: &str, scale: &str| json!({ "executorId": stage.party("WPDA"), "contractId": contract, "sector": sector, "scale": scale });
    for (element, execution) in [
        ("INTAKE", under("PUBLIC", "SUB_REGIONAL")),
        ("INCOME_PROVISION", under("PUBLIC", "MUNICIPAL")),
        ("WORK_DEVELOPMENT", under("PUBLIC", "REGIONAL")),
        ("PARTICIPATION", json!({ "executorId": stage.party("WPDA"), "sector": "PUBLIC", "scale": "SUB_REGIONAL" })),
    ] {
        holder.did("setArrangement", arranged(&stage, element, &execution)).await;
    }
    let opened = json!({ "municipalityId": stage.party("Assen"), "code": "2020", "title": "Inrichting" });
    let choice = holder.did("openGovernanceChoice", opened).await["choice"]["id"].clone();
    let drafted = json!({ "choiceId": choice, "code": "S1", "title": "Eén", "elements": elements("S1") });
    let scenario = holder.did("draftScenario", drafted).await["scenario"]["id"].clone();

    let answer = holder.run(HELD, json!({ "id": scenario, "on": "2020-06-01" })).await;
    let held = answer.at("/node/heldAgainstContracts");
    let none = json!([]);
    let wpda = json!([{ "code": WPDA }]);
    let scale = json!([{ "aspect": "SCALE",
        "inWords": "De schaal is anders. Gekozen is subregionaal. Overeengekomen is gemeente." }]);
    let sector = json!([{ "aspect": "SECTOR",
        "inWords": "De sector is anders. Gekozen is privaat, publiek. Overeengekomen is publiek." }]);
    assert_eq!(
        *held,
        json!([
            { "element": "INTAKE", "fit": "FITS", "differences": none, "contracts": wpda },
            { "element": "INCOME_PROVISION", "fit": "DIFFERS", "differences": scale, "contracts": wpda },
            { "element": "EMPLOYER_SERVICES", "fit": "NOTHING_CONTRACTED", "differences": none, "contracts": none },
            { "element": "WORK_DEVELOPMENT", "fit": "DIFFERS", "differences": sector, "contracts": wpda },
            { "element": "PARTICIPATION", "fit": "NOTHING_CONTRACTED", "differences": none, "contracts": none },
        ])
    );
    let answer = holder.run(HELD, json!({ "id": scenario, "on": "2099-01-01" })).await;
    let later = answer.at("/node/heldAgainstContracts").as_array().unwrap();
    assert!(later.iter().all(|it| it["fit"] == "NOTHING_CONTRACTED"), "the contract is over: {later:?}");

    let document = "query($id: ID!) { node(id: $id) { ... on GovernanceChoice { comparison(asOf: \"2020-06-01\") {
        rows { element arrangement { role } contracted { code } } } } } }";
    let answer = holder.run(document, json!({ "id": choice })).await;
    let role = json!({ "role": "POLICY_DIRECTION" });
    let row = json!({ "element": "INTAKE", "arrangement": role, "contracted": wpda });
    assert_eq!(*answer.at("/node/comparison/rows/0"), row);
}

#[tokio::test]
async fn a_named_contract_must_exist_for_the_viewer_and_have_the_municipality_as_client() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let contract = stage.contract_id(WPDA).await;
    let mut input = arranged(&stage, "INTAKE", &json!({ "contractId": contract }));
    input["municipalityId"] = stage.party(tests::stage::ELSEWHERE.0).into();
    let answer = app.changing_nothing(stage.stranger().act("setArrangement", input)).await;
    answer.assert_refused("setArrangement", &[("NOT_FOUND", "executions.0.contractId")]);
}
