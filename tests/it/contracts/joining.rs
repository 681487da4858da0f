//! Clients that join and leave by an amendment.

use super::*;
use tests::Milestone;
use tests::stage::ELSEWHERE;

const AMENDMENT: &str = "PO-WPDA/1";

async fn changed(stage: &Stage<'_>, clients: &[&str]) {
    let ids: Vec<&str> = clients.iter().map(|name| stage.party(name)).collect();
    let plan = json!({ "title": "Andere opdrachtgevers", "reason": "Besloten", "effectiveFrom": "2021-01-01",
        "clientIds": ids });
    stage.account_holder("Assen").did("amendContract", stage.versioned(WPDA, plan).await).await;
}

#[tokio::test]
async fn who_joins_sees_and_adopts_and_who_leaves_adopts_and_stops() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let joining = ELSEWHERE.0;
    changed(&stage, &["Assen", "Aa en Hunze", joining]).await;
    let asked = "state clients { municipality { name } } changes { part kind before after }";
    let seen = read(stage.stranger(), AMENDMENT, asked).await;
    assert_eq!(
        seen["changes"],
        json!([
            { "part": "CLIENTS", "kind": "REMOVED", "before": "Tynaarlo", "after": null },
            { "part": "CLIENTS", "kind": "ADDED", "before": null, "after": joining },
        ])
    );
    assert_eq!(read(stage.stranger(), AMENDMENT, "amends { id }").await["amends"], Value::Null);
    assert_eq!(read(stage.stranger(), WPDA, "id").await, Value::Null, "not yet a party to it");
    assert_eq!(trail(stage.stranger(), AMENDMENT).await, ["AMENDMENT_DRAFTED"], "and not to what happened under it");
    assert!(trail(stage.account_holder("Tynaarlo"), AMENDMENT).await.len() > 5);
    through(&stage, AMENDMENT, &["Assen", "Aa en Hunze", "Tynaarlo"]).await;
    assert_eq!(read(stage.account_holder("Assen"), AMENDMENT, "state").await["state"], "AGREED");
    assert_eq!(read(stage.stranger(), WPDA, "id").await, Value::Null);
    let input = decided(&stage, AMENDMENT, joining, "2019-07-02", json!({})).await;
    stage.stranger().did("adoptContract", input).await;
    mail(&app).await;

    let effective =
        "query($id: ID!, $day: Date) { effectiveMatrix(municipalityId: $id, asOf: $day) { contract { code } } }";
    let there = json!([{ "contract": { "code": WPDA } }]);
    for (municipality, actor, before, after) in [
        ("Assen", stage.account_holder("Assen"), true, true),
        ("Tynaarlo", stage.account_holder("Tynaarlo"), true, false),
        (joining, stage.stranger(), false, true),
    ] {
        for (day, holds) in [("2020-12-31", before), ("2021-01-01", after)] {
            let answer = actor.run(effective, json!({ "id": stage.party(municipality), "day": day })).await;
            let expected = if holds { there.clone() } else { json!([]) };
            assert_eq!(answer.at("/effectiveMatrix"), &expected, "{municipality} on {day}");
        }
    }
    assert!(!read(stage.account_holder("Tynaarlo"), WPDA, "id").await.is_null(), "the past stays with who left");
    the_years_have_their_clients(&stage).await;
    mail(&app).await;
}

async fn the_years_have_their_clients(stage: &Stage<'_>) {
    let holder = stage.account_holder("Assen");
    for (opens, year, other) in [("2019-09-02", 2020, "Tynaarlo"), ("2020-09-01", 2021, ELSEWHERE.0)] {
        stage.on(opens);
        let input = json!({ "contractId": stage.contract_id(WPDA).await, "year": year });
        holder.did("openCycle", input).await;
        let fields = format!("cycle(year: {year}) {{ targetSets {{ municipality {{ name }} }} }}");
        // The targets that are still a draft are read by who writes them alone.
        for client in ["Assen", "Aa en Hunze", "Tynaarlo", ELSEWHERE.0] {
            let found = read(stage.account_holder(client), WPDA, &fields).await;
            let takes_part = client == other || ["Assen", "Aa en Hunze"].contains(&client);
            let own = if takes_part { json!([{ "municipality": { "name": client } }]) } else { json!([]) };
            assert_eq!(found["cycle"]["targetSets"], own, "{client} in {year}");
        }
    }
}

#[tokio::test]
async fn a_municipality_that_has_ended_does_not_join() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let by_code = "query($day: Date) { municipalityByCode(cbsCode: \"0010\", asOf: $day) { id } }";
    let delfzijl = stage.stranger().run(by_code, json!({ "day": "2020-12-31" })).await.text("/municipalityByCode/id");
    let holder = stage.account_holder("Assen");
    let plan = |from: &str, title: &str| {
        json!({ "title": title, "reason": "R", "effectiveFrom": from,
        "clientIds": [stage.party("Assen"), delfzijl] })
    };
    let input = stage.versioned(WPDA, plan("2021-01-01", "")).await;
    refused(&stage, holder, "amendContract", input, &[("PARTY_NOT_THERE", "clientIds.1"), ("EMPTY", "title")]).await;
    holder.did("amendContract", stage.versioned(WPDA, plan("2020-12-31", "Eén dag")).await).await;
}
