//! However much there is to read, it is read in the same number of statements.

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Milestone, Stage, TestApp};

/// A contract with its matrix, its indicators, and of a year the targets of each municipality and the last values.
const DASHBOARD: &str = "query($code: String!) { contractByCode(code: $code) {
    title state clients { municipality { name } adoptedAt } contractor { name }
    matrix { role domain none entries { task { name } partner { name } municipality { name } targetGroup } }
    indicators { amberMargin redMargin goal { code text } indicator { code unit name } }
    cycle(year: 2020) {
        phase
        targetSets { municipality { name } state targets { kind value indicator { indicator { code } } } }
        dashboard(last: 4) {
            indicator { indicator { code } } municipality { name } target { value } toDate standing
            series { until value annual }
        }
    }
} }";

/// How often each is read.
const READINGS: usize = 10;
/// How often at most, where a busy machine may split what is otherwise loaded together.
const PATIENCE: usize = 60;

const LIST: &str = "query($first: Int!) { contracts(first: $first) { totalCount nodes {
    code state attachments { name viewerCanRemove { allowed } } contractor { name } clients { municipality { name } } indicators { indicator { code } }
    cycles { year phase reports { number state } targetSets { state municipality { name } } }
} } }";

/// A service with one connection to its database: then answers come back in the order in which they were asked for,
/// and the same loads share a statement each time.
async fn one_connection() -> TestApp {
    TestApp::with(|config| {
        config.tokens.access_minutes = 10 * 365 * 24 * 60;
        config.sign_in.free_tries = 1_000_000.try_into().unwrap();
        config.database.max_connections = 1;
    })
    .await
}

/// Reads several times and gives the least and the most statements.
async fn read(app: &TestApp, actor: &Actor, document: &str, variables: Value) -> (u64, u64, Value) {
    let (mut least, mut most, mut data) = (u64::MAX, 0, Value::Null);
    for _ in 0..READINGS {
        let (statements, answer) = app.statements(actor.run(document, variables.clone())).await;
        (least, most) = (least.min(statements), most.max(statements));
        data = answer.data().clone();
    }
    println!("{least} to {most} statements");
    (least, most, data)
}

/// Reads until it took no more statements than that; gives the least, which is more when it never did.
async fn read_within(app: &TestApp, actor: &Actor, document: &str, variables: Value, bound: u64) -> (u64, Value) {
    let (mut least, mut data) = (u64::MAX, Value::Null);
    for _ in 0..PATIENCE {
        let (statements, answer) = app.statements(actor.run(document, variables.clone())).await;
        least = least.min(statements);
        data = answer.data().clone();
        if least <= bound {
            break;
        }
    }
    println!("at least {least} statements, where {bound} are enough");
    (least, data)
}

#[tokio::test]
async fn the_dashboard_costs_the_same_after_every_report() {
    let app = one_connection().await;
    let stage = Stage::at(&app, Milestone::Accepted(1)).await;
    let holder = stage.account_holder("Assen");
    let (first, most, before) = read(&app, holder, DASHBOARD, json!({ "code": WPDA })).await;
    stage.until(Milestone::Accepted(3)).await;
    let asked = json!({ "code": WPDA });
    let (second, after) = read_within(&app, holder, DASHBOARD, asked.clone(), first).await;
    assert_ne!(before, after, "there is more to read");
    assert!(second <= first, "{first} statements with one report and {second} with three");
    stage.until(Milestone::Reviewed).await;
    stage.open_cycle(2021).await;
    let (third, _) = read_within(&app, holder, DASHBOARD, asked, first).await;
    assert!(third <= first, "{first} statements with one year and {third} with two");
    assert!(most <= 45, "{most} statements for one dashboard");
    app.deliver_mail().await;
}

/// A contract of a municipality alone, with these indicators.
async fn more(stage: &Stage<'_>, code: &str, clients: &[&str]) {
    let mut terms = stage.terms(WPDA);
    terms["code"] = code.into();
    let clients: Vec<&str> = clients.iter().map(|name| stage.party(name)).collect();
    let input = json!({ "terms": terms, "clientIds": clients, "contractorId": stage.party("WPDA") });
    let holder = stage.account_holder("Assen");
    holder.did("draftContract", input).await;
    let input = stage.versioned(code, json!({ "indicators": stage.indicator_inputs(WPDA) })).await;
    holder.did("chooseIndicators", input).await;
    let input = stage.versioned(code, json!({ "entries": stage.matrix_entries(WPDA, &Value::Null) })).await;
    holder.did("fillMatrix", input).await;
}

