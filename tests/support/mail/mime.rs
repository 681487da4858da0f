//! The parts of a mail.

use super::decode;

/// A mail or a part of one: headers and a body.
pub struct Entity {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Entity {
    /// Parts headers from body. Panics when the headers are not ASCII or have no colon.
    pub fn read(bytes: &[u8]) -> Self {
        let end = find(bytes, b"\r\n\r\n").map_or(bytes.len(), |at| at + 2);
        let head = std::str::from_utf8(&bytes[..end]).expect("headers are text");
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in head.split("\r\n").filter(|line| !line.is_empty()) {
            if line.starts_with([' ', '\t']) {
                let (_, value) = headers.last_mut().expect("a folded line follows a header");
                value.push_str(line);
            } else {
                let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("a header without colon: {line}"));
                headers.push((name.to_owned(), value.trim().to_owned()));
            }
        }
        Self { headers, body: bytes.get(end + 2..).unwrap_or_default().to_vec() }
    }

    fn raw_header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// A header, decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        self.raw_header(name).map(decode::header)
    }

    pub fn decoded_headers(&self) -> Vec<(String, String)> {
        self.headers.iter().map(|(name, value)| (name.clone(), decode::header(value))).collect()
    }

    /// The media type in small letters, without its parameters.
    pub fn kind(&self) -> String {
        let value = self.raw_header("content-type").unwrap_or("text/plain");
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The parts that hold no parts themselves, in order.
    pub fn leaves(&self) -> Vec<Self> {
        if !self.kind().starts_with("multipart/") {
            return vec![Self { headers: self.headers.clone(), body: self.body.clone() }];
        }
        let value = self.raw_header("content-type").unwrap_or_default();
        let boundary = parameter(value, "boundary").unwrap_or_else(|| panic!("no boundary in {value}"));
        parts(&self.body, &boundary).into_iter().flat_map(|part| Self::read(part).leaves()).collect()
    }

    /// The body decoded, with line ends as `\n`.
    pub fn text(&self) -> String {
        let encoding = self.raw_header("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        let text = String::from_utf8(decode::body(&encoding, &self.body)).expect("the body is UTF-8");
        text.replace("\r\n", "\n")
    }
}

/// A parameter of a header such as `text/plain; charset=utf-8`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let pairs = value.split(';').skip(1).filter_map(|pair| pair.trim().split_once('='));
    let (_, found) = pairs.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(found.trim_matches('"').to_owned())
}

/// What stands between the lines of a boundary.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let line = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut rest = &body[find(body, line.as_bytes()).expect("a first boundary")..];
    loop {
        rest = &rest[line.len()..];
        if rest.starts_with(b"--") {
            return parts;
        }
        let start = find(rest, b"\r\n").expect("a line end after a boundary") + 2;
        let end = find(rest, format!("\r\n{line}").as_bytes()).expect("a closing boundary");
        parts.push(rest.get(start..end).unwrap_or_default());
        rest = &rest[end + 2..];
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
