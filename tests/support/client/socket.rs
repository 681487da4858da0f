//! Subscriptions: the protocol graphql-transport-ws.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// How long the service may take over one message.
const PATIENCE: Duration = Duration::from_secs(10);

/// What comes over a socket.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A message of the protocol.
    Message(Value),
    /// The service ended the conversation, with this code and reason.
    Closed(u16, String),
}

/// An open socket.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Socket {
    /// Connects, without saying anything yet.
    pub async fn open(address: SocketAddr, path: &str) -> Self {
        Self::try_open(address, path, &[]).await.unwrap_or_else(|status| panic!("no socket but status {status}"))
    }

    /// Connects with these headers added, such as `origin`; gives the HTTP status when the service will not.
    pub async fn try_open(address: SocketAddr, path: &str, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        use tokio_tungstenite::tungstenite::Error;
        let mut request = format!("ws://{address}{path}").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
        for (name, value) in headers {
            request.headers_mut().insert(*name, HeaderValue::from_str(value).unwrap());
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Self { stream }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("no socket: {error}"),
        }
    }

    /// Introduces the user and waits until the service agrees.
    pub async fn init(&mut self, token: Option<&str>) {
        self.send_init(token).await;
        assert_eq!(self.next_message().await["type"], "connection_ack");
    }

    /// Introduces the user.
    pub async fn send_init(&mut self, token: Option<&str>) {
        let payload = token.map_or_else(|| json!({}), |token| json!({ "Authorization": format!("Bearer {token}") }));
        self.send(&json!({ "type": "connection_init", "payload": payload })).await;
    }

    /// Starts a subscription; `id` is told with each of its events.
    pub async fn subscribe(&mut self, id: &str, document: &str, variables: Value) {
        let payload = json!({ "query": document, "variables": variables });
        self.send(&json!({ "id": id, "type": "subscribe", "payload": payload })).await;
    }

    /// Ends a subscription.
    pub async fn complete(&mut self, id: &str) {
        self.send(&json!({ "id": id, "type": "complete" })).await;
    }

    /// Sends a message of the protocol.
    pub async fn send(&mut self, message: &Value) {
        self.send_text(message.to_string()).await;
    }

    /// Sends any text.
    pub async fn send_text(&mut self, text: String) {
        self.stream.send(Message::text(text)).await.unwrap();
    }

    /// The data of the next event. Panics when something else comes.
    pub async fn next_data(&mut self) -> Value {
        let mut message = self.next_message().await;
        let expected = message["type"] == "next" && message["payload"]["errors"].is_null();
        assert!(expected, "an event was expected, but: {message:#}");
        message["payload"]["data"].take()
    }

    /// The next message of the protocol. Panics when the service closes instead.
    pub async fn next_message(&mut self) -> Value {
        match self.next().await {
            Event::Message(message) => message,
            Event::Closed(code, reason) => panic!("closed with {code} {reason:?}"),
        }
    }

    /// The code and reason with which the service closes. Panics when it says something instead.
    pub async fn closed(&mut self) -> (u16, String) {
        match self.next().await {
            Event::Closed(code, reason) => (code, reason),
            Event::Message(message) => panic!("not closed, but: {message:#}"),
        }
    }

    /// What comes next; a question whether anyone is there is answered on the way. Panics after ten seconds.
    pub async fn next(&mut self) -> Event {
        self.next_within(PATIENCE).await.expect("the service says nothing")
    }

    /// What comes next, or `None` when nothing comes within `patience`.
    pub async fn next_within(&mut self, patience: Duration) -> Option<Event> {
        tokio::time::timeout(patience, self.receive()).await.ok()
    }

    async fn receive(&mut self) -> Event {
        loop {
            match self.stream.next().await {
                Some(Ok(Message::Text(text))) => {
                    let message: Value = serde_json::from_str(&text).expect("a message in JSON");
                    if message["type"] != "ping" {
                        return Event::Message(message);
                    }
                    self.send(&json!({ "type": "pong" })).await;
                }
                Some(Ok(Message::Close(frame))) => {
                    let frame = frame.expect("a code for closing");
                    return Event::Closed(frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(_)) => {}
                // 1006 is what browsers report when a connection breaks without a word.
                Some(Err(error)) => return Event::Closed(1006, error.to_string()),
                None => return Event::Closed(1006, String::new()),
            }
        }
    }
}
