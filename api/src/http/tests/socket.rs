//! The protocol of the socket, spoken by a real client.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};
use uuid::Uuid;

use super::{
    super::{AuthFailure, Authenticate, Authenticated},
    bench::{Bench, somebody},
    server::Running,
};
use crate::{auth::withdrawal::Withdrawn, policy::Viewer};

struct Client(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What the client sees next.
#[derive(Debug, PartialEq)]
enum Seen {
    Message(Value),
    Closed(u16),
    Gone,
}

impl Client {
    async fn open(running: &Running) -> Self {
        Self::with(running, &[("sec-websocket-protocol", "graphql-transport-ws")]).await.expect("opened")
    }

    async fn with(running: &Running, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        let mut request = format!("ws://{}/graphql/ws", running.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Self(stream)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    async fn ready(running: &Running, payload: Value) -> Self {
        let mut client = Self::open(running).await;
        client.say(json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(client.see().await, Seen::Message(json!({"type": "connection_ack"})));
        client
    }

    async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    async fn subscribe(&mut self, id: &str, document: &str) {
        self.say(json!({"type": "subscribe", "id": id, "payload": {"query": document}})).await;
    }

    async fn see(&mut self) -> Seen {
        loop {
            match timeout(Duration::from_secs(10), self.0.next()).await.expect("nothing came") {
                Some(Ok(Message::Text(text))) => return Seen::Message(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(Some(frame)))) => return Seen::Closed(frame.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                _ => return Seen::Gone,
            }
        }
    }
}

fn next(id: &str, data: &Value) -> Seen {
    Seen::Message(json!({"type": "next", "id": id, "payload": {"data": data}}))
}

fn code(seen: &Seen) -> (&str, &str) {
    let Seen::Message(message) = seen else { panic!("{seen:?}") };
    let text = |path| message.pointer(path).and_then(Value::as_str).unwrap_or_default();
    (text("/type"), text("/payload/0/extensions/code"))
}

async fn becomes(counter: &AtomicUsize, expected: usize) {
    for _ in 0..200 {
        if counter.load(Ordering::SeqCst) == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(counter.load(Ordering::SeqCst), expected);
}

#[actix_web::test]
async fn a_subscription_runs_to_its_end_and_other_operations_too() {
    let running = Running::start(Bench::new());
    let mut client = Client::ready(&running, json!({"Authorization": "Bearer good"})).await;
    client.subscribe("1", "subscription { ticks(count: 2) }").await;
    assert_eq!(client.see().await, next("1", &json!({"ticks": 1})));
    assert_eq!(client.see().await, next("1", &json!({"ticks": 2})));
    assert_eq!(client.see().await, Seen::Message(json!({"type": "complete", "id": "1"})));
    client.subscribe("1", "{ secret locale }").await;
    assert_eq!(client.see().await, next("1", &json!({"secret": "treasure", "locale": "En"})));
    assert_eq!(client.see().await, Seen::Message(json!({"type": "complete", "id": "1"})));
    client.say(json!({"type": "ping", "payload": {"a": 1}})).await;
    assert_eq!(client.see().await, Seen::Message(json!({"type": "pong"})));
    assert_eq!(running.bench.counters.lookups.load(Ordering::SeqCst), 3, "once to sign in, once per operation");
    becomes(&running.bench.counters.open_streams, 0).await;
}

#[actix_web::test]
async fn what_is_wrong_with_one_operation_leaves_the_socket_open() {
    let running = Running::start(Bench::new());
    let mut client = Client::ready(&running, Value::Null).await;
    let deep = format!("{{ hello(names: {}{}) }}", "[".repeat(5_000), "]".repeat(5_000));
    for (document, expected) in [
        ("{ nothing }", "BAD_USER_INPUT"),
        ("{ secret }", "UNAUTHENTICATED"),
        ("subscription { crash }", "INTERNAL"),
        ("{ panic }", "INTERNAL"),
        (&deep, "BAD_USER_INPUT"),
    ] {
        client.subscribe("1", document).await;
        assert_eq!(code(&client.see().await), ("error", expected), "{document}");
    }
    client.say(json!({"type": "subscribe", "id": "1", "payload": {"query": "{hello}", "variables": 3}})).await;
    assert_eq!(code(&client.see().await), ("error", "BAD_USER_INPUT"));
    client.subscribe("1", "{ hello }").await;
    assert_eq!(client.see().await, next("1", &json!({"hello": "hello "})));
}

#[actix_web::test]
async fn the_client_stops_an_operation_or_the_whole_socket() {
    let running = Running::start(Bench::new());
    let streams = &running.bench.counters.open_streams;
    let mut client = Client::ready(&running, json!({})).await;
    for id in ["1", "2"] {
        client.subscribe(id, "subscription { ticks }").await;
        assert_eq!(client.see().await, next(id, &json!({"ticks": 1})));
    }
    becomes(streams, 2).await;
    client.say(json!({"type": "complete", "id": "1"})).await;
    becomes(streams, 1).await;
    client.subscribe("1", "subscription { ticks }").await;
    assert_eq!(client.see().await, next("1", &json!({"ticks": 1})));
    drop(client);
    becomes(streams, 0).await;
}

#[actix_web::test]
async fn breaking_the_protocol_closes_the_socket() {
    let running = Running::start(Bench::new());
    let init = json!({"type": "connection_init"});
    let ticks = json!({"type": "subscribe", "id": "1", "payload": {"query": "subscription { ticks }"}});
    for (messages, expected) in [
        (vec![ticks.clone()], 4401),
        (vec![init.clone(), init.clone()], 4429),
        (vec![init.clone(), ticks.clone(), ticks.clone()], 4409),
        (vec![json!({"type": "connection_init", "payload": {"authorization": "Bearer bad"}})], 4403),
        (vec![json!({"type": "connection_init", "payload": {"authorization": "good"}})], 4403),
        (
            vec![
                json!({"type": "connection_init", "payload": {"authorization": "Bearer good", "Authorization": "Bearer good"}}),
            ],
            4403,
        ),
        (vec![json!({"type": "connection_init", "payload": {"authorization": "Bearer down"}})], 1013),
        (vec![json!({"type": "nonsense"})], 4400),
        (vec![json!([])], 4400),
        (vec![init.clone(), json!({"type": "subscribe", "id": "", "payload": {}})], 4400),
        (vec![init.clone(), json!({"type": "subscribe", "id": "1", "payload": {"query": "x".repeat(300_000)}})], 1009),
    ] {
        let mut client = Client::open(&running).await;
        for message in &messages {
            client.say(message.clone()).await;
        }
        let seen = loop {
            match client.see().await {
                Seen::Message(_) => {}
                other => break other,
            }
        };
        assert_eq!(seen, Seen::Closed(expected), "{messages:.200?}");
    }
    let mut client = Client::open(&running).await;
    client.0.send(Message::binary(b"{}".to_vec())).await.unwrap();
    assert_eq!(client.see().await, Seen::Closed(4400));
    becomes(&running.bench.counters.open_streams, 0).await;
}

#[actix_web::test]
async fn who_does_not_open_the_conversation_in_time_is_let_go() {
    let running = Running::start(Bench::with(|state| state.limits.socket.init_wait = Duration::from_millis(200)));
    assert_eq!(Client::open(&running).await.see().await, Seen::Closed(4408));
}

#[actix_web::test]
async fn a_socket_ends_with_its_token() {
    let running = Running::start(Bench::with(|state| state.limits.socket.heartbeat = Duration::from_millis(200)));
    let mut client = Client::ready(&running, json!({"authorization": "Bearer good"})).await;
    client.subscribe("1", "subscription { ticks }").await;
    assert_eq!(client.see().await, next("1", &json!({"ticks": 1})));
    running.bench.clock.advance(TimeDelta::minutes(11));
    assert_eq!(client.see().await, Seen::Closed(4403));
    becomes(&running.bench.counters.open_streams, 0).await;
}

/// Somebody who loses a right.
#[derive(Default)]
struct Fallen {
    has_fallen: AtomicBool,
    lookups: AtomicUsize,
}

#[async_trait]
impl Authenticate for Fallen {
    async fn session(&self, _: &str) -> Result<Authenticated, AuthFailure> {
        self.lookups.fetch_add(1, Ordering::SeqCst);
        let viewer = Viewer { platform_admin: !self.has_fallen.load(Ordering::SeqCst), ..somebody() };
        Ok(Authenticated { viewer: Arc::new(viewer), family: Uuid::nil(), expires_at: DateTime::<Utc>::MAX_UTC })
    }
    fn refused(&self, _: &str, _: std::net::IpAddr, _: &str) {}
}

#[actix_web::test]
async fn each_socket_looks_once_when_something_is_taken_back() {
    let fallen = Arc::new(Fallen::default());
    let running = Running::start(Bench::with(|state| state.authenticate = fallen.clone()));
    let mut sockets = Vec::new();
    for _ in 0..5 {
        sockets.push(Client::ready(&running, json!({"Authorization": "Bearer x"})).await);
    }
    fallen.has_fallen.store(true, Ordering::SeqCst);
    running.bench.state.withdrawals.tell(Withdrawn::Rights(somebody().person));
    becomes(&fallen.lookups, 10).await;
    // What one socket tells the others would have come by the time that each has answered this twice.
    for client in &mut sockets {
        for id in ["1", "2"] {
            client.subscribe(id, "{ hello }").await;
            assert_eq!(client.see().await, next(id, &json!({"hello": "hello "})));
            assert_eq!(client.see().await, Seen::Message(json!({"type": "complete", "id": id})));
        }
    }
    assert_eq!(fallen.lookups.load(Ordering::SeqCst), 20, "to come in, when told, and for each operation");
}

#[actix_web::test]
async fn only_so_many_operations_run_at_once() {
    let running = Running::start(Bench::with(|state| state.limits.socket.operations = 2));
    let mut client = Client::ready(&running, json!({})).await;
    for id in ["1", "2"] {
        client.subscribe(id, "subscription { ticks }").await;
        assert_eq!(client.see().await, next(id, &json!({"ticks": 1})));
    }
    client.subscribe("3", "subscription { ticks }").await;
    assert_eq!(code(&client.see().await), ("error", "BAD_USER_INPUT"));
}

#[actix_web::test]
async fn a_client_that_falls_silent_is_let_go() {
    let running = Running::start(Bench::with(|state| state.limits.socket.heartbeat = Duration::from_millis(100)));
    let mut client = Client::ready(&running, json!({})).await;
    client.subscribe("1", "subscription { ticks }").await;
    assert_eq!(client.see().await, next("1", &json!({"ticks": 1})));
    // The client answers pings only while it reads; here it does not.
    becomes(&running.bench.counters.open_streams, 0).await;
}

#[actix_web::test]
async fn only_our_own_pages_and_programs_open_a_socket_in_our_protocol() {
    let running = Running::start(Bench::new());
    let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
    let own = format!("http://{}", running.address);
    assert!(Client::with(&running, &[protocol, ("origin", &own)]).await.is_ok());
    assert_eq!(Client::with(&running, &[protocol, ("origin", "https://evil.example")]).await.err(), Some(403));
    assert_eq!(Client::with(&running, &[]).await.err(), Some(400));
    assert_eq!(Client::with(&running, &[("sec-websocket-protocol", "graphql-ws")]).await.err(), Some(400));
}

#[actix_web::test]
async fn sockets_are_told_when_the_service_stops() {
    let running = Running::start(Bench::new());
    let mut client = Client::ready(&running, json!({})).await;
    client.subscribe("1", "subscription { ticks }").await;
    assert_eq!(client.see().await, next("1", &json!({"ticks": 1})));
    running.bench.state.stopping.announce();
    assert_eq!(client.see().await, Seen::Closed(1001));
    drop(client);
    running.stopped().await;
}
