//! Two worlds that are equal in all that somebody may see, and differ in what they may not, answer alike.
//!
//! Both services throw the same dice and tell the same story, so that everything shared has the same identity; only
//! cells that are withheld differ from the start. Then one round after another is written in both what stays hidden:
//! another tenant's things, as many as each world likes, and drafts of the parties, as often in both. After each round
//! everybody asks the same in both. `WORLDS` (rounds, each a pair of worlds) and `QUERIES` make it larger, and
//! `FIRST_WORLD` begins elsewhere, so that several can share the work.

mod hidden;

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tests::stage::case::{WPDA, list};
use tests::walk::Walker;
use tests::{Client, Milestone, Stage, TestApp};

use self::hidden::Hidden;
use super::people::newcomer;

fn size(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// Whom all that is hidden is hidden from.
const VIEWERS: [&str; 7] = [
    "other client",
    "council member of the other client",
    "council member",
    "participant",
    "stranger",
    "administrator of the client",
    "nobody",
];

/// One of the two.
struct World<'a> {
    stage: Stage<'a>,
    people: BTreeMap<&'static str, Client>,
    hidden: Hidden,
}

impl<'a> World<'a> {
    /// What both share, and a breakdown that is withheld: its first cell is this small.
    async fn told(app: &'a TestApp, small: i64) -> Self {
        let mut stage = Stage::library(app).await;
        let admin = stage.platform_admin().clone();
        let mut people = BTreeMap::new();
        for (who, code, name, role) in [
            ("participant", "1731", "Midden-Drenthe", "ACCOUNT_HOLDER"),
            ("writer", "1701", "Westerveld", "ACCOUNT_HOLDER"),
            ("council member of the other client", "", "Aa en Hunze", "COUNCIL_MEMBER"),
            ("administrator of the client", "", "Assen", "PARTY_ADMIN"),
        ] {
            let party = match stage.parties.get(name) {
                Some(party) => party.clone(),
                None => tests::stage::municipality(&admin, code, name).await,
            };
            stage.parties.insert(name.to_owned(), party.clone());
            let email = format!("{}@kijkers.example", who.replace(' ', "-"));
            people.insert(who, newcomer(app, &admin, &party, role, &email).await.client().clone());
        }
        let joined = json!({ "organisationId": stage.party("WPDA"), "municipalityId": stage.party("Midden-Drenthe"),
            "from": "2019-01-01" });
        admin.did("addParticipant", joined).await;
        let theirs = json!({ "name": "Dienst van een ander", "code": "ANDER", "legalForm": "JOINT_ARRANGEMENT" });
        let theirs = admin.did("registerOrganisation", theirs).await;
        stage.parties.insert("ANDER".to_owned(), theirs["organisation"]["id"].as_str().unwrap().to_owned());
        people.insert("other client", stage.account_holder("Aa en Hunze").client().clone());
        people.insert("council member", stage.council_member().client().clone());
        people.insert("stranger", stage.stranger().client().clone());
        people.insert("nobody", app.stranger());
        stage.until(Milestone::TargetsAdopted).await;
        reported(&stage, small).await;
        Self { stage, people, hidden: Hidden::default() }
    }

    /// What is at hand for questions; the same in both.
    async fn known(&self) -> BTreeMap<String, Vec<String>> {
        let stage = &self.stage;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let ids = vec![
            stage.contract_id(WPDA).await,
            stage.cycle_id(2020).await,
            text(&stage.read_report(2020, 1).await["id"]),
            text(&stage.read_report(2020, 2).await["id"]),
            text(&stage.read_targets(2020, "Assen").await["id"]),
            stage.party("Assen").to_owned(),
            stage.party("Westerveld").to_owned(),
            stage.party("WPDA").to_owned(),
        ];
        let parties = ["Assen", "Aa en Hunze", "Westerveld"].map(|it| stage.party(it).to_owned()).to_vec();
        BTreeMap::from([
            ("id".to_owned(), ids),
            ("code".to_owned(), vec![WPDA.to_owned(), "INK-DAGB".to_owned()]),
            ("cbsCode".to_owned(), vec!["0106".to_owned(), "1701".to_owned()]),
            ("municipalityId".to_owned(), parties.clone()),
            ("partyId".to_owned(), parties),
            ("organisationId".to_owned(), vec![stage.party("WPDA").to_owned()]),
            ("year".to_owned(), Vec::new()),
        ])
    }

    async fn asked(&self, who: &str, document: &str, variables: Value) -> String {
        canonical(self.people[who].run(document, variables).await.body)
    }
}

