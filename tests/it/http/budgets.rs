//! Each budget: what lies exactly at its limit is answered and one more is not, over HTTP and on a socket alike.

use std::time::{Duration, Instant};

use api::config::Config;
use serde_json::{Value, json};
use tests::client::{SOCKET, Socket};
use tests::stage::{PASSWORD, case::WPDA};
use tests::{Actor, Milestone, Stage, TestApp};

const EMAIL: &str = "beheer@platform.example";

/// A service with small budgets, and its administrator. Time alone is as ever: how much goes by depends on the machine.
async fn frugal() -> (TestApp, Actor) {
    frugal_with(|_| {}).await
}

/// The same, with other settings changed.
async fn frugal_with(change: impl FnOnce(&mut Config)) -> (TestApp, Actor) {
    let app = TestApp::with(|config| {
        config.sign_in.free_tries = 1_000.try_into().unwrap();
        config.budget.fields = 50;
        config.budget.introspection_fields = 30;
        config.budget.statements = 18;
        config.budget.answer_bytes = 2_000;
        config.budget.price = 100;
        config.budget.acts = 2;
        config.budget.list_items = 3;
        change(config);
    })
    .await;
    let token = app.create_administrator(EMAIL, "Bea Beheer").await;
    let choose = "mutation($input: ChoosePasswordInput!) { choosePassword(input: $input) { errors { code } } }";
    app.stranger().run(choose, json!({ "input": { "token": token, "password": PASSWORD } })).await.data();
    let admin = app.sign_in(EMAIL, PASSWORD).await;
    (app, admin)
}

/// Root fields of one kind, each under a name of its own.
fn times(count: usize, field: &str) -> String {
    (0..count).map(|number| format!("f{number}: {field} ")).collect()
}

const BY_CODE: &str = "municipalityByCode(cbsCode: \"0106\") { name }";
const SIGN_OUT: &str = "signOut(input: { refreshToken: \"none\" }) { signedOut }";

/// A document whose data take exactly so many bytes: the name of a field makes up what is missing.
fn of_bytes(wanted: usize) -> String {
    let without = json!({ "": { "name": "Assen" } }).to_string().len();
    let aliases: Vec<usize> = vec![200; 8];
    let rest = wanted - 2 - aliases.iter().map(|name| name + without - 1).sum::<usize>() - (without - 3);
    let name = |(number, length): (usize, usize)| format!("{}{number}: {BY_CODE}", "a".repeat(length - 1));
    let all = aliases.into_iter().chain([rest - 1]).enumerate().map(name);
    format!("{{ {} }}", all.collect::<Vec<_>>().join(" "))
}

/// Per budget its limit, a document exactly at it, and one just over it.
fn documents() -> Vec<(&'static str, u64, String, String)> {
    let page = |first: u32, more: &str| format!("{{ municipalities(first: {first}{more}) {{ nodes {{ name }} ");
    let names = |count: usize| format!("{{ __type(name: \"Query\") {{ {} }} }}", times(count, "name"));
    let kinds = |count: usize| {
        let kinds = vec!["COOPERATION"; count].join(", ");
        format!(
            "{{ coherence(municipalityId: \"party:676d0106-0000-8000-8000-000000000000\", kinds: [{kinds}]) {{ asOf }} }}"
        )
    };
    vec![
        ("FIELDS", 50, page(24, "") + "} }", page(24, "") + "totalCount } }"),
        (
            "FIELDS",
            50,
            page(23, "") + "__typename a: __typename } }",
            page(23, "") + "__typename a: __typename b: __typename } }",
        ),
        ("INTROSPECTION_FIELDS", 30, names(29), names(30)),
        ("STATEMENTS", 18, format!("{{ {} }}", times(18, BY_CODE)), format!("{{ {} }}", times(19, BY_CODE))),
        ("ANSWER_BYTES", 2_000, of_bytes(2_000), of_bytes(2_001)),
        (
            "PRICE",
            100,
            page(49, ", search: \"asse\"") + "totalCount a: totalCount @skip(if: true) } }",
            page(49, ", search: \"asse\"") + "totalCount a: totalCount } }",
        ),
        ("ACTS", 2, format!("mutation {{ {} }}", times(2, SIGN_OUT)), format!("mutation {{ {} }}", times(3, SIGN_OUT))),
        ("LIST_ITEMS", 3, kinds(3), kinds(4)),
    ]
}

/// The one error of an answer that has no data.
#[track_caller]
fn refusal(body: &Value) -> Value {
    assert!(body.get("data").is_none(), "{body}");
    assert_eq!(body["errors"].as_array().map(Vec::len), Some(1), "{body}");
    body["errors"][0]["extensions"].clone()
}

