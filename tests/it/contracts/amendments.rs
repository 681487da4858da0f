//! Amendments: the same steps, the old text readable, and the new one from its day.

use super::*;
use api::app::Depth;
use tests::Milestone;

const AMENDMENT: &str = "PO-WPDA/1";
const TITLE: &str = "Wijziging 2021 laaggeletterdheid";
const LITERACY: &str = "laaggeletterdheid bestrijden";

/// Assen drafts an amendment from 2021.
async fn amend(stage: &Stage<'_>, more: Value) -> Value {
    let mut input = json!({ "title": TITLE, "reason": "Anderen vallen weg", "effectiveFrom": "2021-01-01" });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    stage.account_holder("Assen").did("amendContract", stage.versioned(WPDA, input).await).await["amendment"].clone()
}

/// The indicators of the contract without figures from before: those stay as they are.
fn indicators(stage: &Stage<'_>) -> Vec<Value> {
    let mut all = stage.indicator_inputs(WPDA);
    for it in &mut all {
        it["knownValues"] = json!([]);
    }
    all
}

/// WPDA becomes responsible for literacy; one indicator goes, one comes, one has other margins; a year longer.
async fn rewrite(stage: &Stage<'_>) {
    let holder = stage.account_holder("Assen");
    let mut entries = stage.matrix_entries(WPDA, &Value::Null);
    let literacy = entries.iter_mut().find(|it| it["taskId"] == stage.tasks[LITERACY] && it["domain"] == "WORK");
    literacy.unwrap()["role"] = "RESPONSIBLE".into();
    entries.push(json!({ "role": "CONTRIBUTES", "domain": "WORK",
        "taskId": stage.tasks["voorbereiding van inwoners op betaald werk"] }));
    let gkb = stage.party("GKB");
    entries.retain(|it| it["partnerId"] != gkb);
    holder.did("fillMatrix", stage.versioned(AMENDMENT, json!({ "entries": entries })).await).await;
    let mut chosen = indicators(stage);
    chosen.retain(|it| it["indicatorId"] != stage.definitions["W1-TEVREDENHEID"]);
    chosen[0]["redMargin"] = "30".into();
    chosen.push(json!({ "indicatorId": stage.definitions["D1-DOORSTROOM"], "goalId": stage.goal("M1"),
        "amberMargin": "10", "redMargin": "25" }));
    holder.did("chooseIndicators", stage.versioned(AMENDMENT, json!({ "indicators": chosen })).await).await;
    let mut terms = stage.terms(WPDA);
    (terms["code"], terms["title"], terms["endsOn"]) = (AMENDMENT.into(), TITLE.into(), "2024-12-31".into());
    holder.did("reviseContract", stage.versioned(AMENDMENT, json!({ "terms": terms })).await).await;
}

async fn indicator_codes(stage: &Stage<'_>, year: i32) -> Vec<String> {
    let fields = format!("cycle(year: {year}) {{ dashboard(last: 4) {{ indicator {{ indicator {{ code }} }} }} }}");
    let found = read(stage.account_holder("Assen"), WPDA, &fields).await;
    let lines = found["cycle"]["dashboard"].as_array().unwrap();
    let mut codes: Vec<String> =
        lines.iter().map(|it| it["indicator"]["indicator"]["code"].as_str().unwrap().to_owned()).collect();
    codes.dedup();
    codes
}

