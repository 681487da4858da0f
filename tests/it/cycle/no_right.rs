//! Whoever may not: every act by everyone whose role does not do it, and a stranger who finds nothing.

use serde_json::{Value, json};
use tests::stage::ACTS;
use tests::stage::case::{WPDA, list, text};
use tests::{Actor, Milestone, Stage, TestApp};

use super::rights::{For, RIGHTS, may, reads};
use crate::governance::no_right::RIGHTS as GOVERNANCE;

/// Mutations that ask for no role: they are about one's own session, password or invitation.
const OWN: [&str; 7] = [
    "acceptInvitation",
    "choosePassword",
    "declineInvitation",
    "requestPasswordReset",
    "refreshSession",
    "signIn",
    "signOut",
];

#[tokio::test]
async fn nobody_acts_beyond_their_role_and_a_stranger_finds_nothing() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Reviewed).await;
    // The next year holds the points that the reviews left open.
    stage.open_cycle(2021).await;
    let things = Things::of(&stage).await;
    app.deliver_mail().await;
    app.mailbox().take();

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
    let mut known: Vec<&str> = RIGHTS.iter().map(|it| it.0).chain(OWN).chain(GOVERNANCE.map(|it| it.0)).collect();
    offered.sort_unstable();
    known.sort_unstable();
    assert_eq!(offered, known);
}

/// A reorganisation that may be there or not: who may not do it is told so before.
const REORGANISATION: &str = "reorganisation:00000000-0000-7000-8000-000000000000";

/// Acts that say for which client they are done.
const CLIENTS_OWN: [&str; 5] =
    ["acceptReport", "returnReport", "adoptContract", "decideExtension", "terminateContract"];

/// What the acts are about: everything there is under the contract.
struct Things {
    contract: Value,
    attachment: Value,
    cycle: Value,
    targets: Value,
    report: Value,
    review: Value,
    open_point: Value,
    person: Value,
    invitation: Value,
}

impl Things {
    async fn of(stage: &Stage<'_>) -> Self {
        let document = "query($id: ID!) { annualCycle(id: $id) { openPoints { id version municipality { name } } } }";
        let variables = json!({ "id": stage.cycle_id(2021).await });
        let answer = stage.account_holder("Assen").run(document, variables).await;
        let points = list(answer.at("/annualCycle/openPoints"));
        let offer = json!({ "partyId": stage.party("Assen"), "role": "COUNCIL_MEMBER", "name": "Nieuw",
            "email": "nieuw@raad.example" });
        let invited = stage.party_admin().did("invitePerson", offer).await;
        let viewer = stage.council_member().run("{ viewer { person { id } } }", json!({})).await;
        Self {
            contract: stage.read_contract(WPDA).await,
            attachment: stage.attach(WPDA, "Bijlage.pdf").await,
            cycle: json!({ "id": stage.cycle_id(2020).await }),
            targets: stage.read_targets(2020, "Assen").await,
            report: stage.read_report(2020, 5).await,
            review: stage.read_review(2020, "Assen").await,
            open_point: points.iter().find(|it| it["municipality"]["name"] == "Assen").unwrap().clone(),
            person: viewer.at("/viewer/person").clone(),
            invitation: invited["invitation"].clone(),
        }
    }

    /// Everything that could be asked for, valid in form.
    fn input(&self, stage: &Stage<'_>, field: &str) -> Value {
        let mut input = self.own_part(stage, field);
        let (_, _, behalf, place) = RIGHTS.iter().find(|it| it.0 == field).unwrap();
        let subject = match *place {
            "contractId" => &self.contract,
            "attachmentId" => &self.attachment,
            "cycleId" => &self.cycle,
            "targetSetId" => &self.targets,
            "reportId" => &self.report,
            "reviewId" => &self.review,
            "openPointId" => &self.open_point,
            "invitationId" => &self.invitation,
            _ => return input,
        };
        input[place] = subject["id"].clone();
        if !matches!(field, "openCycle" | "openReview" | "removeAttachment" | "withdrawInvitation") {
            input["expectedVersion"] = subject["version"].clone();
        }
        if *behalf == For::Assen && CLIENTS_OWN.contains(&field) {
            input["municipalityId"] = stage.party("Assen").into();
        }
        input
    }