/// The first report with that small cell, accepted; the second returned; the next year open.
async fn reported(stage: &Stage<'_>, small: i64) {
    stage.on("2020-04-20");
    let mut filling = stage.filling(2020, 1).await;
    let assen = stage.party("Assen");
    let values = filling["values"].as_array_mut().unwrap().iter_mut();
    let mut cells: Vec<&mut Value> = values
        .filter(|it| it["municipalityId"] == assen && it["cell"].is_string() && it["number"].is_string())
        .collect();
    let number = |it: &Value| it["number"].as_str().unwrap().parse::<i64>().unwrap();
    let both = number(cells[0]) + number(cells[1]);
    assert!(both > 8, "enough to divide: {both}");
    cells[0]["number"] = small.to_string().into();
    cells[1]["number"] = (both - small).to_string().into();
    let input = stage.versioned_report(2020, 1, filling).await;
    stage.reporter().did("fillReport", input).await;
    stage.submit_report(2020, 1).await;
    stage.accept_report_by_all(2020, 1).await;
    stage.fill_report(2020, 2).await;
    stage.submit_report(2020, 2).await;
    stage.return_report(2020, 2).await;
    stage.open_cycle(2021).await;
    stage.app.deliver_mail().await;
}

/// An answer as it is compared: fields and errors in order, identities by the order in which they appear, and without what differs
/// between any two requests (its identity) and what a secret key makes of all that was written (the hashes of a chain),
/// and how often something is noted so far (within a second of its happening, and the clock on the wall is not ours).
fn canonical(mut answer: Value) -> String {
    let codes = list(&answer["errors"]).iter().map(|it| it["extensions"]["code"].clone());
    if codes.into_iter().any(|code| code == "TOO_EXPENSIVE") {
        // Which of two limits is met first, chance decides.
        return "TOO_EXPENSIVE".to_owned();
    }
    if let Some(errors) = answer["errors"].as_array_mut() {
        // They come as they happen.
        errors.sort_by_key(|it| format!("{} {}", it["path"], it["message"]));
    }
    let mut seen = Vec::new();
    let mut sorted = String::new();
    written(&answer, &mut seen, &mut sorted);
    sorted
}

fn written(value: &Value, seen: &mut Vec<String>, told: &mut String) {
    match value {
        Value::Object(all) => {
            let all: BTreeMap<&String, &Value> =
                all.iter().filter(|(name, _)| !["requestId", "hash", "times"].contains(&name.as_str())).collect();
            told.push('{');
            for (name, value) in all {
                told.push_str(&format!("{name}:"));
                written(value, seen, told);
                told.push(',');
            }
            told.push('}');
        }
        Value::Array(all) => {
            told.push('[');
            for it in all {
                written(it, seen, told);
                told.push(',');
            }
            told.push(']');
        }
        Value::String(text) => told.push_str(&named(text, seen)),
        other => told.push_str(&other.to_string()),
    }
}

/// A text, with an identity in it, or in the cursor that it is, replaced by its place among those that were seen.
fn named(text: &str, seen: &mut Vec<String>) -> String {
    let cursor = URL_SAFE_NO_PAD.decode(text).ok().and_then(|it| String::from_utf8(it).ok());
    let (kind, id) = match &cursor {
        Some(cursor) => ("cursor", cursor.as_str()),
        None => text.rsplit_once(':').unwrap_or(("", text)),
    };
    if uuid::Uuid::parse_str(id).is_err() {
        return format!("{text:?}");
    }
    let place = seen.iter().position(|it| it == id).unwrap_or_else(|| {
        seen.push(id.to_owned());
        seen.len() - 1
    });
    format!("{kind}#{place}")
}

