//! A quarter's report and the annual report of 2020, from owed to accepted, with working copies in between.

use serde_json::{Value, json};
use tests::stage::case::list;

use super::audience::{Audience, OWN};
use super::year::{OTHERS, questions, turn_to};

/// What is looked at for the report of a quarter.
pub const QUARTER: &[&str] = &[
    "AnnualCycle",
    "CycleContext",
    "EarlierValue",
    "DashboardLine",
    "SeriesValue",
    "Duty",
    "Report",
    "ReportedValue",
    "CooperationAccount",
    "ReportHandling",
    "ReportReturn",
];
/// What is looked at for the annual report.
pub const ANNUAL: &[&str] = &["AnnualCycle", "Report", "ReportedValue", "SelfAssessment"];

/// The goal of which the client returns the self-assessment.
const GOAL: &str = "W1";

/// What the organisation fills in: what the case tells, with a trace in every text.
async fn filling(all: &Audience<'_>, number: i64, trace: &str) -> Value {
    let mut filling = all.stage.filling(2020, number).await;
    filling["explanation"] = format!("Toelichting {trace}").into();
    for (part, text) in [("cooperationAccounts", "text"), ("selfAssessments", "reasoning")] {
        for it in filling[part].as_array_mut().into_iter().flatten() {
            it[text] = format!("{text} {trace}").into();
        }
    }
    for it in filling["values"].as_array_mut().into_iter().flatten().filter(|it| it["cell"].is_null()) {
        it["explanation"] = format!("Waarde {trace}").into();
        it["confirmed"] = true.into();
    }
    filling
}

/// The client's own inflow in a filling becomes this figure.
async fn with_inflow(all: &Audience<'_>, filling: &mut Value, figure: &str) {
    let indicator = &all.stage.indicator_ids().await["W1-INSTROOM"];
    let values = filling["values"].as_array_mut().unwrap().iter_mut();
    let mut own = values.filter(|it| it["indicatorId"] == **indicator && it["municipalityId"] == all.stage.party(OWN));
    own.next().unwrap()["number"] = figure.into();
}

async fn filled(all: &Audience<'_>, number: i64, filling: Value) {
    let input = all.stage.versioned_report(2020, number, filling).await;
    all.stage.reporter().did("fillReport", input).await;
}

/// Only what was returned may change: it stays out of the rest.
async fn mended(all: &Audience<'_>, number: i64, trace: &str, figure: Option<&str>) {
    let mut all_of_it = filling(all, number, trace).await;
    let indicator = all.stage.indicator_ids().await["W1-INSTROOM"].clone();
    if let Some(figure) = figure {
        with_inflow(all, &mut all_of_it, figure).await;
    }
    let assen = all.stage.party(OWN);
    all_of_it["values"]
        .as_array_mut()
        .unwrap()
        .retain(|it| it["indicatorId"] == indicator && it["municipalityId"] == assen);
    let goal = all.stage.goal(GOAL);
    let assessed: Vec<&Value> = list(&all_of_it["selfAssessments"]).iter().filter(|it| it["goalId"] == goal).collect();
    let mended = json!({ "values": all_of_it["values"], "explanation": all_of_it["explanation"],
        "selfAssessments": assessed });
    filled(all, number, mended).await;
}

/// The client returns the figure, the explanation and, of the year, what is said of a goal.
async fn returned(all: &Audience<'_>, number: i64) {
    let holder = all.stage.account_holder(OWN);
    let indicator = all.stage.indicator_ids().await["W1-INSTROOM"].clone();
    let mut parts = vec![
        json!({ "part": "INDICATOR", "subjectId": indicator, "reason": "Reden spoor-reden-1" }),
        json!({ "part": "EXPLANATION", "reason": "Reden spoor-reden-2" }),
    ];
    if number == 5 {
        let goal = all.stage.goal(GOAL);
        parts.push(json!({ "part": "SELF_ASSESSMENT", "subjectId": goal, "reason": "Reden spoor-reden-3" }));
    }
    let input = json!({ "municipalityId": all.stage.party(OWN), "parts": parts });
    holder.did("returnReport", all.stage.versioned_report_by(holder, 2020, number, input).await).await;
}

async fn accepted(all: &Audience<'_>, number: i64, municipality: &str) {
    let holder = all.stage.account_holder(municipality);
    let input = json!({ "municipalityId": all.stage.party(municipality) });
    holder.did("acceptReport", all.stage.versioned_report_by(holder, 2020, number, input).await).await;
}

/// A report, with a figure in each of its versions where it is not the annual one.
async fn report(all: &mut Audience<'_>, number: i64, figures: [Option<&str>; 4]) {
    let day =
        list(&all.stage.case.year(2020)["reports"]).iter().find(|it| it["number"] == number).unwrap()["filled_on"]
            .clone();
    all.stage.on(day.as_str().unwrap());
    let id = all.stage.read_report(2020, number).await["id"].clone();
    let annual = number == 5;
    all.about_report(number);
    questions(all, 2020, (if annual { ANNUAL } else { QUARTER }, "Report"), &id).await;
    if !annual {
        all.look("expected").await;
    }
    let traces = ["a", "b", "c", "d"].map(|it| format!("spoor-rapport-{number}{it}"));
    for (trace, figure) in traces[..3].iter().zip(figures) {
        [Some(trace.as_str()), figure].into_iter().flatten().for_each(|it| all.keep(it, &["contractor"]));
    }
    // The first is written over before it is submitted, and so is the third; the fourth is submitted at once.
    for place in 0..2 {
        let mut filling = filling(all, number, &traces[place]).await;
        if let Some(figure) = figures[place] {
            with_inflow(all, &mut filling, figure).await;
        }
        filled(all, number, filling).await;
    }
    all.look("draft").await;
    shared(all, &traces[1], figures[1]);
    submitted(all, number).await;
    all.look("shared").await;
    returned(all, number).await;
    if !annual {
        all.look("returned").await;
    }
    mended(all, number, &traces[2], figures[2]).await;
    all.look("draft again").await;
    mended(all, number, &traces[3], figures[3]).await;
    submitted(all, number).await;
    if !annual {
        all.look("resubmitted").await;
    }
    accepted(all, number, OWN).await;
    for other in OTHERS {
        accepted(all, number, other).await;
    }
    all.look("final").await;
}

fn shared(all: &mut Audience<'_>, trace: &str, figure: Option<&str>) {
    [Some(trace), figure].into_iter().flatten().for_each(|it| all.share(it));
}

async fn submitted(all: &Audience<'_>, number: i64) {
    let input = all.stage.versioned_report(2020, number, json!({})).await;
    all.stage.director().did("submitReport", input).await;
}

const OF_A_REPORT: &str = "expected: owed. draft: the contractor writes. shared: submitted. returned: by the client, in \
    part. draft again: the contractor rewrites what was returned. resubmitted: submitted again. final: accepted by all.";

/// The report of a quarter, and the annual report.
pub async fn reports(all: &mut Audience<'_>) {
    turn_to(all, "The report of a quarter", OF_A_REPORT, "contractor").await;
    report(all, 1, [Some("700001"), Some("700002"), Some("700003"), None]).await;
    all.done(&[QUARTER, &["Query"]].concat());
    for number in 2..=4 {
        all.stage.fill_report(2020, number).await;
        all.stage.submit_report(2020, number).await;
        all.stage.accept_report_by_all(2020, number).await;
    }
    turn_to(all, "The annual report", OF_A_REPORT, "contractor").await;
    report(all, 5, [None; 4]).await;
    all.done(ANNUAL);
}
