//! A service to test against: a tiny schema, two tokens, limits that do not make a test wait.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use actix_web::{
    App,
    dev::ServiceResponse,
    http::header::HeaderMap,
    test::{self, TestRequest},
    web,
};
use async_graphql::{Context, Error, ErrorExtensions, Object, Request, Response, Schema, Subscription};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{Stream, StreamExt, stream, stream::BoxStream};
use serde_json::Value;

use super::super::{
    AuthFailure, Authenticate, Authenticated, HttpState, Limits, Origins, Pages, Readiness, Room, Stopping, Turns,
    configure,
};
use super::cabinet::Cabinet;
use crate::{
    auth::withdrawal::Withdrawals,
    budget::Together,
    clock::{FixedClock, IdSource},
    domain::ids::PersonId,
    graphql::{api::Api, context::Caller},
    policy::{Locale, Viewer},
    texts::Texts,
};

pub struct Query;

#[Object]
impl Query {
    async fn hello(&self, #[graphql(default)] names: Vec<Vec<String>>) -> String {
        format!("hello {}", names.concat().join(", "))
    }

    async fn locale(&self, ctx: &Context<'_>) -> String {
        format!("{:?}", ctx.data_unchecked::<Caller>().locale)
    }

    async fn address(&self, ctx: &Context<'_>) -> String {
        ctx.data_unchecked::<Caller>().address.to_string()
    }

    async fn secret(&self, ctx: &Context<'_>) -> Result<&str, Error> {
        tokio::task::yield_now().await;
        let code = |text: &'static str| {
            move |_: &Error, values: &mut async_graphql::ErrorExtensionValues| values.set("code", text)
        };
        match ctx.data_unchecked::<Caller>().viewer {
            Some(_) => Ok("treasure"),
            None => Err(Error::new("Sign in first.").extend_with(code("UNAUTHENTICATED"))),
        }
    }

    async fn broken(&self) -> Option<Result<bool, Error>> {
        Some(Err(Error::new("not your fault")))
    }

    async fn panic(&self) -> bool {
        fails()
    }

    async fn slow(&self) -> bool {
        tokio::time::sleep(Duration::from_mins(10)).await;
        true
    }
}

fn fails() -> bool {
    panic!("the resolver of a test")
}

pub struct Mutation;

#[Object]
impl Mutation {
    async fn change(&self, ctx: &Context<'_>) -> usize {
        ctx.data_unchecked::<Arc<Counters>>().changes.fetch_add(1, Ordering::SeqCst) + 1
    }
}

pub struct Ticks;

#[Subscription]
impl Ticks {
    /// Ends after `count`; without it, says one number and then waits for ever.
    async fn ticks(&self, ctx: &Context<'_>, count: Option<usize>) -> impl Stream<Item = usize> + use<> {
        let open = Open::new(ctx.data_unchecked::<Arc<Counters>>().clone());
        let rest = if count.is_some() { stream::empty().boxed() } else { stream::pending().boxed() };
        stream::iter(1..=count.unwrap_or(1)).chain(rest).map(move |tick| {
            let _ = &open;
            tick
        })
    }

    async fn crash(&self) -> impl Stream<Item = usize> {
        stream::iter([1_usize]).map(|_| panic!("the stream of a test"))
    }
}

/// What happened inside.
#[derive(Default)]
pub struct Counters {
    pub changes: AtomicUsize,
    pub open_streams: AtomicUsize,
    pub lookups: AtomicUsize,
}

struct Open(Arc<Counters>);

impl Open {
    fn new(counters: Arc<Counters>) -> Self {
        counters.open_streams.fetch_add(1, Ordering::SeqCst);
        Self(counters)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open_streams.fetch_sub(1, Ordering::SeqCst);
    }
}

struct TinyApi {
    schema: Schema<Query, Mutation, Ticks>,
    counters: Arc<Counters>,
}

#[async_trait]
impl Api for TinyApi {
    async fn execute(&self, request: Request, caller: Caller) -> Response {
        self.schema.execute(request.data(caller).data(self.counters.clone())).await
    }

    fn stream(&self, request: Request, caller: Caller, _: Arc<Together>) -> BoxStream<'static, Response> {
        self.schema.execute_stream(request.data(caller).data(self.counters.clone())).boxed()
    }
}

