//! Values that are not what was asked for, made from the schema for any argument.

use serde_json::{Map, Value, json};

use crate::introspection::{Introspection, list, name};

/// How deep valid inputs are built; the schema nests no deeper.
const DEPTH: usize = 6;

/// A valid value of a type, as small as it can be. An id is that of the thing that `known` has under the field's name.
pub fn valid(schema: &Introspection, known: &Value, (field, kind): (&str, &Value), depth: usize) -> Value {
    assert!(depth < DEPTH, "input types nest without end");
    match kind["kind"].as_str().unwrap_or_default() {
        "NON_NULL" => valid(schema, known, (field, &kind["ofType"]), depth),
        "LIST" => json!([valid(schema, known, (field, &kind["ofType"]), depth)]),
        "ENUM" => list(&schema.named(name(kind))["enumValues"])[0]["name"].clone(),
        "INPUT_OBJECT" => object(schema, known, name(kind), depth),
        _ => match name(kind) {
            "ID" if known[field].is_null() => json!("contract:01890000-0000-7000-8000-000000000001"),
            "ID" => known[field].clone(),
            "Int" if field.starts_with("year") => json!(2021),
            "Int" => json!(1),
            "Boolean" => json!(true),
            "Date" => json!("2020-01-01"),
            "DateTime" => json!("2020-01-01T00:00:00Z"),
            "Decimal" => json!("1"),
            _ => json!("x"),
        },
    }
}

fn object(schema: &Introspection, known: &Value, of: &str, depth: usize) -> Value {
    let fields = list(&schema.named(of)["inputFields"]);
    let field = |it: &Value| {
        let field = name(it);
        (field.to_owned(), valid(schema, known, (field, &it["type"]), depth + 1))
    };
    Value::Object(fields.iter().map(field).collect::<Map<_, _>>())
}

/// What is put in the place of any value.
pub fn malformed() -> Vec<Value> {
    let mut nested = json!("x");
    for _ in 0..40 {
        nested = json!([nested]);
    }
    let mut all = vec![Value::Null, json!(true), json!([]), json!({}), json!(["x", "x"]), json!({ "x": 1 }), nested];
    let numbers = [i64::MAX, i64::MIN, 0, -1, i64::from(i32::MAX), i64::from(i32::MIN), i64::from(i32::MAX) + 1];
    all.extend(numbers.map(|number| json!(number)));
    all.extend([json!(1.5), json!(1e300), json!(u64::MAX)]);
    let texts = [
        "",
        " ",
        "NO_SUCH_VALUE",
        "contract:",
        "contract:not-a-uuid",
        "contract:01890000-0000-7000-8000-000000000001",
        "party:01890000-0000-7000-8000-000000000001",
        "\u{0}",
        "a\u{0}b",
        "\u{7}\u{1b}\u{85}\u{2028}\u{feff}",
        "𝔊𝔢𝔪𝔢𝔢𝔫𝔱𝔢 🏛️",
        "2020-02-30",
        "-262143-01-01",
        "+262142-12-31",
        "9999-12-31",
        "0000-00-00",
        "NaN",
        "Infinity",
        "1e400",
        "79228162514264337593543950335",
        "-79228162514264337593543950336",
        "9223372036854775807",
        "0.00000000000000000000000000001",
        "1,5",
        "' OR 1=1 --",
    ];
    all.extend(texts.map(|text| json!(text)));
    // One that no field takes, and two that the door lets through.
    all.extend([200_000, 39_000, 1_900].map(|length| json!("x".repeat(length))));
    all
}

/// The same value twice, where there is a list of one: what must be unique no longer is.
pub fn doubled(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().chain(items).map(doubled).collect(),
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), doubled(value))).collect(),
        other => other.clone(),
    }
}

/// Every place in a value: the way to it, as a JSON pointer.
pub fn places(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (step, value) in inner {
        all.extend(places(value).into_iter().map(|rest| format!("/{step}{rest}")));
    }
    all
}
