//! Acts that are sent more than once: the key that comes with an act, and what was asked under it.

use std::fmt::Write;

use async_graphql::{Context, InputObject, Value};

use super::errors::bad_input;
use crate::storage::once::Once;

/// The name of the key in every input.
pub const FIELD: &str = "idempotencyKey";
/// The fewest characters of a key: fewer are soon the same by chance.
const FEWEST: usize = 8;
/// The most characters of a key.
const MOST: usize = 128;

/// What the input of every act takes beside its own fields; it stands in each, flattened.
#[derive(InputObject)]
pub struct Repeatable {
    /// A key of the client's own making under which the act is done once (idempotentiesleutel), as `Mutation` tells.
    idempotency_key: Option<String>,
}

/// The key that came with the running act, if one did.
///
/// It is read from the field's arguments, so that no act has to pass it on.
pub fn of<'a>(ctx: &Context<'a>) -> async_graphql::Result<Option<Once<'a>>> {
    let mut arguments = ctx.field().arguments()?;
    let input = arguments.iter_mut().find(|(name, _)| name == "input");
    let Some((_, Value::Object(input))) = input else { return Ok(None) };
    let Some(Value::String(key)) = input.swap_remove(FIELD) else { return Ok(None) };
    if !fits(&key) {
        return Err(bad_input(format!("{FIELD}: {FEWEST} to {MOST} visible ASCII characters"), FIELD));
    }
    let mut asked = String::new();
    for (name, value) in &arguments {
        write!(asked, "{name}:")?;
        canonical(value, &mut asked)?;
    }
    Ok(Some(Once::new(&key, ctx.item.node.name.node.as_str(), &asked)))
}

/// Whether a text may be a key.
pub fn fits(key: &str) -> bool {
    (FEWEST..=MOST).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Writes a value in one way only: names in order, every text with its length, and an enumeration as the text that a
/// variable gives it as.
fn canonical(value: &Value, to: &mut String) -> std::fmt::Result {
    match value {
        Value::Null => to.write_str("null"),
        Value::Number(number) => write!(to, "{number}"),
        Value::Boolean(truth) => write!(to, "{truth}"),
        Value::String(text) => write!(to, "\"{}:{text}", text.len()),
        Value::Enum(name) => write!(to, "\"{}:{name}", name.len()),
        Value::Binary(bytes) => write!(to, "{bytes:?}"),
        Value::List(values) => {
            to.write_char('[')?;
            for value in values {
                canonical(value, to)?;
                to.write_char(',')?;
            }
            to.write_char(']')
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(name, _)| *name);
            to.write_char('{')?;
            for (name, value) in fields {
                write!(to, "{name}:")?;
                canonical(value, to)?;
                to.write_char(',')?;
            }
            to.write_char('}')
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::{Name, value};

    use super::*;

    fn written(value: &Value) -> String {
        let mut text = String::new();
        canonical(value, &mut text).unwrap();
        text
    }

    #[test]
    fn the_order_of_fields_does_not_matter_and_that_of_lists_does() {
        assert_eq!(written(&value!({"a": [1, 2], "b": null})), written(&value!({"b": null, "a": [1, 2]})));
        assert_ne!(written(&value!([1, 2])), written(&value!([2, 1])));
    }

    #[test]
    fn an_enumeration_reads_as_the_text_of_a_variable() {
        assert_eq!(written(&Value::Enum(Name::new("WORK"))), written(&value!("WORK")));
    }

    #[test]
    fn no_two_values_read_alike() {
        let values = [
            value!(null),
            value!("null"),
            value!(""),
            value!(1),
            value!("1"),
            value!(true),
            value!([]),
            value!([[]]),
            value!({}),
            value!({"a": null}),
            value!(["a", "b"]),
            value!(["a,\"1:b"]),
            value!({"a": "1", "b": "2"}),
            value!({"a": "1,b:\"1:2"}),
        ];
        let texts: std::collections::BTreeSet<String> = values.iter().map(written).collect();
        assert_eq!(texts.len(), values.len());
    }
}
