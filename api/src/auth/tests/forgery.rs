//! What passes for an access token, and everything that must not.

use std::sync::Arc;

use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::super::jwt::{AccessTokens, TokenError};
use super::super::keys::KeyRing;
use super::{ids, noon, rules, tokens, uuid};
use crate::domain::ids::PersonId;

fn keys() -> Arc<KeyRing> {
    Arc::new(KeyRing::in_memory().unwrap())
}

fn good_header(keys: &KeyRing) -> Value {
    json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": keys.signing_id() })
}

fn good_claims() -> Value {
    let now = noon().timestamp();
    json!({
        "iss": "https://regie.example", "aud": "regiekring", "sub": uuid(1), "jti": uuid(3), "sid": uuid(2),
        "iat": now, "nbf": now, "exp": now + 600,
    })
}

fn with(mut object: Value, key: &str, value: Value) -> Value {
    object[key] = value;
    object
}

fn without(mut object: Value, key: &str) -> Value {
    object.as_object_mut().unwrap().remove(key).unwrap();
    object
}

fn part(value: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(value)
}

/// A token with any header and payload, properly signed with the service's own key.
fn signed(keys: &KeyRing, header: &Value, payload: &[u8]) -> String {
    let message = format!("{}.{}", part(header.to_string().as_bytes()), part(payload));
    let pair = Ed25519KeyPair::from_pkcs8(keys.signing().as_bytes()).unwrap();
    format!("{message}.{}", part(pair.sign(message.as_bytes()).as_ref()))
}

fn refusal(keys: &Arc<KeyRing>, token: &str) -> TokenError {
    tokens(keys).verify(token, noon()).unwrap_err()
}

fn refusal_of_claims(claims: &Value) -> TokenError {
    let keys = keys();
    refusal(&keys, &signed(&keys, &good_header(&keys), claims.to_string().as_bytes()))
}

fn refusal_of_header(keys: &Arc<KeyRing>, header: &Value) -> TokenError {
    refusal(keys, &signed(keys, header, good_claims().to_string().as_bytes()))
}

#[test]
fn an_issued_token_says_who_and_until_when() {
    let keys = keys();
    let issued = tokens(&keys).issue(PersonId(uuid(1)), uuid(2), noon()).unwrap();
    assert_eq!(issued.expires_at, noon() + TimeDelta::minutes(10));
    let claims = tokens(&keys).verify(&issued.token, noon()).unwrap();
    assert_eq!((claims.person, claims.family), (PersonId(uuid(1)), uuid(2)));
    assert_eq!((claims.issued_at, claims.expires_at), (noon(), issued.expires_at));
    assert!(!format!("{issued:?}").contains(&issued.token), "the token shows in logs");
}

#[test]
fn the_forgers_own_good_token_passes() {
    // Otherwise the refusals below would prove nothing.
    let keys = keys();
    let token = signed(&keys, &good_header(&keys), good_claims().to_string().as_bytes());
    assert_eq!(tokens(&keys).verify(&token, noon()).unwrap().token, uuid(3));
}

#[test]
fn each_token_has_its_own_identity() {
    let keys = keys();
    let tokens = AccessTokens::new(Arc::clone(&keys), rules(), ids());
    let issue = || tokens.issue(PersonId(uuid(1)), uuid(2), noon()).unwrap().token;
    assert_ne!(issue(), issue());
}

#[test]
fn a_token_ends_at_the_second_it_says_by_the_given_clock() {
    let keys = keys();
    let issued = tokens(&keys).issue(PersonId(uuid(1)), uuid(2), noon()).unwrap();
    let verify = |at| tokens(&keys).verify(&issued.token, at);
    // Noon lies in 2025: for the machine's own clock, if it had a say, this token ended long ago.
    assert!(verify(issued.expires_at - TimeDelta::microseconds(1)).is_ok());
    assert_eq!(verify(issued.expires_at).unwrap_err(), TokenError::Expired);
}

#[test]
fn a_token_does_not_start_early_beyond_a_clock_that_runs_ahead() {
    let keys = keys();
    let issued = tokens(&keys).issue(PersonId(uuid(1)), uuid(2), noon()).unwrap();
    let verify = |at| tokens(&keys).verify(&issued.token, at);
    assert!(verify(noon() - TimeDelta::seconds(5)).is_ok());
    assert_eq!(verify(noon() - TimeDelta::seconds(6)).unwrap_err(), TokenError::NotYetValid);
}

#[test]
fn unsigned_tokens_are_refused() {
    let keys = keys();
    let claims = part(good_claims().to_string().as_bytes());
    for algorithm in ["none", "None", "NONE", ""] {
        let header = with(good_header(&keys), "alg", json!(algorithm));
        let token = format!("{}.{claims}.", part(header.to_string().as_bytes()));
        assert_eq!(refusal(&keys, &token), TokenError::NotAccessToken, "{algorithm}");
    }
    let token = format!("{}.{claims}.", part(good_header(&keys).to_string().as_bytes()));
    assert_eq!(refusal(&keys, &token), TokenError::Signature);
}

