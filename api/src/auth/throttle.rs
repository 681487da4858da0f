//! How often one may try to sign in.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use sha2::{Digest, Sha256};

/// Who is held to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt<'a> {
    /// The account that somebody tries to enter, by e-mail address; capitals do not matter.
    Account(&'a str),
    /// The address they do it from; a whole IPv6 /64, which is what one household or office gets.
    Address(IpAddr),
}

/// Too many tries: when it makes sense to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts; try again in {seconds} seconds")]
pub struct RetryAfter {
    /// Whole seconds to wait, at least one.
    pub seconds: u64,
}

/// How many tries an address has for each try of an account: a town hall sits behind one address.
const TRIES_PER_ADDRESS: u32 = 10;
/// Checks between two sweeps of those who are back at nothing.
const SWEEP_EVERY: u32 = 4096;

type Limiter<C> = RateLimiter<u32, DashMapStateStore<u32>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// Limits tries per account and per address, each over the last minute. Spans are measured with the
/// machine's monotonic clock: nobody can set it, and nothing but waiting depends on it.
pub struct Throttle<C: Clock = DefaultClock> {
    accounts: Limiter<C>,
    addresses: Limiter<C>,
    clock: C,
    checks: AtomicU32,
}

impl Throttle {
    /// Allows `attempts_per_minute` per account and ten times that per address.
    pub fn new(attempts_per_minute: NonZeroU32) -> Self {
        Self::with_clock(attempts_per_minute, DefaultClock::default())
    }
}

impl<C: Clock + Clone> Throttle<C> {
    /// The same with another clock.
    pub fn with_clock(attempts_per_minute: NonZeroU32, clock: C) -> Self {
        let per_address = attempts_per_minute.saturating_mul(NonZeroU32::MIN.saturating_add(TRIES_PER_ADDRESS - 1));
        let limiter = |quota| RateLimiter::new(quota, DashMapStateStore::default(), clock.clone());
        Self {
            accounts: limiter(Quota::per_minute(attempts_per_minute)),
            addresses: limiter(Quota::per_minute(per_address)),
            checks: AtomicU32::new(0),
            clock,
        }
    }

    /// Counts one try, or refuses it.
    pub fn check(&self, attempt: Attempt<'_>) -> Result<(), RetryAfter> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.sweep();
        }
        let (limiter, bucket) = match attempt {
            Attempt::Account(email) => (&self.accounts, bucket(email.trim().to_lowercase().as_bytes())),
            Attempt::Address(address) => (&self.addresses, bucket(&network(address))),
        };
        limiter
            .check_key(&bucket)
            .map_err(|until| RetryAfter { seconds: whole_seconds(until.wait_time_from(self.clock.now())) })
    }

    /// Forgets those whose tries have all come back to them.
    fn sweep(&self) {
        for limiter in [&self.accounts, &self.addresses] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    /// How many accounts and addresses are remembered.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> usize {
        self.accounts.len() + self.addresses.len()
    }
}

/// One of 2^18 buckets. Keys come from strangers, who can invent any number of them: with a fixed number of
/// buckets memory has an end, and the price is that one in a quarter million strangers shares yours.
fn bucket(key: &[u8]) -> u32 {
    let digest: [u8; 32] = Sha256::digest(key).into();
    digest.iter().take(3).fold(0_u32, |bucket, byte| bucket << 8 | u32::from(*byte)) >> 6
}

fn network(address: IpAddr) -> [u8; 16] {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().octets(),
        IpAddr::V6(v6) => Ipv6Addr::from(u128::from(v6) >> 64 << 64).octets(),
    }
}

fn whole_seconds(wait: Duration) -> u64 {
    let rounded_up = if wait.subsec_nanos() > 0 { wait.as_secs() + 1 } else { wait.as_secs() };
    rounded_up.max(1)
}
