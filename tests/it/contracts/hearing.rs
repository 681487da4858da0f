//! A unilateral decision: the contractor is heard, its agreement is not asked.

use super::*;

const CODE: &str = "AB-WPDA";

async fn offered(app: &TestApp) -> Stage<'_> {
    let stage = Stage::library(app).await;
    app.travel_to("2019-06-03");
    drafted(
        &stage,
        CODE,
        &["Assen", "Tynaarlo"],
        "WPDA",
        json!({ "kind": "DESIGNATION_DECISION", "title": "Aanwijzing" }),
    )
    .await;
    stage.account_holder("Assen").did("offerContract", stage.versioned(CODE, json!({})).await).await;
    stage
}

#[tokio::test]
async fn the_contractor_leaves_remarks_and_then_it_is_adopted() {
    let app = TestApp::for_years().await;
    let stage = offered(&app).await;
    let came = mail(&app).await;
    let subject = |reader: &str| came.iter().find(|it| it.0 == reader).map(|it| it.1.clone()).unwrap();
    assert_eq!(came.len(), 4, "whoever did it is not told: {came:?}");
    assert_eq!(subject("ineke"), "Aanwijzingsbesluit Aanwijzing: ter kennisneming");
    assert_eq!(subject("harm"), "Aanwijzingsbesluit Aanwijzing: vaststellen");
    let (holder, director) = (stage.account_holder("Assen"), stage.director());
    assert_eq!(read(holder, CODE, "hearingUntil").await["hearingUntil"], "2019-06-17");
    refused(&stage, director, "agreeContract", stage.versioned(CODE, json!({})).await, &[("UNILATERAL", "")]).await;
    let back = stage.versioned(CODE, json!({ "remarks": "" })).await;
    refused(&stage, director, "sendBackContract", back, &[("UNILATERAL", ""), ("EMPTY", "remarks")]).await;
    let adopt = decided(&stage, CODE, "Assen", "2019-06-03", json!({})).await;
    refused(&stage, holder, "adoptContract", adopt.clone(), &[("HEARING_RUNNING", "")]).await;
    let can = "viewerCanLeaveRemarks { allowed reasons { code } }";
    assert_eq!(read(director, CODE, can).await["viewerCanLeaveRemarks"]["allowed"], true);
    let empty = stage.versioned(CODE, json!({ "remarks": " " })).await;
    refused(&stage, director, "leaveRemarks", empty, &[("EMPTY", "remarks")]).await;

    director.did("leaveRemarks", stage.versioned(CODE, json!({ "remarks": "Dat kost een half jaar." })).await).await;
    let came = mail(&app).await;
    assert_eq!(readers(&came, "Opmerkingen bij het aanwijzingsbesluit: Aanwijzing"), "aafje carla geesje harm");
    let found = read(stage.account_holder("Tynaarlo"), CODE, "state hearingUntil hearing { remarks }").await;
    assert_eq!(
        found,
        json!({ "state": "OFFERED", "hearingUntil": null, "hearing": { "remarks": "Dat kost een half jaar." } })
    );
    let again = stage.versioned(CODE, json!({ "remarks": "Nog iets" })).await;
    refused(&stage, director, "leaveRemarks", again, &[("ALREADY_DECIDED", "")]).await;
    for client in ["Assen", "Tynaarlo"] {
        let input = decided(&stage, CODE, client, "2019-06-03", json!({})).await;
        stage.account_holder(client).did("adoptContract", input).await;
    }
    let found = read(director, CODE, "state agreedAt hearing { remarks }").await;
    assert_eq!((&found["state"], &found["agreedAt"]), (&json!("ADOPTED"), &Value::Null));
    assert_eq!(
        trail(director, CODE).await[..3],
        ["CONTRACT_ADOPTED", "CONTRACT_ADOPTED_BY_CLIENT", "CONTRACTOR_HEARD"]
    );
    mail(&app).await;
}

#[tokio::test]
async fn two_weeks_without_a_word_are_a_hearing_too() {
    let app = TestApp::for_years().await;
    let stage = offered(&app).await;
    let holder = stage.account_holder("Assen");
    for (day, allowed) in [("2019-06-17", false), ("2019-06-18", true)] {
        app.travel_to(day);
        let asked = format!("viewerCanAdopt(municipalityId: \"{}\") {{ allowed }}", stage.party("Assen"));
        assert_eq!(read(holder, CODE, &asked).await["viewerCanAdopt"]["allowed"], allowed, "{day}");
        let input = decided(&stage, CODE, "Assen", day, json!({})).await;
        if allowed {
            holder.did("adoptContract", input).await;
        } else {
            refused(&stage, holder, "adoptContract", input, &[("HEARING_RUNNING", "")]).await;
        }
    }
    mail(&app).await;
}

#[tokio::test]
async fn who_is_asked_to_agree_is_not_heard() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, tests::Milestone::Offered).await;
    let input = stage.versioned(WPDA, json!({ "remarks": "Nee" })).await;
    refused(&stage, stage.director(), "leaveRemarks", input, &[("NOT_UNILATERAL", "")]).await;
}
