//! Two acts of one rule at the same moment: what the rule says holds afterwards, and nobody gets an error.
//!
//! On PostgreSQL these are races; on SQLite one waits for the other. `TEST_ROUNDS` has more rounds tried.

use futures_util::future::{join, join_all};
use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Answer, Client, Milestone, Stage, TestApp};

use super::rounds;
use crate::access::people::{administrator, id, municipality};
use crate::reorganisation::case::Case;

/// What came of an act: nothing when it was done, or the codes and paths of its refusals.
pub(super) fn refused(answer: &Answer, act: &str) -> Vec<(String, String)> {
    let errors = answer.at(&format!("/{act}/errors")).as_array().unwrap();
    if errors.is_empty() {
        return Vec::new();
    }
    answer.refusals(act).into_iter().map(|refusal| (refusal.code, refusal.path)).collect()
}

/// Plans that a municipality goes up into Groningen; gives the input that executes it.
pub(super) async fn going_up(case: &Case<'_>, ending: &str) -> Value {
    let plan = json!({ "name": "Opgegaan", "date": "2019-01-01", "predecessorIds": [ending],
        "successorId": case.parties["Groningen"], "legalBasis": "Wet" });
    let planned = case.admin.did("planReorganisation", plan).await;
    json!({ "reorganisationId": planned["reorganisation"]["id"], "expectedVersion": 1 })
}

/// Sees to it that it went up. Where something was drawn up while it was looking it is asked once more, and takes that
/// along.
pub(super) async fn gone_up(case: &Case<'_>, executed: &Answer, input: Value) {
    match refused(executed, "executeReorganisation").as_slice() {
        [] => {}
        [(code, _)] if code == "STALE" => drop(case.admin.did("executeReorganisation", input).await),
        other => panic!("{other:?}"),
    }
}

/// Sends two acts at once, each to a service of its own: exactly one is done, the other is refused so.
async fn one_of_two(act: &str, pairs: [(&Client, Value); 2], code: &str, path: &str) -> Value {
    let [(one, first), (other, second)] = pairs;
    let (first, second) = join(one.act(act, first), other.act(act, second)).await;
    let (done, not) = if refused(&first, act).is_empty() { (first, second) } else { (second, first) };
    assert_eq!(refused(&not, act), [(code.to_owned(), path.to_owned())]);
    done.payload(act).clone()
}

#[tokio::test]
async fn a_code_is_registered_once() {
    let app = TestApp::for_years().await;
    let admin = administrator(&app).await;
    let another = app.another().await;
    let there = admin.client().at(another.address());
    for round in 0..rounds(10) {
        let input = |name: &str| json!({ "name": name, "cbsCode": format!("{}", 9_000 + round) });
        let pair = [(admin.client(), input("Een")), (&there, input("Ander"))];
        one_of_two("registerMunicipality", pair, "TAKEN", "cbsCode").await;
    }
    another.stop().await.unwrap();
}

#[tokio::test]
async fn a_number_belongs_to_one_party() {
    let app = TestApp::for_years().await;
    let admin = administrator(&app).await;
    let another = app.another().await;
    let there = admin.client().at(another.address());
    let mut parties = Vec::new();
    for code in ["EEN", "TWEE"] {
        let input = json!({ "name": code, "code": code, "legalForm": "FOUNDATION" });
        parties.push((id(&admin.did("registerOrganisation", input).await, "/organisation/id"), 1));
    }
    for round in 0..rounds(10) {
        let input = |(party, version): &(String, i64)| {
            json!({ "partyId": party, "expectedVersion": version,
            "oin": format!("{:020}", 1_000_000 + round) })
        };
        let pair = [(admin.client(), input(&parties[0])), (&there, input(&parties[1]))];
        let done = one_of_two("identifyParty", pair, "TAKEN", "oin").await;
        let winner = parties.iter_mut().find(|(party, _)| done["party"]["id"] == **party).unwrap();
        winner.1 += 1;
    }
    another.stop().await.unwrap();
}