#[test]
fn a_public_key_is_no_shared_secret() {
    let keys = keys();
    let jwks: Value = serde_json::from_str(&keys.jwks()).unwrap();
    let encoded = jwks["keys"][0]["x"].as_str().unwrap();
    let raw = URL_SAFE_NO_PAD.decode(encoded).unwrap();
    for secret in [raw.as_slice(), encoded.as_bytes(), keys.jwks().as_bytes()] {
        let mut header = Header::new(Algorithm::HS256);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some(keys.signing_id().to_owned());
        let token = encode(&header, &good_claims(), &EncodingKey::from_secret(secret)).unwrap();
        assert_eq!(refusal(&keys, &token), TokenError::NotAccessToken);
    }
}

#[test]
fn only_own_keys_count_whatever_the_header_offers() {
    let (own, foreign) = (keys(), keys());
    let claims = good_claims().to_string();
    let foreign_id = signed(&foreign, &good_header(&foreign), claims.as_bytes());
    assert_eq!(refusal(&own, &foreign_id), TokenError::UnknownKey);
    let borrowed_id = signed(&foreign, &good_header(&own), claims.as_bytes());
    assert_eq!(refusal(&own, &borrowed_id), TokenError::Signature);
    let jwks: Value = serde_json::from_str(&foreign.jwks()).unwrap();
    let carried = with(good_header(&own), "jwk", jwks["keys"][0].clone());
    assert_eq!(refusal(&own, &signed(&foreign, &carried, claims.as_bytes())), TokenError::Signature);
    assert_eq!(refusal_of_header(&own, &without(good_header(&own), "kid")), TokenError::UnknownKey);
}

#[test]
fn other_kinds_of_token_are_refused() {
    let keys = keys();
    for header in [
        with(good_header(&keys), "typ", json!("JWT")),
        with(good_header(&keys), "typ", json!(["at+jwt"])),
        without(good_header(&keys), "typ"),
        with(good_header(&keys), "crit", json!(["b64"])),
        with(good_header(&keys), "alg", json!("ES256")),
        json!("at+jwt"),
    ] {
        assert_eq!(refusal_of_header(&keys, &header), TokenError::NotAccessToken, "{header}");
    }
}

#[test]
fn every_claim_is_required_and_of_its_type() {
    for name in ["iss", "aud", "sub", "iat", "nbf", "exp", "jti", "sid"] {
        assert_eq!(refusal_of_claims(&without(good_claims(), name)), TokenError::Claims, "without {name}");
        for value in [json!(null), json!(true), json!([]), json!({}), json!("x"), json!(1.5), json!(["regiekring"])] {
            let claims = with(good_claims(), name, value);
            assert_eq!(refusal_of_claims(&claims), TokenError::Claims, "{claims}");
        }
    }
    for name in ["iat", "nbf", "exp"] {
        let claims = with(good_claims(), name, json!("99999999999"));
        assert_eq!(refusal_of_claims(&claims), TokenError::Claims, "a time as text: {name}");
    }
}

#[test]
fn tokens_of_other_services_are_refused() {
    for (name, value) in [
        ("iss", "https://regie.example/"),
        ("iss", "https://elders.example"),
        ("aud", "Regiekring"),
        ("aud", "regiekring2"),
    ] {
        assert_eq!(refusal_of_claims(&with(good_claims(), name, json!(value))), TokenError::Claims, "{value}");
    }
}

#[test]
fn times_out_of_range_are_refused() {
    assert_eq!(refusal_of_claims(&with(good_claims(), "exp", json!(i64::MAX))), TokenError::Claims);
    assert_eq!(refusal_of_claims(&with(good_claims(), "exp", json!(-1))), TokenError::Claims);
    assert_eq!(refusal_of_claims(&with(good_claims(), "nbf", json!(i64::MAX))), TokenError::NotYetValid);
}

#[test]
fn nothing_may_be_added_or_changed() {
    let keys = keys();
    let good = tokens(&keys).issue(PersonId(uuid(1)), uuid(2), noon()).unwrap().token;
    for token in [
        format!("{good}A"),
        format!("{good}AAAA"),
        format!("{good}="),
        format!("{good}\n"),
        format!(" {good}"),
        format!("{good}."),
        format!("{good}.e30"),
        good[..good.len() - 1].to_owned(),
        good.replacen('.', "..", 1),
        String::new(),
        "..".to_owned(),
        "é.é.é".to_owned(),
    ] {
        assert!(tokens(&keys).verify(&token, noon()).is_err(), "{token:?}");
    }
    let trailing = format!("{} true", good_claims());
    assert_eq!(refusal(&keys, &signed(&keys, &good_header(&keys), trailing.as_bytes())), TokenError::Claims);
}

#[test]
fn a_changed_claim_breaks_the_signature() {
    let keys = keys();
    let good = tokens(&keys).issue(PersonId(uuid(1)), uuid(2), noon()).unwrap().token;
    let parts: Vec<&str> = good.split('.').collect();
    let payload = with(good_claims(), "sub", json!(uuid(99)));
    let token = format!("{}.{}.{}", parts[0], part(payload.to_string().as_bytes()), parts[2]);
    assert_eq!(refusal(&keys, &token), TokenError::Signature);
}

#[test]
fn an_oversize_token_is_refused_even_with_a_good_signature() {
    let keys = keys();
    let claims = with(good_claims(), "note", json!("x".repeat(4096)));
    let token = signed(&keys, &good_header(&keys), claims.to_string().as_bytes());
    assert_eq!(refusal(&keys, &token), TokenError::TooLong);
}
