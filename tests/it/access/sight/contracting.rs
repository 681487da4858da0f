//! A contract and an amendment by which a client joins, from draft to adoption; what is heard, and what is withdrawn.

use serde_json::{Value, json};
use tests::stage::case::WPDA;

use super::audience::{Audience, JOINING, OWN};

/// What is read of a contract.
const TEXT: &[&str] = &[
    "Contract",
    "ContractClient",
    "ContractIndicator",
    "KnownValue",
    "MatrixCell",
    "MatrixEntry",
    "MatrixView",
    "MatrixViewRow",
    "MatrixViewCell",
    "Attachment",
    "AuditEvent",
    "Change",
];
/// What is read of one that was amended.
const VERSIONS: &[&str] = &["ContractVersion", "ContractChange"];
/// What is found over all contracts of a municipality.
const COHERENCE: &[&str] = &[
    "Coherence",
    "CoherenceFinding",
    "FindingCount",
    "FindingDismissal",
    "CoherenceDifference",
    "FindingShift",
    "RegionalCoherence",
    "RegionalFinding",
    "EffectiveMatrix",
];
/// Where a contract is found.
const DOORS: &[&str] = &["Query", "Contract", "EffectiveMatrix"];

const AMENDMENT: &str = "PO-WPDA/1";
/// A day on which the contract holds.
const DAY: &str = "2020-06-01";
const CLIENTS: [&str; 3] = [OWN, "Aa en Hunze", "Tynaarlo"];
const STAGES: &str = "draft: the clients write. shared: offered to the contractor. returned: sent back with remarks and \
    rewritten by the clients. resubmitted: offered again. part adopted: agreed, and adopted by some. \
    final: adopted by all.";

/// What everybody asks about a contract that is there.
async fn questions(all: &mut Audience<'_>, code: &str, types: &[&str]) {
    let id = all.stage.read_contract(code).await["id"].clone();
    let everything = all.asking.everything("Contract", types, &[]);
    let document = format!("query($code: String!) {{ contractByCode(code: $code) {everything} }}");
    all.question(document, json!({ "code": code }));
    let itself = all.asking.itself("Contract");
    let document =
        format!("query($id: ID!) {{ contract(id: $id) {itself} node(id: $id) {{ ... on Contract {itself} }} }}");
    all.question(document, json!({ "id": id }));
    all.question("{ contracts(first: 100) { nodes { __typename id code title } } }".to_owned(), json!({}));
    if types.contains(&"Coherence") {
        questions_over_all(all, &id);
    }
}

/// What everybody asks over all contracts of the client, on a day on which they hold.
fn questions_over_all(all: &mut Audience<'_>, contract: &Value) {
    let ids = json!({ "id": all.stage.party(OWN), "region": all.stage.party("WPDA"), "contract": contract });
    let matrix = all.asking.everything("EffectiveMatrix", &["EffectiveMatrix", "MatrixCell", "MatrixEntry"], &[]);
    let document = format!("query($id: ID!) {{ effectiveMatrix(municipalityId: $id, asOf: \"{DAY}\") {matrix} }}");
    all.question(document, ids.clone());
    for (of, call) in [
        ("Coherence", "query($id: ID!) { coherence(municipalityId: $id, includeDrafts: true, includeDismissed: true,"),
        (
            "CoherenceDifference",
            "query($id: ID!, $contract: ID!) { coherenceWhatIf(municipalityId: $id, draftContractId: $contract,",
        ),
        ("RegionalCoherence", "query($region: ID!) { coherenceOfRegion(organisationId: $region,"),
    ] {
        let everything = all.asking.everything(of, COHERENCE, &[]);
        all.question(format!("{call} asOf: \"{DAY}\") {everything} }}"), ids.clone());
    }
}

/// The wording of a contract, with a trace everywhere.
fn terms(all: &Audience<'_>, code: &str, trace: &str) -> Value {
    let mut terms = all.stage.terms(WPDA);
    terms["code"] = code.into();
    terms["title"] = format!("Overeenkomst {trace}").into();
    terms["conditions"] = format!("Voorwaarde {trace}").into();
    terms["extensionDecisionOn"] = "2022-06-30".into();
    terms
}

