//! The only room that reads the time of day and the dice.
//!
//! Everything else is handed a [`Clock`] and an [`IdSource`], so that a test can travel in time and a rule
//! gives the same answer for the same input.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use uuid::{Builder, Uuid};

/// Tells the time, in UTC, cut off at microseconds: the precision that both databases keep.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the time of day is read")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still until it is moved; for tests and for telling a story of earlier years.
#[derive(Debug, Clone)]
pub struct FixedClock(Arc<Mutex<DateTime<Utc>>>);

impl FixedClock {
    /// A clock standing at `moment`.
    pub fn new(moment: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(moment.trunc_subsecs(6))))
    }

    /// Moves the clock to `moment`, forwards or back.
    pub fn set(&self, moment: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = moment.trunc_subsecs(6);
    }

    /// Lets `delta` pass.
    pub fn advance(&self, delta: TimeDelta) {
        let mut moment = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *moment += delta;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hands out new identities and secrets.
#[derive(Clone)]
pub struct IdSource {
    clock: Arc<dyn Clock>,
    dice: Arc<Mutex<Dice>>,
}

/// The dice, and what the last identity was made of.
struct Dice {
    random: StdRng,
    millis: u64,
    count: u32,
}

/// Where counting starts within a millisecond: 25 random bits, so that no two processes count alike. One bit more
/// is left to count on.
const START: u32 = (1 << 25) - 1;

impl Dice {
    fn shared(random: StdRng) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self { random, millis: 0, count: 0 }))
    }

    /// The place of an identity among those of its millisecond.
    fn place(&mut self, millis: u64) -> u32 {
        if self.millis == millis {
            self.count = self.count.wrapping_add(1);
        } else {
            self.millis = millis;
            self.count = self.random.random::<u32>() & START;
        }
        self.count
    }
}

impl IdSource {
    /// Identities from the system's random generator.
    #[expect(clippy::disallowed_methods, reason = "the one place where the dice are thrown")]
    pub fn system(clock: Arc<dyn Clock>) -> Self {
        Self { clock, dice: Dice::shared(rand::make_rng()) }
    }

    /// The same identities in the same order for the same seed; never for real use.
    pub fn seeded(clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self { clock, dice: Dice::shared(StdRng::seed_from_u64(seed)) }
    }

    /// A new identity (UUID version 7): it sorts by time of making, and within a millisecond by order of making
    /// (RFC 9562, 6.2, method 1), so that what is written together reads back in the order it was written.
    pub fn next(&self) -> Uuid {
        let millis = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or_default();
        let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
        let place = dice.place(millis);
        // Twelve bits of the place before the variant, which takes two, and fourteen after it.
        let [_, _, high @ ..] = (place >> 14).to_be_bytes();
        let [_, _, low @ ..] = (place & 0x3fff).to_be_bytes();
        let mut bytes = [0_u8; 10];
        dice.random.fill(&mut bytes);
        for (byte, counted) in bytes.iter_mut().zip(high.into_iter().chain(low)) {
            *byte = counted;
        }
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    /// A new secret of 32 random bytes: refresh tokens, invitations.
    pub fn secret(&self) -> [u8; 32] {
        let mut bytes = [0_u8; 32];
        self.dice.lock().unwrap_or_else(PoisonError::into_inner).random.fill(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_sort_in_the_order_in_which_they_were_made() {
        let clock = FixedClock::new("2020-01-01T00:00:00Z".parse().unwrap());
        let ids = IdSource::seeded(Arc::new(clock.clone()), 7);
        let mut made: Vec<Uuid> = (0..40_000).map(|_| ids.next()).collect();
        clock.advance(TimeDelta::milliseconds(1));
        made.extend((0..40_000).map(|_| ids.next()));
        assert!(made.is_sorted_by(|one, next| one < next));
        assert!(made.iter().all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122));
    }
}
