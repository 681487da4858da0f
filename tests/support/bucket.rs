//! A store that speaks just enough S3 to keep what it is sent.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// A store on a port of its own, with every bucket there could be.
pub struct Bucket {
    address: SocketAddr,
    objects: Objects,
}

impl Bucket {
    /// Starts an empty store; it ends with the test.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, objects) = (listener.local_addr().unwrap(), Objects::default());
        let kept = objects.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = kept.clone();
                // A caller that breaks off is no concern of the store.
                tokio::spawn(async move { drop(answer(stream, &kept).await) });
            }
        });
        Self { address, objects }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The objects that lie in it, by path.
    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        self.objects.lock().unwrap().clone()
    }
}

async fn answer(mut stream: TcpStream, kept: &Objects) -> std::io::Result<()> {
    let mut read = Vec::new();
    let end = loop {
        if let Some(at) = read.windows(4).position(|it| it == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut read).await? == 0 {
            return Ok(());
        }
    };
    let head = String::from_utf8_lossy(&read[..end]).into_owned();
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    while read.len() < end + length.unwrap_or(0) {
        if stream.read_buf(&mut read).await? == 0 {
            return Ok(());
        }
    }
    let mut words = head.split([' ', '?']);
    let (method, path, query) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap_or_default());
    let (status, body) = if query.contains("X-Amz-Signature=") {
        done(method, path, &read[end..], &mut kept.lock().unwrap())
    } else {
        ("403 Forbidden", Vec::new())
    };
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await
}

fn done(method: &str, path: &str, body: &[u8], kept: &mut BTreeMap<String, Vec<u8>>) -> (&'static str, Vec<u8>) {
    match method {
        "PUT" => {
            kept.insert(path.to_owned(), body.to_vec());
            ("200 OK", Vec::new())
        }
        "DELETE" => {
            kept.remove(path);
            ("200 OK", Vec::new())
        }
        _ => kept.get(path).map_or_else(|| ("404 Not Found", Vec::new()), |it| ("200 OK", it.clone())),
    }
}