/// The clients write a draft anew; none but they may read of it until it is shared.
async fn rewritten(all: &mut Audience<'_>, code: &str, trace: &str) {
    let holder = all.stage.account_holder(OWN).clone();
    let terms = terms(all, code, trace);
    holder.did("reviseContract", all.stage.versioned(code, json!({ "terms": terms })).await).await;
    let mut entries = all.stage.matrix_entries(WPDA, &Value::Null);
    let explained = entries.iter_mut().find(|it| !it["taskId"].is_null()).unwrap();
    explained["explanation"] = format!("Toelichting {trace}").into();
    holder.did("fillMatrix", all.stage.versioned(code, json!({ "entries": entries })).await).await;
    let mut indicators = all.stage.indicator_inputs(WPDA);
    for it in &mut indicators {
        if code != WPDA {
            it["knownValues"] = json!([]);
        } else if let Some(known) = it["knownValues"].as_array_mut().and_then(|it| it.first_mut()) {
            known["source"] = format!("Bron {trace}").into();
        }
    }
    indicators[0]["redMargin"] = if trace.ends_with('1') { "31".into() } else { "32".into() };
    holder.did("chooseIndicators", all.stage.versioned(code, json!({ "indicators": indicators })).await).await;
    all.stage.attach(code, &format!("Bijlage {trace}.pdf")).await;
}

/// A file is hung on a draft and taken away again: nobody else ever hears of it.
async fn thrown_away(all: &mut Audience<'_>, code: &str, name: &str) {
    let file = all.stage.attach(code, &format!("{name}.pdf")).await;
    all.stage.account_holder(OWN).did("removeAttachment", json!({ "attachmentId": file["id"] })).await;
}

async fn decided(all: &Audience<'_>, code: &str, municipality: &str) -> Value {
    let on = all.stage.app.now().date_naive().to_string();
    let decided = json!({ "municipalityId": all.stage.party(municipality), "decidedOn": on,
        "decisionReference": format!("B&W spoor-besluit {municipality}") });
    all.stage.versioned(code, decided).await
}

async fn adopted(all: &Audience<'_>, code: &str, municipality: &str) {
    all.stage.account_holder(municipality).did("adoptContract", decided(all, code, municipality).await).await;
}

/// Back and forth until it is agreed; everybody looks at each stage.
async fn talked(
    all: &mut Audience<'_>,
    (code, types): (&str, &[&str]),
    traces: [&str; 3],
    writers: &'static [&'static str],
) {
    let [first, second, thrown] = traces;
    let (holder, director) = (all.stage.account_holder(OWN).clone(), all.stage.director().clone());
    all.keep(thrown, writers);
    thrown_away(all, code, thrown).await;
    all.keep(first, writers);
    rewritten(all, code, first).await;
    questions(all, code, types).await;
    all.look("draft").await;
    all.share(first);
    holder.did("offerContract", all.stage.versioned(code, json!({})).await).await;
    all.look("shared").await;
    let remarks = json!({ "remarks": format!("Opmerking {first} teruggestuurd") });
    director.did("sendBackContract", all.stage.versioned(code, remarks).await).await;
    // What is written after that moment is the clients' own, so the moment has to pass.
    all.stage.app.travel_to_moment(all.stage.app.now() + chrono::TimeDelta::minutes(1));
    all.keep(second, writers);
    rewritten(all, code, second).await;
    all.look("returned").await;
    all.share(second);
    holder.did("offerContract", all.stage.versioned(code, json!({})).await).await;
    all.look("resubmitted").await;
    director.did("agreeContract", all.stage.versioned(code, json!({})).await).await;
}

/// The contract of three clients with their contractor.
pub async fn contract(all: &mut Audience<'_>) {
    all.turn_to("A contract", STAGES, "client");
    all.stage.draft(WPDA).await;
    all.about(WPDA, 0);
    talked(
        all,
        (WPDA, &[TEXT, COHERENCE].concat()),
        ["spoor-tekst-1", "spoor-tekst-2", "spoor-weg-1"],
        &["client", "other client"],
    )
    .await;
    all.stage.on("2019-06-20");
    adopted(all, WPDA, OWN).await;
    all.look("part adopted").await;
    for client in ["Aa en Hunze", "Tynaarlo"] {
        adopted(all, WPDA, client).await;
    }
    set_aside(all).await;
    all.look("final").await;
    all.done(&[TEXT, COHERENCE, DOORS].concat());
}

/// A finding is set aside by the municipality that it is about.
async fn set_aside(all: &Audience<'_>) {
    let (holder, assen) = (all.stage.account_holder(OWN), all.stage.party(OWN));
    let document = "query($id: ID!, $day: Date) { coherence(municipalityId: $id, asOf: $day) { findings { code } } }";
    let found = holder.run(document, json!({ "id": assen, "day": DAY })).await;
    let input = json!({ "municipalityId": assen, "code": found.at("/coherence/findings/0/code"),
        "reason": "spoor-reden", "until": "2021-05-31", "asOf": DAY });
    holder.did("dismissFinding", input).await;
}

