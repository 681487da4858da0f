//! Coherence at national scale: 342 municipalities with twelve contracts of thirty entries each.
//!
//! `cargo bench -p tests --bench coherence` prints, for several sizes, the statements, the time and the allocations of
//! `coherence` for one municipality through GraphQL, and of the pure function alone.

#[path = "coherence/allocations.rs"]
mod allocations;
#[path = "coherence/large.rs"]
mod large;
#[path = "coherence/national.rs"]
mod national;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use api::app::{App, Parts};
use api::clock::{Clock, FixedClock};
use api::config::Config;
use api::domain::coherence::{Sources, View, findings};
use api::graphql::{api::Api, context::Caller};
use api::policy::{Locale, Membership, Role, Viewer};
use async_graphql::Request;
use chrono::{NaiveDate, TimeZone, Utc};
use criterion::{Criterion, criterion_group, criterion_main};

use national::Size;

/// What the page of an account holder asks for.
const COHERENCE: &str = "query($id: ID!) { coherence(municipalityId: $id) {
    asOf counts { kind severity open dismissed }
    findings { kind code severity outcome message advice domains contracts { code title } tasks { name }
        partners { name } goals { code text } viewerCanDismiss { allowed } }
} }";

const NATIONAL: Size = Size { municipalities: 342, contracts: 12 };
const SIZES: [Size; 4] = [
    Size { municipalities: 10, contracts: 1 },
    Size { municipalities: 10, contracts: 12 },
    Size { municipalities: 342, contracts: 1 },
    NATIONAL,
];

struct Service {
    api: Arc<dyn Api>,
    caller: Caller,
    sources: Sources,
    statements: Arc<AtomicU64>,
    _files: tempfile::TempDir,
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 6, 1).unwrap()
}

/// A service over a country of that size, and an account holder of one municipality.
async fn prepare(size: Size) -> Service {
    let files = tempfile::tempdir().unwrap();
    let config = Config::development(files.path());
    let url = config.database.url.expose().to_owned();
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::new(Utc.with_ymd_and_hms(2021, 6, 1, 9, 0, 0).unwrap()));
    let statements = Arc::new(AtomicU64::new(0));
    let parts = Parts { statements: Some(Arc::clone(&statements)), ..Parts::at(clock) };
    let app = App::build(config, parts).await.unwrap();
    let database = sea_orm::Database::connect(&url).await.unwrap();
    national::seed(&database, size).await;
    let municipality = national::somewhere();
    let viewer = Viewer {
        person: national::person(),
        memberships: vec![Membership { party: municipality, role: Role::AccountHolder }],
        platform_admin: false,
        participations: Vec::new(),
        locale: Locale::Nl,
    };
    let caller = Caller {
        viewer: Some(Arc::new(viewer)),
        expires_at: None,
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        locale: Locale::Nl,
        request_id: "bench".to_owned(),
    };
    let sources = api::storage::coherence::sources(&database, &[municipality]).await.unwrap();
    Service { api: app.api(), caller, sources, statements, _files: files }
}

async fn through_graphql(service: &Service) -> usize {
    let variables = serde_json::json!({ "id": format!("party:{}", national::somewhere().0) });
    let request = Request::new(COHERENCE).variables(async_graphql::Variables::from_json(variables));
    let answer = service.api.execute(request, service.caller.clone()).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    serde_json::to_string(&answer).unwrap().len()
}

fn alone(sources: &Sources) -> usize {
    findings(&sources.landscape(national::somewhere(), &View::on(day()))).len()
}

/// Prints what one reading costs.
fn report(runtime: &tokio::runtime::Runtime, size: Size, service: &Service) {
    let bytes = runtime.block_on(through_graphql(service));
    let before = service.statements.load(Ordering::SeqCst);
    let (count, allocated, _) = allocations::of(|| runtime.block_on(through_graphql(service)));
    let statements = service.statements.load(Ordering::SeqCst) - before;
    let mut times: Vec<_> = (0..50)
        .map(|_| {
            let start = Instant::now();
            runtime.block_on(through_graphql(service));
            start.elapsed()
        })
        .collect();
    times.sort();
    println!(
        "{} municipalities × {} contracts × 30 entries, one read: {statements} statements, median {:?}, {count} \
         allocations of {allocated} bytes together, answer of {bytes} bytes",
        size.municipalities, size.contracts, times[25]
    );
    let (count, allocated, found) = allocations::of(|| alone(&service.sources));
    println!("    the function alone: {found} findings, {count} allocations of {allocated} bytes together");
}

fn coherence(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut national = None;
    for size in SIZES {
        let service = runtime.block_on(prepare(size));
        report(&runtime, size, &service);
        national = Some(service);
    }
    let national = national.unwrap();
    let mut group = criterion.benchmark_group("coherence");
    group.bench_function("through GraphQL", |bencher| {
        bencher.iter(|| runtime.block_on(through_graphql(&national)));
    });
    group.bench_function("the function alone", |bencher| bencher.iter(|| alone(&national.sources)));
    let large = large::large();
    group.bench_function("the function alone, 200 contracts × 300 entries", |bencher| {
        bencher.iter(|| alone(&large));
    });
    group.finish();
}

criterion_group!(benches, coherence);
criterion_main!(benches);
