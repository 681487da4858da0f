//! Names for what is limited that tell nobody anything, and what this process knows of limits without asking.

use std::collections::HashMap;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::hmac;
use chrono::{DateTime, TimeDelta, Utc};

/// How long this process believes what it was told about a limit before it asks again: a flood costs one question a
/// second, and what another process takes back is open a second later at most.
const BELIEVED: TimeDelta = TimeDelta::seconds(1);
/// The most limits remembered here. Strangers can invent any number; who is forgotten costs one question.
const MOST_REMEMBERED: usize = 16_384;

/// The name of one limit for one subject: a keyed hash, so that neither the table nor a copy of it tells who tried
/// what from where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bucket(String);

impl Bucket {
    /// As it is stored: 32 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

struct Refused {
    open_at: DateTime<Utc>,
    asked_at: DateTime<Utc>,
}

/// The part of the limits that lives in this process; the counters are the database's.
pub struct Throttle {
    key: hmac::Key,
    refused: Mutex<HashMap<Bucket, Refused>>,
}

impl fmt::Debug for Throttle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Throttle(***)")
    }
}

impl Throttle {
    /// Buckets are named with `key`; processes with the same key count together.
    pub fn new(key: &[u8; 32]) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        Self { key, refused: Mutex::default() }
    }

    /// The bucket of a limit for the subject that these parts name together.
    pub fn bucket(&self, limit: &str, parts: &[&[u8]]) -> Bucket {
        let mut context = hmac::Context::with_key(&self.key);
        for part in [limit.as_bytes()].iter().chain(parts) {
            // With its length, so that no two lists of parts read the same.
            context.update(&part.len().to_be_bytes());
            context.update(part);
        }
        let tag = context.sign();
        Bucket(hex::encode(tag.as_ref().get(..16).unwrap_or_default()))
    }

    /// When a limit opens, if this process was told a moment ago that it is closed.
    pub fn closed_until(&self, bucket: &Bucket, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let known = refused.get(bucket)?;
        let fresh = (now - known.asked_at).abs() < BELIEVED;
        (fresh && known.open_at > now).then_some(known.open_at)
    }

    /// Remembers that a limit is closed.
    pub fn close(&self, bucket: Bucket, open_at: DateTime<Utc>, now: DateTime<Utc>) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        if refused.len() >= MOST_REMEMBERED {
            refused.retain(|_, it| it.open_at > now && (now - it.asked_at).abs() < BELIEVED);
        }
        if refused.len() >= MOST_REMEMBERED {
            refused.clear();
        }
        refused.insert(bucket, Refused { open_at, asked_at: now });
    }

    /// Forgets that a limit was closed.
    pub fn open(&self, bucket: &Bucket) {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).remove(bucket);
    }

    /// How many limits are remembered.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// The network that counts as one address: an IPv4 address, or a whole IPv6 /64, which is what one household or office
/// gets.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.into(),
        IpAddr::V6(v6) => Ipv6Addr::from(u128::from(v6) >> 64 << 64).into(),
    }
}
