//! What stands in an address after the question mark, exactly as it was meant or not at all.

use super::answer::Problem;

/// The most parameters of one address: each is held against those before it.
const MOST: usize = 32;

/// The parameters in the order in which they stand, each at most once.
pub fn parameters(text: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut found: Vec<(String, String)> = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (Some(name), Some(value)) = (decode(name), decode(value)) else {
            return Err(Problem::bad_request("The address is not valid UTF-8, written with percent signs."));
        };
        if found.iter().any(|(known, _)| *known == name) {
            return Err(Problem::bad_request(format!("`{name}` is there twice.")).at(name));
        }
        if found.len() == MOST {
            return Err(Problem::bad_request(format!("An address has {MOST} parameters at most.")));
        }
        found.push((name, value));
    }
    Ok(found)
}

/// Undoes the encoding of a form field; `None` if what comes out is no UTF-8 or a percent sign stands alone.
fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}