#[tokio::test]
async fn the_list_of_contracts_costs_the_same_with_one_and_with_five() {
    let app = one_connection().await;
    let stage = Stage::at(&app, Milestone::TargetsAdopted).await;
    let holder = stage.account_holder("Assen");
    let (one, _, before) = read(&app, holder, LIST, json!({ "first": 10 })).await;
    assert_eq!(before["contracts"]["totalCount"], 1);
    more(&stage, "TWEE", &["Assen"]).await;
    more(&stage, "DRIE", &["Assen", "Tynaarlo"]).await;
    more(&stage, "VIER", &["Assen", "Aa en Hunze"]).await;
    more(&stage, "VIJF", &["Assen", "Aa en Hunze", "Tynaarlo"]).await;
    for code in ["TWEE", "TWEE", "VIJF"] {
        stage.attach(code, "Bijlage.pdf").await;
    }
    let (five, after) = read_within(&app, holder, LIST, json!({ "first": 10 }), one).await;
    assert_eq!(after["contracts"]["totalCount"], 5);
    assert_eq!(after["contracts"]["nodes"].as_array().unwrap().len(), 5);
    assert!(five <= one, "{one} statements for one contract and {five} for five");
    let (two_of_five, _) = read_within(&app, holder, LIST, json!({ "first": 2 }), one).await;
    assert!(two_of_five <= one, "{one} statements for all and {two_of_five} for a first page");
    app.deliver_mail().await;
}

/// Everything there is to ask of coherence.
const COHERENCE: &str = "query($id: ID!) { coherence(municipalityId: $id, includeDrafts: true) {
    asOf municipality { name } counts { kind severity open dismissed }
    findings { kind code severity outcome lacks message advice domains targetGroups contractors { name } partners { name }
        contracts { code title } tasks { name } goals { code text } viewerCanDismiss { allowed } }
} }";

#[tokio::test]
async fn coherence_costs_the_same_with_one_contract_and_with_five() {
    let app = one_connection().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    app.travel_to("2020-06-01");
    let holder = stage.account_holder("Assen");
    let of_assen = json!({ "id": stage.party("Assen") });
    let (one, most, before) = read(&app, holder, COHERENCE, of_assen.clone()).await;
    for code in ["TWEE", "DRIE", "VIER", "VIJF"] {
        more(&stage, code, &["Assen", "Tynaarlo"]).await;
    }
    let (five, most_of_five, after) = read(&app, holder, COHERENCE, of_assen).await;
    assert_ne!(before, after, "there is more to read");
    assert_eq!((one, most), (five, most_of_five), "statements for one contract and for five");
    assert_eq!(one, most, "statements each time");
    assert!(most <= 26, "{most} statements for one reading");
    app.deliver_mail().await;
}

/// Everything there is to ask of what would be if a contract ended and a draft held.
const WHAT_IF: &str = "query($id: ID!, $ending: ID!, $draft: ID!) {
    coherenceWhatIf(municipalityId: $id, draftContractId: $draft, asOf: \"2020-06-01\",
        endingContract: { contractId: $ending, lastDay: \"2020-05-31\" }) {
        asOf appearing { ...told } disappearing { ...told } shifting { before { ...told } after { ...told } }
        tasksLosingResponsible { name } tasksGainingResponsible { name } } }
    fragment told on CoherenceFinding { kind code severity outcome lacks message advice domains targetGroups
        contractors { name } partners { name } contracts { code title } tasks { name } goals { code text }
        viewerCanDismiss { allowed } }";

#[tokio::test]
async fn what_if_costs_the_same_with_two_contracts_and_with_five() {
    let app = one_connection().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    app.travel_to("2020-06-01");
    let holder = stage.account_holder("Assen");
    more(&stage, "TWEE", &["Assen", "Tynaarlo"]).await;
    let (ending, draft) = (stage.contract_id(WPDA).await, stage.contract_id("TWEE").await);
    let asked = json!({ "id": stage.party("Assen"), "ending": ending, "draft": draft });
    let (two, most, before) = read(&app, holder, WHAT_IF, asked.clone()).await;
    assert!(before["coherenceWhatIf"].is_object());
    for code in ["DRIE", "VIER", "VIJF"] {
        more(&stage, code, &["Assen", "Tynaarlo"]).await;
    }
    let (five, most_of_five, _) = read(&app, holder, WHAT_IF, asked).await;
    assert_eq!((two, most), (five, most_of_five), "statements for two contracts and for five");
    assert_eq!(two, most, "statements each time");
    assert!(most <= 27, "{most} statements for one reading");
    app.deliver_mail().await;
}
