//! The year 2020: its targets, two of its reports and its reviews, from draft to final; and what 2021 learns from it.

use serde_json::{Value, json};
use tests::Actor;
use tests::stage::case::{WPDA, list};

use super::audience::{Audience, OWN};
use super::reporting::{ANNUAL, QUARTER};

/// What is looked at, and all that it may be read from.
const TARGETS: &[&str] =
    &["AnnualCycle", "CycleCalendar", "DashboardLine", "Duty", "OpenPoint", "TargetSet", "Target", "TargetStep"];
const REVIEW: &[&str] =
    &["AnnualCycle", "CycleContext", "Review", "ReviewJudgement", "Consequence", "JudgementDifference"];
const NEXT_YEAR: &[&str] = &["AnnualCycle", "OpenPoint"];

/// Whether a type, or a kind of event, belongs to a year.
pub fn is_of_a_year(name: &str) -> bool {
    let types = [TARGETS, QUARTER, ANNUAL, REVIEW, NEXT_YEAR].concat();
    let kinds = ["CYCLE_", "TARGETS_", "REPORT_", "REVIEW_", "OPEN_POINT_"];
    types.contains(&name) || kinds.iter().any(|kind| name.starts_with(kind))
}

/// The other clients.
pub const OTHERS: [&str; 2] = ["Aa en Hunze", "Tynaarlo"];

/// Looks at something of a year: through the year, by its identity, and through the trail.
pub async fn questions(all: &mut Audience<'_>, year: i32, (types, root): (&[&str], &str), id: &Value) {
    // With the report itself, its duties would tell all of it once more.
    let without: &[&str] = if root == "Report" { &["Duty.report"] } else { &[] };
    let of_the_year = all.asking.everything("AnnualCycle", types, without);
    let by_id = all.stage.cycle_id(year).await;
    let document = format!(
        "query($code: String!, $year: Int!) {{ contractByCode(code: $code) {{ code cycle(year: $year) {of_the_year} }} }}"
    );
    all.question(document, json!({ "code": WPDA, "year": year }));
    let itself = all.asking.itself(root);
    let field = format!("{}{}", root[..1].to_lowercase(), &root[1..]);
    let document =
        format!("query($id: ID!) {{ {field}(id: $id) {itself} node(id: $id) {{ ... on {root} {itself} }} }}");
    all.question(document, json!({ "id": id }));
    let itself = all.asking.itself("AnnualCycle");
    let document =
        format!("query($id: ID!) {{ annualCycle(id: $id) {itself} node(id: $id) {{ ... on AnnualCycle {itself} }} }}");
    all.question(document, json!({ "id": by_id }));
    let trail = "query($code: String!) { contractByCode(code: $code) { code auditTrail(first: 100) { nodes {
        number kind withheld changes { field before after } } } } }";
    all.question(trail.to_owned(), json!({ "code": WPDA }));
}

/// Looks at something else of the year from here.
pub async fn turn_to(all: &mut Audience<'_>, title: &'static str, stages: &'static str, writer: &'static str) {
    all.turn_to(title, stages, writer);
    all.about(WPDA, all.last_event(WPDA).await);
}

/// The client's targets of a year, with a trace in every text.
async fn target_inputs(all: &Audience<'_>, trace: &str) -> Value {
    let mut inputs = all.stage.target_inputs(2020, OWN).await;
    for it in &mut inputs {
        for text in ["labourMarket", "targetGroups", "noPreviousResultBecause"] {
            it[text] = format!("{text} {trace}").into();
        }
        if !it["noTargetBecause"].is_null() {
            it["noTargetBecause"] = format!("Geen doel {trace}").into();
        }
    }
    json!({ "targets": inputs })
}

/// The targets of the client: only it writes them, both sides talk about them.
pub async fn targets(all: &mut Audience<'_>) {
    let stages = "draft: the client writes. shared: proposed to the contractor. returned: the \
        contractor made a counter-proposal. agreed: the client took it over. final: adopted by the client. fixed: the \
        other clients adopted theirs.";
    turn_to(all, "Targets", stages, "client").await;
    all.stage.open_cycle(2020).await;
    let set = all.stage.account_holder(OWN).clone();
    let id = all.stage.read_targets(2020, OWN).await["id"].clone();
    questions(all, 2020, (TARGETS, "TargetSet"), &id).await;
    all.stage.on("2019-09-16");
    for (trace, thrown) in [("spoor-doel-0", true), ("spoor-doel-1", false)] {
        all.keep(trace, &["client"]);
        let input = target_inputs(all, trace).await;
        set.did("setTargets", all.stage.versioned_targets(2020, OWN, input).await).await;
        if !thrown {
            all.look("draft").await;
            all.share(trace);
        }
    }
    all.stage.propose_targets(2020, OWN).await;
    all.look("shared").await;
    all.stage.counter_target(2020).await;
    all.look("returned").await;
    all.stage.agree_targets(2020, OWN).await;
    all.stage.settle_targets(2020).await;
    all.look("agreed").await;
    all.stage.adopt_targets(2020, OWN).await;
    all.look("final").await;
    for other in OTHERS {
        all.stage.set_targets(2020, other).await;
        all.stage.propose_targets(2020, other).await;
        all.stage.agree_targets(2020, other).await;
    }
    for other in OTHERS {
        all.stage.adopt_targets(2020, other).await;
    }
    all.look("fixed").await;
    all.done(&[TARGETS, &["Query"]].concat());
}

