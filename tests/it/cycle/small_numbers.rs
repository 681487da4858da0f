//! Small numbers: who is no party to them reckons none from anything the service gives, over a whole year.

use serde_json::{Value, json};
use tests::stage::case::{WPDA, list};
use tests::{Actor, Milestone, Stage, TestApp};

use crate::access::people::{municipality, newcomer};

/// Tynaarlo's inflow per quarter, as this story has it: the second is a small group.
const INFLOW: [i64; 4] = [43, 6, 47, 48];

/// Everything that gives figures of a contract.
const FIGURES: &str = "query($code: String!) { contractByCode(code: $code) { cycles {
    year
    reports { number values { municipality { name } indicatorId cell status value numerator denominator respondents
        missingBecause explanation } }
    dashboard(last: 24) { municipality { name } indicator { indicator { code } } toDate toDateStatus standing
        series { until annual status value } }
    context { municipality { name } indicator { indicator { code } } standing standingAsOf suggestedTarget
        suggestedTargetStatus earlierValues { until annual status value } }
} auditTrail(first: 100) { nodes { kind changes { field before after } } } } }";

/// The same for who has no audit trail.
fn without_trail() -> String {
    let (figures, _) = FIGURES.split_once("auditTrail").unwrap();
    format!("{figures} }} }}")
}

/// The people who are no party to the small numbers of Tynaarlo, and those who are.
struct Readers {
    outsiders: Vec<(&'static str, Actor)>,
    insiders: Vec<(&'static str, Actor)>,
}

impl Readers {
    async fn of(stage: &Stage<'_>) -> Self {
        let admin = stage.platform_admin();
        let body = municipality(admin, "1731", "Midden-Drenthe").await;
        let input = json!({ "organisationId": stage.party("WPDA"), "municipalityId": body, "from": "2019-01-01" });
        admin.did("addParticipant", input).await;
        let council = newcomer(stage.app, admin, stage.party("Tynaarlo"), "COUNCIL_MEMBER", "raad@tynaarlo.example");
        let council = council.await;
        let participant = newcomer(stage.app, admin, &body, "ACCOUNT_HOLDER", "deelnemer@midden.example").await;
        Self {
            outsiders: vec![
                ("other client", stage.account_holder("Assen").clone()),
                ("other client's council", stage.council_member().clone()),
                ("own council", council),
                ("participant", participant),
            ],
            insiders: vec![
                ("own staff", stage.account_holder("Tynaarlo").clone()),
                ("contractor", stage.reporter().clone()),
            ],
        }
    }
}

async fn read(actor: &Actor) -> Value {
    let whole = actor.run(FIGURES, json!({ "code": WPDA })).await;
    if whole.errors().is_empty() {
        return whole.data().clone();
    }
    actor.run(&without_trail(), json!({ "code": WPDA })).await.data().clone()
}

/// The values of one indicator of a client in a report: total first.
fn values(figures: &Value, number: i64, indicator: &str, client: &str) -> Vec<Value> {
    let years = list(&figures["contractByCode"]["cycles"]);
    let reports = years.iter().filter(|it| it["year"] == 2020).flat_map(|it| list(&it["reports"]));
    let values = reports.filter(|it| it["number"] == number).flat_map(|it| list(&it["values"]));
    let own = values.filter(|it| it["indicatorId"] == indicator && it["municipality"]["name"] == client);
    let mut own: Vec<Value> = own.cloned().collect();
    own.sort_by_key(|it| it["cell"].as_str().unwrap_or_default().to_owned());
    own
}

fn line<'a>(figures: &'a Value, year: i32, field: &str, code: &str, client: &str) -> &'a Value {
    let years = list(&figures["contractByCode"]["cycles"]);
    let lines = years.iter().filter(|it| it["year"] == year).flat_map(|it| list(&it[field]));
    let mut lines = lines.filter(|it| it["municipality"]["name"] == client);
    lines.find(|it| it["indicator"]["indicator"]["code"] == code).unwrap_or_else(|| panic!("no {code} in {figures}"))
}