#[tokio::test]
async fn an_amendment_goes_from_draft_to_adopted_and_tells_what_it_changes() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Opened).await;
    app.travel_to("2019-09-10");
    let first = read(stage.account_holder("Assen"), WPDA, "indicators { id indicator { code } }").await;
    amend(&stage, json!({})).await;
    rewrite(&stage).await;
    assert_eq!(mail(&app).await, [], "a draft is its writers' own");
    assert_eq!(read(stage.director(), AMENDMENT, "id").await, Value::Null);
    assert_eq!(read(stage.director(), WPDA, "amendments { id }").await["amendments"], json!([]));
    tells_what_it_changes(&stage).await;
    is_offered_and_agreed(&stage).await;
    is_adopted(&stage).await;
    let kinds = trail(stage.account_holder("Tynaarlo"), WPDA).await;
    let amended = [
        "CONTRACT_ADOPTED",
        "CONTRACT_ADOPTED_BY_CLIENT",
        "CONTRACT_ADOPTED_BY_CLIENT",
        "CONTRACT_AGREED",
        "CONTRACT_OFFERED",
        "CONTRACT_SENT_BACK",
        "CONTRACT_OFFERED",
        "CONTRACT_REVISED",
        "INDICATORS_CHOSEN",
        "MATRIX_FILLED",
        "AMENDMENT_DRAFTED",
        "CYCLE_OPENED",
    ];
    assert_eq!(kinds[..amended.len()], amended, "in the trail of the contract");
    assert_eq!(trail(stage.account_holder("Assen"), AMENDMENT).await, kinds, "whichever of its texts is asked for it");
    holds_from_its_day(&stage, &first).await;
    assert_eq!(app.faults(Depth::Things).await, Vec::<String>::new(), "the trail tells of it all");
}

async fn tells_what_it_changes(stage: &Stage<'_>) {
    let holder = stage.account_holder("Assen");
    let asked =
        "changes { part kind before after description entryBefore { task { name } } entryAfter { task { name } } }";
    let dutch = read(holder, AMENDMENT, asked).await;
    let dutch = dutch["changes"].as_array().unwrap();
    let lines: Vec<String> =
        dutch.iter().map(|it| format!("{} {} {}", it["part"], it["kind"], it["description"])).collect();
    told("amendment_changes_nl", &lines);
    let both = dutch.iter().find(|it| !it["entryBefore"].is_null() && !it["entryAfter"].is_null()).unwrap();
    assert_eq!(both["entryBefore"], json!({ "task": { "name": LITERACY } }));
    let words = (both["before"].as_str().unwrap(), both["after"].as_str().unwrap());
    assert!(words.0.starts_with("bijdragen aan") && words.1.starts_with("verantwoordelijk voor"), "{words:?}");
}

fn told(name: &str, lines: &[String]) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, lines.join("\n"));
    });
}

/// The reporter reads English, once the amendment is before the contractor.
async fn tells_it_in_english(stage: &Stage<'_>) {
    let english = read(stage.reporter(), AMENDMENT, "changes { description }").await;
    let lines = english["changes"].as_array().unwrap().iter().map(|it| it["description"].to_string());
    told("amendment_changes_en", &lines.collect::<Vec<_>>());
}

async fn is_offered_and_agreed(stage: &Stage<'_>) {
    let (app, holder, director) = (stage.app, stage.account_holder("Assen"), stage.director());
    holder.did("offerContract", stage.versioned(AMENDMENT, json!({})).await).await;
    assert_eq!(readers(&mail(app).await, &format!("Overeenkomst aangeboden: {TITLE}")), "ineke");
    tells_it_in_english(stage).await;
    director.did("sendBackContract", stage.versioned(AMENDMENT, json!({ "remarks": "Te snel" })).await).await;
    let back = format!("Overeenkomst teruggestuurd: {TITLE}");
    assert_eq!(readers(&mail(app).await, &back), "aafje eefje geesje");
    holder.did("offerContract", stage.versioned(AMENDMENT, json!({})).await).await;
    mail(app).await;
    director.did("agreeContract", stage.versioned(AMENDMENT, json!({})).await).await;
    let deciding = "aafje carla eefje frits geesje harm";
    assert_eq!(readers(&mail(app).await, &format!("Akkoord met de overeenkomst: {TITLE}")), deciding);
}