/// How many municipalities take part in a body on 1 January 2020, each as often as it does.
async fn participants(admin: &Actor, body: &str) -> usize {
    let document = "query($id: ID!) { node(id: $id) { ... on ExecutingOrganisation {
        participants(asOf: \"2020-01-01\") { id } } } }";
    let found = admin.run(document, json!({ "id": body })).await;
    found.at("/node/participants").as_array().unwrap().len()
}

#[tokio::test]
async fn a_municipality_takes_part_once_on_a_day() {
    let app = TestApp::for_years().await;
    let admin = administrator(&app).await;
    let another = app.another().await;
    let there = admin.client().at(another.address());
    let assen = municipality(&admin, "0106", "Assen").await;
    for round in 0..rounds(5) {
        let input = json!({ "name": "GR", "code": format!("GR{round}"), "legalForm": "JOINT_ARRANGEMENT" });
        let body = id(&admin.did("registerOrganisation", input).await, "/organisation/id");
        let input = |from: &str| json!({ "organisationId": body, "municipalityId": assen, "from": from });
        let pair = [(admin.client(), input("2019-01-01")), (&there, input("2018-01-01"))];
        one_of_two("addParticipant", pair, "OVERLAPS", "from").await;
        assert_eq!(participants(&admin, &body).await, 1);
    }
    another.stop().await.unwrap();
}

#[tokio::test]
async fn one_amendment_is_under_way() {
    let mut app = TestApp::for_years().await;
    app.leave_mail_undelivered();
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let another = app.another().await;
    let holders = [stage.account_holder("Assen"), stage.account_holder("Tynaarlo")];
    let there = holders[1].client().at(another.address());
    for _ in 0..rounds(5) {
        let plan = json!({ "title": "Anders", "reason": "Daarom", "effectiveFrom": "2021-01-01" });
        let input = stage.versioned(WPDA, plan).await;
        let pair = [(holders[0].client(), input.clone()), (&there, input)];
        let done = one_of_two("amendContract", pair, "AMENDMENT_UNDER_WAY", "").await;
        let it = &done["amendment"];
        let input = json!({ "contractId": it["id"], "expectedVersion": it["version"], "reason": "Toch niet" });
        holders[0].did("withdrawContract", input).await;
    }
    another.stop().await.unwrap();
}

#[tokio::test]
async fn clients_that_adopt_at_once_are_all_there() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::TargetsAgreed).await;
    let another = app.another().await;
    let mut acts = Vec::new();
    for (place, name) in stage.case.municipalities().into_iter().enumerate() {
        let decided = json!({ "decidedOn": "2019-12-01", "decisionReference": format!("B&W {name}") });
        let input = stage.versioned_targets(2020, name, decided).await;
        let client = stage.portfolio_holder(name).client();
        let client = if place == 1 { client.at(another.address()) } else { client.clone() };
        acts.push(async move { client.act("adoptTargets", input).await });
    }
    stage.on("2019-12-02");
    for answer in join_all(acts).await {
        answer.payload("adoptTargets");
    }
    let document = "query($id: ID!) { annualCycle(id: $id) { phase reports { number state } } }";
    let year = stage.account_holder("Assen").run(document, json!({ "id": stage.cycle_id(2020).await })).await;
    assert_eq!(year.at("/annualCycle/phase"), "EXECUTION");
    assert_eq!(year.at("/annualCycle/reports").as_array().unwrap().len(), 5);
    app.deliver_mail().await;
    another.stop().await.unwrap();
}

#[tokio::test]
async fn an_open_point_is_dealt_with_in_the_version_that_was_read() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Reviewed).await;
    stage.open_cycle(2021).await;
    let another = app.another().await;
    let holder = stage.account_holder("Assen");
    let document = "query($id: ID!) { annualCycle(id: $id) {
        openPoints { id version answered closedBecause municipality { name } } } }";
    let points = async || {
        let answer = holder.run(document, json!({ "id": stage.cycle_id(2021).await })).await;
        let all = answer.at("/annualCycle/openPoints").as_array().unwrap().clone();
        all.into_iter().find(|it| it["municipality"]["name"] == "Assen").unwrap()
    };
    let point = points().await;
    assert_eq!((&point["version"], &point["answered"]), (&json!(1), &json!(false)));
    let input = |reason: &str| json!({ "openPointId": point["id"], "expectedVersion": 1, "reason": reason });
    let there = holder.client().at(another.address());
    let pair = [(holder.client(), input("Gedaan")), (&there, input("Niet meer nodig"))];
    let done = one_of_two("closeOpenPoint", pair, "STALE", "expectedVersion").await;
    assert_eq!(done["openPoint"]["version"], 2);
    let closed = points().await;
    assert_eq!((&closed["version"], &closed["answered"]), (&json!(2), &json!(true)));
    // Whoever read it may deal with it in another way.
    let mut input = input("Bij nader inzien");
    input["expectedVersion"] = 2.into();
    holder.did("closeOpenPoint", input).await;
    assert_eq!(points().await["closedBecause"], "Bij nader inzien");
    app.deliver_mail().await;
    another.stop().await.unwrap();
}

/// A draft that names a municipality in the moment in which it ends either comes too late, or passes with it.
#[tokio::test]
async fn no_draft_is_left_with_a_municipality_that_ended() {
    let mut app = TestApp::for_years().await;
    app.leave_mail_undelivered();
    let case = Case::begun(&app).await;
    let another = app.another().await;
    app.travel_to("2019-01-03");
    for round in 0..rounds(5) {
        let input = json!({ "name": format!("Gemeente {round}"), "cbsCode": format!("{}", 9_000 + round) });
        let ending = id(&case.admin.did("registerMunicipality", input).await, "/municipality/id");
        let it = going_up(&case, &ending).await;
        let code = format!("OPDR-{round}");
        let terms = json!({ "code": code, "title": code, "kind": "ASSIGNMENT", "startsOn": "2019-01-01",
            "endsOn": "2025-12-31", "reportingFrequency": "HALF_YEARLY" });
        let clients = [&case.parties["Delfzijl"], &ending];
        let draft = json!({ "terms": terms, "clientIds": clients, "contractorId": case.parties["FIV"] });
        let holder = case.holder("Delfzijl").client().at(another.address());
        let (drafted, executed) =
            join(holder.act("draftContract", draft), case.admin.act("executeReorganisation", it.clone())).await;
        gone_up(&case, &executed, it).await;
        let late = refused(&drafted, "draftContract");
        if late.is_empty() {
            let contract = case.contract(&code, "clients(asOf: \"2019-01-03\") { municipality { id } }").await;
            let left = contract["clients"].as_array().unwrap().iter().any(|it| it["municipality"]["id"] == ending);
            assert!(!left, "{contract}");
        } else {
            assert_eq!(late, [("PARTY_NOT_THERE".to_owned(), "clientIds.1".to_owned())]);
        }
    }
    another.stop().await.unwrap();
}
