//! Categories: naming one counts for each of its members in that municipality on that day.

use super::*;

/// A provider of day activities with a draft in two municipalities, which names WPDA where WPDA names the providers.
async fn provider(stage: &Stage<'_>) -> Value {
    let input = json!({ "name": "De Werkplaats", "code": "DAG1", "legalForm": "FOUNDATION" });
    let provider = stage.platform_admin().did("registerOrganisation", input).await["organisation"]["id"].clone();
    let mut terms = stage.terms(DAGB);
    terms["code"] = "INK-DAG1".into();
    let clients = [stage.party("Assen"), stage.party("Tynaarlo")];
    let draft = json!({ "terms": terms, "clientIds": clients, "contractorId": provider });
    let holder = stage.account_holder("Assen");
    holder.did("draftContract", draft).await;
    let named = json!({ "role": "COOPERATES", "domain": "PARTICIPATION", "partnerId": stage.party("WPDA") });
    let filled = json!({ "entries": [named] });
    holder.did("fillMatrix", stage.versioned("INK-DAG1", filled).await).await;
    provider
}

/// How WPDA's cooperation with the providers of day activities stands under PARTICIPATION, with the drafts.
async fn outcome(stage: &Stage<'_>, municipality: &str, day: &str) -> Value {
    let more = format!(", includeDrafts: true, asOf: \"{day}\", kinds: [COOPERATION]");
    let answer = coherence(stage, stage.account_holder(municipality), municipality, &more).await;
    let wanted = |it: &&Value| {
        it["contractors"] == json!([{ "name": "Werkplein Drentsche Aa" }])
            && it["partners"] == json!([{ "name": "Aanbieders dagbesteding" }])
            && it["domains"] == json!(["PARTICIPATION"])
    };
    let found: Vec<&Value> = list(&answer["findings"]).iter().filter(wanted).collect();
    assert_eq!(found.len(), 1);
    found[0]["outcome"].clone()
}

#[tokio::test]
async fn naming_a_category_counts_for_each_member_there_and_then() {
    let app = TestApp::for_years().await;
    let stage = both_adopted(&app).await;
    let member = provider(&stage).await;
    assert_eq!(outcome(&stage, "Assen", "2020-09-01").await, "ONE_SIDED", "it is a member of nothing yet");
    let input = json!({ "categoryId": stage.party("DAGB"), "memberId": member, "municipalityId": stage.party("Assen"),
        "from": "2020-09-01", "to": "2020-12-31" });
    stage.platform_admin().did("addCategoryMember", input).await;
    assert_eq!(outcome(&stage, "Assen", "2020-08-31").await, "ONE_SIDED");
    assert_eq!(outcome(&stage, "Assen", "2020-09-01").await, "CONFIRMED");
    assert_eq!(outcome(&stage, "Assen", "2020-12-31").await, "CONFIRMED");
    assert_eq!(outcome(&stage, "Assen", "2021-01-01").await, "ONE_SIDED");
    assert_eq!(outcome(&stage, "Tynaarlo", "2020-09-01").await, "ONE_SIDED", "a member in Assen alone");
}
