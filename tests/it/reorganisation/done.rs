//! What is moved, and that the past stays.

use api::app::Depth;
use serde_json::{Value, json};
use tests::TestApp;

use super::case::{Case, THREE};

const PREVIEW: &str = "preview { contracts { code contractor fate clients } bodies { name fate adaptBy }
    rolesMoved refusals { code path } }";

fn names(clients: &Value) -> Vec<&str> {
    let clients = clients.as_array().expect("a list of clients");
    let mut names: Vec<&str> = clients.iter().map(|it| it["municipality"]["name"].as_str().unwrap_or("?")).collect();
    names.sort_unstable();
    names
}

/// Ten Boer went into the Groningen of 2019.
async fn groningen(case: &Case<'_>) -> Value {
    let it = case.planned("2019-01-01", &["Ten Boer"], "Groningen").await;
    case.app.travel_to("2019-01-01");
    case.admin.did("executeReorganisation", it.clone()).await;
    it
}

#[tokio::test]
async fn the_preview_tells_what_will_be_done_and_nothing_is_done_before_the_day() {
    let app = TestApp::for_years().await;
    let case = Case::at(&app).await;
    groningen(&case).await;
    case.forget_mail().await;
    app.travel_to("2020-12-31");
    let it = case.planned("2021-01-01", &THREE, "Eemsdelta").await;
    let preview = case.read(&it, &format!("state viewerCanExecute {{ allowed reasons {{ code }} }} {PREVIEW}")).await;
    assert_eq!(
        preview,
        json!({ "state": "PLANNED",
            "viewerCanExecute": { "allowed": false, "reasons": [{ "code": "REORGANISATION_TOO_EARLY" }] },
            "preview": {
                "contracts": [
                    { "code": "OPDR-ISD", "contractor": "ISD Noordoost", "fate": "LAPSES", "clients": [] },
                    { "code": "OPDR-FIV", "contractor": "Fivelingo", "fate": "PASSES",
                        "clients": ["Groningen", "Eemsdelta"] },
                ],
                "bodies": [
                    { "name": "ISD Noordoost", "fate": "LAPSES", "adaptBy": null },
                    { "name": "Fivelingo", "fate": "GOES_ON", "adaptBy": "2021-07-01" },
                ],
                "rolesMoved": 3,
                "refusals": [{ "code": "REORGANISATION_TOO_EARLY", "path": [] }],
            } })
    );
    app.changing_nothing(async {
        let answer = case.admin.act("executeReorganisation", it.clone()).await;
        answer.assert_refused("executeReorganisation", &[("REORGANISATION_TOO_EARLY", "")]);
    })
    .await;
    app.travel_to("2021-01-01");
    case.admin.did("executeReorganisation", it).await;
    app.deliver_mail().await;
}

