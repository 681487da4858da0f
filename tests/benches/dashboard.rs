//! The dashboard through GraphQL, held against the same data read by one hand-written prepared statement per list.
//!
//! `cargo bench -p tests --bench dashboard` prints both times and, from runs taken in turn, their ratio.

use std::{sync::Arc, time::Instant};

use api::{
    app::{App, Parts},
    clock::{Clock, FixedClock},
    config::Config,
    demo::story,
    graphql::{api::Api, context::Caller},
};
use async_graphql::Request;
use chrono::{TimeZone, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::{Value, json};
use sqlx::{Column, Row, SqlitePool, sqlite::SqliteRow};

const DASHBOARD: &str = r#"{
    contractByCode(code: "PO-WPDA") {
        id code title state startsOn endsOn
        contractor { name }
        clients { municipality { name } decidedOn }
        matrix { role domain entries { task { name } partner { name } explanation } }
        cycle(year: 2020) {
            phase
            dashboard(last: 4) {
                indicator { indicator { code name unit } }
                municipality { name }
                target { value state }
                toDate standing
                series { until value }
            }
        }
    }
}"#;

/// One statement per list of [`DASHBOARD`].
const LISTS: [(&str, &str); 6] = [
    (
        "contract",
        "SELECT c.code, c.title, c.state, c.starts_on, c.ends_on, p.name FROM contract c \
         JOIN party p ON p.id = c.contractor_id WHERE c.code = 'PO-WPDA'",
    ),
    (
        "clients",
        "SELECT p.name, k.decided_on FROM contract_client k JOIN contract c ON c.id = k.contract_id \
         JOIN party p ON p.id = k.municipality_id WHERE c.code = 'PO-WPDA' ORDER BY k.position",
    ),
    (
        "matrix",
        "SELECT m.role, m.domain, t.name, p.name AS partner, m.explanation FROM matrix_entry m \
         JOIN contract c ON c.id = m.contract_id LEFT JOIN task t ON t.id = m.task_id \
         LEFT JOIN party p ON p.id = m.partner_id WHERE c.code = 'PO-WPDA' ORDER BY m.position",
    ),
    (
        "indicators",
        "SELECT i.code, i.name_nl, i.unit, u.amber_margin, u.red_margin FROM contract_indicator u \
         JOIN contract c ON c.id = u.contract_id JOIN indicator i ON i.id = u.indicator_id \
         WHERE c.code = 'PO-WPDA' ORDER BY u.position",
    ),
    (
        "targets",
        "SELECT p.name, i.code, t.value, t.state FROM target t JOIN target_set s ON s.id = t.target_set_id \
         JOIN annual_cycle y ON y.id = s.cycle_id JOIN contract c ON c.id = y.contract_id \
         JOIN party p ON p.id = s.municipality_id JOIN contract_indicator u ON u.id = t.contract_indicator_id \
         JOIN indicator i ON i.id = u.indicator_id WHERE c.code = 'PO-WPDA' AND y.year = 2020 ORDER BY s.id, t.position",
    ),
    (
        "values",
        "SELECT * FROM (SELECT p.name, i.code, r.period_end, v.status, v.number, v.denominator, ROW_NUMBER() OVER \
         (PARTITION BY v.contract_indicator_id, v.municipality_id ORDER BY r.period_end DESC, r.annual DESC) AS n \
         FROM report_value v JOIN report r ON r.id = v.report_id AND r.submission = v.submission \
         JOIN annual_cycle y ON y.id = r.cycle_id \
         JOIN contract c ON c.id = y.contract_id JOIN party p ON p.id = v.municipality_id \
         JOIN contract_indicator u ON u.id = v.contract_indicator_id JOIN indicator i ON i.id = u.indicator_id \
         WHERE c.code = 'PO-WPDA' AND y.year <= 2020 AND v.cell = '' AND r.submitted_at IS NOT NULL) WHERE n <= 4",
    ),
];

struct Both {
    api: Arc<dyn Api>,
    caller: Caller,
    pool: SqlitePool,
    _files: tempfile::TempDir,
}

