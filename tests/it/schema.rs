//! The schema keeps its promises of form.

use std::path::Path;
use std::process::Command;

use tests::TestApp;

use crate::introspection::{Introspection, innermost, list, name, written};

/// What tells beforehand whether a mutation would be accepted: the object and its field.
const PERMISSIONS: [(&str, &str, &str); 36] = [
    ("acceptReport", "Report", "viewerCanHandle"),
    ("adoptContract", "Contract", "viewerCanAdopt"),
    ("adoptTargets", "TargetSet", "viewerCanAdopt"),
    ("agreeContract", "Contract", "viewerCanAgree"),
    ("agreeTargets", "TargetSet", "viewerCanAgree"),
    ("amendContract", "Contract", "viewerCanAmend"),
    ("cancelReorganisation", "Reorganisation", "viewerCanCancel"),
    ("chooseIndicators", "Contract", "viewerCanRevise"),
    ("chooseScenario", "GovernanceScenario", "viewerCanChoose"),
    ("closeOpenPoint", "OpenPoint", "viewerCanClose"),
    ("counterTargets", "TargetSet", "viewerCanCounter"),
    ("decideExtension", "Contract", "viewerCanDecideExtension"),
    ("draftScenario", "GovernanceChoice", "viewerCanDraftScenario"),
    ("endArrangement", "Arrangement", "viewerCanEnd"),
    ("executeReorganisation", "Reorganisation", "viewerCanExecute"),
    ("fillMatrix", "Contract", "viewerCanRevise"),
    ("fillReport", "Report", "viewerCanFill"),
    ("finaliseReview", "Review", "viewerCanFinalise"),
    ("leaveRemarks", "Contract", "viewerCanLeaveRemarks"),
    ("offerContract", "Contract", "viewerCanOffer"),
    ("openCycle", "Contract", "viewerCanOpenCycle"),
    ("openReview", "AnnualCycle", "viewerCanOpenReview"),
    ("proposeTargets", "TargetSet", "viewerCanPropose"),
    ("removeAttachment", "Attachment", "viewerCanRemove"),
    ("replyToReview", "Review", "viewerCanReply"),
    ("returnReport", "Report", "viewerCanHandle"),
    ("reviseContract", "Contract", "viewerCanRevise"),
    ("reviseScenario", "GovernanceScenario", "viewerCanRevise"),
    ("scoreScenario", "GovernanceScenario", "viewerCanScore"),
    ("sendBackContract", "Contract", "viewerCanSendBack"),
    ("sendReviewForReply", "Review", "viewerCanSendForReply"),
    ("setTargets", "TargetSet", "viewerCanSet"),
    ("submitReport", "Report", "viewerCanSubmit"),
    ("terminateContract", "Contract", "viewerCanTerminate"),
    ("withdrawContract", "Contract", "viewerCanWithdraw"),
    ("writeReview", "Review", "viewerCanWrite"),
];

#[test]
fn the_committed_schema_is_the_one_the_service_has() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema.graphql");
    let committed = std::fs::read_to_string(&file).unwrap();
    let printed = Command::new(env!("CARGO_BIN_EXE_service-under-test")).arg("schema").output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    let differs = committed.lines().zip(printed.lines()).position(|(old, new)| old != new);
    assert!(
        committed == printed,
        "schema.graphql is not what the service has, first at line {}; rewrite it with\n    \
         cargo run -- schema > schema.graphql",
        differs.unwrap_or_else(|| committed.lines().count().min(printed.lines().count())) + 1,
    );
}

#[tokio::test]
async fn everything_is_described() {
    let app = TestApp::new().await;
    let schema = Introspection::of(&app.stranger()).await;
    let mut silent = Vec::new();
    let mut hear = |place: String, it: &serde_json::Value| {
        if it["description"].as_str().is_none_or(|text| text.trim().len() < 3) {
            silent.push(place);
        }
    };
    assert!(schema.types().len() > 100, "the whole schema is looked at");
    for kind in schema.types() {
        let kind_name = name(kind);
        // The one scalar that GraphQL defines and the library leaves without words.
        if kind_name != "ID" {
            hear(kind_name.to_owned(), kind);
        }
        for part in ["fields", "inputFields", "enumValues"] {
            for field in list(&kind[part]) {
                hear(format!("{kind_name}.{}", name(&field)), &field);
                for argument in list(&field["args"]) {
                    hear(format!("{kind_name}.{}({})", name(&field), name(&argument)), &argument);
                }
            }
        }
    }
    assert!(silent.is_empty(), "without a description: {silent:#?}");
}

#[tokio::test]
async fn every_mutation_takes_one_input_and_gives_a_payload() {
    let app = TestApp::new().await;
    let schema = Introspection::of(&app.stranger()).await;
    let mutations = schema.mutations();
    assert!(mutations.len() > 30, "all mutations are looked at");
    for mutation in &mutations {
        let arguments: Vec<(String, String)> =
            list(&mutation["args"]).iter().map(|it| (name(it).to_owned(), written(&it["type"]))).collect();
        let [(argument, kind)] = arguments.as_slice() else { panic!("{}: {arguments:?}", name(mutation)) };
        assert_eq!(argument, "input", "{}", name(mutation));
        assert!(kind.ends_with("Input!"), "{}: {kind}", name(mutation));
        assert_eq!(schema.input_of(mutation)["kind"], "INPUT_OBJECT");
        // Nullable, so that one that fails leaves its siblings in the document their data.
        let payload = written(&mutation["type"]);
        assert!(payload.ends_with("Payload"), "{}: {payload}", name(mutation));
    }
}