#[tokio::test]
async fn one_contract_lapses_and_the_other_passes() {
    let app = TestApp::for_years().await;
    let case = Case::at(&app).await;
    let first = groningen(&case).await;
    let due = case.read(&first, "state adaptations { organisation { code } dueOn }").await;
    let fivelingo = json!({ "organisation": { "code": "FIV" }, "dueOn": "2019-07-01" });
    assert_eq!(due, json!({ "state": "EXECUTED", "adaptations": [fivelingo] }));

    let it = case.planned("2021-01-01", &THREE, "Eemsdelta").await;
    app.travel_to("2021-01-01");
    case.forget_mail().await;
    case.admin.did("executeReorganisation", it.clone()).await;
    app.deliver_mail().await;
    let mut told: Vec<String> = app.mailbox().take().into_iter().flat_map(|mail| mail.to).collect();
    told.sort();
    told.dedup();
    let expected = ["director@fiv", "director@isd", "holder@appingedam", "holder@delfzijl", "holder@loppersum"];
    assert_eq!(told, expected.map(|name| format!("{name}.example")));

    let fields = "id state eve: validity(asOf: \"2020-12-31\") after: validity(asOf: \"2021-01-01\") holdsUntil
        terminations { ground lastDay municipality { name } }
        past: textAsOf(day: \"2018-12-31\") { clients(asOf: \"2018-12-31\") { municipality { name } } }
        before: textAsOf(day: \"2020-12-31\") { clients(asOf: \"2020-12-31\") { municipality { name } } }
        now: textAsOf(day: \"2021-01-01\") { clients(asOf: \"2021-01-01\") { municipality { name } decisionReference } }";
    let isd = case.contract("OPDR-ISD", fields).await;
    assert_eq!((&isd["eve"], &isd["after"]), (&json!("IN_FORCE"), &json!("TERMINATED")));
    assert_eq!(names(&isd["terminations"]), ["Appingedam", "Delfzijl", "Loppersum"]);
    for ended in isd["terminations"].as_array().unwrap() {
        assert_eq!((&ended["ground"], &ended["lastDay"]), (&json!("LAPSED_BY_LAW"), &json!("2020-12-31")));
    }

    let fivelingo = case.contract("OPDR-FIV", fields).await;
    assert_eq!((&fivelingo["eve"], &fivelingo["after"]), (&json!("IN_FORCE"), &json!("IN_FORCE")));
    assert_eq!(fivelingo["terminations"], json!([]));
    assert_eq!(names(&fivelingo["past"]["clients"]), ["Appingedam", "Delfzijl", "Loppersum", "Ten Boer"]);
    assert_eq!(names(&fivelingo["before"]["clients"]), ["Appingedam", "Delfzijl", "Groningen", "Loppersum"]);
    assert_eq!(names(&fivelingo["now"]["clients"]), ["Eemsdelta", "Groningen"]);
    for client in fivelingo["now"]["clients"].as_array().unwrap() {
        assert_eq!(client["decisionReference"], "Wet arhi art. 44");
    }

    let participants = "query($id: ID!) { node(id: $id) { ... on ExecutingOrganisation { validTo
        before: participants(asOf: \"2020-12-31\") { name } now: participants(asOf: \"2021-01-01\") { name } } } }";
    let count = |answer: &Value, key: &str| answer[key].as_array().unwrap().len();
    let body = case.admin.run(participants, json!({ "id": case.parties["FIV"] })).await.at("/node").clone();
    assert_eq!((count(&body, "before"), count(&body, "now"), &body["validTo"]), (4, 2, &Value::Null));
    let body = case.admin.run(participants, json!({ "id": case.parties["ISD"] })).await.at("/node").clone();
    assert_eq!((count(&body, "before"), count(&body, "now"), &body["validTo"]), (3, 0, &json!("2020-12-31")));
    assert_eq!(app.faults(Depth::Things).await, Vec::<String>::new(), "the trail tells of what was moved");
}

#[tokio::test]
async fn the_people_work_for_the_successor_and_it_is_done_once() {
    let app = TestApp::for_years().await;
    let case = Case::at(&app).await;
    groningen(&case).await;
    let it = case.planned("2021-01-01", &THREE, "Eemsdelta").await;
    app.travel_to("2021-01-01");
    case.admin.did("executeReorganisation", it.clone()).await;
    case.forget_mail().await;

    let viewer = case.holder("Delfzijl").run("{ viewer { memberships { party { name } role } } }", json!({})).await;
    // The role is at the successor, which answers for the past of the three.
    let held = viewer.at("/viewer/memberships").as_array().unwrap();
    assert_eq!(held[0], json!({ "party": { "name": "Eemsdelta" }, "role": "ACCOUNT_HOLDER" }));
    let mut stands_for: Vec<&str> = held[1..].iter().map(|it| it["party"]["name"].as_str().unwrap()).collect();
    stands_for.sort_unstable();
    assert_eq!(stands_for, ["Appingedam", "Delfzijl", "Loppersum"]);
    let fivelingo = case
        .contract(
            "OPDR-FIV",
            &format!(
                "code viewerCanAmend {{ allowed }} viewerCanTerminate(municipalityId: \"{}\") {{ allowed }}
                auditTrail(first: 100) {{ nodes {{ kind }} }}",
                case.parties["Eemsdelta"]
            ),
        )
        .await;
    assert_eq!(fivelingo["viewerCanAmend"]["allowed"], true);
    assert_eq!(fivelingo["viewerCanTerminate"]["allowed"], true);
    let trail = fivelingo["auditTrail"]["nodes"].as_array().unwrap();
    assert_eq!(trail.iter().filter(|it| it["kind"] == "CONTRACT_PASSED").count(), 2, "in 2019 and in 2021");
    assert_eq!(case.contract("OPDR-ISD", "code").await["code"], "OPDR-ISD", "what ended can still be read");

    app.changing_nothing(async {
        let payload = case.admin.did("executeReorganisation", it.clone()).await;
        assert_eq!(payload["reorganisation"]["state"], "EXECUTED");
    })
    .await;
}
