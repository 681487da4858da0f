//! How often things may be tried: every limit by name, in one table.
//!
//! Counters stand in the database, so that all processes count together; what this process was told a moment ago it does
//! not ask again. An act is held to a limit in one line: `limit::count(services, Limit::…).await?`.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::act::{CommandError, Done, Services};
use crate::{
    auth::throttle::{Bucket, network},
    storage::{self, throttle::Pace},
};

/// Who or what is held to a limit.
#[derive(Debug, Clone, Copy)]
pub enum Limit<'a> {
    /// Wrong passwords for one account (by e-mail address) from one client address. Nobody elsewhere is kept waiting by
    /// it, so no stranger locks anybody out.
    WrongPassword(&'a str, IpAddr),
    /// Wrong passwords from one client address, for whatever accounts.
    PerAddress(IpAddr),
    /// Mail asked for by whoever is at one client address: links to choose another password.
    MailPerAddress(IpAddr),
}

/// For how many accounts' worth of tries an address has room: a town hall sits behind one.
const ACCOUNTS_PER_ADDRESS: i64 = 10;

impl Limit<'_> {
    /// The table of limits; `free_tries` is the setting of that name.
    fn pace(self, free_tries: i64) -> Pace {
        match self {
            Self::WrongPassword(..) => Pace::Growing {
                tries: free_tries,
                first: TimeDelta::seconds(5),
                longest: TimeDelta::minutes(15),
                memory: TimeDelta::days(1),
            },
            Self::PerAddress(_) => {
                Pace::Window { tries: free_tries.saturating_mul(ACCOUNTS_PER_ADDRESS), span: TimeDelta::minutes(1) }
            }
            Self::MailPerAddress(_) => Pace::Window { tries: 100, span: TimeDelta::hours(1) },
        }
    }

    fn bucket(self, services: &Services) -> Bucket {
        let bucket = |name: &str, parts: &[&[u8]]| services.throttle.bucket(name, parts);
        match self {
            Self::WrongPassword(account, from) => bucket("wrong-password", &[account.as_bytes(), &octets(from)]),
            Self::PerAddress(from) => bucket("address", &[&octets(from)]),
            Self::MailPerAddress(from) => bucket("mail-address", &[&octets(from)]),
        }
    }
}

/// The octets of the network that counts as one address.
pub(super) fn octets(address: IpAddr) -> Vec<u8> {
    match network(address) {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets().to_vec(),
    }
}

/// Counts one try, or refuses it with `TooManyAttempts`. It stays counted whatever becomes of the act.
pub async fn count(services: &Services, limit: Limit<'_>) -> Done<()> {
    let bucket = limit.bucket(services);
    let now = services.clock.now();
    look(services, &bucket, now)?;
    let pace = limit.pace(services.free_tries);
    if let Some(open_at) = storage::throttle::take(&services.database, bucket.as_str(), pace, now).await? {
        services.throttle.close(bucket, open_at, now);
        return Err(wait(open_at, now));
    }
    Ok(())
}

/// Refuses what this process knows to be over a limit, without asking the database.
pub fn check(services: &Services, limit: Limit<'_>) -> Done<()> {
    look(services, &limit.bucket(services), services.clock.now())
}

/// Takes back a try that was counted and then not made, or was a right one.
pub async fn give_back(services: &Services, limit: Limit<'_>) -> Done<()> {
    let bucket = limit.bucket(services);
    storage::throttle::give_back(&services.database, bucket.as_str()).await?;
    services.throttle.open(&bucket);
    Ok(())
}

/// Forgets every try.
pub async fn clear(services: &Services, limit: Limit<'_>) -> Done<()> {
    let bucket = limit.bucket(services);
    storage::throttle::clear(&services.database, bucket.as_str()).await?;
    services.throttle.open(&bucket);
    Ok(())
}

fn look(services: &Services, bucket: &Bucket, now: DateTime<Utc>) -> Done<()> {
    services.throttle.closed_until(bucket, now).map_or(Ok(()), |open_at| Err(wait(open_at, now)))
}

/// Whole seconds to wait, at least one.
fn wait(open_at: DateTime<Utc>, now: DateTime<Utc>) -> CommandError {
    let millis = (open_at - now).num_milliseconds().max(1);
    CommandError::TooManyAttempts { retry_after_seconds: u64::try_from(millis).unwrap_or(1).div_ceil(1000) }
}
