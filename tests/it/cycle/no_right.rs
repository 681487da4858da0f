//! Whoever may not: every act by everyone whose role does not do it, and a stranger who finds nothing.

use serde_json::{Value, json};
use tests::stage::ACTS;
use tests::stage::case::{WPDA, list, text};
use tests::{Actor, Milestone, Stage, TestApp};

const MUNICIPALITIES: [&str; 3] = ["Assen", "Aa en Hunze", "Tynaarlo"];
/// Who at the parties to the contract reads what is adopted, accepted or final.
const READERS: [&str; 6] =
    ["ACCOUNT_HOLDER", "FINANCIAL_ADVISER", "PORTFOLIO_HOLDER", "COUNCIL_MEMBER", "DIRECTOR", "REPORTER"];

/// Mutations that ask for no role: they are about one's own session or password.
const OWN: [&str; 5] = ["choosePassword", "requestPasswordReset", "refreshSession", "signIn", "signOut"];

/// On whose behalf an act is done.
#[derive(Clone, Copy, PartialEq)]
enum For {
    /// Under the contract, by any client.
    Clients,
    /// Under the contract, by Assen for itself.
    Assen,
    /// Under the contract, by the contractor.
    Contractor,
    /// Under the contract, by Assen or the contractor.
    Table,
    /// Under no contract, by Assen for itself.
    Own,
    /// Under no contract, by whoever has the role.
    Anyone,
}

const HOLDER: &[&str] = &["ACCOUNT_HOLDER"];
const DECIDES: &[&str] = &["ACCOUNT_HOLDER", "PORTFOLIO_HOLDER"];
const DIRECTOR: &[&str] = &["DIRECTOR"];
const EXECUTES: &[&str] = &["DIRECTOR", "REPORTER"];
const PLATFORM: &[&str] = &["PLATFORM_ADMIN"];
const LIBRARY: &[&str] = &["ACCOUNT_HOLDER", "PLATFORM_ADMIN"];
const PEOPLE: &[&str] = &["PARTY_ADMIN", "PLATFORM_ADMIN"];

/// The table of who may do what: mutation, roles, on whose behalf, and where its subject stands in the input.
const RIGHTS: &[(&str, &[&str], For, &str)] = &[
    ("acceptReport", DECIDES, For::Assen, "reportId"),
    ("addParticipant", PLATFORM, For::Anyone, ""),
    ("adoptContract", DECIDES, For::Assen, "contractId"),
    ("adoptTargets", DECIDES, For::Assen, "targetSetId"),
    ("agreeContract", DIRECTOR, For::Contractor, "contractId"),
    ("agreeTargets", &["ACCOUNT_HOLDER", "DIRECTOR"], For::Table, "targetSetId"),
    ("chooseIndicators", HOLDER, For::Clients, "contractId"),
    ("closeOpenPoint", HOLDER, For::Assen, "openPointId"),
    ("counterTargets", &["ACCOUNT_HOLDER", "DIRECTOR"], For::Table, "targetSetId"),
    ("createFramework", HOLDER, For::Own, ""),
    ("defineDimension", LIBRARY, For::Anyone, ""),
    ("defineIndicator", LIBRARY, For::Anyone, ""),
    ("defineTask", LIBRARY, For::Anyone, ""),
    ("draftContract", HOLDER, For::Own, ""),
    ("endRole", PEOPLE, For::Own, ""),
    ("fillMatrix", HOLDER, For::Clients, "contractId"),
    ("fillReport", EXECUTES, For::Contractor, "reportId"),
    ("finaliseReview", DECIDES, For::Assen, "reviewId"),
    ("invitePerson", PEOPLE, For::Own, ""),
    ("offerContract", HOLDER, For::Clients, "contractId"),
    ("openCycle", HOLDER, For::Clients, "contractId"),
    ("openReview", HOLDER, For::Clients, "cycleId"),
    ("proposeTargets", HOLDER, For::Assen, "targetSetId"),
    ("registerMunicipality", PLATFORM, For::Anyone, ""),
    ("registerOrganisation", PLATFORM, For::Anyone, ""),
    ("replyToReview", DIRECTOR, For::Contractor, "reviewId"),
    ("returnReport", DECIDES, For::Assen, "reportId"),
    ("reviseContract", HOLDER, For::Clients, "contractId"),
    ("sendBackContract", DIRECTOR, For::Contractor, "contractId"),
    ("sendReviewForReply", DECIDES, For::Assen, "reviewId"),
    ("setTargets", HOLDER, For::Assen, "targetSetId"),
    ("submitReport", EXECUTES, For::Contractor, "reportId"),
    ("withdrawContract", HOLDER, For::Clients, "contractId"),
    ("writeReview", DECIDES, For::Assen, "reviewId"),
];