/// A value that tells nothing but that it is suppressed.
fn assert_tells_nothing(who: &str, value: &Value) {
    assert_eq!(value["status"], "SUPPRESSED", "{who}: {value}");
    for field in ["value", "numerator", "denominator", "respondents", "missingBecause", "explanation"] {
        assert!(value[field].is_null(), "{who}: {value}");
    }
}

/// The reporter fills a report as the case has it, with the inflow of this story, and it is accepted by all.
async fn report(stage: &Stage<'_>, number: i64) {
    stage.until(Milestone::Filled(number)).await;
    let count = usize::try_from(number - 1).ok().and_then(|place| INFLOW.get(place).copied());
    let count = count.unwrap_or_else(|| INFLOW.iter().sum());
    let indicator = stage.indicator_ids().await["W1-INSTROOM"].clone();
    let value = json!({ "indicatorId": indicator, "municipalityId": stage.party("Tynaarlo"), "number": count.to_string(),
        "explanation": format!("Dit zijn er {count}."), "confirmed": true });
    let input = stage.versioned_report(2020, number, json!({ "values": [value] })).await;
    stage.reporter().did("fillReport", input).await;
    stage.until(Milestone::Accepted(number)).await;
}

#[tokio::test]
async fn nobody_else_reckons_a_small_number_from_a_whole_year() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::TargetsAdopted).await;
    let readers = Readers::of(&stage).await;
    let indicators = stage.indicator_ids().await;
    let (inflow, outflow) = (indicators["W1-INSTROOM"].as_str(), indicators["W1-UITSTROOM"].as_str());
    report(&stage, 1).await;
    for (who, actor) in &readers.outsiders {
        let figures = read(actor).await;
        let line = line(&figures, 2020, "dashboard", "W1-INSTROOM", "Tynaarlo");
        assert_eq!((&line["toDate"], &line["toDateStatus"]), (&json!("43"), &json!("NUMBER")), "{who}");
        assert_ne!(line["standing"], "NO_DATA", "{who}");
    }
    for number in 2..=5 {
        report(&stage, number).await;
    }
    let total = INFLOW.iter().sum::<i64>().to_string();
    for (who, actor) in &readers.outsiders {
        let figures = read(actor).await;
        for (place, count) in INFLOW.iter().enumerate().filter(|(_, count)| **count >= 10) {
            let value = &values(&figures, i64::try_from(place).unwrap() + 1, inflow, "Tynaarlo")[0];
            assert_eq!((&value["status"], &value["value"]), (&json!("NUMBER"), &json!(count.to_string())), "{who}");
        }
        // The year less three quarters would be the fourth.
        for number in [2, 5] {
            assert_tells_nothing(who, &values(&figures, number, inflow, "Tynaarlo")[0]);
        }
        for number in 1..=5 {
            let all = values(&figures, number, outflow, "Tynaarlo");
            let [total, cells @ ..] = all.as_slice() else { panic!("{who}") };
            assert_eq!(total["status"], "NUMBER", "{who}: a total that gives no cell");
            assert_eq!(cells.len(), 4);
            cells.iter().for_each(|cell| assert_tells_nothing(who, cell));
        }
        let line = line(&figures, 2020, "dashboard", "W1-INSTROOM", "Tynaarlo");
        assert_eq!((&line["toDate"], &line["toDateStatus"]), (&Value::Null, &json!("SUPPRESSED")), "{who}");
        assert_eq!(line["standing"], "NO_DATA", "{who}");
        let statuses: Vec<&Value> = list(&line["series"]).iter().map(|it| &it["status"]).collect();
        assert_eq!(statuses, ["NUMBER", "SUPPRESSED", "NUMBER", "NUMBER", "SUPPRESSED"], "{who}");
        assert!(!figures.to_string().contains("Dit zijn er 6."), "{who}");
    }
    for (who, actor) in &readers.insiders {
        let figures = read(actor).await;
        assert_eq!(values(&figures, 2, inflow, "Tynaarlo")[0]["value"], "6", "{who}");
        assert_eq!(line(&figures, 2020, "dashboard", "W1-INSTROOM", "Tynaarlo")["toDate"], total.as_str(), "{who}");
        let all = values(&figures, 5, outflow, "Tynaarlo");
        assert!(all.iter().all(|value| value["status"] != "SUPPRESSED"), "{who}: {all:?}");
    }
    next_year(&stage, &readers, &total).await;
    app.deliver_mail().await;
}

