//! The codes in which mail travels: quoted-printable, base64 and encoded words. Written for the tests alone, so
//! that the service's own encoder is not judged by itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Undoes a `Content-Transfer-Encoding`.
pub fn body(encoding: &str, bytes: &[u8]) -> Vec<u8> {
    match encoding {
        "quoted-printable" => quoted_printable(bytes, false),
        "base64" => base64(bytes),
        "" | "7bit" | "8bit" | "binary" => bytes.to_vec(),
        other => panic!("unknown Content-Transfer-Encoding {other:?}"),
    }
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let dense: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(dense).expect("base64")
}

/// Undoes quoted-printable; in an encoded `word` an underscore is a space.
fn quoted_printable(bytes: &[u8], word: bool) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = match (byte, tail) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => after,
            (b'=', [high, low, after @ ..]) => {
                let digits = String::from_utf8(vec![*high, *low]).expect("hexadecimal digits after =");
                decoded.push(u8::from_str_radix(&digits, 16).expect("hexadecimal digits after ="));
                after
            }
            (b'_', after) if word => {
                decoded.push(b' ');
                after
            }
            (other, after) => {
                decoded.push(other);
                after
            }
        };
    }
    decoded
}

/// Decodes the encoded words (RFC 2047) in the value of a header.
pub fn header(value: &str) -> String {
    let mut decoded = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(start) = rest.find("=?") {
        let (plain, tail) = rest.split_at(start);
        let Some((word, after)) = encoded_word(tail) else {
            decoded.push_str(plain);
            decoded.push_str("=?");
            rest = &tail[2..];
            after_word = false;
            continue;
        };
        // White space between two encoded words belongs to neither.
        if !(after_word && plain.trim().is_empty()) {
            decoded.push_str(plain);
        }
        decoded.push_str(&word);
        rest = after;
        after_word = true;
    }
    decoded + rest
}

/// The text of the encoded word at the start of `text`, and what follows it.
fn encoded_word(text: &str) -> Option<(String, &str)> {
    let mut fields = text.strip_prefix("=?")?.splitn(3, '?');
    let (charset, code, rest) = (fields.next()?, fields.next()?, fields.next()?);
    let (content, after) = rest.split_once("?=")?;
    assert!(charset.eq_ignore_ascii_case("utf-8"), "encoded word in {charset}");
    let bytes = match code {
        "B" | "b" => base64(content.as_bytes()),
        "Q" | "q" => quoted_printable(content.as_bytes(), true),
        other => panic!("encoded word in code {other}"),
    };
    Some((String::from_utf8(bytes).expect("an encoded word ends between two characters"), after))
}