/// `good` is a token of a reader of English, `down` cannot be looked up, all others are invalid.
struct Tokens {
    counters: Arc<Counters>,
    expires_at: DateTime<Utc>,
}

#[async_trait]
impl Authenticate for Tokens {
    async fn session(&self, bearer: &str) -> Result<Authenticated, AuthFailure> {
        self.counters.lookups.fetch_add(1, Ordering::SeqCst);
        match bearer {
            "good" => Ok(Authenticated {
                viewer: Arc::new(somebody()),
                family: uuid::Uuid::nil(),
                expires_at: self.expires_at,
            }),
            "down" => Err(AuthFailure::Unavailable),
            _ => Err(AuthFailure::Invalid),
        }
    }

    fn refused(&self, _: &str, _: std::net::IpAddr, _: &str) {}
}

pub fn somebody() -> Viewer {
    Viewer {
        person: PersonId(uuid::Uuid::nil()),
        memberships: Vec::new(),
        platform_admin: false,
        participations: Vec::new(),
        locale: Locale::En,
    }
}

struct Ready(bool);

#[async_trait]
impl Readiness for Ready {
    async fn ready(&self) -> bool {
        self.0
    }
}

/// The service and the strings by which a test moves it.
pub struct Bench {
    pub state: web::Data<HttpState>,
    pub clock: FixedClock,
    pub counters: Arc<Counters>,
}

impl Bench {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// A service in which `change` altered what it likes.
    pub fn with(change: impl FnOnce(&mut HttpState)) -> Self {
        let start = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let clock = FixedClock::new(start);
        let counters = Arc::new(Counters::default());
        let mut state = HttpState {
            api: Arc::new(TinyApi { schema: Schema::new(Query, Mutation, Ticks), counters: counters.clone() }),
            files: Arc::new(Cabinet),
            uploads: Turns::new(Room { each: 1, all: 1 }),
            downloads: Turns::new(Room { each: 1, all: 1 }),
            authenticate: Arc::new(Tokens { counters: counters.clone(), expires_at: start + TimeDelta::minutes(10) }),
            withdrawals: Withdrawals::default(),
            readiness: Arc::new(Ready(true)),
            jwks: r#"{"keys":[]}"#.to_owned(),
            graphiql: Some(Pages::new(&Texts::embedded()).unwrap()),
            allowed_origins: Origins::default(),
            trusted_proxies: Vec::new(),
            clock: Arc::new(clock.clone()),
            ids: IdSource::seeded(Arc::new(clock.clone()), 1),
            limits: Limits {
                execution: Duration::from_millis(300),
                body_wait: Duration::from_millis(300),
                upload_wait: Duration::from_millis(300),
                untaken: Duration::from_secs(1),
                ..Limits::default()
            },
            stopping: Stopping::default(),
        };
        change(&mut state);
        Self { state: web::Data::new(state), clock, counters }
    }

    pub fn not_ready() -> Self {
        Self::with(|state| state.readiness = Arc::new(Ready(false)))
    }

    /// Sends one request through every layer but the network.
    pub async fn call(&self, request: TestRequest) -> Answer {
        let state = self.state.clone();
        let app = test::init_service(App::new().configure(move |config| configure(config, state))).await;
        Answer::read(test::call_service(&app, request.to_request()).await).await
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    async fn read<B: actix_web::body::MessageBody>(response: ServiceResponse<B>) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = String::from_utf8_lossy(&test::read_body(response).await).into_owned();
        Self { status, headers, text }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub fn code(&self) -> String {
        self.json().pointer("/errors/0/extensions/code").and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

/// `POST /graphql` with this JSON.
pub fn post(body: impl Into<String>) -> TestRequest {
    TestRequest::post().uri("/graphql").insert_header(("content-type", "application/json")).set_payload(body.into())
}

/// `POST /graphql` with this document.
pub fn query(document: &str) -> TestRequest {
    post(serde_json::json!({ "query": document }).to_string())
}

/// `GET /graphql` with these parameters; what may not stand in an address is written with percent signs.
pub fn get(parameters: &str) -> TestRequest {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"=&%+-._".contains(&byte);
    let encoded = parameters.bytes().fold(String::new(), |text, byte| {
        if plain(byte) { text + char::from(byte).encode_utf8(&mut [0; 4]) } else { text + &format!("%{byte:02X}") }
    });
    TestRequest::get().uri(&format!("/graphql?{encoded}"))
}
