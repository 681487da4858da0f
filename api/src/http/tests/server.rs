//! Over a real connection: what only shows there.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
    time::{Instant, timeout},
};

use super::{super::serve, bench::Bench};

/// The service on a port of its own.
pub struct Running {
    pub bench: Bench,
    pub address: SocketAddr,
    server: JoinHandle<std::io::Result<()>>,
}

impl Running {
    pub fn start(bench: Bench) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(serve(listener, bench.state.clone(), 1).unwrap());
        Self { bench, address, server }
    }

    /// Waits until the server has stopped by itself.
    pub async fn stopped(self) {
        timeout(Duration::from_secs(10), self.server).await.expect("the server did not stop").unwrap().unwrap();
    }

    async fn send(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }
}

async fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    let reading = stream.read_to_end(&mut bytes);
    timeout(Duration::from_secs(10), reading).await.expect("the connection stayed open").ok();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn head(length: usize) -> String {
    format!("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n")
}

#[actix_web::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let running = Running::start(Bench::new());
    let start = Instant::now();
    let stream = running.send(&format!("{}\r\n{{\"query\"", head(100))).await;
    let answer = rest(stream).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[actix_web::test]
async fn a_head_that_does_not_come_is_not_waited_for() {
    let running = Running::start(Bench::with(|state| state.limits.head_wait = Duration::from_millis(300)));
    let answer = rest(running.send("POST /graphql HTTP/1.1\r\nhost:").await).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[actix_web::test]
async fn a_large_body_is_refused_by_its_announcement_and_by_its_bytes() {
    let running = Running::start(Bench::new());
    let announced = rest(running.send(&format!("{}\r\n", head(10 * 1024 * 1024))).await).await;
    assert!(announced.starts_with("HTTP/1.1 413"), "{announced}");
    let chunked = head(0).replace("content-length: 0", "transfer-encoding: chunked");
    let chunk = format!("40000\r\n{}\r\n", "x".repeat(0x40000));
    let answer = rest(running.send(&format!("{chunked}\r\n{chunk}1\r\nx\r\n")).await).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[actix_web::test]
async fn what_runs_is_finished_when_the_service_stops() {
    let running = Running::start(Bench::new());
    let body = r#"{"query":"{ slow }"}"#;
    let stream = running.send(&format!("{}\r\n{body}", head(body.len()))).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.bench.state.stopping.announce();
    let answer = rest(stream).await;
    assert!(answer.starts_with("HTTP/1.1 503"), "the operation ran into its time limit, and was told so: {answer}");
    assert!(TcpStream::connect(running.address).await.is_err(), "still listening");
    running.stopped().await;
}

/// The head of an upload with a body of that length.
fn upload(length: usize) -> String {
    let address = "POST /attachments?contract=c&name=a HTTP/1.1\r\nhost: x\r\nauthorization: Bearer good";
    format!("{address}\r\ncontent-length: {length}\r\n")
}

#[actix_web::test]
async fn a_file_that_does_not_come_is_not_waited_for_and_leaves_its_place() {
    let running = Running::start(Bench::new());
    let start = Instant::now();
    let answer = rest(running.send(&format!("{}\r\nabc", upload(100))).await).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let next = running.send(&format!("{}connection: close\r\n\r\nabc", upload(3))).await;
    assert!(rest(next).await.starts_with("HTTP/1.1 201"));
}

#[actix_web::test]
async fn a_large_file_is_refused_by_its_announcement_and_by_its_bytes() {
    let running = Running::start(Bench::new());
    let announced = rest(running.send(&format!("{}\r\n", upload(11 << 20))).await).await;
    assert!(announced.starts_with("HTTP/1.1 413") && announced.contains("FILE_TOO_LARGE"), "{announced}");
    let chunked = upload(0).replace("content-length: 0", "transfer-encoding: chunked");
    let chunk = format!("400\r\n{}\r\n", "x".repeat(0x400));
    let answer = rest(running.send(&format!("{chunked}\r\n{chunk}1\r\nx\r\n")).await).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

fn fetch(id: &str) -> String {
    format!("GET /attachments/{id} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer good\r\nconnection: close\r\n\r\n")
}

#[actix_web::test]
async fn a_kept_file_comes_whole_or_breaks_off() {
    let running = Running::start(Bench::new());
    let whole = rest(running.send(&fetch("kept")).await).await;
    assert!(whole.contains("content-length: 13\r\n") && whole.ends_with("\r\n\r\n%PDF in parts"), "{whole}");
    let changed = rest(running.send(&fetch("changed")).await).await;
    let body = changed.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    assert!(body.len() < 13, "the answer is not whole: {changed}");
}

#[cfg(target_os = "linux")]
#[actix_web::test]
async fn who_takes_nothing_of_a_file_is_given_up_and_leaves_the_turn() {
    let running = Running::start(Bench::new());
    for id in ["large", "large-made"] {
        let mut stalled = running.send(&fetch(id)).await;
        // It is being sent once something of it is there.
        assert!(stalled.read_u8().await.is_ok());
        let second = rest(running.send(&fetch("kept")).await).await;
        assert!(second.starts_with("HTTP/1.1 429") && second.contains("retry-after: "), "{id}: {second}");
        let end = Instant::now() + Duration::from_secs(20);
        while !rest(running.send(&fetch("kept")).await).await.starts_with("HTTP/1.1 200") {
            assert!(Instant::now() < end, "{id}: the turn is never free again");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}