/// The client's review, as the case words it, with a trace in every text.
async fn wording(all: &Audience<'_>, trace: &str) -> Value {
    let mut wording = all.stage.review_wording(2020, OWN).await;
    wording["conclusion"] = format!("Slotsom {trace}").into();
    wording["cooperation"] = format!("Samenwerking {trace}").into();
    for (part, text) in [("judgements", "reasoning"), ("consequences", "description")] {
        for it in wording[part].as_array_mut().into_iter().flatten() {
            it[text] = format!("{text} {trace}").into();
        }
    }
    wording
}

async fn written(all: &Audience<'_>, writer: &Actor, trace: &str) {
    let input = wording(all, trace).await;
    writer.did("writeReview", all.stage.versioned_review(2020, OWN, input).await).await;
}

/// The review of the client.
pub async fn review(all: &mut Audience<'_>) {
    let stages = "draft: the client writes. shared: the contractor may reply. replied: it did. \
        final: the client made it final. closed: so did the others.";
    turn_to(all, "A review", stages, "client").await;
    let id = all.stage.read_review(2020, OWN).await["id"].clone();
    questions(all, 2020, (REVIEW, "Review"), &id).await;
    all.stage.on("2021-03-16");
    let holder = all.stage.account_holder(OWN).clone();
    for trace in ["spoor-oordeel-0", "spoor-oordeel-1"] {
        all.keep(trace, &["client"]);
        written(all, &holder, trace).await;
    }
    all.look("draft").await;
    all.share("spoor-oordeel-1");
    all.stage.send_review(2020, OWN).await;
    all.look("shared").await;
    all.stage.reply_to_review(2020, OWN).await;
    all.look("replied").await;
    all.stage.finalise_review(2020, OWN).await;
    all.look("final").await;
    for other in OTHERS {
        all.stage.write_review(2020, other).await;
        all.stage.send_review(2020, other).await;
        all.stage.reply_to_review(2020, other).await;
        all.stage.finalise_review(2020, other).await;
    }
    all.look("closed").await;
    all.done(&[REVIEW, &["Query"]].concat());
}

/// What the next year starts from: what the review of the client left open, and how that is dealt with.
pub async fn next_year(all: &mut Audience<'_>) {
    let stages = "opened: the next year. draft: the client closed a point and writes targets. shared: its targets are \
        proposed. final: adopted.";
    turn_to(all, "What a review left open", stages, "client").await;
    all.stage.open_cycle(2021).await;
    let id = all.stage.read_targets(2021, OWN).await["id"].clone();
    questions(all, 2021, (NEXT_YEAR, "TargetSet"), &id).await;
    all.look("opened").await;
    let holder = all.stage.account_holder(OWN).clone();
    let document = "query($id: ID!) { annualCycle(id: $id) { openPoints { id version municipality { name } } } }";
    let found = holder.run(document, json!({ "id": all.stage.cycle_id(2021).await })).await;
    let points = list(found.at("/annualCycle/openPoints")).iter().filter(|it| it["municipality"]["name"] == OWN);
    all.keep("spoor-gesloten-1", &["client"]);
    for point in points {
        let input = json!({ "openPointId": point["id"], "expectedVersion": point["version"],
            "reason": "Reden spoor-gesloten-1" });
        holder.did("closeOpenPoint", input).await;
    }
    all.stage.set_targets(2021, OWN).await;
    all.look("draft").await;
    all.share("spoor-gesloten-1");
    all.stage.propose_targets(2021, OWN).await;
    all.look("shared").await;
    all.stage.agree_targets(2021, OWN).await;
    all.stage.adopt_targets(2021, OWN).await;
    all.look("final").await;
    all.done(NEXT_YEAR);
}
