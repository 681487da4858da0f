//! Small questions that would cost a great deal: each is answered or refused quickly, and nobody else waits.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::json;
use tests::client::{SOCKET, Socket};
use tests::stage::PASSWORD;
use tests::stage::case::WPDA;
use tests::walk::{Walker, guesses};
use tests::{Answer, Client, Milestone, Stage, TestApp};

/// How long others may have to wait for an answer. A debug build on a busy machine; there it takes a tenth.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends the document while somebody else asks who they are, over and over; how it was answered.
async fn beside(other: &Client, work: impl Future<Output = Answer>) -> Answer {
    let mut work = std::pin::pin!(work);
    loop {
        let asked = Instant::now();
        tokio::select! {
            biased;
            answer = &mut work => return answer,
            answer = other.run("{ viewer { email } }", json!({})) => {
                assert!(answer.errors().is_empty(), "{}", answer.body);
                assert!(asked.elapsed() < PATIENCE, "somebody else waited for {:?}", asked.elapsed());
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// What the service says of a document that costs too much, if it does.
fn counted(answer: &Answer) -> Option<&str> {
    let extensions = &answer.body["errors"][0]["extensions"];
    if extensions["code"] != "TOO_EXPENSIVE" {
        return None;
    }
    assert!(answer.body.get("data").is_none(), "no part of an answer that costs too much");
    assert_eq!(answer.errors().len(), 1, "{}", answer.body);
    extensions["counted"].as_str()
}

#[tokio::test]
async fn the_schema_told_in_circles_is_refused() {
    let app = TestApp::new().await;
    let circle = (0..5).fold("name".to_owned(), |inner, _| format!("possibleTypes {{ interfaces {{ {inner} }} }}"));
    let document = format!("{{ __type(name: \"Node\") {{ {circle} }} }}");
    let answer = app.stranger().run(&document, json!({})).await;
    assert_eq!(counted(&answer), Some("INTROSPECTION_FIELDS"));
}

#[tokio::test]
async fn the_standard_question_about_the_schema_is_answered() {
    let app = TestApp::new().await;
    let document = include_str!("../../../api/src/http/gate/tests/introspection.graphql");
    let answer = app.stranger().run(document, json!({})).await;
    let types = answer.at("/__schema/types").as_array().unwrap();
    assert!(types.iter().any(|it| it["name"] == "Contract" && it["fields"].is_array()));
    let list = types.iter().find(|it| it["name"] == "ContractConnection").unwrap();
    let nodes = list["fields"].as_array().unwrap().iter().find(|it| it["name"] == "nodes").unwrap();
    assert_eq!(nodes["type"]["ofType"]["ofType"]["ofType"]["name"], "Contract");
    assert_eq!(answer.at("/__schema/directives/0/isRepeatable"), &json!(false));
}

#[tokio::test]
async fn many_guesses_in_one_document_are_not_tried() {
    let app = TestApp::with(|config| config.sign_in.free_tries = 11.try_into().unwrap()).await;
    let email = "beheer@platform.example";
    let token = app.create_administrator(email, "Bea Beheer").await;
    let choose = "mutation($input: ChoosePasswordInput!) { choosePassword(input: $input) { errors { code } } }";
    app.stranger().run(choose, json!({ "input": { "token": token, "password": PASSWORD } })).await.data();
    let hundred = guesses(100).replace("iemand@voorbeeld.example", email);
    assert_eq!(counted(&app.changing_nothing(app.stranger().run(&hundred, json!({}))).await), Some("ACTS"));
    let hidden = format!("mutation {{ ...all }} fragment all on Mutation {}", &guesses(11)["mutation ".len()..]);
    assert_eq!(counted(&app.stranger().run(&hidden, json!({})).await), Some("ACTS"));
    // Had they been tried, the account would be at its limit now.
    app.sign_in(email, PASSWORD).await;
}

/// Values for arguments that lead into the case.
async fn known(stage: &Stage<'_>) -> BTreeMap<String, Vec<String>> {
    let (contract, cycle) = (stage.contract_id(WPDA).await, stage.cycle_id(2020).await);
    let target_set = stage.read_targets(2020, "Assen").await["id"].as_str().unwrap().to_owned();
    let report = stage.read_report(2020, 1).await["id"].as_str().unwrap().to_owned();
    let party = stage.party("Assen").to_owned();
    let of = |name: &str, values: Vec<&String>| (name.to_owned(), values.into_iter().cloned().collect());
    BTreeMap::from([
        of("id", vec![&contract, &cycle, &target_set, &report, &party]),
        of("contractId", vec![&contract]),
        of("municipalityId", vec![&party]),
        of("municipalityIds", vec![&party]),
        of("code", vec![&WPDA.to_owned()]),
        of("cbsCode", vec![&"0106".to_owned()]),
    ])
}

#[tokio::test]
async fn what_multiplies_in_a_contract_is_refused_and_nobody_else_waits() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Accepted(4)).await;
    let holder = stage.account_holder("Assen").client();
    let other = stage.account_holder("Tynaarlo").client();
    let circles = (0..4).fold("values { municipality { name } value status }".to_owned(), |inner, _| {
        format!("cycle {{ reports {{ {inner} }} }}")
    });
    let in_contract = |inner: &str| format!("{{ contractByCode(code: \"{WPDA}\") {{ {inner} }} }}");
    let answer =
        beside(other, holder.run(&in_contract(&format!("cycles {{ reports {{ {circles} }} }}")), json!({}))).await;
    assert_eq!(counted(&answer), Some("FIELDS"), "{}", answer.body);

    let trails: String =
        (0..100).map(|number| format!("t{number}: auditTrail(first: 100) {{ totalCount }} ")).collect();
    let answer = beside(other, holder.run(&in_contract(&trails), json!({}))).await;
    assert_eq!(counted(&answer), Some("STATEMENTS"));

    let line = "indicator { indicator { code name } } municipality { name } target { value state } toDate standing \
        series { until value annual }";
    let lines: String = (0..60).map(|number| format!("d{number}: dashboard(last: 24) {{ {line} }} ")).collect();
    let answer = beside(other, holder.run(&in_contract(&format!("cycle(year: 2020) {{ {lines} }}")), json!({}))).await;
    assert_eq!(counted(&answer), Some("FIELDS"));
}

#[tokio::test]
async fn twenty_operations_on_a_socket_cost_no_more_than_one_request() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Accepted(2)).await;
    let holder = stage.account_holder("Assen").client();
    let mut socket = Socket::open(holder.address(), SOCKET).await;
    socket.init(holder.token()).await;
    let trails: String = (0..20).map(|number| format!("t{number}: auditTrail(first: 100) {{ totalCount }} ")).collect();
    let document = format!("{{ contractByCode(code: \"{WPDA}\") {{ {trails} }} }}");
    holder.run(&document, json!({})).await.data();
    let asked = Instant::now();
    for number in 0..20 {
        socket.subscribe(&number.to_string(), &document, json!({})).await;
    }
    let (mut ended, mut refused) = (0, 0);
    while ended < 20 {
        let message = socket.next_message().await;
        ended += usize::from(message["type"] != "next");
        refused += usize::from(message["payload"][0]["extensions"]["counted"] == "STATEMENTS");
    }
    assert!(refused >= 10, "only {refused} of 20 were refused");
    assert!(asked.elapsed() < Duration::from_secs(20), "{:?}", asked.elapsed());
}