/// The demo's story, once, with an account holder signed in and a second way to its database.
async fn prepare() -> Both {
    let files = tempfile::tempdir().unwrap();
    let config = Config::development(files.path());
    let url = config.database.url.expose().to_owned();
    let clock = FixedClock::new(Utc.with_ymd_and_hms(2019, 1, 7, 9, 0, 0).unwrap());
    let shared: Arc<dyn Clock> = Arc::new(clock.clone());
    let app = App::build(config, Parts::at(shared)).await.unwrap();
    story::load(app.services(), &clock).await.unwrap();
    let person = story::people().into_iter().find(|person| person.role.name() == "ACCOUNT_HOLDER").unwrap();
    let sign_in = format!(
        r#"mutation {{ signIn(input: {{ email: "{}", password: "{}" }}) {{ accessToken }} }}"#,
        person.email,
        story::PASSWORD
    );
    let nobody = Caller {
        viewer: None,
        expires_at: None,
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        locale: api::policy::Locale::Nl,
        request_id: "bench".to_owned(),
    };
    let answer = app.api().execute(Request::new(sign_in), nobody.clone()).await;
    let token = answer.data.into_json().unwrap().pointer("/signIn/accessToken").unwrap().as_str().unwrap().to_owned();
    let api::auth::Session { viewer, expires_at, .. } = app.authenticator().session(&token).await.unwrap();
    let caller = Caller { viewer: Some(viewer), expires_at: Some(expires_at), ..nobody };
    let pool = SqlitePool::connect(&url).await.unwrap();
    Both { api: app.api(), caller, pool, _files: files }
}

async fn through_graphql(both: &Both) -> String {
    let answer = both.api.execute(Request::new(DASHBOARD), both.caller.clone()).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    serde_json::to_string(&answer).unwrap()
}

async fn by_hand(both: &Both) -> String {
    let mut lists = serde_json::Map::new();
    for (name, sql) in LISTS {
        let rows = sqlx::query(sql).fetch_all(&both.pool).await.unwrap();
        lists.insert(name.to_owned(), rows.iter().map(row).collect());
    }
    serde_json::to_string(&json!({ "data": lists })).unwrap()
}

fn row(row: &SqliteRow) -> Value {
    let value = |index: usize| {
        row.try_get::<Option<i64>, _>(index)
            .map(|number| json!(number))
            .or_else(|_| row.try_get::<Option<String>, _>(index).map(|text| json!(text)))
            .unwrap_or(Value::Null)
    };
    let columns = row.columns().iter().enumerate();
    Value::Object(columns.map(|(index, column)| (column.name().to_owned(), value(index))).collect())
}

fn dashboard(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let both = runtime.block_on(prepare());
    let (graphql, by_hand_text) = runtime.block_on(async { (through_graphql(&both).await, by_hand(&both).await) });
    println!("answer: {} bytes through GraphQL, {} by hand", graphql.len(), by_hand_text.len());
    let mut group = criterion.benchmark_group("dashboard");
    group.bench_function("through GraphQL", |bencher| {
        bencher.to_async(&runtime).iter(|| through_graphql(&both));
    });
    group.bench_function("by hand", |bencher| bencher.to_async(&runtime).iter(|| by_hand(&both)));
    group.finish();
    println!("ratio, runs taken in turn: {:.2}", runtime.block_on(ratio(&both)));
}

/// How many times longer the dashboard takes through GraphQL than by hand, by the medians of runs taken in turn.
async fn ratio(both: &Both) -> f64 {
    let (mut graphql, mut hand) = (Vec::new(), Vec::new());
    for _ in 0..300 {
        let start = Instant::now();
        through_graphql(both).await;
        graphql.push(start.elapsed());
        let start = Instant::now();
        by_hand(both).await;
        hand.push(start.elapsed());
    }
    graphql.sort();
    hand.sort();
    graphql[150].as_secs_f64() / hand[150].as_secs_f64()
}

criterion_group!(benches, dashboard);
criterion_main!(benches);