async fn is_adopted(stage: &Stage<'_>) {
    let (app, holder) = (stage.app, stage.account_holder("Assen"));
    let texts = "title versions { number title reason endsOn } amendments { state }";
    for (client, left) in CLIENTS.into_iter().zip([2, 1, 0]) {
        let before = read(holder, WPDA, texts).await;
        assert_eq!(before["versions"].as_array().unwrap().len(), 1, "{left} more to adopt after this one");
        let input = decided(stage, AMENDMENT, client, "2019-09-10", json!({})).await;
        stage.account_holder(client).did("adoptContract", input).await;
        let dutch: Vec<_> = mail(app).await.into_iter().filter(|(reader, _)| reader != "joop").collect();
        // Whoever did it is not told.
        let (subject, everyone) = match left {
            0 => (format!("Overeenkomst vastgesteld: {TITLE}"), "aafje carla eefje frits harm ineke"),
            1 => (format!("{client} heeft de overeenkomst vastgesteld: {TITLE}"), "aafje geesje ineke"),
            _ => (format!("{client} heeft de overeenkomst vastgesteld: {TITLE}"), "eefje geesje ineke"),
        };
        assert_eq!(readers(&dutch, &subject), everyone);
    }
    let found = read(holder, WPDA, texts).await;
    let title = &stage.terms(WPDA)["title"];
    assert_eq!(&found["title"], title, "until its day");
    assert_eq!(found["amendments"], json!([{ "state": "ADOPTED" }]));
    let first = json!({ "number": 0, "title": title, "reason": null, "endsOn": "2023-12-31" });
    let second = json!({ "number": 1, "title": TITLE, "reason": "Anderen vallen weg", "endsOn": "2024-12-31" });
    assert_eq!(found["versions"], json!([first, second]));
}