#[tokio::test]
async fn random_walks_over_the_schema_are_answered_or_refused() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Accepted(2)).await;
    let walker = Walker::new(&app.stranger(), known(&stage).await).await;
    let other = stage.account_holder("Tynaarlo").client();
    let askers = [stage.account_holder("Assen").client().clone(), stage.director().client().clone(), app.stranger()];
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 1..=150 {
        let document = walker.document(seed);
        let asker = &askers[usize::try_from(seed).unwrap() % askers.len()];
        let answer = beside(other, asker.run(&document, json!({}))).await;
        let codes = answer.error_codes();
        assert!(!codes.contains(&"INTERNAL".to_owned()), "seed {seed}: {}\n{document}", answer.body);
        assert!(answer.status < 500, "seed {seed}: {}", answer.body);
        let kind = counted(&answer).map_or_else(|| codes.first().cloned().unwrap_or_default(), str::to_owned);
        *told.entry(kind).or_default() += 1;
    }
    println!("{told:?}");
    let times = |kinds: &[&str]| kinds.iter().filter_map(|kind| told.get(*kind)).sum::<usize>();
    assert!(times(&[""]) > 20, "hardly one is answered: {told:?}");
    let running = ["FIELDS", "INTROSPECTION_FIELDS", "STATEMENTS", "ANSWER_BYTES", "PRICE"];
    assert!(times(&running) > 2, "hardly one costs too much: {told:?}");
}