#[track_caller]
fn assert_over(extensions: &Value, counted: &str, limit: u64) {
    let told = [&extensions["code"], &extensions["counted"], &extensions["limit"]];
    assert_eq!(told, [&json!("TOO_EXPENSIVE"), &json!(counted), &json!(limit)], "{extensions}");
}

#[tokio::test]
async fn each_budget_holds_exactly_over_http() {
    let (app, admin) = frugal().await;
    for (counted, limit, at, over) in documents() {
        let answer = admin.run(&at, json!({})).await;
        assert!(answer.errors().is_empty(), "{counted}: {at}\n{}", answer.body);
        if counted == "ANSWER_BYTES" {
            assert_eq!(answer.body["data"].to_string().len(), 2_000, "the document is as long as it says");
        }
        let refused = app.changing_nothing(admin.run(&over, json!({}))).await;
        assert_over(&refusal(&refused.body), counted, limit);
        assert_eq!(refused.status, 400, "{counted}");
    }
    let dutch = admin.run(&documents()[0].3, json!({})).await.body["errors"][0]["message"].clone();
    assert!(dutch.as_str().unwrap().contains("meer dan 50 velden"), "{dutch}");
}

#[tokio::test]
async fn each_budget_holds_exactly_on_a_socket() {
    let (app, admin) = frugal().await;
    let mut socket = Socket::open(app.stranger().address(), SOCKET).await;
    socket.init(admin.client().token()).await;
    for (counted, limit, at, over) in documents() {
        socket.subscribe("at", &at, json!({})).await;
        socket.next_data().await;
        assert_eq!(socket.next_message().await["type"], "complete");
        socket.subscribe("over", &over, json!({})).await;
        let message = socket.next_message().await;
        assert_eq!(message["type"], "error", "{message}");
        assert_over(&message["payload"][0]["extensions"], counted, limit);
    }
    let two =
        "subscription { a: contractEvents(contractId: \"x\") { kind } b: contractEvents(contractId: \"x\") { kind } }";
    socket.subscribe("two", two, json!({})).await;
    assert_over(&socket.next_message().await["payload"][0]["extensions"], "ACTS", 1);
}

const REGISTER: &str = "mutation($code: String!) {
    registerOrganisation(input: { name: \"Werkplein\", code: $code, legalForm: FOUNDATION }) {
        organisation { id } errors { code } } }";

#[tokio::test]
async fn what_waits_too_long_is_ended_and_has_done_nothing() {
    let (app, admin) = frugal_with(|config| config.budget.seconds = 2).await;
    let held = app.database().hold_writes().await;
    let asked = Instant::now();
    let answer = admin.run(REGISTER, json!({ "code": "EEN" })).await;
    assert_over(&refusal(&answer.body), "SECONDS", 2);
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    let mut socket = admin.client().subscribe(REGISTER, json!({ "code": "TWEE" })).await;
    assert_over(&socket.next_message().await["payload"][0]["extensions"], "SECONDS", 2);
    held.release().await;
    let answer = admin.run(REGISTER, json!({ "code": "EEN" })).await;
    assert_eq!(answer.at("/registerOrganisation/errors"), &json!([]), "the code is still free");
    app.deliver_mail().await;
}

#[tokio::test]
async fn operations_on_one_socket_spend_together() {
    // A connection for each of them: who waits for one has sent nothing yet.
    let (app, admin) = frugal_with(|config| config.database.max_connections = 24).await;
    let held = app.database().hold_writes().await;
    let mut socket = Socket::open(app.stranger().address(), SOCKET).await;
    socket.init(admin.client().token()).await;
    for number in 0..=18 {
        socket.subscribe(&number.to_string(), REGISTER, json!({ "code": format!("W{number}") })).await;
    }
    // Each of them waits with its first statement, which is far from its own limit.
    let message = socket.next_message().await;
    assert_over(&message["payload"][0]["extensions"], "STATEMENTS", 18);
    held.release().await;
    drop(socket);
}

/// The smallest budget of statements with which something is answered at another service: told is whether it is.
async fn least_statements(app: &mut TestApp, answered: impl AsyncFn(std::net::SocketAddr) -> bool) -> u64 {
    for statements in 1..=40 {
        app.config_mut().budget.statements = statements;
        let another = app.second().await;
        let enough = answered(another.address()).await;
        another.stop().await.unwrap();
        if enough {
            return statements;
        }
    }
    panic!("forty statements are not enough")
}