#[tokio::test]
async fn nobody_acts_beyond_their_role_and_a_stranger_finds_nothing() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Reviewed).await;
    // The next year holds the points that the reviews left open.
    stage.open_cycle(2021).await;
    app.deliver_mail().await;
    app.mailbox().take();
    let things = Things::of(&stage).await;

    let before = app.snapshot().await;
    for (field, roles, behalf, place) in RIGHTS {
        for (party, role, actor) in stage.everyone() {
            if may(*behalf, roles, party, role) {
                continue;
            }
            let answer = actor.act(field, things.input(&stage, field)).await;
            let told = format!("{field} by {role} at {party}: {}", answer.body);
            // What is open from a review is for the parties, not for the council.
            let hidden = *field == "closeOpenPoint" && role == "COUNCIL_MEMBER";
            if reads(*behalf, party, role) && !hidden {
                assert_eq!(answer.error_codes(), ["FORBIDDEN"], "{told}");
                let reason = if roles.contains(&role) { "OTHER_PARTY" } else { "ROLE_NOT_ALLOWED" };
                assert_eq!(answer.errors()[0]["extensions"]["reason"], reason, "{told}");
            } else {
                answer.assert_refused(field, &[("NOT_FOUND", place)]);
            }
        }
        let answer = app.stranger().act(field, things.input(&stage, field)).await;
        answer.assert_error("UNAUTHENTICATED");
    }
    finds_nothing(&stage, stage.stranger(), &things).await;
    finds_nothing(&stage, stage.other_director(), &things).await;
    finds_nothing(&stage, stage.platform_admin(), &things).await;
    app.assert_unchanged(&before).await;
    app.deliver_mail().await;
    assert_eq!(app.mailbox().overview(), [], "nobody is mailed about what did not happen");
}

/// The table says something of every mutation that there is.
#[test]
fn every_mutation_is_in_the_table() {
    let schema = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema.graphql")).unwrap();
    let (_, mutations) = schema.split_once("\ntype Mutation {\n").unwrap();
    let (mutations, _) = mutations.split_once("\n}").unwrap();
    // Every mutation begins a line of its own; its input follows below it.
    let mut offered: Vec<&str> =
        mutations.lines().filter_map(|line| line.strip_prefix('\t')?.strip_suffix('(')).collect();
    let mut known: Vec<&str> = RIGHTS.iter().map(|it| it.0).chain(OWN).collect();
    offered.sort_unstable();
    known.sort_unstable();
    assert_eq!(offered, known);
}

/// Whether someone may do it, at least with the right subject at the right moment.
fn may(behalf: For, roles: &[&str], party: &str, role: &str) -> bool {
    let fits = match behalf {
        For::Clients => MUNICIPALITIES.contains(&party),
        For::Assen => party == "Assen",
        For::Own => party == "Assen" || role == "PLATFORM_ADMIN",
        For::Contractor => party == "WPDA",
        For::Table => party == "Assen" || party == "WPDA",
        For::Anyone => true,
    };
    fits && roles.contains(&role)
}

/// Whether the subject exists for someone; what is under no contract does for all.
fn reads(behalf: For, party: &str, role: &str) -> bool {
    let at_the_table = party == "WPDA" || MUNICIPALITIES.contains(&party);
    matches!(behalf, For::Own | For::Anyone) || (at_the_table && READERS.contains(&role))
}

/// What the acts are about: everything there is under the contract.
struct Things {
    contract: Value,
    cycle: Value,
    targets: Value,
    report: Value,
    review: Value,
    open_point: Value,
    person: Value,
}

impl Things {
    async fn of(stage: &Stage<'_>) -> Self {
        let document = "query($id: ID!) { annualCycle(id: $id) { openPoints { id municipality { name } } } }";
        let variables = json!({ "id": stage.cycle_id(2021).await });
        let answer = stage.account_holder("Assen").run(document, variables).await;
        let points = list(answer.at("/annualCycle/openPoints"));
        let viewer = stage.council_member().run("{ viewer { person { id } } }", json!({})).await;
        Self {
            contract: stage.read_contract(WPDA).await,
            cycle: json!({ "id": stage.cycle_id(2020).await }),
            targets: stage.read_targets(2020, "Assen").await,
            report: stage.read_report(2020, 5).await,
            review: stage.read_review(2020, "Assen").await,
            open_point: points.iter().find(|it| it["municipality"]["name"] == "Assen").unwrap().clone(),
            person: viewer.at("/viewer/person").clone(),
        }
    }

    /// Everything that could be asked for, valid in form.
    fn input(&self, stage: &Stage<'_>, field: &str) -> Value {
        let mut input = self.own_part(stage, field);
        let (_, _, behalf, place) = RIGHTS.iter().find(|it| it.0 == field).unwrap();
        let subject = match *place {
            "contractId" => &self.contract,
            "cycleId" => &self.cycle,
            "targetSetId" => &self.targets,
            "reportId" => &self.report,
            "reviewId" => &self.review,
            "openPointId" => &self.open_point,
            _ => return input,
        };
        input[place] = subject["id"].clone();
        if !matches!(field, "closeOpenPoint" | "openCycle" | "openReview") {
            input["expectedVersion"] = subject["version"].clone();
        }
        if *behalf == For::Assen && matches!(field, "acceptReport" | "returnReport" | "adoptContract") {
            input["municipalityId"] = stage.party("Assen").into();
        }
        input
    }

