//! Ending a contract before its time, client by client.

use super::*;
use tests::Milestone;

async fn ending(stage: &Stage<'_>, client: &str, last_day: &str, ground: &str) -> Value {
    let more = json!({ "lastDay": last_day, "ground": ground, "explanation": "Wij gaan zelf verder" });
    decided(stage, WPDA, client, "2020-06-01", more).await
}

#[tokio::test]
async fn one_client_leaves_and_when_all_have_it_is_terminated() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    app.travel_to("2020-06-01");
    let title = stage.terms(WPDA)["title"].as_str().unwrap().to_owned();
    let holder = stage.account_holder("Assen");
    stage
        .portfolio_holder("Tynaarlo")
        .did("terminateContract", ending(&stage, "Tynaarlo", "2020-12-31", "NOTICE").await)
        .await;
    let came: Vec<_> = mail(&app).await.into_iter().filter(|(reader, _)| reader != "joop").collect();
    let everyone = "aafje carla eefje frits geesje ineke";
    assert_eq!(readers(&came, &format!("Tynaarlo beëindigt de overeenkomst: {title}")), everyone);
    let found = read(
        holder,
        WPDA,
        "validity(asOf: \"2021-01-01\") holdsUntil terminations {
        municipality { name } lastDay ground explanation decisionReference decidedOn }",
    )
    .await;
    assert_eq!(
        found,
        json!({ "validity": "IN_FORCE", "holdsUntil": "2023-12-31", "terminations": [{
        "municipality": { "name": "Tynaarlo" }, "lastDay": "2020-12-31", "ground": "NOTICE",
        "explanation": "Wij gaan zelf verder", "decisionReference": "B&W 7", "decidedOn": "2020-06-01" }] })
    );
    let effective =
        "query($id: ID!, $day: Date) { effectiveMatrix(municipalityId: $id, asOf: $day) { contract { code } } }";
    for (day, count) in [("2020-12-31", 1), ("2021-01-01", 0)] {
        let variables = json!({ "id": stage.party("Tynaarlo"), "day": day });
        let answer = stage.account_holder("Tynaarlo").run(effective, variables).await;
        assert_eq!(answer.at("/effectiveMatrix").as_array().unwrap().len(), count, "{day}");
    }
    let days = [("Assen", "2021-03-31", "MUTUAL_CONSENT"), ("Aa en Hunze", "2021-06-30", "SHORTCOMING")];
    for (client, day, ground) in days {
        stage.account_holder(client).did("terminateContract", ending(&stage, client, day, ground).await).await;
    }
    let found =
        read(holder, WPDA, "holdsUntil before: validity(asOf: \"2021-06-30\") after: validity(asOf: \"2021-07-01\")")
            .await;
    assert_eq!(found, json!({ "holdsUntil": "2021-06-30", "before": "IN_FORCE", "after": "TERMINATED" }));
    let kinds = trail(stage.director(), WPDA).await;
    assert_eq!(kinds[..3], ["CONTRACT_TERMINATED", "CONTRACT_TERMINATED_BY_CLIENT", "CONTRACT_TERMINATED_BY_CLIENT"]);
    mail(&app).await;
    app.travel_to("2021-07-01");
    let plan = stage.versioned(WPDA, json!({ "title": "T", "reason": "R", "effectiveFrom": "2021-09-01" })).await;
    refused(&stage, holder, "amendContract", plan, &[("WRONG_STATE", ""), ("DATE_OUT_OF_RANGE", "effectiveFrom")])
        .await;
}

#[tokio::test]
async fn everything_wrong_with_an_ending_is_told_at_once() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Agreed).await;
    let holder = stage.account_holder("Assen");
    let early = ending(&stage, "Assen", "2020-12-31", "NOTICE").await;
    let all = [("WRONG_STATE", ""), ("DATE_OUT_OF_RANGE", "decidedOn")];
    refused(&stage, holder, "terminateContract", early, &all).await;
    stage.until(Milestone::Adopted).await;
    app.travel_to("2020-06-01");
    let mut slips = ending(&stage, "Assen", "2020-05-31", "LAPSED_BY_LAW").await;
    (slips["explanation"], slips["decisionReference"], slips["decidedOn"]) =
        ("".into(), " ".into(), "2020-06-02".into());
    let all = [
        ("EMPTY", "decisionReference"),
        ("DATE_OUT_OF_RANGE", "decidedOn"),
        ("EMPTY", "explanation"),
        ("DATE_OUT_OF_RANGE", "lastDay"),
        ("DOES_NOT_BELONG_HERE", "ground"),
    ];
    refused(&stage, holder, "terminateContract", slips, &all).await;
    let at_the_end = ending(&stage, "Assen", "2023-12-31", "NOTICE").await;
    refused(&stage, holder, "terminateContract", at_the_end, &[("DATE_OUT_OF_RANGE", "lastDay")]).await;
    let foreign = ending(&stage, "Emmen", "2020-12-31", "NOTICE").await;
    refused(&stage, holder, "terminateContract", foreign, &[("NOT_A_CLIENT", "municipalityId")]).await;
    let of_another = ending(&stage, "Tynaarlo", "2020-12-31", "NOTICE").await;
    let answer = app.changing_nothing(holder.act("terminateContract", of_another)).await;
    answer.assert_error("FORBIDDEN");
    holder.did("terminateContract", ending(&stage, "Assen", "2020-12-31", "CHANGE_OF_LAW").await).await;
    mail(&app).await;
    let twice = ending(&stage, "Assen", "2020-11-30", "NOTICE").await;
    refused(&stage, holder, "terminateContract", twice, &[("ALREADY_TERMINATED", "municipalityId")]).await;
}
