//! How many bytes of JSON an answer takes. Every value pays for the comma that follows it, and what holds others pays
//! one bracket for it: so the sum is exact.

use async_graphql::{QueryPathSegment, Value};

/// The length of `null`.
pub const NULL: u64 = 4;

/// The name under which a value stands with its quotes, colon and comma; in a list only the comma.
pub fn key(place: &QueryPathSegment<'_>) -> u64 {
    match place {
        QueryPathSegment::Name(name) => length(name.len()) + 4,
        QueryPathSegment::Index(_) => 1,
    }
}

/// A value; what it holds has been counted already, unless it is a `leaf`.
pub fn of(value: &Value, leaf: bool) -> u64 {
    match value {
        Value::Null => NULL,
        Value::Number(number) => length(number.to_string().len()),
        Value::String(text) => of_text(text),
        Value::Boolean(true) => 4,
        Value::Boolean(false) => 5,
        Value::Binary(bytes) => length(bytes.len()).saturating_mul(4),
        Value::Enum(name) => length(name.len()) + 2,
        Value::List(items) if items.is_empty() => 2,
        Value::Object(members) if leaf => {
            members.iter().map(|(name, value)| length(name.len()) + 4 + of(value, true)).sum::<u64>() + 1
        }
        Value::List(_) | Value::Object(_) => 1,
    }
}

/// A text in quotes, with what JSON escapes.
fn of_text(text: &str) -> u64 {
    let escaped = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0C => 2,
        0x00..=0x1F => 6,
        _ => 1,
    };
    text.bytes().map(escaped).sum::<u64>() + 2
}

fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use async_graphql::value;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_as_long_as_it_is_written(text in any::<String>()) {
            prop_assert_eq!(of_text(&text), length(serde_json::to_string(&text).unwrap().len()));
        }
    }

    #[test]
    fn leaves_are_as_long_as_they_are_written() {
        for leaf in [value!(null), value!(true), value!(false), value!(-12.5), value!(2020), value!([]), value!("é\n")]
        {
            assert_eq!(of(&leaf, true), length(serde_json::to_string(&leaf).unwrap().len()), "{leaf}");
        }
    }
}
