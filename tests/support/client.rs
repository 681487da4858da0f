//! The service as its users reach it: over HTTP.

mod answer;
mod socket;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

pub use answer::{Answer, RawAnswer, Refusal};
pub use socket::{Event, Socket};

/// Where queries and mutations go.
pub const GRAPHQL: &str = "/graphql";
/// Where subscriptions go.
pub const SOCKET: &str = "/graphql/ws";

/// Somebody who calls the service.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    address: SocketAddr,
    token: Option<String>,
    language: Option<String>,
    repeats: Option<Arc<AtomicU64>>,
    client_address: Option<String>,
}

impl Client {
    /// Somebody not signed in.
    pub fn new(address: SocketAddr) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { http, address, token: None, language: None, repeats: None, client_address: None }
    }

    /// The same, with an access token.
    pub fn with_token(&self, token: impl Into<String>) -> Self {
        Self { token: Some(token.into()), ..self.clone() }
    }

    /// The same, asking for answers in a language (`nl`, `en`).
    pub fn with_language(&self, language: &str) -> Self {
        Self { language: Some(language.to_owned()), ..self.clone() }
    }

    /// The same at another service.
    pub fn at(&self, address: SocketAddr) -> Self {
        Self { address, ..self.clone() }
    }

    /// The same, sending every act twice, each under a key of its own that is counted here.
    pub fn repeating(&self, keys: Arc<AtomicU64>) -> Self {
        Self { repeats: Some(keys), ..self.clone() }
    }

    /// The key of the next act, if acts are sent twice.
    pub(crate) fn next_key(&self) -> Option<String> {
        self.repeats.as_ref().map(|keys| format!("repeated-{}", keys.fetch_add(1, Ordering::Relaxed)))
    }

    /// The same, through a proxy that tells this client address.
    pub fn from_address(&self, address: &str) -> Self {
        Self { client_address: Some(address.to_owned()), ..self.clone() }
    }

    /// Where the service listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The access token, if there is one.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Executes a GraphQL document.
    pub async fn run(&self, document: &str, variables: Value) -> Answer {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let headers = [("content-type", "application/json"), ("accept", "application/graphql-response+json")];
        let raw = self.request(Method::POST, GRAPHQL, &headers, body).await;
        Answer::read(document, &raw)
    }

    /// Sends any request; a token and a language go with it unless `headers` say otherwise.
    pub async fn request(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> RawAnswer {
        let mut all = HeaderMap::new();
        if let Some(token) = &self.token {
            all.insert("authorization", HeaderValue::from_str(&format!("Bearer {token}")).unwrap());
        }
        if let Some(language) = &self.language {
            all.insert("accept-language", HeaderValue::from_str(language).unwrap());
        }
        if let Some(address) = &self.client_address {
            all.insert("x-forwarded-for", HeaderValue::from_str(address).unwrap());
        }
        for (name, value) in headers {
            all.insert(HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap());
        }
        let url = format!("http://{}{path}", self.address);
        let response = self.http.request(method, url).headers(all).body(body.into()).send().await.unwrap();
        RawAnswer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.bytes().await.unwrap().to_vec(),
        }
    }

    /// Fetches a page.
    pub async fn get(&self, path: &str) -> RawAnswer {
        self.request(Method::GET, path, &[], "").await
    }

    /// Opens a socket for subscriptions and signs in on it with the token.
    pub async fn subscribe(&self, document: &str, variables: Value) -> Socket {
        let mut socket = Socket::open(self.address, SOCKET).await;
        socket.init(self.token()).await;
        socket.subscribe("1", document, variables).await;
        socket
    }
}