/// What the next year starts from tells the year's result no more than the year did.
async fn next_year(stage: &Stage<'_>, readers: &Readers, total: &str) {
    stage.until(Milestone::Reviewed).await;
    stage.open_cycle(2021).await;
    let (who, other) = &readers.outsiders[0];
    let figures = read(other).await;
    let context = line(&figures, 2021, "context", "W1-INSTROOM", "Tynaarlo");
    let statuses: Vec<&Value> = list(&context["earlierValues"]).iter().map(|it| &it["status"]).collect();
    assert_eq!(statuses, ["NUMBER", "SUPPRESSED", "NUMBER", "NUMBER", "SUPPRESSED"], "{who}");
    assert!(context["standing"].is_null() && context["standingAsOf"].is_null());
    // Four of thirty-four met the target: what is suggested is what was reached.
    let context = line(&figures, 2021, "context", "W4-INBURGERAARS-2", "Tynaarlo");
    assert_eq!((&context["suggestedTarget"], &context["suggestedTargetStatus"]), (&Value::Null, &json!("SUPPRESSED")));
    let own = read(&readers.insiders[0].1).await;
    let context = line(&own, 2021, "context", "W1-INSTROOM", "Tynaarlo");
    assert_eq!(list(&context["earlierValues"]).last().unwrap()["value"], total);
    let context = line(&own, 2021, "context", "W4-INBURGERAARS-2", "Tynaarlo");
    assert_eq!(context["suggestedTargetStatus"], "NUMBER");
    let events = list(&figures["contractByCode"]["auditTrail"]["nodes"]);
    let fields = events.iter().flat_map(|event| list(&event["changes"])).filter_map(|change| change["field"].as_str());
    let fields: Vec<&str> = fields.collect();
    assert!(!fields.is_empty() && fields.iter().all(|field| !field.starts_with("values/")), "{who}: {fields:?}");
}

/// The reporter writes down how many of Tynaarlo went which way in the first quarter.
async fn routes(stage: &Stage<'_>, indicator: &str, [work, business, study]: [i64; 3]) {
    let value = json!({ "indicatorId": indicator, "municipalityId": stage.party("Tynaarlo") });
    let with = |cell: Option<&str>, field: &str, told: Value| {
        let mut value = value.clone();
        value["cell"] = cell.into();
        value[field] = told;
        value
    };
    let count = |cell, count: i64| with(cell, "number", count.to_string().into());
    let values = json!([
        count(None, work + business + study),
        count(Some("werknemer"), work),
        count(Some("ondernemer"), business),
        count(Some("onderwijs"), study),
        with(Some("vrijwilliger"), "notApplicable", true.into()),
    ]);
    let input = stage.versioned_report(2020, 1, json!({ "values": values })).await;
    stage.reporter().did("fillReport", input).await;
}