/// Its amendment, by which one more client joins.
pub async fn amendment(all: &mut Audience<'_>) {
    all.turn_to("An amendment by which a client joins", STAGES, "client");
    let after = all.last_event(WPDA).await;
    let clients: Vec<&str> = CLIENTS.into_iter().chain([JOINING]).map(|it| all.stage.party(it)).collect();
    let first = "spoor-wijziging-1";
    let plan = json!({ "title": first, "reason": format!("Reden {first}"), "effectiveFrom": "2021-01-01",
        "clientIds": clients });
    all.stage.account_holder(OWN).did("amendContract", all.stage.versioned(WPDA, plan).await).await;
    all.about(AMENDMENT, after);
    let writers = &["client", "other client", "joining client"];
    talked(all, (AMENDMENT, &[TEXT, VERSIONS].concat()), [first, "spoor-wijziging-2", "spoor-weg-2"], writers).await;
    for client in CLIENTS {
        adopted(all, AMENDMENT, client).await;
    }
    all.look("part adopted").await;
    adopted(all, AMENDMENT, JOINING).await;
    all.look("final").await;
    all.done(&[TEXT, VERSIONS, &["Query"]].concat());
}

/// A contract of its own on the terms of the first, offered.
async fn offered(all: &mut Audience<'_>, code: &str, kind: &str) {
    let mut terms = terms(all, code, "spoor-ander-1");
    terms["kind"] = kind.into();
    let clients = [OWN, "Aa en Hunze"].map(|it| all.stage.party(it));
    let input = json!({ "terms": terms, "clientIds": clients, "contractorId": all.stage.party("WPDA") });
    let holder = all.stage.account_holder(OWN).clone();
    holder.did("draftContract", input).await;
    let entries = json!({ "entries": all.stage.matrix_entries(WPDA, &Value::Null) });
    holder.did("fillMatrix", all.stage.versioned(code, entries).await).await;
    let indicators = json!({ "indicators": all.stage.indicator_inputs(WPDA) });
    holder.did("chooseIndicators", all.stage.versioned(code, indicators).await).await;
    all.about(code, 0);
    questions(all, code, &["Contract", "ContractClient", "Hearing", "AuditEvent", "Change"]).await;
    holder.did("offerContract", all.stage.versioned(code, json!({})).await).await;
    all.look("shared").await;
}

/// A decision that its contractor is heard about.
pub async fn designation(all: &mut Audience<'_>) {
    let stages = "shared: the contractor is heard. heard: it left remarks. final: adopted.";
    all.turn_to("A designation decision", stages, "client");
    offered(all, "AB-WPDA", "DESIGNATION_DECISION").await;
    let remarks = json!({ "remarks": "spoor-zienswijze" });
    all.stage.director().did("leaveRemarks", all.stage.versioned("AB-WPDA", remarks).await).await;
    all.look("heard").await;
    for client in [OWN, "Aa en Hunze"] {
        adopted(all, "AB-WPDA", client).await;
    }
    all.look("final").await;
    all.done(&["Hearing"]);
}

/// What its clients take back before it was adopted.
pub async fn withdrawn(all: &mut Audience<'_>) {
    let stages = "shared: offered to the contractor. withdrawn: taken back by the clients.";
    all.turn_to("A contract that is withdrawn", stages, "client");
    offered(all, "TERUG", "SERVICE_AGREEMENT").await;
    let reason = json!({ "reason": "spoor-terug" });
    all.stage.account_holder(OWN).did("withdrawContract", all.stage.versioned("TERUG", reason).await).await;
    all.look("withdrawn").await;
    all.done(&["Contract"]);
}

/// Whether the contract goes on, and how it ends.
pub async fn ended(all: &mut Audience<'_>) {
    let stages = "before: adopted, and amended. one: the client decided. all: every client did.";
    all.turn_to("A contract that is not extended and ends", stages, "client");
    all.stage.on("2021-02-01");
    all.about(WPDA, all.last_event(WPDA).await);
    questions(all, WPDA, &["Contract", "Extension", "ExtensionDecision", "Termination", "AuditEvent", "Change"]).await;
    all.look("before").await;
    decided_to_end(all, OWN).await;
    all.look("one").await;
    for client in ["Aa en Hunze", "Tynaarlo", JOINING] {
        decided_to_end(all, client).await;
    }
    all.look("all").await;
    all.done(&["Extension", "ExtensionDecision", "Termination"]);
}

async fn decided_to_end(all: &Audience<'_>, client: &str) {
    let holder = all.stage.account_holder(client);
    let mut input = decided(all, WPDA, client).await;
    input["answer"] = "DO_NOT_EXTEND".into();
    holder.did("decideExtension", input).await;
    let mut input = decided(all, WPDA, client).await;
    input["lastDay"] = "2023-06-30".into();
    input["ground"] = "NOTICE".into();
    input["explanation"] = format!("spoor-einde van {client}").into();
    holder.did("terminateContract", input).await;
}