    /// What an act under a contract wants besides its subject.
    fn own_part(&self, stage: &Stage<'_>, field: &str) -> Value {
        match field {
            "adoptContract" | "adoptTargets" | "finaliseReview" => {
                json!({ "decisionReference": "B&W 1", "decidedOn": "2021-04-13" })
            }
            "amendContract" => json!({ "title": "Anders", "reason": "Daarom", "effectiveFrom": "2022-01-01" }),
            "decideExtension" => {
                json!({ "answer": "DO_NOT_EXTEND", "decisionReference": "B&W 1", "decidedOn": "2021-04-13" })
            }
            "agreeTargets" => json!({ "targetIds": [self.targets["targets"][0]["id"]] }),
            "chooseIndicators" => json!({ "indicators": stage.indicator_inputs(WPDA) }),
            "closeOpenPoint" | "withdrawContract" => json!({ "reason": "Daarom" }),
            "counterTargets" => json!({ "counterProposals": [{ "targetId": self.targets["targets"][0]["id"],
                "kind": "ABSOLUTE", "value": "1", "reason": "Daarom" }] }),
            "draftContract" => {
                let mut terms = stage.terms(WPDA);
                terms["code"] = "PO-X".into();
                json!({ "terms": terms, "clientIds": [stage.party("Assen")],
                    "contractorId": stage.party("WPDA") })
            }
            "fillMatrix" => json!({ "entries": stage.matrix_entries(WPDA, &Value::Null) }),
            "fillReport" => json!({ "explanation": "Anders" }),
            "leaveRemarks" | "sendBackContract" => json!({ "remarks": "Nee" }),
            "openCycle" => json!({ "year": 2022 }),
            "replyToReview" => json!({ "agrees": true, "text": "Akkoord" }),
            "returnReport" => json!({ "parts": [{ "part": "WHOLE", "reason": "Daarom" }] }),
            "reviseContract" => json!({ "terms": stage.terms(WPDA) }),
            "setTargets" => json!({ "targets": [] }),
            "terminateContract" => json!({ "lastDay": "2022-06-30", "ground": "NOTICE", "explanation": "Daarom",
                "decisionReference": "B&W 1", "decidedOn": "2021-04-13" }),
            "writeReview" => json!({ "conclusion": "Anders" }),
            _ => self.beside_contracts(stage, field),
        }
    }

    /// The same of what is under no contract.
    fn beside_contracts(&self, stage: &Stage<'_>, field: &str) -> Value {
        let (assen, wpda) = (stage.party("Assen"), stage.party("WPDA"));
        let goals = json!([{ "code": "X1", "domain": "WORK", "text": "Doel" }]);
        let indicator = json!({ "code": "X", "nameNl": "X", "nameEn": "X", "description": "X", "unit": "personen",
            "kind": "FLOW", "direction": "HIGHER" });
        let cells =
            json!([{ "code": "a", "nameNl": "A", "nameEn": "A" }, { "code": "b", "nameNl": "B", "nameEn": "B" }]);
        match field {
            "addParticipant" => json!({ "organisationId": wpda, "municipalityId": assen, "from": "2021-01-01" }),
            "addCategoryMember" => json!({ "categoryId": stage.party("DAGB"), "memberId": wpda,
                "municipalityId": assen, "from": "2021-01-01" }),
            "endParticipation" => {
                json!({ "organisationId": wpda, "municipalityId": assen, "endsOn": "2021-12-31" })
            }
            "endCategoryMembership" => json!({ "categoryId": stage.party("DAGB"), "memberId": wpda,
                "municipalityId": assen, "endsOn": "2021-12-31" }),
            "identifyParty" => json!({ "partyId": wpda, "expectedVersion": 1, "kvkNumber": "12345678" }),
            "createFramework" => {
                json!({ "name": "Kader", "yearFrom": 2021, "yearTo": 2024, "ownerIds": [assen], "goals": goals })
            }
            "defineDimension" => json!({ "code": "x", "nameNl": "X", "nameEn": "X", "cells": cells }),
            "defineIndicator" => indicator,
            "defineTask" => json!({ "name": "Opgave" }),
            "dismissFinding" => {
                json!({ "municipalityId": assen, "code": "X", "reason": "Daarom", "until": "2022-01-01" })
            }
            "endDismissal" => json!({ "municipalityId": assen, "code": "X", "reason": "Daarom" }),
            "cancelReorganisation" => {
                json!({ "reorganisationId": REORGANISATION, "expectedVersion": 1, "reason": "Daarom" })
            }
            "executeReorganisation" => json!({ "reorganisationId": REORGANISATION, "expectedVersion": 1 }),
            "resendMail" => json!({ "mailId": "00000000-0000-0000-0000-000000000000" }),
            "planReorganisation" => json!({ "name": "Samen", "date": "2023-01-01", "legalBasis": "Stb. 1",
                "predecessorIds": [assen], "successorId": stage.party("Emmen") }),
            "endRole" => json!({ "partyId": assen, "personId": self.person["id"], "role": "COUNCIL_MEMBER" }),
            "invitePerson" => {
                json!({ "partyId": assen, "role": "REPORTER", "email": "nieuw@assen.example", "name": "Nieuw" })
            }
            "linkTask" => json!({ "taskId": stage.tasks.values().next(), "goalIds": [stage.goal("W1")] }),
            "registerMunicipality" => json!({ "name": "Nieuwerveld", "cbsCode": "9901" }),
            "registerOrganisation" => json!({ "name": "Nieuw", "code": "NW", "legalForm": "FOUNDATION" }),
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
    assert!(ACTS.len() == RIGHTS.len() + GOVERNANCE.len() + 4, "the acts of the stage and the table go together");
}
