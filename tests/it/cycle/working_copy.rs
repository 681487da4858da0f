//! The organisation's working copy: nobody else reads it, and nobody else waits for it.

mod story;

use std::collections::BTreeSet;

use migration::{Migrator, MigratorTrait};
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use tests::stage::case::list;
use tests::{Actor, Stage, TestApp};

use self::story::{INDICATOR, REPORT, Story, TELLTALE};
use crate::schema_database::{rows, text};

/// What Aa en Hunze returns of the figures, as the director reads it in the mail.
const INFLOW_RETURNED: &str = "Aa en Hunze, Eerste instroom in de uitkering (W1-INSTROOM): Verhuizingen";

#[tokio::test]
async fn others_read_what_was_submitted_while_the_organisation_drafts_and_drafts_again() {
    let app = TestApp::for_years().await;
    let story = Story::begin(&app).await;
    a_draft_is_expected_and_overdue(&story).await;
    submitted(&story).await;
    two_clients_return_and_one_accepts(&story).await;
    submitted_again_and_accepted(&story).await;
    app.deliver_mail().await;
}

/// While it is drafted it is owed, and late: nothing else is known of it, not even how often was written.
async fn a_draft_is_expected_and_overdue(story: &Story<'_>) {
    let stage = &story.stage;
    stage.on("2020-08-03");
    let holder = stage.account_holder("Aa en Hunze");
    let expected = story.as_read_by(holder).await;
    let refused = story.handling("Aa en Hunze", &expected, json!({}));
    let no = holder.act("acceptReport", refused.clone()).await.refusals("acceptReport");
    story.fills_unnoticed(json!({})).await;
    let mut filling = stage.filling(REPORT.0, REPORT.1).await;
    let telltale = story.value(INDICATOR, "Aa en Hunze", TELLTALE).await;
    let places = filling["values"].as_array_mut().unwrap();
    let same = |it: &&mut Value| {
        it["indicatorId"] == telltale["indicatorId"] && it["municipalityId"] == telltale["municipalityId"]
    };
    let place = places.iter_mut().find(same).unwrap();
    *place = telltale;
    filling["explanation"] = format!("Nog {TELLTALE} nakijken").into();
    filling["cooperationAccounts"][0]["text"] = format!("Verslag {TELLTALE}").into();
    story.fills_unnoticed(filling).await;

    let draft = story.as_read_by(holder).await;
    assert_eq!((&draft["state"], &draft["isOverdue"]), (&json!("EXPECTED"), &json!(true)), "{draft:#}");
    assert_eq!((&draft["number"], &draft["dueOn"], &draft["version"]), (&json!(2), &json!("2020-07-30"), &json!(1)));
    assert_eq!((&draft["values"], &draft["submissions"]), (&json!([]), &json!(0)));
    let before = stage.app.snapshot().await;
    assert_eq!(holder.act("acceptReport", refused).await.refusals("acceptReport"), no, "as before it was drafted");
    stage.app.assert_unchanged(&before).await;

    let own = story.as_read_by(stage.director()).await;
    assert_eq!((&own["state"], &own["isWorkingCopy"], &own["version"]), (&json!("DRAFT"), &json!(true), &json!(3)));
    assert_eq!((&own["isOverdue"], &own["lastSubmitted"]), (&json!(true), &Value::Null));
    assert_eq!(
        story.inflow(stage.reporter()).await,
        (json!(TELLTALE), Value::Null),
        "no series before it is submitted"
    );
}

async fn submitted(story: &Story<'_>) {
    let stage = &story.stage;
    story.fills(stage.filling(REPORT.0, REPORT.1).await).await;
    stage.submit_report(REPORT.0, REPORT.1).await;
    for reader in [stage.account_holder("Aa en Hunze"), stage.account_holder("Tynaarlo"), stage.director()] {
        let read = story.as_read_by(reader).await;
        assert_eq!((&read["state"], &read["isWorkingCopy"]), (&json!("SUBMITTED"), &json!(false)));
        assert_eq!(story.inflow(reader).await, (json!("49"), json!("49")));
    }
    assert_eq!(story.as_read_by(stage.council_member()).await, Value::Null, "the council reads what is accepted");
    story.read_by_others().await;
}

