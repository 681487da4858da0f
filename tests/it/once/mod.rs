//! An act is done once: however often it is sent, and whatever others do at the same moment.

mod at_once;
mod keys;
mod races;
mod repeated;
mod roles;

use serde_json::Value;

/// How many rounds of something are tried: few in the suite, more where `TEST_ROUNDS` says so.
fn rounds(few: usize) -> usize {
    std::env::var("TEST_ROUNDS").map_or(few, |rounds| rounds.parse().expect("a number of rounds"))
}

/// The input with a key.
fn keyed(mut input: Value, key: &str) -> Value {
    input["idempotencyKey"] = key.into();
    input
}
