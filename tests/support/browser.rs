//! A real browser, driven by its own protocol (Chrome DevTools Protocol) without anything in between.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// How long the browser may take over anything.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait before looking again.
const AGAIN: Duration = Duration::from_millis(50);
/// What keeps the browser from asking anything of the outside world.
const ALONE: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser with one page. It ends when dropped, and leaves nothing behind.
pub struct Browser {
    process: Child,
    page: WebSocketStream<MaybeTlsStream<TcpStream>>,
    next: u64,
    complaints: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    /// Starts the browser that `TEST_BROWSER` names, or `chromium`, for a reader of that language.
    pub async fn start(language: &str) -> Self {
        let program = std::env::var("TEST_BROWSER").unwrap_or_else(|_| "chromium".to_owned());
        let profile = tempfile::tempdir().unwrap();
        let process = Command::new(&program)
            .args(ALONE)
            .arg("--remote-debugging-port=0")
            .arg(format!("--accept-lang={language}"))
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let port = port(profile.path()).await;
        let pages: Value =
            reqwest::get(format!("http://127.0.0.1:{port}/json/list")).await.unwrap().json().await.unwrap();
        let page = pages.as_array().unwrap().iter().find(|it| it["type"] == "page").expect("the browser has a page");
        let (page, _) = connect_async(page["webSocketDebuggerUrl"].as_str().unwrap()).await.unwrap();
        let mut browser = Self { process, page, next: 0, complaints: Vec::new(), _profile: profile };
        for domain in ["Page", "Runtime", "Log", "Audits"] {
            browser.command(&format!("{domain}.enable"), json!({})).await;
        }
        browser
    }

    /// Opens an address.
    pub async fn open(&mut self, address: &str) {
        self.command("Page.navigate", json!({ "url": address })).await;
        self.until("document.readyState === 'complete'").await;
    }

    /// The value of an expression on the page.
    pub async fn evaluate(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let outcome = self.command("Runtime.evaluate", parameters).await;
        assert!(outcome["exceptionDetails"].is_null(), "{expression}: {outcome}");
        outcome["result"]["value"].clone()
    }

    /// Waits until an expression on the page is true.
    pub async fn until(&mut self, expression: &str) {
        let end = Instant::now() + PATIENCE;
        while self.evaluate(expression).await != json!(true) {
            if Instant::now() > end {
                let page = self.evaluate("document.body.innerText").await;
                panic!("never: {expression}\n{page}\n{:?}", self.complaints);
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Types a text where the cursor stands.
    pub async fn type_text(&mut self, text: &str) {
        for sign in text.chars() {
            self.command("Input.dispatchKeyEvent", json!({ "type": "char", "text": sign.to_string() })).await;
        }
    }

    /// Presses a key, with Control held if asked.
    pub async fn press(&mut self, key: &str, code: &str, control: bool) {
        for kind in ["rawKeyDown", "keyUp"] {
            let modifiers = if control { 2 } else { 0 };
            let parameters = json!({ "type": kind, "key": key, "code": code, "modifiers": modifiers });
            self.command("Input.dispatchKeyEvent", parameters).await;
        }
    }

    /// What the browser complained of so far: scripts that failed, files that did not come, rules of the page's
    /// policy that were broken.
    pub fn complaints(&self) -> &[String] {
        &self.complaints
    }

    async fn command(&mut self, method: &str, parameters: Value) -> Value {
        self.next += 1;
        let sent = self.next;
        let message = json!({ "id": sent, "method": method, "params": parameters });
        self.page.send(Message::text(message.to_string())).await.unwrap();
        loop {
            let received = tokio::time::timeout(PATIENCE, self.page.next()).await.expect("the browser answers");
            let Message::Text(text) = received.unwrap().unwrap() else { continue };
            let message: Value = serde_json::from_str(&text).unwrap();
            if message["id"] == json!(sent) {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].clone();
            }
            self.hear(&message);
        }
    }

    fn hear(&mut self, message: &Value) {
        let entry = &message["params"]["entry"];
        let complaint = match message["method"].as_str() {
            Some("Runtime.exceptionThrown" | "Audits.issueAdded") => true,
            Some("Log.entryAdded") => entry["level"] == "error" || entry["level"] == "warning",
            _ => false,
        };
        if complaint {
            self.complaints.push(message["params"].to_string());
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The port on which the browser listens, as it wrote it down.
async fn port(profile: &Path) -> u16 {
    let end = Instant::now() + PATIENCE;
    loop {
        let told = std::fs::read_to_string(profile.join("DevToolsActivePort")).unwrap_or_default();
        if let Some(port) = told.lines().next().and_then(|line| line.parse().ok()) {
            return port;
        }
        assert!(Instant::now() < end, "the browser does not say where it listens");
        tokio::time::sleep(AGAIN).await;
    }
}
