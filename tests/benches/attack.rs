//! Besieges the service, in a process of its own under a limit of memory, with random walks over its schema, and
//! watches whether it lives and whether others are answered meanwhile.
//!
//! `cargo bench -p tests --bench attack`; `ATTACK_DOCUMENTS` says how many documents, 2,000 when it says nothing. Fails
//! when the process dies, grows over its limit, or lets others wait.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::Client;
use tests::stage::PASSWORD;
use tests::walk::Walker;

/// What the process may take.
const MEMORY: u64 = 512 << 20;
/// How many ask at the same time.
const ASKERS: u64 = 12;
/// How long somebody else may wait.
const PATIENCE: Duration = Duration::from_millis(500);

/// Things that the walks lead into.
const KNOWN: &str = "{
    municipalities(first: 100) { nodes { id cbsCode } }
    contracts(first: 10) { nodes { id code cycles { id reports { id } targetSets { id } } } }
}";

struct Service {
    process: Child,
    address: SocketAddr,
    _files: tempfile::TempDir,
}

impl Service {
    /// Starts the demo and waits until it has told its cases.
    fn start() -> Self {
        let files = tempfile::tempdir().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut process = Command::new("prlimit")
            .arg(format!("--data={MEMORY}"))
            .arg(env!("CARGO_BIN_EXE_service-under-test"))
            .args(["demo", "--format", "json", "--listen", &address.to_string(), "--data"])
            .arg(files.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("signIns"), "the demo does not start: {line}");
        Self { process, address, _files: files }
    }

    /// The memory it holds now, and the most that it ever held, in bytes.
    fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name))?;
            Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? << 10)
        };
        (field("VmRSS:").unwrap_or_default(), field("VmHWM:").unwrap_or_default())
    }

    async fn signed_in(&self, email: &str) -> Client {
        let stranger = Client::new(self.address);
        let document = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
        let input = json!({ "input": { "email": email, "password": PASSWORD } });
        stranger.with_token(stranger.run(document, input).await.text("/signIn/accessToken"))
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Fails only when it is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn known(client: &Client) -> BTreeMap<String, Vec<String>> {
    let answer = client.run(KNOWN, json!({})).await;
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    collect(answer.data(), &mut known);
    let of = |kind: &str| known["id"].iter().filter(|id| id.starts_with(kind)).take(8).cloned().collect::<Vec<_>>();
    let (parties, contracts) = (of("party:"), of("contract:"));
    for (name, values) in [("municipalityId", &parties), ("municipalityIds", &parties), ("contractId", &contracts)] {
        known.insert(name.to_owned(), values.clone());
    }
    known
}

/// Gathers every text in an answer under the name of its field.
fn collect(value: &Value, known: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, known)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) => known.entry(name.clone()).or_default().push(text.clone()),
                    other => collect(other, known),
                }
            }
        }
        _ => {}
    }
}

/// The longest waits of somebody else, until told to stop.
async fn watch(client: Client, stop: Arc<AtomicU64>) -> (Duration, Duration, u32) {
    let (mut health, mut viewer, mut looks) = (Duration::ZERO, Duration::ZERO, 0);
    while stop.load(Ordering::SeqCst) == 0 {
        let asked = Instant::now();
        assert_eq!(client.get("/healthz").await.status, 200);
        health = health.max(asked.elapsed());
        let asked = Instant::now();
        client.run("{ viewer { email } }", json!({})).await.data();
        viewer = viewer.max(asked.elapsed());
        looks += 1;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    (health, viewer, looks)
}

/// Sends every document whose turn comes; what came of each.
async fn ask(walker: Arc<Walker>, asker: Client, next: Arc<AtomicU64>, last: u64) -> BTreeMap<String, u32> {
    let mut told = BTreeMap::new();
    loop {
        let seed = next.fetch_add(1, Ordering::SeqCst);
        if seed > last {
            return told;
        }
        let answer = asker.run(&walker.document(seed), json!({})).await;
        let extensions = &answer.body["errors"][0]["extensions"];
        let code = extensions["code"].as_str().unwrap_or("answered");
        assert_ne!(code, "INTERNAL", "seed {seed}: {}", answer.body);
        *told.entry(extensions["counted"].as_str().unwrap_or(code).to_owned()).or_default() += 1;
    }
}

#[tokio::main]
async fn main() {
    // `cargo test --benches` only wants to know that it compiles.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let last = std::env::var("ATTACK_DOCUMENTS").map_or(2_000, |count| count.parse().unwrap());
    let service = Service::start();
    let holder = service.signed_in("aafje.voorbeeld@assen.example").await;
    let walker = Arc::new(Walker::new(&holder, known(&holder).await).await);
    println!("before: {} MB resident", service.memory().0 >> 20);

    let (stop, next, begun) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(1)), Instant::now());
    let watching = tokio::spawn(watch(holder.clone(), Arc::clone(&stop)));
    let asking = (0..ASKERS).map(|number| {
        let asker = if number % 3 == 0 { Client::new(service.address) } else { holder.clone() };
        tokio::spawn(ask(Arc::clone(&walker), asker, Arc::clone(&next), last))
    });
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    for asker in asking.collect::<Vec<_>>() {
        for (kind, count) in asker.await.unwrap() {
            *told.entry(kind).or_default() += count;
        }
    }
    stop.store(1, Ordering::SeqCst);
    let (health, viewer, looks) = watching.await.unwrap();
    let (after, most) = service.memory();
    println!("{last} documents by {ASKERS} at once in {:.1?}: {told:?}", begun.elapsed());
    println!("others waited at most {health:.0?} for /healthz and {viewer:.0?} for their e-mail ({looks} looks)");
    println!("{} MB resident afterwards, {} MB at most", after >> 20, most >> 20);
    assert!(most < MEMORY, "it grew over its limit");
    assert!(health < PATIENCE && viewer < PATIENCE, "others had to wait");
}
