mod forgery;
mod key_files;
mod passwords;
mod queueing;
mod session;
mod shared_keys;
mod throttling;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::jwt::{AccessTokens, TokenRules};
use super::keys::KeyRing;
use super::secret::SecretToken;
use crate::clock::{FixedClock, IdSource};

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_750_000_000, 0).unwrap()
}

fn ids() -> IdSource {
    IdSource::seeded(Arc::new(FixedClock::new(noon())), 7)
}

fn rules() -> TokenRules {
    TokenRules {
        issuer: "https://regie.example".to_owned(),
        audience: "regiekring".to_owned(),
        lifetime: TimeDelta::minutes(10),
    }
}

fn tokens(keys: &Arc<KeyRing>) -> AccessTokens {
    AccessTokens::new(Arc::clone(keys), rules(), ids())
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

#[test]
fn a_secret_comes_back_as_itself() {
    let secret = SecretToken::new([0xfb; 32]);
    let text = secret.text();
    assert_eq!(text.len(), 43);
    assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'), "{text}");
    assert_eq!(SecretToken::parse(&text), Some(secret));
}

#[test]
fn a_secret_is_stored_as_its_sha256() {
    // sha256 of 32 zero bytes, by sha256sum.
    let expected = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
    assert_eq!(SecretToken::new([0; 32]).hash(), expected);
}

#[test]
fn only_the_exact_text_of_a_secret_is_read() {
    let text = SecretToken::new([1; 32]).text();
    assert_eq!(SecretToken::parse(""), None);
    assert_eq!(SecretToken::parse(&format!("{text}=")), None);
    assert_eq!(SecretToken::parse(&text[1..]), None);
    assert_eq!(SecretToken::parse(&format!("{}+", &text[..42])), None);
    // The last character holds four bits; another text for the same bytes is no second key.
    assert!(text.ends_with('E'));
    assert_eq!(SecretToken::parse(&format!("{}F", &text[..42])), None);
    // 43 bytes, but not 43 characters.
    assert_eq!(SecretToken::parse(&format!("{}é", &text[..41])), None);
}

#[test]
fn a_successor_takes_both_the_secret_and_the_salt() {
    let (one, other) = (SecretToken::new([1; 32]), SecretToken::new([2; 32]));
    assert_eq!(one.successor("salt"), one.successor("salt"));
    assert_ne!(one.successor("salt"), one.successor("other salt"));
    assert_ne!(one.successor("salt"), other.successor("salt"));
    // printf 'session successor salt' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0101…01 -binary | sha256sum
    let expected = "ca303e9dae77ef7de0345ff67dd8451ecf2b63d234304c246b7442abf9e0e9d2";
    assert_eq!(one.successor("salt").hash(), expected);
}

#[test]
fn a_secret_is_not_shown() {
    let secret = SecretToken::new([9; 32]);
    assert_eq!(format!("{secret:?}"), "SecretToken(***)");
}
