//! What would be if a contract ended, or a draft held.

use super::*;

const WHAT_IF: &str = "query($id: ID!, $ending: EndingContractInput, $draft: ID, $asOf: Date) {
    coherenceWhatIf(municipalityId: $id, endingContract: $ending, draftContractId: $draft, asOf: $asOf) {
        asOf appearing { kind outcome severity message viewerCanDismiss { allowed } } disappearing { kind outcome severity message }
        shifting { before { kind outcome } after { kind outcome } }
        tasksLosingResponsible { name } tasksGainingResponsible { name } } }";

async fn what_if(stage: &Stage<'_>, actor: &Actor, more: Value) -> Value {
    let mut variables = more;
    variables["id"] = stage.party("Assen").into();
    actor.run(WHAT_IF, variables).await.at("/coherenceWhatIf").clone()
}

fn names(tasks: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = list(tasks).iter().map(|it| text(&it["name"])).collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn when_a_contract_ends_its_tasks_lose_their_responsible_party() {
    let app = TestApp::for_years().await;
    let stage = both_adopted(&app).await;
    let holder = stage.account_holder("Assen");
    let contract = stage.contract_id(DAGB).await;
    let ending = json!({ "ending": { "contractId": contract, "lastDay": "2021-12-31" } });
    let told = app.changing_nothing(what_if(&stage, holder, ending.clone())).await;
    assert_eq!(told["asOf"], "2022-01-01", "the day after");
    assert_eq!(
        names(&told["tasksLosingResponsible"]),
        [
            "arbeidsvaardigheden ontwikkelen van wie zich kan ontwikkelen",
            "dagbesteding voor wie zelf geen dagstructuur heeft",
            "op verzoek specifieke vaardigheden of werkomgeving voor wie tijdelijk niet kan werken",
            "vaardigheden ontwikkelen om zelfstandig actief te zijn",
            "voorbereiding en aansluiting op re-integratie",
        ]
    );
    assert!(list(&told["tasksGainingResponsible"]).is_empty());
    let nobody = list(&told["appearing"]);
    assert_eq!(nobody.len(), 5, "{:#?}", messages(nobody));
    assert!(nobody.iter().all(|it| it["kind"] == "NOBODY_RESPONSIBLE" && it["viewerCanDismiss"]["allowed"] == false));
    let shift = |from: &str, to: &str| {
        let of = |outcome: &str| json!({ "kind": "COOPERATION", "outcome": outcome });
        json!({ "before": of(from), "after": of(to) })
    };
    let shifting = list(&told["shifting"]);
    assert!(shifting.contains(&shift("CONFIRMED", "NO_COUNTER_MATRIX")), "{shifting:#?}");
    assert!(shifting.contains(&shift("ONE_SIDED", "NO_COUNTER_MATRIX")));

    // Looked at before it ends, only the end itself is announced.
    let mut before = ending;
    before["asOf"] = "2021-06-01".into();
    let told = what_if(&stage, holder, before).await;
    let appearing = list(&told["appearing"]);
    assert_eq!(appearing.len(), 1);
    assert_eq!(appearing[0]["kind"], "COVERAGE_ENDS");
    assert!(text(&appearing[0]["message"]).contains("31 december 2021"), "{}", appearing[0]["message"]);
}

#[tokio::test]
async fn a_draft_is_looked_at_before_anyone_signs() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    stage.draft(DAGB).await;
    let draft = json!({ "draft": stage.contract_id(DAGB).await });
    let told = what_if(&stage, stage.portfolio_holder("Assen"), draft.clone()).await;
    assert_eq!(told["asOf"], "2020-01-01", "the first day on which the draft would hold");
    assert_eq!(names(&told["tasksGainingResponsible"]).len(), 5);
    assert!(list(&told["tasksLosingResponsible"]).is_empty());
    assert!(messages(list(&told["appearing"])).iter().any(|it| it.contains("samen met UWV")));

    // Who does not read drafts is told so; who does not work here finds nothing, and a signed contract is no draft.
    let mut variables = draft;
    variables["id"] = stage.party("Assen").into();
    let council = stage.council_member().run(WHAT_IF, variables).await;
    council.assert_error("FORBIDDEN");
    let holder = stage.account_holder("Assen");
    let signed = json!({ "draft": stage.contract_id(WPDA).await });
    assert_eq!(what_if(&stage, holder, signed.clone()).await, Value::Null);
    assert_eq!(what_if(&stage, stage.account_holder("Tynaarlo"), signed).await, Value::Null);
    let unsigned = json!({ "ending": { "contractId": stage.contract_id(DAGB).await, "lastDay": "2020-06-01" } });
    assert_eq!(what_if(&stage, holder, unsigned).await, Value::Null);
    let nothing = holder.run(WHAT_IF, json!({ "id": stage.party("Assen") })).await;
    nothing.assert_error("BAD_USER_INPUT");
}

#[tokio::test]
async fn an_amendment_is_looked_at_before_anyone_signs() {
    let app = TestApp::for_years().await;
    let stage = both_adopted(&app).await;
    let holder = stage.account_holder("Assen");
    let plan =
        json!({ "title": "Wijziging 2021", "reason": "De dagbesteding gaat over.", "effectiveFrom": "2021-01-01" });
    let drafted = holder.did("amendContract", stage.versioned(DAGB, plan).await).await["amendment"].clone();
    let mut entries = stage.matrix_entries(DAGB, &Value::Null);
    entries.retain(|entry| (&entry["role"], &entry["domain"]) != (&json!("RESPONSIBLE"), &json!("PARTICIPATION")));
    let filled = json!({ "contractId": drafted["id"], "expectedVersion": drafted["version"], "entries": entries });
    holder.did("fillMatrix", filled).await;
    let draft = json!({ "draft": drafted["id"] });
    let told = app.changing_nothing(what_if(&stage, holder, draft.clone())).await;
    assert_eq!(told["asOf"], "2021-01-01", "the first day of the amendment");
    let lost = [
        "dagbesteding voor wie zelf geen dagstructuur heeft",
        "vaardigheden ontwikkelen om zelfstandig actief te zijn",
    ];
    assert_eq!(names(&told["tasksLosingResponsible"]), lost);
    assert!(list(&told["tasksGainingResponsible"]).is_empty());
    assert!(list(&told["appearing"]).iter().all(|it| it["kind"] == "NOBODY_RESPONSIBLE"));
    let mut before = draft;
    before["asOf"] = "2020-12-31".into();
    assert!(list(&what_if(&stage, holder, before).await["tasksLosingResponsible"]).is_empty());
    let preview = found(&stage, ", includeDrafts: true, asOf: \"2021-01-01\", kinds: [NOBODY_RESPONSIBLE]").await;
    let signed = found(&stage, ", asOf: \"2021-01-01\", kinds: [NOBODY_RESPONSIBLE]").await;
    assert_eq!(preview.len(), signed.len() + list(&told["appearing"]).len());
}