async fn two_clients_return_and_one_accepts(story: &Story<'_>) {
    let stage = &story.stage;
    stage.on("2020-08-06");
    let (eefje, geesje) = (stage.account_holder("Aa en Hunze"), stage.account_holder("Tynaarlo"));
    let indicator = stage.indicator_ids().await[INDICATOR].clone();
    let parts = json!({ "parts": [
        { "part": "INDICATOR", "subjectId": indicator, "reason": "Verhuizingen tellen niet mee." },
        { "part": "EXPLANATION", "reason": "Noem de verhuizingen." },
    ] });
    stage.app.deliver_mail().await;
    stage.app.mailbox().take();
    let input = story.handling("Aa en Hunze", &story.as_read_by(eefje).await, parts);
    eefje.did("returnReport", input).await;
    mailed(stage, [INFLOW_RETURNED, "Aa en Hunze, toelichting: Noem"], ["explanation: Noem"]).await;

    // Tynaarlo reads, and only then the organisation begins to rewrite.
    let read = story.as_read_by(geesje).await;
    only_what_was_returned_may_change(story).await;
    let telltale = story.value(INDICATOR, "Aa en Hunze", TELLTALE).await;
    let rewriting = json!({ "values": [telltale], "explanation": format!("Nog {TELLTALE} nakijken") });
    story.fills_unnoticed(rewriting).await;
    assert_eq!(story.inflow(eefje).await, (json!("49"), json!("49")));
    assert_eq!(story.inflow(stage.director()).await, (json!(TELLTALE), json!("49")), "the dashboard is for all alike");
    let own = story.as_read_by(stage.reporter()).await;
    assert_eq!((&own["isWorkingCopy"], &own["state"]), (&json!(true), &json!("RETURNED")));
    let submitted = own["lastSubmitted"].to_string();
    assert!(own.to_string().contains(TELLTALE) && !submitted.contains(TELLTALE) && submitted.contains("\"49\""));

    // What Tynaarlo accepts is what it read; that the organisation wrote meanwhile stops nobody.
    geesje.did("acceptReport", story.handling("Tynaarlo", &read, json!({}))).await;
    let aafje = stage.account_holder("Assen");
    let parts = json!({ "parts": [{ "part": "MUNICIPALITY", "reason": "Onze cijfers zijn van een ander kwartaal." }] });
    stage.app.deliver_mail().await;
    stage.app.mailbox().take();
    aafje.did("returnReport", story.handling("Assen", &story.as_read_by(aafje).await, parts)).await;
    let all = [INFLOW_RETURNED, "Assen, alle cijfers van de gemeente: Onze cijfers"];
    mailed(stage, all, ["Assen, every figure of the municipality: Onze cijfers"]).await;
    story.fills_unnoticed(json!({ "values": [story.value("W3-WSW", "Assen", TELLTALE).await] })).await;

    // The next year opens meanwhile, with what was submitted and accepted alone.
    stage.open_cycle(2021).await;
    story.read_by_others().await;
    let handled = story.as_read_by(eefje).await;
    let input = story.handling("Aa en Hunze", &handled, json!({}));
    let before = stage.app.snapshot().await;
    eefje.act("acceptReport", input).await.assert_refused("acceptReport", &[("WRONG_STATE", "")]);
    stage.app.assert_unchanged(&before).await;
}

/// The director reads in Dutch, the reporter in English; both find every reason that stands, each with its part.
async fn mailed(stage: &Stage<'_>, dutch: [&str; 2], english: [&str; 1]) {
    stage.app.deliver_mail().await;
    let mail = |to: &Actor| stage.app.mailbox().last_mail_to(&to.email).text;
    let (to_director, to_reporter) = (mail(stage.director()), mail(stage.reporter()));
    for words in dutch {
        assert!(to_director.contains(&format!("– {words}")), "{words}: {to_director}");
    }
    for words in english {
        assert!(to_reporter.contains(words), "{words}: {to_reporter}");
    }
}

async fn only_what_was_returned_may_change(story: &Story<'_>) {
    let stage = &story.stage;
    let values = [
        story.value(INDICATOR, "Aa en Hunze", "44").await,
        story.value(INDICATOR, "Assen", "1").await,
        story.value("W3-WSW", "Aa en Hunze", "1").await,
    ];
    let account = stage.filling(REPORT.0, REPORT.1).await["cooperationAccounts"][0].clone();
    let too_much = json!({ "values": values, "explanation": "Hersteld", "cooperationAccounts": [account] });
    let input = stage.versioned_report(REPORT.0, REPORT.1, too_much).await;
    let before = stage.app.snapshot().await;
    let not_returned =
        [("NOT_RETURNED", "values.1"), ("NOT_RETURNED", "values.2"), ("NOT_RETURNED", "cooperationAccounts.0")];
    stage.reporter().act("fillReport", input).await.assert_refused("fillReport", &not_returned);
    stage.app.assert_unchanged(&before).await;
    let own = story.as_read_by(stage.reporter()).await;
    let open: Vec<&Value> = list(&own["standingReturns"]).iter().map(|it| &it["part"]).collect();
    assert_eq!(open, ["INDICATOR", "EXPLANATION"], "the same is told beforehand");
}

