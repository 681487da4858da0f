//! What has no stages: parties and their people, the library, reorganisations, mail and what was tried.

use serde_json::json;

use super::audience::{Audience, OWN};
use crate::access::people::{id, invite, newcomer};

const PARTIES: &[&str] = &["Municipality", "ExecutingOrganisation", "PersonInRole", "Person", "Invitation"];
const LIBRARY: &[&str] = &[
    "PolicyFramework",
    "PolicyGoal",
    "GoalFate",
    "GoalCoverage",
    "Task",
    "PerformanceIndicator",
    "Dimension",
    "DimensionCell",
];
const PLATFORM: &[&str] = &[
    "Reorganisation",
    "Adaptation",
    "ReorganisationPreview",
    "MovedBody",
    "MovedContract",
    "Mail",
    "SecurityEvent",
    "Viewer",
    "Membership",
];
/// Read by those who look after a party alone, and therefore asked for by themselves.
const GUARDED: [&str; 3] = ["people", "invitations", "auditTrail"];

/// What everybody asks about the parties of the case.
fn of_parties(all: &mut Audience<'_>) {
    for (of, field, arguments) in [
        ("Municipality", "node", all.stage.party(OWN).to_owned()),
        ("ExecutingOrganisation", "node", all.stage.party("WPDA").to_owned()),
    ] {
        let guarded: Vec<String> = GUARDED.iter().map(|it| format!("{of}.{it}")).collect();
        let mut without: Vec<&str> = guarded.iter().map(String::as_str).collect();
        without.push("Municipality.governance");
        let open = all.asking.everything(of, PARTIES, &without);
        all.question(
            format!("query($id: ID!) {{ {field}(id: $id) {{ ... on {of} {open} }} }}"),
            json!({ "id": arguments }),
        );
        for (place, own) in GUARDED.into_iter().enumerate() {
            let set = match place {
                0 => all.asking.everything("PersonInRole", PARTIES, &[]),
                1 => all.asking.everything("InvitationConnection", PARTIES, &[]),
                _ => all.asking.everything("AuditEventConnection", &["AuditEvent", "Change"], &[]),
            };
            let paged = if place == 0 { "" } else { "(first: 100)" };
            let document =
                format!("query($id: ID!) {{ {field}(id: $id) {{ __typename ... on {of} {{ {own}{paged} {set} }} }} }}");
            all.question(document, json!({ "id": arguments }));
        }
    }
    all.question("{ municipalityByCode(cbsCode: \"0106\") { __typename name } }".to_owned(), json!({}));
    for field in ["municipalities", "executingOrganisations"] {
        all.question(format!("{{ {field}(first: 100) {{ nodes {{ __typename id name }} }} }}"), json!({}));
    }
}

fn of_the_library(all: &mut Audience<'_>) {
    for (field, of) in [
        ("policyFrameworks", "PolicyFrameworkConnection"),
        ("performanceIndicators", "PerformanceIndicatorConnection"),
        ("tasks", "TaskConnection"),
    ] {
        // What covers a goal is asked of its framework: with each task it would be too much.
        let without: &[&str] = if field == "tasks" { &["PolicyGoal.framework"] } else { &[] };
        let set = all.asking.everything(of, LIBRARY, without);
        all.question(format!("{{ {field}(first: 100) {set} }}"), json!({}));
    }
}

fn of_the_platform(all: &mut Audience<'_>, reorganisation: &str) {
    for (field, of) in [
        ("mail", "MailConnection"),
        ("securityEvents", "SecurityEventConnection"),
        ("reorganisations", "ReorganisationConnection"),
    ] {
        let set = all.asking.everything(of, PLATFORM, &[]);
        let arguments = if field == "securityEvents" {
            format!("(first: 100, partyId: \"{}\")", all.stage.party(OWN))
        } else {
            "(first: 100)".to_owned()
        };
        all.question(format!("{{ {field}{arguments} {set} }}"), json!({}));
    }
    let set = all.asking.everything("Reorganisation", PLATFORM, &[]);
    all.question(format!("query($id: ID!) {{ reorganisation(id: $id) {set} }}"), json!({ "id": reorganisation }));
    all.question("query($id: ID!) { node(id: $id) { __typename id } }".to_owned(), json!({ "id": reorganisation }));
    let set = all.asking.everything("Viewer", &["Viewer", "Membership", "Invitation"], &[]);
    all.question(format!("{{ viewer {set} }}"), json!({}));
}

