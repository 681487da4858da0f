//! Who may do what, found out by trying: every mutation of the schema, by everybody there can be.
//!
//! Each attempt is one that the rules of the trade refuse afterwards, so that nothing changes. The committed table is
//! `tests/it/snapshots/access.snap`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Value, json};
use tests::{Answer, Client, Milestone, Stage, TestApp};

use super::attempts::{Attempt, Things, attempts, governance, reorganisation};
use super::people::{id, invite, municipality, newcomer};
use crate::introspection::{Introspection, name};

/// Who is invited beside the people of the case: what the party is to the contract, the party, and the role.
const MORE: [(&str, &str, &str); 9] = [
    ("other client", "Aa en Hunze", "FINANCIAL_ADVISER"),
    ("other client", "Aa en Hunze", "COUNCIL_MEMBER"),
    ("other client", "Aa en Hunze", "PARTY_ADMIN"),
    ("contractor", "WPDA", "PARTY_ADMIN"),
    ("other organisation", "DAGB", "REPORTER"),
    ("participant", "Midden-Drenthe", "ACCOUNT_HOLDER"),
    ("participant", "Midden-Drenthe", "FINANCIAL_ADVISER"),
    ("participant", "Midden-Drenthe", "PORTFOLIO_HOLDER"),
    ("participant", "Midden-Drenthe", "COUNCIL_MEMBER"),
];

/// Everybody, by what they are to the things tried: party and role, in words.
type Everybody = Vec<(String, Client)>;

async fn everybody(stage: &mut Stage<'_>) -> Everybody {
    let admin = stage.platform_admin().clone();
    let body = municipality(&admin, "1731", "Midden-Drenthe").await;
    let input = json!({ "organisationId": stage.party("WPDA"), "municipalityId": body, "from": "2019-01-01" });
    admin.did("addParticipant", input).await;
    stage.parties.insert("Midden-Drenthe".to_owned(), body);
    let mut all = BTreeMap::new();
    for (party, role, actor) in stage.everyone() {
        let relation = match party {
            "Assen" => "client",
            "Aa en Hunze" => "other client",
            "WPDA" => "contractor",
            "DAGB" => "other organisation",
            "Emmen" => "stranger",
            "" => "platform",
            // A third client is to everything what the second is.
            _ => continue,
        };
        all.insert(format!("{relation}: {role}"), actor.client().clone());
    }
    for (place, (relation, party, role)) in MORE.into_iter().enumerate() {
        let email = format!("meer{place}@platform.example");
        let actor = newcomer(stage.app, &admin, stage.party(party), role, &email).await;
        all.insert(format!("{relation}: {role}"), actor.client().clone());
    }
    all.insert("nobody signed in".to_owned(), stage.app.stranger());
    all.into_iter().collect()
}

/// Tries one mutation as one person; what came of it, in the words of the table.
async fn tried((place, client): (usize, &Client), mutation: &str, kind: &str, attempt: &Attempt) -> &'static str {
    let errors = match mutation {
        "signIn" | "refreshSession" => "accessToken",
        "signOut" => "signedOut",
        "requestPasswordReset" => "requested",
        _ => "errors { code path message }",
    };
    let document = format!("mutation($input: {kind}!) {{ {mutation}(input: $input) {{ {errors} }} }}");
    let mut input = attempt.input.clone();
    if mutation == "requestPasswordReset" {
        // Another address each time: one may ask for three in an hour.
        input["email"] = json!(format!("niemand{place}@nergens.example"));
    }
    let answer = client.run(&document, json!({ "input": input })).await;
    read(&answer, mutation, attempt.refused_with)
}

fn read(answer: &Answer, mutation: &str, refused_with: &str) -> &'static str {
    let codes = answer.error_codes();
    if let [code] = codes.as_slice() {
        return match code.as_str() {
            code if code == refused_with => "allowed",
            "FORBIDDEN" => "forbidden",
            "UNAUTHENTICATED" => "not signed in",
            _ => panic!("{mutation}: {}", answer.body),
        };
    }
    let payload = answer.at(&format!("/{mutation}"));
    if payload["errors"].is_null() && refused_with.is_empty() {
        return "allowed";
    }
    let codes: Vec<String> = answer.refusal_codes(mutation);
    if codes.iter().any(|code| code == refused_with) {
        return "allowed";
    }
    assert_eq!(codes, ["NOT_FOUND"], "{mutation}: {}", answer.body);
    "not found"
}

/// The table: for each mutation who meets what.
async fn table(app: &TestApp, everybody: &Everybody, attempts: &BTreeMap<&'static str, Attempt>) -> String {
    let mut told = String::new();
    let mutations = Introspection::of(&app.stranger()).await;
    for mutation in mutations.mutations() {
        let field = name(&mutation);
        let Some(attempt) = attempts.get(field) else { continue };
        let mut cells: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (place, (who, client)) in everybody.iter().enumerate() {
            let cell = tried((place, client), field, name(mutations.input_of(&mutation)), attempt).await;
            cells.entry(cell).or_default().push(who);
        }
        writeln!(told, "{field}").unwrap();
        for (cell, who) in cells {
            writeln!(told, "  {cell}: {}", grouped(&who)).unwrap();
        }
    }
    told
}

