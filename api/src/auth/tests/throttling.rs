//! What this process knows of limits.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::super::throttle::{Throttle, network};

fn noon() -> DateTime<Utc> {
    "2020-06-01T12:00:00Z".parse().unwrap()
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn a_closed_limit_is_believed_for_a_second_and_no_longer() {
    let throttle = Throttle::new(&[1; 32]);
    let bucket = throttle.bucket("sign-in", &[b"a"]);
    assert_eq!(throttle.closed_until(&bucket, noon()), None);
    let open_at = noon() + TimeDelta::minutes(1);
    throttle.close(bucket.clone(), open_at, noon());
    assert_eq!(throttle.closed_until(&bucket, noon() + TimeDelta::milliseconds(999)), Some(open_at));
    assert_eq!(throttle.closed_until(&bucket, noon() + TimeDelta::seconds(1)), None);
    throttle.open(&bucket);
    assert_eq!(throttle.closed_until(&bucket, noon()), None);
}

#[test]
fn a_limit_that_opens_meanwhile_is_open() {
    let throttle = Throttle::new(&[1; 32]);
    let bucket = throttle.bucket("sign-in", &[b"a"]);
    throttle.close(bucket.clone(), noon() + TimeDelta::milliseconds(200), noon());
    assert!(throttle.closed_until(&bucket, noon() + TimeDelta::milliseconds(199)).is_some());
    assert_eq!(throttle.closed_until(&bucket, noon() + TimeDelta::milliseconds(200)), None);
}

#[test]
fn buckets_differ_by_limit_subject_and_key_and_tell_none_of_them() {
    let throttle = Throttle::new(&[1; 32]);
    let bucket = throttle.bucket("sign-in", &[b"a@example.org", b"192.0.2.1"]);
    assert_eq!(bucket, Throttle::new(&[1; 32]).bucket("sign-in", &[b"a@example.org", b"192.0.2.1"]));
    for other in [
        throttle.bucket("mail", &[b"a@example.org", b"192.0.2.1"]),
        throttle.bucket("sign-in", &[b"a@example.org1", b"92.0.2.1"]),
        throttle.bucket("sign-in", &[b"a@example.org"]),
        Throttle::new(&[2; 32]).bucket("sign-in", &[b"a@example.org", b"192.0.2.1"]),
    ] {
        assert_ne!(bucket, other);
    }
    assert!(bucket.as_str().len() == 32 && bucket.as_str().chars().all(|c| c.is_ascii_hexdigit()), "{bucket:?}");
}

#[test]
fn a_whole_ipv6_network_counts_as_one_address() {
    assert_eq!(network(address("2001:db8:0:1::7")), network(address("2001:db8:0:1:ffff::1")));
    assert_ne!(network(address("2001:db8:0:1::7")), network(address("2001:db8:0:2::7")));
    assert_eq!(network(address("::ffff:192.0.2.1")), address("192.0.2.1"), "the same address in its longer form");
    assert_ne!(network(address("192.0.2.1")), network(address("192.0.2.2")));
}

#[test]
fn strangers_cannot_fill_the_memory() {
    let throttle = Throttle::new(&[1; 32]);
    for number in 0..40_000_u32 {
        let bucket = throttle.bucket("sign-in", &[&number.to_be_bytes()]);
        throttle.close(bucket, noon() + TimeDelta::minutes(1), noon());
    }
    assert!((1..=16_384).contains(&throttle.remembered()), "{}", throttle.remembered());
}
