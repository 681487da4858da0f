//! What the two matrices of the case have in common, and have not.

use super::*;

#[tokio::test]
async fn the_two_matrices_of_the_case() {
    let app = TestApp::for_years().await;
    let stage = both_adopted(&app).await;
    let answer = coherence(&stage, stage.account_holder("Assen"), "Assen", "").await;
    assert_eq!((&answer["asOf"], &answer["municipality"]["name"]), (&json!("2020-06-01"), &json!("Assen")));
    let found = list(&answer["findings"]);
    for task in ["laaggeletterdheid", "sluitende aanpak jongeren", "financiële mogelijkheden om mee te doen"] {
        let finding = about(found, &format!("Niemand is verantwoordelijk voor “{task}"));
        assert_eq!((&finding["kind"], &finding["severity"]), (&json!("NOBODY_RESPONSIBLE"), &json!("ERROR")));
        assert_eq!(finding["contractors"], json!([{ "name": "Werkplein Drentsche Aa" }]));
        assert_eq!(finding["contracts"], json!([{ "code": WPDA }]));
    }
    let one_sided: Vec<&Value> = found.iter().filter(|it| it["outcome"] == "ONE_SIDED").collect();
    assert_eq!(one_sided.len(), 1);
    assert_eq!(one_sided[0]["severity"], "WARNING");
    assert_eq!(one_sided[0]["domains"], json!(["PARTICIPATION"]));
    assert_eq!(one_sided[0]["namedInDomains"], json!(["WORK"]));
    assert!(found.iter().all(|it| it["kind"] != "DOUBLE_RESPONSIBILITY"), "one contractor sets the route twice");
    let stability = |it: &&Value| text(&it["message"]).contains("financiële stabiliteit");
    assert_eq!(found.iter().filter(stability).count(), 0, "of different groups, and measured");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("coherence_wpda", messages(found).join("\n"));
    });

    // The same on another day and for another municipality, in English for who reads that.
    let later = coherence(&stage, stage.account_holder("Assen"), "Assen", ", asOf: \"2021-06-01\"").await;
    let codes = |answer: &Value| list(&answer["findings"]).iter().map(|it| it["code"].clone()).collect::<Vec<_>>();
    assert_eq!(codes(&answer), codes(&later));
    let other = coherence(&stage, stage.account_holder("Tynaarlo"), "Tynaarlo", "").await;
    assert_eq!(messages(list(&other["findings"])), messages(found));
    assert!(codes(&other).iter().all(|code| !codes(&answer).contains(code)), "codes name the municipality");
}

#[tokio::test]
async fn findings_are_chosen_by_kind_severity_and_day() {
    let app = TestApp::for_years().await;
    let stage = both_adopted(&app).await;
    let all = found(&stage, "").await;
    let kinds = found(&stage, ", kinds: [NOBODY_RESPONSIBLE, COVERAGE_ENDS]").await;
    let severities = found(&stage, ", severities: [INFO]").await;
    let count = |wanted: fn(&Value) -> bool| all.iter().filter(|it| wanted(it)).count();
    assert_eq!(kinds.len(), count(|it| it["kind"] == "NOBODY_RESPONSIBLE"));
    assert_eq!(severities.len(), count(|it| it["severity"] == "INFO"));
    let ending = found(&stage, ", asOf: \"2023-06-01\", kinds: [COVERAGE_ENDS]").await;
    assert_eq!(ending.len(), 2);
    assert!(ending.iter().all(|it| it["lastDay"] == "2023-12-31" && !list(&it["tasks"]).is_empty()));
    assert!(found(&stage, ", asOf: \"2023-06-01\", kinds: [COVERAGE_ENDS], horizonDays: 30").await.is_empty());
    assert!(found(&stage, ", asOf: \"2019-12-31\"").await.is_empty(), "before contracts and framework");
    let wrong = "query($id: ID!) { coherence(municipalityId: $id, horizonDays: -1) { asOf } }";
    let holder = stage.account_holder("Assen");
    holder.run(wrong, json!({ "id": stage.party("Assen") })).await.assert_error("BAD_USER_INPUT");
}

#[tokio::test]
async fn a_region_is_told_once() {
    let app = TestApp::for_years().await;
    let stage = both_adopted(&app).await;
    let document = "query($id: ID!) { coherenceOfRegion(organisationId: $id) { asOf municipalities { name }
        findings { kind severity outcome message advice municipalities { name } findings { code viewerCanDismiss { allowed } } } } }";
    let ask = async |actor: &Actor, organisation: &str| {
        let answer = actor.run(document, json!({ "id": stage.party(organisation) })).await;
        answer.at("/coherenceOfRegion").clone()
    };
    let own = ask(stage.account_holder("Assen"), "WPDA").await;
    assert_eq!(own["municipalities"], json!([{ "name": "Assen" }]), "of the three, the viewer reads one");
    let one = found(&stage, "").await;
    assert_eq!(messages(list(&own["findings"])), messages(&one));
    assert_eq!(ask(stage.account_holder("Assen"), "DAGB").await, Value::Null, "nobody takes part in it");
    assert_eq!(ask(stage.director(), "WPDA").await, Value::Null);

    // Someone who works for two of them sees each matter once, with both.
    let input = json!({ "partyId": stage.party("Tynaarlo"), "role": "FINANCIAL_ADVISER", "name": "Bram Begroting",
        "email": "bram.begroting@assen.example", "locale": "NL" });
    let payload = stage.platform_admin().did("invitePerson", input).await;
    let accepted = json!({ "invitationId": payload["invitation"]["id"] });
    stage.financial_adviser().did("acceptInvitation", accepted).await;
    forget_mail(&app).await;
    let both = ask(stage.financial_adviser(), "WPDA").await;
    assert_eq!(list(&both["municipalities"]).len(), 2, "{both}");
    assert_eq!(messages(list(&both["findings"])), messages(&one));
    assert!(list(&both["findings"]).iter().all(|it| list(&it["municipalities"]).len() == 2));
    assert!(list(&both["findings"]).iter().all(|it| list(&it["findings"]).len() == 2));
}