/// The text, the matrix and the years before and after the amendment's day.
async fn holds_from_its_day(stage: &Stage<'_>, first: &Value) {
    let holder = stage.account_holder("Assen");
    let text =
        "before: textAsOf(day: \"2020-12-31\") { number matrix { ...it } } after: textAsOf(day: \"2021-01-01\") {
        number matrix { ...it } } never: textAsOf(day: \"2019-12-31\") { number }
        today: matrix { ...it } holdsUntil";
    let document = format!(
        "query($code: String!) {{ contractByCode(code: $code) {{ {text} }} }}
        fragment it on MatrixCell {{ role domain entries {{ task {{ name }} partner {{ name }} }} }}"
    );
    let ask = async || holder.run(&document, json!({ "code": WPDA })).await.at("/contractByCode").clone();
    let found = ask().await;
    assert_eq!((&found["before"]["number"], &found["after"]["number"]), (&json!(0), &json!(1)));
    assert_eq!((&found["never"], &found["holdsUntil"]), (&Value::Null, &json!("2024-12-31")));
    assert_eq!(found["today"], found["before"]["matrix"]);
    assert_ne!(found["today"], found["after"]["matrix"]);
    let effective = "query($id: ID!, $day: Date) { effectiveMatrix(municipalityId: $id, asOf: $day) {
        contract { code } cells { role domain entries { task { name } partner { name } } } } }";
    for (day, text) in
        [("2020-12-31", &found["before"]), ("2021-01-01", &found["after"]), ("2024-12-31", &found["after"])]
    {
        let answer = holder.run(effective, json!({ "id": stage.party("Assen"), "day": day })).await;
        assert_eq!(answer.at("/effectiveMatrix/0/contract/code"), WPDA, "{day}");
        assert_eq!(answer.at("/effectiveMatrix/0/cells"), &text["matrix"], "{day}");
        assert_eq!(answer.at("/effectiveMatrix").as_array().unwrap().len(), 1, "an amendment is no contract beside it");
    }
    let after = holder.run(effective, json!({ "id": stage.party("Assen"), "day": "2025-01-01" })).await;
    assert_eq!(after.at("/effectiveMatrix"), &json!([]));

    stage.on("2020-09-01");
    let input = json!({ "contractId": stage.contract_id(WPDA).await, "year": 2021 });
    holder.did("openCycle", input).await;
    let (old, new) = (indicator_codes(stage, 2020).await, indicator_codes(stage, 2021).await);
    assert!(old.contains(&"W1-TEVREDENHEID".to_owned()) && !old.contains(&"D1-DOORSTROOM".to_owned()), "{old:?}");
    assert!(!new.contains(&"W1-TEVREDENHEID".to_owned()) && new.contains(&"D1-DOORSTROOM".to_owned()), "{new:?}");
    stage.on("2021-01-01");
    let now = ask().await;
    assert_eq!(now["today"], now["after"]["matrix"], "from its day");
    let asked = "title indicators { id indicator { code } }
        cycle(year: 2021) { context { indicator { indicator { code } } } }";
    let found = read(holder, WPDA, asked).await;
    assert_eq!(found["title"], TITLE);
    let same = found["indicators"].as_array().unwrap().iter();
    let same = same.filter(|it| first["indicators"].as_array().unwrap().contains(it)).count();
    assert_eq!(same, stage.indicator_inputs(WPDA).len() - 1, "an indicator that goes on is the same one");
    mail(stage.app).await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_nothing_changes() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let holder = stage.account_holder("Assen");
    let slips = json!({ "title": " ", "reason": "", "effectiveFrom": "2020-01-01", "clientIds": [] });
    let all =
        [("EMPTY", "title"), ("EMPTY", "reason"), ("DATE_OUT_OF_RANGE", "effectiveFrom"), ("NO_CLIENTS", "clientIds")];
    refused(&stage, holder, "amendContract", stage.versioned(WPDA, slips).await, &all).await;
    let plan = json!({ "title": "T", "reason": "R", "effectiveFrom": "2024-01-01",
        "clientIds": [stage.party("Assen"), stage.party("Assen")] });
    let all = [("DATE_OUT_OF_RANGE", "effectiveFrom"), ("DUPLICATE", "clientIds.1")];
    refused(&stage, holder, "amendContract", stage.versioned(WPDA, plan).await, &all).await;
    let unknown = json!({ "title": "T", "reason": "R", "effectiveFrom": "2021-01-01",
        "clientIds": [stage.party("WPDA"), "party:00000000-0000-7000-8000-000000000000"] });
    let all = [("WRONG_PARTY", "clientIds.0"), ("NOT_FOUND", "clientIds.1")];
    refused(&stage, holder, "amendContract", stage.versioned(WPDA, unknown).await, &all).await;

    amend(&stage, json!({})).await;
    let again = stage.versioned(WPDA, json!({ "title": "T", "reason": "R", "effectiveFrom": "2022-01-01" })).await;
    refused(&stage, holder, "amendContract", again, &[("AMENDMENT_UNDER_WAY", "")]).await;
    let offer = stage.versioned(AMENDMENT, json!({})).await;
    refused(&stage, holder, "offerContract", offer, &[("NOTHING_CHANGES", "")]).await;
    let mut terms = stage.terms(WPDA);
    (terms["code"], terms["kind"], terms["startsOn"]) = ("ANDERS".into(), "ASSIGNMENT".into(), "2020-02-01".into());
    let revised = stage.versioned(AMENDMENT, json!({ "terms": terms })).await;
    let fixed = ["code", "kind", "startsOn"].map(|field| ("FIXED_BY_CONTRACT", field));
    refused(&stage, holder, "reviseContract", revised, &fixed).await;
    let known = stage.versioned(AMENDMENT, json!({ "indicators": stage.indicator_inputs(WPDA) })).await;
    let answer = app.changing_nothing(holder.act("chooseIndicators", known)).await;
    assert!(answer.refusals("chooseIndicators").iter().all(|it| it.code == "DOES_NOT_BELONG_HERE"));
    let of_amendment =
        stage.versioned(AMENDMENT, json!({ "title": "T", "reason": "R", "effectiveFrom": "2022-01-01" })).await;
    refused(&stage, holder, "amendContract", of_amendment, &[("WRONG_STATE", "")]).await;
    let year = json!({ "contractId": stage.contract_id(AMENDMENT).await, "year": 2020 });
    refused(&stage, holder, "openCycle", year, &[("CONTRACT_NOT_ADOPTED", ""), ("TOO_EARLY", "year")]).await;
    let withdrawn = stage.versioned(AMENDMENT, json!({ "reason": "Toch niet" })).await;
    holder.did("withdrawContract", withdrawn).await;
    amend(&stage, json!({})).await;
    assert_eq!(read(holder, "PO-WPDA/2", "state").await["state"], "DRAFT", "after one that was withdrawn");
    assert_eq!(mail(&app).await, []);
}