async fn submitted_again_and_accepted(story: &Story<'_>) {
    let stage = &story.stage;
    let mut values = stage.filling(REPORT.0, REPORT.1).await["values"].as_array().unwrap().clone();
    let assen = stage.party("Assen");
    values.retain(|it| it["municipalityId"] == assen);
    values.push(story.value(INDICATOR, "Aa en Hunze", "44").await);
    story.fills(json!({ "values": values, "explanation": "Vijf verhuizingen zijn eruit gehaald." })).await;
    let holders = ["Assen", "Aa en Hunze", "Tynaarlo"].map(|name| stage.account_holder(name));
    assert_eq!(story.inflow(holders[1]).await, (json!("49"), json!("49")), "until it is submitted again");
    let stale = story.as_read_by(holders[1]).await;
    stage.resubmit_report(REPORT.0, REPORT.1).await;
    for reader in holders {
        assert_eq!(story.inflow(reader).await, (json!("44"), json!("44")));
    }
    let read = story.as_read_by(holders[0]).await;
    let handled: Vec<&Value> = list(&read["handlings"]).iter().map(|it| &it["state"]).collect();
    assert_eq!(handled, ["PENDING", "PENDING", "ACCEPTED"], "an acceptance stands");
    assert_eq!(read["submissions"], 2);
    let before = stage.app.snapshot().await;
    let answer = holders[1].act("acceptReport", story.handling("Aa en Hunze", &stale, json!({}))).await;
    answer.assert_refused("acceptReport", &[("STALE", "expectedVersion")]);
    stage.app.assert_unchanged(&before).await;
    for (place, municipality) in ["Assen", "Aa en Hunze"].into_iter().enumerate() {
        let read = story.as_read_by(holders[place]).await;
        holders[place].did("acceptReport", story.handling(municipality, &read, json!({}))).await;
    }
    assert_eq!(story.inflow(stage.council_member()).await, (json!("44"), json!("44")));
    let own = story.as_read_by(stage.director()).await;
    assert_eq!((&own["state"], &own["isWorkingCopy"]), (&json!("ACCEPTED"), &json!(false)));
    story.read_by_others().await;
}

/// Databases of before held the rewriting of a returned report alone; what was submitted is written back beside it.
#[tokio::test]
async fn what_was_submitted_is_written_back_into_a_database_of_before() {
    let app = TestApp::for_years().await;
    let story = Story::begin(&app).await;
    let stage = &story.stage;
    let mut filling = stage.filling(REPORT.0, REPORT.1).await;
    let missing = json!({ "indicatorId": stage.indicator_ids().await["W3-BESCHUT"], "provisional": true,
        "municipalityId": stage.party("Assen"), "missingBecause": "Het systeem: 1 / 2 (3) vervangen." });
    let places = filling["values"].as_array_mut().unwrap();
    places.retain(|it| {
        (&it["indicatorId"], &it["municipalityId"]) != (&missing["indicatorId"], &missing["municipalityId"])
    });
    places.push(missing);
    story.fills(filling).await;
    stage.submit_report(REPORT.0, REPORT.1).await;
    stage.return_report(REPORT.0, REPORT.1).await;
    story.fills(json!({ "values": [story.value(INDICATOR, "Aa en Hunze", TELLTALE).await] })).await;
    app.deliver_mail().await;

    let database = app.database().connect().await;
    let before = content(&database).await;
    assert!(before.iter().any(|row| row.contains(TELLTALE)) && before.iter().any(|row| row.contains("vervangen")));
    let names: Vec<String> = Migrator::migrations().iter().map(|it| it.name().to_owned()).collect();
    let place = names.iter().position(|name| name == "m20260301_40_keep_submissions").unwrap();
    Migrator::down(&database, Some(u32::try_from(names.len() - place).unwrap())).await.unwrap();
    Migrator::up(&database, None).await.unwrap();
    assert_eq!(content(&database).await, before);
    database.close().await.unwrap();
}

/// Everything that stands in reports, by submission.
async fn content(database: &DatabaseConnection) -> BTreeSet<String> {
    let value = ["v.status", "v.number", "v.denominator", "v.reason", "v.explanation", "v.provisional"];
    let place = ["r.number", "v.submission", "i.code", "p.name", "v.cell", "v.unlikely_confirmed"];
    let mut all = BTreeSet::new();
    for (columns, from) in [
        (vec!["r.number", "r.explanation", "r.draft_explanation"], "report r"),
        (
            [place, value].concat(),
            "report_value v JOIN report r ON r.id = v.report_id JOIN party p ON p.id = v.municipality_id
                JOIN contract_indicator c ON c.id = v.contract_indicator_id JOIN indicator i ON i.id = c.indicator_id",
        ),
        (
            vec!["r.number", "a.submission", "p.name", "a.judgement", "a.text"],
            "cooperation_account a JOIN report r ON r.id = a.report_id JOIN party p ON p.id = a.partner_id",
        ),
    ] {
        let columns: Vec<String> =
            columns.iter().map(|column| format!("COALESCE(CAST({column} AS TEXT), '-')")).collect();
        let sql = format!("SELECT {} AS told FROM {from}", columns.join(" || '|' || "));
        all.extend(rows(database, &sql).await.iter().map(|row| text(row, "told")));
    }
    all
}