/// What is always asked; `$hidden` and `$code` are something that is hidden, in each world its own.
const FIXED: [&str; 16] = [
    "{ contracts(first: 1) { totalCount pageInfo { endCursor hasNextPage } nodes { id code title state } } }",
    "query($hidden: ID!) { node(id: $hidden) { id __typename } contract(id: $hidden) { id title } }",
    "query($hidden: ID!) { report(id: $hidden) { id } review(id: $hidden) { id } targetSet(id: $hidden) { id } }",
    "query($code: String!) { contractByCode(code: $code) { id title auditTrail(first: 1) { totalCount } } }",
    "{ municipalities(first: 100, search: \"e\") { totalCount nodes { id name } } }",
    "{ executingOrganisations(first: 100) { totalCount pageInfo { endCursor } nodes { id name } } }",
    "{ policyFrameworks(first: 10) { totalCount nodes { name } } tasks(first: 100) { totalCount } }",
    "query($writers: ID!) { securityEvents(first: 100, partyId: $writers) { totalCount nodes { action } } }",
    "{ securityEvents(first: 100) { totalCount } }",
    "query($writers: ID!) { node(id: $writers) { ... on Municipality { governance { choices { id } } } } }",
    "query($own: ID!) { coherence(municipalityId: $own, asOf: \"2020-06-01\", includeDrafts: true) { findings { code message } } }",
    "query($own: ID!) { effectiveMatrix(municipalityId: $own, asOf: \"2020-06-01\") { contract { code } } }",
    "query($region: ID!) { coherenceOfRegion(organisationId: $region, asOf: \"2020-06-01\") { findings { message } } }",
    "{ contractByCode(code: \"PO-WPDA\") { cycle(year: 2020) { version reports { state version explanation isOverdue
        values { status value cell municipality { name } } } dashboard(last: 24) { toDate standing series { value } } } } }",
    "{ contractByCode(code: \"PO-WPDA\") { cycle(year: 2021) { version targetSets { id version state targets { labourMarket } }
        context { suggestedTarget standing earlierValues { value } } openPoints { description } } } }",
    "{ contractByCode(code: \"PO-WPDA\") { auditTrail(first: 100) { totalCount nodes { kind withheld number
        changes { field before after } } } } }",
];

/// A service that gives up on no question for how long it takes and in how many statements the same is loaded: that is
/// chance.
async fn patient() -> TestApp {
    TestApp::for_years_with(|config| {
        config.budget.statements = 1_000_000;
        config.budget.seconds = 600;
    })
    .await
}

#[tokio::test]
async fn what_nobody_may_see_changes_no_answer() {
    let (first, rounds, queries) = (size("FIRST_WORLD", 0), size("WORLDS", 6), size("QUERIES", 20));
    let (mut one, mut other) = (patient().await, patient().await);
    one.leave_mail_undelivered();
    other.leave_mail_undelivered();
    let mut worlds = [World::told(&one, 3).await, World::told(&other, 4).await];
    let known = worlds[0].known().await;
    assert_eq!(known, worlds[1].known().await, "what is shared has one identity");
    let walker = Walker::new(worlds[0].stage.director().client(), known).await;
    let (mut asked, mut answered, mut too_much) = (0_u64, 0_u64, 0_u64);
    for round in first..first + rounds {
        for (place, world) in worlds.iter_mut().enumerate() {
            hidden::write(&world.stage, &world.people["writer"], &mut world.hidden, round * 2 + place as u64).await;
        }
        for number in 0..queries {
            let who = VIEWERS[((round + number) % VIEWERS.len() as u64) as usize];
            let document = match FIXED.get(number as usize) {
                Some(fixed) => (*fixed).to_owned(),
                None => walked(&walker, round * queries + number),
            };
            let [left, right] = &worlds;
            let answers = [left, right].map(|world| world.asked(who, &document, variables(world)));
            let [left, right] = answers;
            let (left, right) = (left.await, right.await);
            assert_eq!(left, right, "{who}, round {round}, asks {document}");
            asked += 1;
            answered += u64::from(!left.contains("code:\"UNAUTHENTICATED\""));
            too_much += u64::from(left == "TOO_EXPENSIVE");
        }
    }
    writers_see_the_difference(&worlds).await;
    println!(
        "{rounds} pairs of worlds, {asked} questions, 0 differences; {answered} by somebody who is known, {too_much} cost too much"
    );
}

fn variables(world: &World<'_>) -> Value {
    json!({ "hidden": world.hidden.contract, "code": world.hidden.code, "writers": world.stage.party("Westerveld"),
        "own": world.stage.party("Assen"), "region": world.stage.party("WPDA") })
}

/// A walk that only asks, and about more than the schema.
fn walked(walker: &Walker, seed: u64) -> String {
    let mut documents = (0..).map(|more| walker.document(seed + more * 1_000_003));
    documents.find(|it| !it.starts_with("mutation") && !it.starts_with("query { __schema")).unwrap()
}

/// Whoever may see it reads in one world what does not stand in the other: there was something to be noticed.
async fn writers_see_the_difference(worlds: &[World<'_>; 2]) {
    for (who, document) in [("writer", FIXED[0]), ("reporter", FIXED[13]), ("client", FIXED[14])] {
        let mut answers = Vec::new();
        for world in worlds {
            let reader = match who {
                "writer" => &world.people["writer"],
                "reporter" => world.stage.reporter().client(),
                _ => world.stage.account_holder("Assen").client(),
            };
            answers.push(canonical(reader.run(document, json!({})).await.body));
        }
        assert_ne!(answers[0], answers[1], "what the {who} reads");
    }
}
