//! The whole year of the case, told by its people: who does what, who gets which mail, and what is remembered.

use serde_json::{Value, json};
use tests::stage::case::{WPDA, list};
use tests::{Stage, TestApp};

use super::told::{Letters as L, Told};

const HOLDERS: &str = "aafje eefje geesje";
const DECIDING: &str = "aafje eefje geesje carla frits harm";
const EXECUTING: &str = "ineke joop";

#[tokio::test]
async fn the_whole_year_from_draft_to_what_the_next_one_learns() {
    let app = TestApp::for_years().await;
    let stage = Stage::library(&app).await;
    let told = Told::begin(&stage);
    contracting(&told).await;
    targets(&told).await;
    reports(&told).await;
    annual_report(&told).await;
    reviews(&told).await;
    next_year_learns(&told).await;
    told.assert_audited().await;
}

async fn contracting(told: &Told<'_>) {
    let stage = told.stage;
    told.act(&["CONTRACT_DRAFTED", "MATRIX_FILLED", "INDICATORS_CHOSEN"], stage.draft(WPDA), &[]).await;
    told.act(&["CONTRACT_OFFERED"], stage.offer(WPDA), &[L("offered", "ineke", None)]).await;
    told.act(&["CONTRACT_SENT_BACK"], stage.send_back(WPDA), &[L("sent back", HOLDERS, None)]).await;
    let again = ["MATRIX_FILLED", "CONTRACT_OFFERED"];
    told.act(&again, stage.offer_again(WPDA), &[L("offered", "ineke", None)]).await;
    told.act(&["CONTRACT_AGREED"], stage.agree(WPDA), &[L("agreed", DECIDING, None)]).await;
    let by_client = ["CONTRACT_ADOPTED_BY_CLIENT"];
    told.act(&by_client, stage.adopt(WPDA, "Assen"), &[L("adopted by", "ineke eefje geesje", None)]).await;
    told.act(&by_client, stage.adopt(WPDA, "Tynaarlo"), &[L("adopted by", "ineke aafje eefje", None)]).await;
    let all = [L("adopted", EXECUTING, None), L("adopted", "aafje geesje carla frits harm", None)];
    told.act(&["CONTRACT_ADOPTED"], stage.adopt(WPDA, "Aa en Hunze"), &all).await;
}

async fn targets(told: &Told<'_>) {
    let stage = told.stage;
    let opened = [L("year opened", "eefje geesje", Some("1 oktober 2019")), L("year opened, fyi", EXECUTING, None)];
    told.act(&["CYCLE_OPENED"], stage.open_cycle(2020), &opened).await;
    for municipality in stage.case.municipalities() {
        told.act(&["TARGETS_SET"], stage.set_targets(2020, municipality), &[]).await;
    }
    let proposed = [L("targets proposed", "ineke", Some("15 november 2019"))];
    for municipality in stage.case.municipalities() {
        told.act(&["TARGETS_PROPOSED"], stage.propose_targets(2020, municipality), &proposed).await;
    }
    let countered = [L("targets countered", "aafje", Some("15 november 2019"))];
    told.act(&["TARGETS_COUNTERED"], stage.counter_target(2020), &countered).await;
    told.act(&["TARGETS_PARTLY_AGREED"], stage.agree_targets(2020, "Assen"), &[]).await;
    // 15 December 2019 is a Sunday.
    let agreed = |readers| [L("targets agreed", readers, Some("16 december 2019"))];
    told.act(&["TARGETS_AGREED"], stage.agree_targets(2020, "Aa en Hunze"), &agreed("eefje frits")).await;
    told.act(&["TARGETS_AGREED"], stage.agree_targets(2020, "Tynaarlo"), &agreed("geesje harm")).await;
    told.act(&["TARGETS_AGREED"], stage.settle_targets(2020), &agreed("carla")).await;
    let adopted = [L("targets adopted", "ineke", None), L("targets adopted", HOLDERS, None)];
    told.act(&["TARGETS_ADOPTED"], stage.adopt_targets(2020, "Assen"), &adopted).await;
    told.act(&["TARGETS_ADOPTED"], stage.adopt_targets(2020, "Aa en Hunze"), &adopted).await;
    let fixed = [L("targets fixed", EXECUTING, None), L("targets fixed", "aafje eefje geesje carla frits", None)];
    told.act(&["TARGETS_FIXED"], stage.adopt_targets(2020, "Tynaarlo"), &fixed).await;
}