/// The people with their roles behind what their party is: `client ACCOUNT_HOLDER, DIRECTOR; stranger …`.
fn grouped(who: &[&str]) -> String {
    let mut by_relation: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for who in who {
        let (relation, role) = who.split_once(": ").unwrap_or((who, ""));
        by_relation.entry(relation).or_default().push(role);
    }
    let told = |(relation, roles): (&str, Vec<&str>)| format!("{relation} {}", roles.join(", ")).trim().to_owned();
    by_relation.into_iter().map(told).collect::<Vec<_>>().join("; ")
}

fn find<'a>(all: &'a Value, pointer: &str, wanted: &str) -> &'a Value {
    let list = all.as_array().unwrap();
    let found = list.iter().find(|it| it.pointer(pointer).is_some_and(|it| *it == wanted));
    found.unwrap_or_else(|| panic!("no {wanted} at {pointer}: {all}"))
}

/// An invitation of the council member of Assen to another role there, taken back.
async fn withdrawn_invitation(stage: &Stage<'_>) -> String {
    let admin = stage.party_admin();
    let invitation = invite(admin, stage.party("Assen"), "FINANCIAL_ADVISER", &stage.council_member().email).await;
    admin.did("withdrawInvitation", json!({ "invitationId": invitation })).await;
    invitation
}

/// What Assen has in a year that is over: targets and reports adopted and accepted, a final review.
pub(super) async fn finished(stage: &Stage<'_>, governance: governance::Things, reorganisation: String) -> Things {
    let document = "query($id: ID!) { annualCycle(id: $id) { openPoints { id municipality { name } } } }";
    let points = stage.account_holder("Assen").run(document, json!({ "id": stage.cycle_id(2021).await })).await;
    let point = find(points.at("/annualCycle/openPoints"), "/municipality/name", "Assen");
    let me = stage.council_member().run("{ viewer { person { id } } }", json!({})).await;
    Things {
        contract: stage.contract_id("PO-WPDA").await,
        attachment: id(&stage.attach("PO-WPDA", "Bijlage.pdf").await, "/id"),
        cycle: stage.cycle_id(2020).await,
        target_set: id(&stage.read_targets(2020, "Assen").await, "/id"),
        report: id(&stage.read_report(2020, 5).await, "/id"),
        review: id(&stage.read_review(2020, "Assen").await, "/id"),
        open_point: id(point, "/id"),
        governance,
        reorganisation,
        assen: stage.party("Assen").to_owned(),
        contractor: stage.party("WPDA").to_owned(),
        person: me.text("/viewer/person/id"),
        invitation: withdrawn_invitation(stage).await,
    }
}

/// The same, but what is still being written: a draft contract, draft targets.
async fn drafted(stage: &Stage<'_>, finished: Things) -> Things {
    Things {
        contract: stage.contract_id("INK-DAGB").await,
        contractor: stage.party("DAGB").to_owned(),
        target_set: id(&stage.read_targets(2021, "Assen").await, "/id"),
        ..finished
    }
}

#[tokio::test]
async fn who_may_do_what() {
    let app = TestApp::for_years().await;
    let mut stage = Stage::at(&app, Milestone::Reviewed).await;
    stage.open_cycle(2021).await;
    stage.draft("INK-DAGB").await;
    let everybody = everybody(&mut stage).await;
    let governance = governance::Things::prepared(&stage).await;
    let reorganisation = reorganisation::planned(&stage).await;
    let things = finished(&stage, governance, reorganisation).await;
    app.deliver_mail().await;
    let before = app.snapshot().await;

    let attempts_on_finished = attempts(&stage, &things, "no-such-token");
    let schema = Introspection::of(&app.stranger()).await;
    let mutations: BTreeSet<String> = schema.mutations().iter().map(|it| name(it).to_owned()).collect();
    let covered: BTreeSet<String> = attempts_on_finished.keys().map(|it| (*it).to_owned()).collect();
    assert_eq!(mutations, covered, "the mutations of the schema, and those that are tried");

    let mut told = "# What is adopted, accepted and final\n\n".to_owned();
    told += &table(&app, &everybody, &attempts_on_finished).await;
    let things = drafted(&stage, things).await;
    let mut on_drafts = attempts(&stage, &things, "no-such-token");
    on_drafts.retain(|_, it| ["contractId", "targetSetId"].iter().any(|key| !it.input[*key].is_null()));
    told += "\n# What the clients of INK-DAGB and Assen itself are still writing\n\n";
    told += &table(&app, &everybody, &on_drafts).await;

    app.assert_unchanged(&before).await;
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("access", told);
    });
}
