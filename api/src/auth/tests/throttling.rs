//! How often one may try.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::FakeRelativeClock;

use super::super::throttle::{Attempt, RetryAfter, Throttle};

fn throttle(attempts: u32) -> (Throttle<FakeRelativeClock>, FakeRelativeClock) {
    let clock = FakeRelativeClock::default();
    (Throttle::with_clock(NonZeroU32::new(attempts).unwrap(), clock.clone()), clock)
}

fn address(text: &str) -> Attempt<'static> {
    Attempt::Address(text.parse::<IpAddr>().unwrap())
}

#[test]
fn an_account_has_its_tries_and_gets_one_back_in_time() {
    let (throttle, clock) = throttle(3);
    let account = Attempt::Account("a@example.org");
    for _ in 0..3 {
        assert_eq!(throttle.check(account), Ok(()));
    }
    assert_eq!(throttle.check(account), Err(RetryAfter { seconds: 20 }));
    clock.advance(Duration::from_millis(19_500));
    assert_eq!(throttle.check(account), Err(RetryAfter { seconds: 1 }));
    clock.advance(Duration::from_millis(500));
    assert_eq!(throttle.check(account), Ok(()));
    assert!(throttle.check(account).is_err());
}

#[test]
fn capitals_make_no_other_account_and_other_accounts_are_free() {
    let (throttle, _) = throttle(1);
    assert!(throttle.check(Attempt::Account("a@example.org")).is_ok());
    assert!(throttle.check(Attempt::Account(" A@Example.ORG ")).is_err());
    assert!(throttle.check(Attempt::Account("b@example.org")).is_ok());
}

#[test]
fn an_address_has_ten_times_as_many() {
    let (throttle, _) = throttle(2);
    for _ in 0..20 {
        assert!(throttle.check(address("192.0.2.1")).is_ok());
    }
    assert!(throttle.check(address("192.0.2.1")).is_err());
    assert!(throttle.check(address("::ffff:192.0.2.1")).is_err(), "the same address in its longer form");
    assert!(throttle.check(address("192.0.2.2")).is_ok());
}

#[test]
fn a_whole_ipv6_network_counts_as_one() {
    let (throttle, _) = throttle(1);
    for last in 0..10 {
        assert!(throttle.check(address(&format!("2001:db8:0:1::{last}"))).is_ok());
    }
    assert!(throttle.check(address("2001:db8:0:1:ffff::1")).is_err());
    assert!(throttle.check(address("2001:db8:0:2::1")).is_ok());
}

#[test]
fn who_is_back_at_nothing_is_forgotten() {
    let (throttle, clock) = throttle(60);
    for number in 0..4000 {
        let _ = throttle.check(Attempt::Account(&format!("{number}@example.org")));
    }
    let before = throttle.remembered();
    assert!(before > 3900, "{before}");
    clock.advance(Duration::from_mins(2));
    for _ in 0..96 {
        let _ = throttle.check(Attempt::Account("one@example.org"));
    }
    assert_eq!(throttle.remembered(), 1);
}