async fn reports(told: &Told<'_>) {
    for number in 1..=4 {
        submit(told, number).await;
        if number == 2 {
            returned_report(told).await;
            next_year_opens(told).await;
        } else {
            let others = if number == 1 { "aafje geesje" } else { "aafje eefje" };
            accept(told, number, &[L("report accepted", EXECUTING, None), L("report accepted", others, None)]).await;
        }
    }
}

async fn submit(told: &Told<'_>, number: i64) {
    let stage = told.stage;
    told.act(&["REPORT_FILLED"], stage.fill_report(2020, number), &[]).await;
    let submitted = [L("report submitted", HOLDERS, None)];
    told.act(&["REPORT_SUBMITTED"], stage.submit_report(2020, number), &submitted).await;
}

async fn accept(told: &Told<'_>, number: i64, last: &[L]) {
    let stage = told.stage;
    let order = stage.acceptances(2020, number);
    for municipality in &order[..2] {
        let letters = [L("report accepted by", EXECUTING, None)];
        let work = stage.accept_report(2020, number, municipality);
        told.act(&["REPORT_ACCEPTED_BY_CLIENT"], work, &letters).await;
    }
    told.act(&["REPORT_ACCEPTED"], stage.accept_report(2020, number, &order[2]), last).await;
}

/// Aa en Hunze returns one figure, after Assen and before Tynaarlo accepted.
async fn returned_report(told: &Told<'_>) {
    let stage = told.stage;
    let by_client = [L("report accepted by", EXECUTING, None)];
    told.act(&["REPORT_ACCEPTED_BY_CLIENT"], stage.accept_report(2020, 2, "Assen"), &by_client).await;
    told.act(&["REPORT_RETURNED"], stage.return_report(2020, 2), &[L("report returned", EXECUTING, None)]).await;
    told.act(&["REPORT_ACCEPTED_BY_CLIENT"], stage.accept_report(2020, 2, "Tynaarlo"), &by_client).await;
    told.act(&["REPORT_FILLED"], stage.mend_report(2020, 2), &[]).await;
    let only_who_returned = [L("report submitted", "eefje", None)];
    told.act(&["REPORT_SUBMITTED"], stage.resubmit_report(2020, 2), &only_who_returned).await;
    let all = [L("report accepted", EXECUTING, None), L("report accepted", "aafje geesje", None)];
    told.act(&["REPORT_ACCEPTED"], stage.accept_report(2020, 2, "Aa en Hunze"), &all).await;
}

/// 2021 opens while 2020 runs: it starts from where 2020 stands after two quarters.
async fn next_year_opens(told: &Told<'_>) {
    let opened = [L("year opened", "eefje geesje", Some("1 oktober 2020")), L("year opened, fyi", EXECUTING, None)];
    told.act(&["CYCLE_OPENED"], told.stage.open_cycle(2021), &opened).await;
    let context = context(told, 2021).await;
    assert_eq!(list(&context["context"]).len(), 33, "every indicator for every client");
    let line = line(&context, "W1-UITSTROOM", "Assen");
    let earlier = json!([
        { "until": "2020-03-31", "value": "98", "annual": false },
        { "until": "2020-06-30", "value": "61", "annual": false },
    ]);
    assert_eq!(line["earlierValues"], earlier);
    // 159 where half of 392 is 196.
    assert_eq!((&line["standing"], &line["standingAsOf"]), (&json!("RED"), &json!("2020-06-30")));
    assert_eq!((&line["judgement"], &line["review"]), (&Value::Null, &Value::Null));
    assert_eq!((&line["suggestionReason"], &line["suggestedTarget"]), (&json!("RUNNING_TARGET"), &json!("392")));
    assert_eq!(context["openPoints"], json!([]));
}

async fn annual_report(told: &Told<'_>) {
    submit(told, 5).await;
    // 1 May 2021 is a Saturday.
    let last = [
        L("report accepted", EXECUTING, None),
        L("report accepted", "aafje eefje", None),
        L("review opened", "aafje eefje", Some("3 mei 2021")),
    ];
    accept(told, 5, &last).await;
}