#[tokio::test]
async fn files_and_opening_a_subscription_have_a_budget_too() {
    let mut app = TestApp::for_years().await;
    let (client, contract, file) = {
        let stage = Stage::at(&app, Milestone::Drafted).await;
        let file = stage.attach(WPDA, "Bijlage.pdf").await["downloadUrl"].as_str().unwrap().to_owned();
        (stage.account_holder("Assen").client().clone(), stage.contract_id(WPDA).await, file)
    };
    let matrix = format!("/contracts/{contract}/matrix.csv");
    let weighs = u64::try_from(client.get(&matrix).await.body.len()).unwrap();
    for address in [&file, &matrix] {
        let least = least_statements(&mut app, async |there| {
            let answer = client.at(there).get(address).await;
            if answer.status != 200 {
                assert_eq!(answer.status, 400, "{}", answer.text());
                assert_eq!(answer.json()["errors"][0]["extensions"]["counted"], "STATEMENTS");
                assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "TOO_EXPENSIVE");
            }
            answer.status == 200
        })
        .await;
        assert!(least > 1, "{address} asks the database something");
    }
    app.config_mut().budget.statements = 1;
    let another = app.second().await;
    let listen = "subscription($id: ID!) { contractEvents(contractId: $id) { kind } }";
    let mut socket = client.at(another.address()).subscribe(listen, json!({ "id": contract })).await;
    assert_over(&socket.next_message().await["payload"][0]["extensions"], "STATEMENTS", 1);
    another.stop().await.unwrap();
    app.config_mut().budget.statements = 200;
    for (bytes, status) in [(weighs, 200), (weighs - 1, 400)] {
        app.config_mut().budget.answer_bytes = bytes;
        let another = app.second().await;
        let answer = client.at(another.address()).get(&matrix).await;
        assert_eq!(answer.status, status, "{}", answer.text());
        if status == 400 {
            assert_over(&answer.json()["errors"][0]["extensions"], "ANSWER_BYTES", bytes);
        }
        another.stop().await.unwrap();
    }
}

#[tokio::test]
async fn introspection_can_be_closed() {
    let app = TestApp::with(|config| config.budget.introspection = false).await;
    for document in ["{ __schema { types { name } } }", "{ __type(name: \"Query\") { name } }"] {
        let answer = app.stranger().run(document, json!({})).await;
        assert_eq!(refusal(&answer.body)["code"], "FORBIDDEN");
    }
    assert_eq!(app.stranger().run("{ __typename }", json!({})).await.text("/__typename"), "Query");
}

#[tokio::test]
async fn no_text_is_longer_than_what_it_is_for() {
    let app = TestApp::for_years().await;
    let search = "query($search: String) { municipalities(search: $search) { totalCount } }";
    let (code, admin) = ("query($it: String!) { municipalityByCode(cbsCode: $it) { name } }", app.stranger());
    for (document, name) in [(search, "search"), (code, "it")] {
        let fits = admin.run(document, json!({ name: "é".repeat(1_000) })).await;
        fits.assert_error("UNAUTHENTICATED");
        for text in ["é".repeat(1_000) + "x", "%".repeat(60_000)] {
            let answer = admin.run(document, json!({ name: text })).await;
            let told = refusal(&answer.body);
            assert_eq!([&told["code"], &told["field"]], [&json!("BAD_USER_INPUT"), &json!(name)]);
        }
    }
    let written = format!("{{ municipalities(search: \"{}\") {{ totalCount }} }}", "x".repeat(2_001));
    assert_eq!(refusal(&admin.run(&written, json!({})).await.body)["code"], "BAD_USER_INPUT");
    let act = "mutation($token: String!) { signOut(input: { refreshToken: $token }) { signedOut } }";
    let answer = admin.run(act, json!({ "token": "x".repeat(40_001) })).await;
    assert_eq!(refusal(&answer.body)["code"], "BAD_USER_INPUT");
}

#[test]
fn the_readme_tells_every_budget_with_its_default() {
    let readme = include_str!("../../../README.md");
    for setting in api::config::SETTINGS.iter().filter(|it| it.name.starts_with("budget.")) {
        let named = format!("`{}`", setting.name);
        let line = readme.lines().find(|line| line.contains(&named) || line.contains(&format!("`{} =", setting.name)));
        let line = line.unwrap_or_else(|| panic!("the README does not tell of {named}"));
        let default = match setting.default {
            "2097152" => "2 MiB",
            "true" => "false` closes",
            plain => plain,
        };
        assert!(line.replace(',', "").contains(default), "{named} is {default} when nothing is set: {line}");
    }
}