    /// What an act wants besides its subject.
    fn own_part(&self, stage: &Stage<'_>, field: &str) -> Value {
        let (assen, wpda) = (stage.party("Assen"), stage.party("WPDA"));
        let goals = json!([{ "code": "X1", "domain": "WORK", "text": "Doel" }]);
        let indicator = json!({ "code": "X", "nameNl": "X", "nameEn": "X", "description": "X", "unit": "personen",
            "kind": "FLOW", "direction": "HIGHER" });
        let cells =
            json!([{ "code": "a", "nameNl": "A", "nameEn": "A" }, { "code": "b", "nameNl": "B", "nameEn": "B" }]);
        match field {
            "addParticipant" => json!({ "organisationId": wpda, "municipalityId": assen, "from": "2021-01-01" }),
            "adoptContract" | "adoptTargets" | "finaliseReview" => {
                json!({ "decisionReference": "B&W 1", "decidedOn": "2021-04-13" })
            }
            "agreeTargets" => json!({ "targetIds": [self.targets["targets"][0]["id"]] }),
            "chooseIndicators" => json!({ "indicators": stage.indicator_inputs(WPDA) }),
            "closeOpenPoint" | "withdrawContract" => json!({ "reason": "Daarom" }),
            "counterTargets" => json!({ "counterProposals": [{ "targetId": self.targets["targets"][0]["id"],
                "kind": "ABSOLUTE", "value": "1", "reason": "Daarom" }] }),
            "createFramework" => {
                json!({ "name": "Kader", "yearFrom": 2021, "yearTo": 2024, "ownerIds": [assen], "goals": goals })
            }
            "defineDimension" => json!({ "code": "x", "nameNl": "X", "nameEn": "X", "cells": cells }),
            "defineIndicator" => indicator,
            "defineTask" => json!({ "name": "Opgave" }),
            "draftContract" => {
                let mut terms = stage.terms(WPDA);
                terms["code"] = "PO-X".into();
                json!({ "terms": terms, "clientIds": [assen], "contractorId": wpda })
            }
            "endRole" => json!({ "partyId": assen, "personId": self.person["id"], "role": "COUNCIL_MEMBER" }),
            "fillMatrix" => json!({ "entries": stage.matrix_entries(WPDA, &Value::Null) }),
            "fillReport" => json!({ "explanation": "Anders" }),
            "invitePerson" => {
                json!({ "partyId": assen, "role": "REPORTER", "email": "nieuw@assen.example", "name": "Nieuw" })
            }
            "openCycle" => json!({ "year": 2022 }),
            "registerMunicipality" => json!({ "name": "Westerveld", "cbsCode": "1701" }),
            "registerOrganisation" => json!({ "name": "Nieuw", "code": "NW", "legalForm": "stichting" }),
            "replyToReview" => json!({ "agrees": true, "text": "Akkoord" }),
            "returnReport" => json!({ "parts": [{ "part": "WHOLE", "reason": "Daarom" }] }),
            "reviseContract" => json!({ "terms": stage.terms(WPDA) }),
            "sendBackContract" => json!({ "remarks": "Nee" }),
            "setTargets" => json!({ "targets": [] }),
            "writeReview" => json!({ "conclusion": "Anders" }),
            _ => json!({}),
        }
    }
}

/// Every way to look: what is there answers as what is not there.
async fn finds_nothing(stage: &Stage<'_>, actor: &Actor, things: &Things) {
    let nobody = "00000000-0000-7000-8000-000000000000";
    let there = [
        ("annualCycle", &things.cycle),
        ("contract", &things.contract),
        ("report", &things.report),
        ("review", &things.review),
        ("targetSet", &things.targets),
    ];
    for (field, thing) in there {
        let id = text(&thing["id"]);
        let (kind, _) = id.split_once(':').unwrap();
        for field in [field, "node"] {
            let document = format!("query($id: ID!) {{ {field}(id: $id) {{ id }} }}");
            let answer = actor.run(&document, json!({ "id": id })).await;
            let absent = actor.run(&document, json!({ "id": format!("{kind}:{nobody}") })).await;
            assert_eq!(answer.at(&format!("/{field}")), &Value::Null, "{field} {id}");
            assert_eq!((answer.status, &answer.body), (absent.status, &absent.body), "{field} {id}");
        }
    }
    let by_code = actor.run("{ contractByCode(code: \"PO-WPDA\") { id } }", json!({})).await;
    assert_eq!(by_code.at("/contractByCode"), &Value::Null);
    let document = "query($client: ID, $contractor: ID, $state: ContractState) {
        all: contracts { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage } }
        some: contracts(clientId: $client, contractorId: $contractor, state: $state) { totalCount nodes { id } } }";
    let filter = json!({ "client": stage.party("Assen"), "contractor": stage.party("WPDA"), "state": "ADOPTED" });
    let answer = actor.run(document, filter).await;
    let none = json!({ "all": { "totalCount": 0, "nodes": [], "edges": [], "pageInfo": { "hasNextPage": false } },
        "some": { "totalCount": 0, "nodes": [] } });
    assert_eq!(answer.data(), &none);
    assert!(ACTS.len() == RIGHTS.len() + 2, "the acts of the stage and the table go together");
}