async fn reviews(told: &Told<'_>) {
    let stage = told.stage;
    for municipality in ["Assen", "Tynaarlo", "Aa en Hunze"] {
        told.act(&["REVIEW_WRITTEN"], stage.write_review(2020, municipality), &[]).await;
    }
    // Ten working days; Good Friday and Easter Monday are none.
    for (municipality, due) in
        [("Assen", "7 april 2021"), ("Tynaarlo", "7 april 2021"), ("Aa en Hunze", "8 april 2021")]
    {
        let letters = [L("review for reply", "ineke", Some(due))];
        told.act(&["REVIEW_SENT_FOR_REPLY"], stage.send_review(2020, municipality), &letters).await;
    }
    let replied = |readers| [L("review replied", readers, Some("3 mei 2021"))];
    told.act(&["REVIEW_REPLIED"], stage.reply_to_review(2020, "Assen"), &replied("aafje carla")).await;
    told.act(&["REVIEW_REPLIED"], stage.reply_to_review(2020, "Tynaarlo"), &replied("geesje harm")).await;
    let disputed = [L("review disputed", "frits", Some("3 mei 2021"))];
    told.act(&["REVIEW_REPLIED"], stage.reply_to_review(2020, "Aa en Hunze"), &disputed).await;
    let one_final = || [L("review final", EXECUTING, None)];
    told.act(&["REVIEW_FINALISED"], stage.finalise_review(2020, "Assen"), &one_final()).await;
    told.act(&["REVIEW_FINALISED"], stage.finalise_review(2020, "Tynaarlo"), &one_final()).await;
    let closed = [
        L("review final", EXECUTING, None),
        L("year closed", EXECUTING, None),
        L("year closed", "aafje eefje geesje carla harm", None),
    ];
    told.act(&["CYCLE_CLOSED"], stage.finalise_review(2020, "Aa en Hunze"), &closed).await;
    assert_eq!(context(told, 2020).await["phase"], "CLOSED");
}

/// 2022 starts from the results of 2020, what was made of them, and what was to follow.
async fn next_year_learns(told: &Told<'_>) {
    let opened = [L("year opened", "eefje geesje", Some("1 oktober 2021")), L("year opened, fyi", EXECUTING, None)];
    told.act(&["CYCLE_OPENED"], told.stage.open_cycle(2022), &opened).await;
    let context = context(told, 2022).await;
    let outflow = line(&context, "W1-UITSTROOM", "Assen");
    let annual = json!({ "until": "2020-12-31", "value": "319", "annual": true });
    assert!(list(&outflow["earlierValues"]).contains(&annual), "{outflow}");
    assert_eq!(outflow["judgement"], "NOT_MET");
    assert_eq!(outflow["review"]["municipality"]["name"], "Assen");
    assert_eq!(outflow["suggestionReason"], "ADJUSTED");
    let sheltered = line(&context, "W3-BESCHUT", "Aa en Hunze");
    assert_eq!((&sheltered["judgement"], &sheltered["suggestionReason"]), (&json!("NOT_MET"), &json!("KEEP_TARGET")));
    assert_eq!(sheltered["suggestedTarget"], "8");
    let open: Vec<(&str, &str, bool)> = list(&context["openPoints"])
        .iter()
        .map(|it| {
            let (municipality, words) = (&it["municipality"]["name"], &it["description"]);
            (municipality.as_str().unwrap(), words.as_str().unwrap(), it["answered"] == true)
        })
        .collect();
    let adjust = "Stel de uitstroom voor het volgende jaar bij op grond van herstel van de arbeidsmarkt.";
    let plan = "Een plan voor plaatsen beschut werk bij werkgevers in Aa en Hunze.";
    assert_eq!(open, [("Assen", adjust, false), ("Aa en Hunze", plan, false)]);
}

async fn context(told: &Told<'_>, year: i32) -> Value {
    let document = "query($id: ID!) { annualCycle(id: $id) { phase
        context { indicator { indicator { code } } municipality { name } earlierValues { until value annual }
            standing standingAsOf judgement review { municipality { name } } suggestedTarget suggestionReason }
        openPoints { description answered municipality { name } } } }";
    let id = told.stage.cycle_id(year).await;
    told.stage.account_holder("Assen").run(document, json!({ "id": id })).await.at("/annualCycle").clone()
}

fn line<'a>(cycle: &'a Value, code: &str, municipality: &str) -> &'a Value {
    let of = |it: &&Value| it["indicator"]["indicator"]["code"] == code && it["municipality"]["name"] == municipality;
    list(&cycle["context"]).iter().find(of).unwrap_or_else(|| panic!("no {code} of {municipality}: {cycle}"))
}