#[tokio::test]
async fn a_correction_is_not_reckoned_from_what_was_read_before() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::TargetsAdopted).await;
    let readers = Readers::of(&stage).await;
    let outflow = stage.indicator_ids().await["W1-UITSTROOM"].clone();
    let told = async |actor: &Actor| -> Vec<String> {
        let values = values(&read(actor).await, 1, &outflow, "Tynaarlo");
        let told = |it: &Value| it["value"].as_str().or(it["status"].as_str()).unwrap().to_owned();
        values.iter().map(told).collect()
    };
    stage.until(Milestone::Filled(1)).await;
    routes(&stage, &outflow, [12, 13, 14]).await;
    stage.until(Milestone::Submitted(1)).await;
    // In order of the cells: business, study, volunteer, work.
    let (_, other) = &readers.outsiders[0];
    assert_eq!(told(other).await, ["39", "13", "14", "NOT_APPLICABLE", "12"], "there is nothing small");
    let part = json!({ "part": "INDICATOR", "subjectId": outflow, "reason": "Zeven van hen wonen in Assen." });
    let input = json!({ "municipalityId": stage.party("Tynaarlo"), "parts": [part] });
    let holder = stage.account_holder("Tynaarlo");
    let input = stage.versioned_report_by(holder, 2020, 1, input).await;
    holder.did("returnReport", input).await;
    routes(&stage, &outflow, [12, 13, 7]).await;
    stage.resubmit_report(2020, 1).await;
    // Twelve and thirteen were read before: the new total would give the seven.
    assert_eq!(told(other).await, ["SUPPRESSED"; 5]);
    stage.until(Milestone::Accepted(1)).await;
    for (who, actor) in &readers.outsiders {
        assert_eq!(told(actor).await, ["SUPPRESSED"; 5], "{who}");
    }
    for (who, actor) in &readers.insiders {
        assert_eq!(told(actor).await, ["32", "13", "7", "NOT_APPLICABLE", "12"], "{who}");
    }
}

#[tokio::test]
async fn a_small_figure_from_before_is_read_by_who_is_party_to_all_of_it() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let mut indicators = stage.indicator_inputs(WPDA);
    indicators[0]["knownValues"] = json!([
        { "year": 2016, "value": "12", "source": "Jaarverslag" },
        { "year": 2017, "value": "6", "source": "Jaarverslag" },
    ]);
    let holder = stage.account_holder("Assen");
    holder.did("chooseIndicators", stage.versioned(WPDA, json!({ "indicators": indicators })).await).await;
    stage.until(Milestone::Opened).await;
    let readers = Readers::of(&stage).await;
    let known = "query($code: String!) { contractByCode(code: $code) {
        indicators { knownValues { year status value } }
        cycle(year: 2020) { dashboard { indicator { knownValues { year status value } } } } } }";
    let small = |value: Option<&str>| {
        let status = if value.is_some() { "NUMBER" } else { "SUPPRESSED" };
        json!([{ "year": 2016, "status": "NUMBER", "value": "12" }, { "year": 2017, "status": status, "value": value }])
    };
    let told = async |actor: &Actor| {
        let answer = actor.run(known, json!({ "code": WPDA })).await;
        let places = ["/contractByCode/indicators/0", "/contractByCode/cycle/dashboard/0/indicator"];
        let [one, other] = places.map(|place| answer.at(&format!("{place}/knownValues")).clone());
        assert_eq!(one, other);
        let trail = "query($code: String!) { contractByCode(code: $code) { auditTrail(first: 100) {
            nodes { changes { field before after } } } } }";
        // Who may not read the trail is told so, and nothing else.
        (one, actor.run(trail, json!({ "code": WPDA })).await.body.to_string())
    };
    // The staff of one client are no party to what is of all together; not even in the trail of the draft.
    let outsiders = readers.outsiders.iter().map(|(who, actor)| (*who, actor));
    for (who, actor) in outsiders.chain([("own staff", &readers.insiders[0].1)]) {
        let (values, trail) = told(actor).await;
        assert_eq!(values, small(None), "{who}");
        assert!(!trail.contains("6 (Jaarverslag)"), "{who}");
    }
    let (values, _) = told(&readers.insiders[1].1).await;
    assert_eq!(values, small(Some("6")), "the contractor");
    app.deliver_mail().await;
}
