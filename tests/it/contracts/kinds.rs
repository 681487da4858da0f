//! What each kind of contract asks, and who can be a party to it.

use super::*;

#[tokio::test]
async fn what_is_bought_rests_on_a_law() {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    drafted(&stage, "INK-1", &["Assen"], "WPDA", json!({ "kind": "PURCHASE_CONTRACT", "legalBases": [] })).await;
    let holder = stage.account_holder("Assen");
    let none = stage.versioned("INK-1", json!({ "indicators": [] })).await;
    holder.did("chooseIndicators", none).await;
    let offer = stage.versioned("INK-1", json!({})).await;
    refused(&stage, holder, "offerContract", offer, &[("LEGAL_BASIS_MISSING", "legalBases")]).await;
    let mut terms = stage.terms(WPDA);
    (terms["code"], terms["kind"]) = ("INK-1".into(), "PERFORMANCE_AGREEMENT".into());
    terms["legalBases"] = json!([]);
    holder.did("reviseContract", stage.versioned("INK-1", json!({ "terms": terms })).await).await;
    let offer = stage.versioned("INK-1", json!({})).await;
    refused(&stage, holder, "offerContract", offer, &[("NO_INDICATORS", "indicators")]).await;
    (terms["kind"], terms["legalBases"]) = ("PURCHASE_CONTRACT".into(), json!(["Wmo"]));
    holder.did("reviseContract", stage.versioned("INK-1", json!({ "terms": terms })).await).await;
    holder.did("offerContract", stage.versioned("INK-1", json!({})).await).await;
    mail(&app).await;
}

#[tokio::test]
async fn a_department_carries_out_what_its_own_municipality_assigns() {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    let input = json!({ "name": "Afdeling Participatie", "code": "PART", "legalForm": "MUNICIPAL_DEPARTMENT",
        "partOfId": stage.party("Assen") });
    let department = stage.platform_admin().did("registerOrganisation", input).await["organisation"]["id"].clone();
    let draft = |code: &str, kind: &str, clients: &[&str]| {
        let mut terms = stage.terms(WPDA);
        (terms["code"], terms["kind"]) = (code.into(), kind.into());
        let clients: Vec<&str> = clients.iter().map(|name| stage.party(name)).collect();
        json!({ "terms": terms, "clientIds": clients, "contractorId": department })
    };
    let (assen, tynaarlo) = (stage.account_holder("Assen"), stage.account_holder("Tynaarlo"));
    let no = [("DEPARTMENT_DOES_NOT_FIT", "contractorId")];
    for (actor, kind, clients) in [
        (tynaarlo, "ASSIGNMENT", &["Tynaarlo"][..]),
        (assen, "ASSIGNMENT", &["Assen", "Tynaarlo"]),
        (assen, "SERVICE_AGREEMENT", &["Assen"]),
    ] {
        refused(&stage, actor, "draftContract", draft("OPD", kind, clients), &no).await;
    }
    assen.did("draftContract", draft("OPD", "ASSIGNMENT", &["Assen"])).await;
    let found = read(assen, "OPD", "kind contractor { name }").await;
    assert_eq!(found, json!({ "kind": "ASSIGNMENT", "contractor": { "name": "Afdeling Participatie" } }));
    let mut terms = stage.terms(WPDA);
    (terms["code"], terms["kind"]) = ("OPD".into(), "SERVICE_AGREEMENT".into());
    let other_kind = stage.versioned("OPD", json!({ "terms": terms })).await;
    refused(&stage, assen, "reviseContract", other_kind, &no).await;
}

#[tokio::test]
async fn who_does_not_exist_on_the_first_day_does_not_contract_from_it() {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    let by_code = "query($day: Date) { municipalityByCode(cbsCode: \"0010\", asOf: $day) { id } }";
    let delfzijl = stage.stranger().run(by_code, json!({ "day": "2020-12-31" })).await.text("/municipalityByCode/id");
    let holder = stage.account_holder("Assen");
    let draft = |from: &str, title: &str| {
        let mut terms = stage.terms(WPDA);
        (terms["code"], terms["startsOn"], terms["title"]) = ("LATER".into(), from.into(), title.into());
        json!({ "terms": terms, "clientIds": [stage.party("Assen"), delfzijl], "contractorId": stage.party("WPDA") })
    };
    let no = [("PARTY_NOT_THERE", "clientIds.1"), ("EMPTY", "title")];
    refused(&stage, holder, "draftContract", draft("2021-01-01", ""), &no).await;
    holder.did("draftContract", draft("2020-12-31", "Tot het einde")).await;
}

#[tokio::test]
async fn it_may_be_in_force_before_it_was_signed() {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    app.travel_to("2019-07-01");
    drafted(&stage, "PO-OUD", &["Assen"], "WPDA", json!({ "startsOn": "2019-01-01", "endsOn": "2020-12-31" })).await;
    let fields = "signed: validity first: validity(asOf: \"2019-01-01\") eve: validity(asOf: \"2018-12-31\")";
    let holder = stage.account_holder("Assen");
    let unsigned = read(holder, "PO-OUD", fields).await;
    assert_eq!(unsigned, json!({ "signed": "NOT_ADOPTED", "first": "NOT_ADOPTED", "eve": "NOT_ADOPTED" }));
    through(&stage, "PO-OUD", &["Assen"]).await;
    let signed = read(holder, "PO-OUD", fields).await;
    assert_eq!(signed, json!({ "signed": "IN_FORCE", "first": "IN_FORCE", "eve": "NOT_YET" }));
    mail(&app).await;
}