/// Everything that is done about parties, people and the library, once.
async fn done_once(all: &Audience<'_>) -> String {
    let stage = &all.stage;
    let admin = stage.platform_admin().clone();
    let (assen, wpda) = (stage.party(OWN).to_owned(), stage.party("WPDA").to_owned());
    let midden = stage.party("Midden-Drenthe").to_owned();
    for (party, number) in [(&assen, "01234567"), (&wpda, "01234568")] {
        let read = admin.run("query($id: ID!) { node(id: $id) { ... on Municipality { version } ... on ExecutingOrganisation { version } } }", json!({ "id": party })).await;
        let input = json!({ "partyId": party, "expectedVersion": read.at("/node/version"), "kvkNumber": number });
        admin.did("identifyParty", input).await;
    }
    let member =
        json!({ "categoryId": stage.party("DAGB"), "memberId": wpda, "municipalityId": assen, "from": "2019-01-01" });
    admin.did("addCategoryMember", member.clone()).await;
    let member = json!({ "categoryId": member["categoryId"], "memberId": wpda, "municipalityId": assen, "endsOn": "2020-12-31" });
    admin.did("endCategoryMembership", member).await;
    let ended = json!({ "organisationId": wpda, "municipalityId": midden, "endsOn": "2099-12-31" });
    admin.did("endParticipation", ended).await;
    people(all).await;
    let second = newcomer(stage.app, &admin, &assen, "PARTY_ADMIN", "tweede.beheerder@kijkers.example").await;
    let oneself = json!({ "partyId": assen, "role": "COUNCIL_MEMBER", "name": "x", "email": second.email });
    let invitation = second.did("invitePerson", oneself).await;
    second.did("acceptInvitation", json!({ "invitationId": invitation["invitation"]["id"] })).await;
    let task = stage.tasks.values().next().unwrap();
    stage.account_holder(OWN).did("linkTask", json!({ "taskId": task, "goalIds": [stage.goal("M1")] })).await;
    stage.app.stranger().act("requestPasswordReset", json!({ "email": second.email })).await;
    reorganised(all).await
}

/// Somebody is invited and does not want to; somebody is invited and it is taken back; a role ends.
async fn people(all: &Audience<'_>) {
    let stage = &all.stage;
    let (admin, council) = (stage.party_admin().clone(), stage.council_member().clone());
    let assen = stage.party(OWN);
    let invitation = invite(&admin, assen, "FINANCIAL_ADVISER", &council.email).await;
    council.did("declineInvitation", json!({ "invitationId": invitation })).await;
    let invitation = invite(&admin, assen, "PORTFOLIO_HOLDER", &council.email).await;
    admin.did("withdrawInvitation", json!({ "invitationId": invitation })).await;
    let adviser = stage.financial_adviser().run("{ viewer { person { id } } }", json!({})).await;
    let input = json!({ "partyId": assen, "personId": adviser.at("/viewer/person/id"), "role": "FINANCIAL_ADVISER" });
    admin.did("endRole", input).await;
}

/// One reorganisation is planned and called off, another is planned.
async fn reorganised(all: &Audience<'_>) -> String {
    let admin = all.stage.platform_admin();
    let predecessors = json!([all.stage.party("Westerveld")]);
    let plan = json!({ "name": "Samenvoeging", "date": "2023-01-01", "legalBasis": "Wet samenvoeging",
        "predecessorIds": predecessors, "successorId": all.stage.party("Midden-Drenthe") });
    let planned = admin.did("planReorganisation", plan.clone()).await;
    let cancel = json!({ "reorganisationId": planned["reorganisation"]["id"], "expectedVersion": planned["reorganisation"]["version"], "reason": "Toch niet" });
    admin.did("cancelReorganisation", cancel).await;
    id(&admin.did("planReorganisation", plan).await, "/reorganisation/id")
}

/// Everybody looks around once, at the end.
pub async fn things(all: &mut Audience<'_>) {
    all.turn_to("What has no stages", "now: at the end of all that is told here.", "nobody");
    let reorganisation = done_once(all).await;
    of_parties(all);
    of_the_library(all);
    of_the_platform(all, &reorganisation);
    all.look("now").await;
    let types: Vec<&str> = [PARTIES, LIBRARY, PLATFORM, &["AuditEvent", "Change", "Query"]].concat();
    all.done(&types);
}
