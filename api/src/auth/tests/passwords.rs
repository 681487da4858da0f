//! Passwords, kept and compared.

use std::net::IpAddr;

use argon2::{Algorithm, Argon2, Block, Params, Version};

use super::super::memory::WorkingMemory;
use super::super::password::{Password, PasswordError, PasswordPolicy, PasswordRefusal, Passwords};
use super::super::queue::{Line, Place};
use super::ids;

fn password(text: &str) -> Password {
    Password::new(text.to_owned())
}

fn line() -> Line {
    Line::Address(IpAddr::from([192, 0, 2, 1]))
}

fn place(passwords: &Passwords) -> Place {
    passwords.place(line()).unwrap()
}

fn check(text: &str) -> Result<(), PasswordRefusal> {
    PasswordPolicy::default().check(&password(text))
}

#[test]
fn length_is_counted_in_characters_below_and_in_bytes_above() {
    assert_eq!(check("elf tekens!"), Err(PasswordRefusal::TooShort));
    assert_eq!(check("twaalf teken"), Ok(()));
    // Eleven characters of two bytes each are still eleven.
    assert_eq!(check(&"é".repeat(11)), Err(PasswordRefusal::TooShort));
    assert_eq!(check(&"é".repeat(12)), Ok(()));
    assert_eq!(check(&"x".repeat(256)), Ok(()));
    assert_eq!(check(&"x".repeat(257)), Err(PasswordRefusal::TooLong));
    assert_eq!(check(&"é".repeat(129)), Err(PasswordRefusal::TooLong));
}

#[test]
fn a_password_is_not_shown() {
    assert_eq!(format!("{:?}", password("geheim")), "Password(***)");
}

#[tokio::test]
async fn the_right_password_matches_and_another_does_not() {
    let passwords = Passwords::new(ids(), 1).unwrap();
    let stored = passwords.hash(place(&passwords), password("juist paard batterij")).await.unwrap();
    assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
    assert!(passwords.verify(place(&passwords), password("juist paard batterij"), Some(stored.clone())).await.unwrap());
    assert!(
        !passwords.verify(place(&passwords), password("juist paard batterijj"), Some(stored.clone())).await.unwrap()
    );
    assert!(!passwords.verify(place(&passwords), password(""), Some(stored)).await.unwrap());
}

#[tokio::test]
async fn the_same_password_is_kept_differently_each_time() {
    let passwords = Passwords::new(ids(), 1).unwrap();
    let first = passwords.hash(place(&passwords), password("juist paard batterij")).await.unwrap();
    assert_ne!(first, passwords.hash(place(&passwords), password("juist paard batterij")).await.unwrap());
}

#[tokio::test]
async fn without_an_account_the_answer_is_no_after_real_work() {
    let passwords = Passwords::new(ids(), 1).unwrap();
    let stored = passwords.hash(place(&passwords), password("juist paard batterij")).await.unwrap();
    let started = std::time::Instant::now();
    assert!(!passwords.verify(place(&passwords), password("een verkeerd woord"), Some(stored)).await.unwrap());
    let known = started.elapsed();
    let started = std::time::Instant::now();
    assert!(!passwords.verify(place(&passwords), password("een verkeerd woord"), None).await.unwrap());
    let unknown = started.elapsed();
    // A wide margin: the machine may be busy. Without the work the ratio is in the thousands.
    assert!(unknown * 10 > known, "known {known:?}, unknown {unknown:?}");
}

#[tokio::test]
async fn a_hash_of_another_cost_is_still_understood() {
    let passwords = Passwords::new(ids(), 1).unwrap();
    // From the test vectors of the reference implementation (test.c, argon2id).
    let stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert!(passwords.verify(place(&passwords), password("password"), Some(stored.to_owned())).await.unwrap());
}

#[tokio::test]
async fn a_stored_text_that_is_no_hash_is_an_error_and_not_a_wrong_password() {
    let passwords = Passwords::new(ids(), 1).unwrap();
    let outcome =
        passwords.verify(place(&passwords), password("juist paard batterij"), Some("geheim".to_owned())).await;
    assert!(matches!(outcome, Err(PasswordError::Hash(_))), "{outcome:?}");
}

#[tokio::test]
async fn a_flood_is_sent_away_and_leaves_the_service_in_order() {
    let passwords = Passwords::new(ids(), 1).unwrap();
    // One thread drives all of these: none can finish before all have asked for a place.
    let flood = (0..40).map(|_| async {
        let place = passwords.place(line())?;
        passwords.verify(place, password("een verkeerd woord"), None).await
    });
    let outcomes = futures_util::future::join_all(flood).await;
    let busy = outcomes.iter().filter(|outcome| matches!(outcome, Err(PasswordError::Busy))).count();
    let refused = outcomes.iter().filter(|outcome| matches!(outcome, Ok(false))).count();
    assert_eq!((refused, busy), (8, 32), "a quarter of the places is one address's");
    assert!(passwords.verify(place(&passwords), password("een verkeerd woord"), None).await.is_ok());
}

#[tokio::test]
async fn working_memory_is_wiped_and_used_again() {
    let memory = WorkingMemory::default();
    let first = memory.lend(64, |blocks| {
        blocks.fill(written());
        blocks.as_ptr()
    });
    let (second, clean) = memory.lend(64, |blocks| (blocks.as_ptr(), blocks.iter().all(is_clean)));
    assert!(first == second && clean);
    assert!(memory.lend(32, |blocks| blocks.len() == 32 && blocks.iter().all(is_clean)), "of another size");
}

/// A block in which something stands.
fn written() -> Block {
    let mut blocks = [Block::new(); 8];
    let params = Params::new(8, 1, 1, None).unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .fill_memory(b"password", b"somesalt", &mut blocks)
        .unwrap();
    assert!(!is_clean(&blocks[7]));
    blocks[7]
}

fn is_clean(block: &Block) -> bool {
    block.as_ref().iter().all(|word| *word == 0)
}