#[tokio::test]
async fn every_connection_counts_all() {
    let app = TestApp::new().await;
    let schema = Introspection::of(&app.stranger()).await;
    let connections: Vec<_> = schema.types().iter().filter(|kind| name(kind).ends_with("Connection")).collect();
    assert!(!connections.is_empty());
    for connection in connections {
        let fields: Vec<(String, String)> =
            list(&connection["fields"]).iter().map(|it| (name(it).to_owned(), written(&it["type"]))).collect();
        for expected in [("totalCount", "Int!"), ("pageInfo", "PageInfo!")] {
            let there = fields.iter().any(|(name, kind)| (name.as_str(), kind.as_str()) == expected);
            assert!(there, "{} without {expected:?}", name(connection));
        }
        for expected in ["nodes", "edges"] {
            assert!(fields.iter().any(|(name, _)| name == expected), "{} without {expected}", name(connection));
        }
    }
}

#[tokio::test]
async fn whatever_can_be_acted_on_tells_whether_the_viewer_may() {
    let app = TestApp::new().await;
    let schema = Introspection::of(&app.stranger()).await;
    // What is under a contract and its years is acted on by these; parties, people and the library stand apart.
    let of_contracts = ["contractId", "cycleId", "targetSetId", "reportId", "reviewId", "openPointId", "attachmentId"];
    let of_governance = ["arrangementId", "choiceId", "scenarioId", "reorganisationId"];
    let named = [&of_contracts[..], &of_governance[..]].concat();
    let mut acting = Vec::new();
    for mutation in schema.mutations() {
        let inputs = list(&schema.input_of(&mutation)["inputFields"]);
        if inputs.iter().any(|input| named.contains(&name(input))) {
            acting.push(name(&mutation).to_owned());
        }
    }
    acting.sort();
    assert_eq!(acting, PERMISSIONS.map(|(mutation, _, _)| mutation), "mutations on things under a contract");
    for (mutation, object, field) in PERMISSIONS {
        let found = schema.fields(object).into_iter().find(|it| name(it) == field);
        let found = found.unwrap_or_else(|| panic!("{mutation}: {object} has no {field}"));
        assert_eq!(innermost(&found["type"]), "Permission", "{object}.{field}");
    }
}

/// Mutations without a signed-in person: there is nobody whose key it could be. Each is safe to repeat, or is meant to
/// be done as often as it is asked.
const WITHOUT_PERSON: [(&str, &str); 5] = [
    ("choosePassword", "the link is good for once"),
    ("refreshSession", "the token is good for once"),
    ("requestPasswordReset", "each request is another link"),
    ("signIn", "each opens a session of its own"),
    ("signOut", "what is over stays over"),
];

/// The mutations whose input has no field of that name, sorted; where there is one it is of that type.
async fn lacking(field: &str, kind: &str) -> Vec<String> {
    let app = TestApp::new().await;
    let schema = Introspection::of(&app.stranger()).await;
    let mut without = Vec::new();
    for mutation in schema.mutations() {
        let inputs = list(&schema.input_of(&mutation)["inputFields"]);
        match inputs.iter().find(|input| name(input) == field) {
            Some(found) => assert_eq!(written(&found["type"]), kind, "{}", name(&mutation)),
            None => without.push(name(&mutation).to_owned()),
        }
    }
    without.sort();
    without
}

#[tokio::test]
async fn every_act_of_a_person_takes_a_key() {
    assert_eq!(lacking("idempotencyKey", "String").await, WITHOUT_PERSON.map(|(mutation, _)| mutation));
}

/// Mutations that name something that exists and take no version of it, each with the reason.
const WITHOUT_VERSION: [(&str, &str); 27] = [
    ("acceptInvitation", "an invitation is answered once"),
    ("addCategoryMember", "adds beside what is there; what overlaps is refused"),
    ("addParticipant", "adds beside what is there; what overlaps is refused"),
    ("createFramework", "makes a new one; a framework is succeeded once"),
    ("declineInvitation", "an invitation is answered once"),
    ("defineDimension", "makes a new one"),
    ("defineIndicator", "makes a new one"),
    ("defineTask", "makes a new one"),
    ("dismissFinding", "the finding is named by its code and must be there now; what is set aside is refused"),
    ("draftContract", "makes a new one"),
    ("draftScenario", "makes a new one beside the others of its choice"),
    ("endCategoryMembership", "ends what runs; a second time there is nothing to end"),
    ("endDismissal", "ends what runs; a second time there is nothing to end"),
    ("endParticipation", "ends what runs; a second time there is nothing to end"),
    ("endRole", "ends what runs; a second time there is nothing to end"),
    ("invitePerson", "makes a new one, which takes the place of an older one"),
    ("linkTask", "says which links of the own municipality there are, whatever there was"),
    ("openCycle", "makes a new one; a contract has one of each year"),
    ("openGovernanceChoice", "makes a new one"),
    ("openReview", "a year goes into review once, in the phase that is read"),
    ("planReorganisation", "makes a new one"),
    ("registerMunicipality", "makes a new one"),
    ("registerOrganisation", "makes a new one"),
    ("removeAttachment", "an attachment never changes: it is there or it is not"),
    ("resendMail", "a mail that was given up is put back once; then it waits"),
    ("setArrangement", "follows on what runs; what does not follow is refused"),
    ("withdrawInvitation", "an invitation is answered once"),
];

#[tokio::test]
async fn every_act_on_something_that_exists_takes_its_version() {
    let mut without = lacking("expectedVersion", "Int!").await;
    without.retain(|mutation| !WITHOUT_PERSON.iter().any(|(it, _)| it == mutation));
    assert_eq!(without, WITHOUT_VERSION.map(|(mutation, _)| mutation));
}
