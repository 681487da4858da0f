//! The door: an e-mail address and a password, and the limits that keep guessing slow without keeping anybody out.
//!
//! Wrong passwords count for the account and the client's address together, and for the address alone; never for the
//! account alone, or strangers would lock people out. Whoever entered an account from an address before is known there
//! and gets in with the right password whatever others at that address do.

use std::net::IpAddr;

use chrono::TimeDelta;

use super::{
    account::address,
    act::{Anybody, CommandError, Done, Services},
    limit::{self, Limit, octets},
};
use crate::{
    auth::{
        password::Password,
        queue::Line,
        throttle::{Bucket, network},
    },
    storage::{self, person::Person},
};

/// How long after its last use an origin is known.
const KNOWN_DAYS: i64 = 90;

/// Lets somebody in, or says why not. A wrong address and a wrong password are refused alike, after the same work.
pub(super) async fn enter(who: Anybody<'_>, email: &str, password: &str) -> Done<Person> {
    let services = who.services;
    let email = address(email);
    let own = Limit::WrongPassword(&email, who.address);
    limit::check(services, own)?;
    let known = is_known(services, &email, who.address).await?;
    let tried = Try { who, account: &email, known };
    // Before anything is written: what a flood costs is a question and a refusal.
    tried.shared().map_or(Ok(()), |shared| limit::check(services, shared))?;
    let place = services.passwords.place(tried.line())?;
    tried.count().await?;
    let found = storage::person::by_email(&services.database, &email).await?.filter(|person| person.active);
    let stored = found.as_ref().and_then(|person| person.password_hash.clone());
    let verified = services.passwords.verify(place, Password::new(password.to_owned()), stored).await;
    match (verified, found) {
        (Ok(true), Some(person)) => {
            tried.was_right().await?;
            Ok(person)
        }
        (Ok(_), _) => Err(CommandError::Unauthenticated),
        (Err(error), _) => {
            tried.was_not_made().await?;
            Err(error.into())
        }
    }
}

/// One try of a password.
struct Try<'a> {
    who: Anybody<'a>,
    account: &'a str,
    /// Whether the account was entered from here before.
    known: bool,
}

impl Try<'_> {
    fn own(&self) -> Limit<'_> {
        Limit::WrongPassword(self.account, self.who.address)
    }

    /// Where they wait: known ones in a line of their own.
    fn line(&self) -> Line {
        line(self.who, self.known.then_some(self.account))
    }

    fn shared(&self) -> Option<Limit<'_>> {
        (!self.known).then_some(Limit::PerAddress(self.who.address))
    }

    /// Counted before the password is looked at, or a hundred tries at once would all be let in by a count of none.
    async fn count(&self) -> Done<()> {
        let Anybody { services, .. } = self.who;
        limit::count(services, self.own()).await?;
        let Some(shared) = self.shared() else { return Ok(()) };
        let counted = limit::count(services, shared).await;
        if counted.is_err() {
            limit::give_back(services, self.own()).await?;
        }
        counted
    }

    async fn was_right(&self) -> Done<()> {
        let Anybody { services, address, .. } = self.who;
        limit::clear(services, self.own()).await?;
        if let Some(shared) = self.shared() {
            limit::give_back(services, shared).await?;
        }
        remember(services, &services.database, self.account, address).await
    }

    async fn was_not_made(&self) -> Done<()> {
        let Anybody { services, .. } = self.who;
        limit::give_back(services, self.own()).await?;
        match self.shared() {
            Some(shared) => limit::give_back(services, shared).await,
            None => Ok(()),
        }
    }
}

/// The line in which somebody waits: with those at the same address, or that of an account known there.
pub(super) fn line(who: Anybody<'_>, known: Option<&str>) -> Line {
    match known {
        Some(account) => {
            let [_, origin] = names(who.services, account, who.address);
            Line::Known(origin)
        }
        None => Line::Address(network(who.address)),
    }
}

/// The keyed names of an account and of its entrance from an address.
fn names(services: &Services, account: &str, from: IpAddr) -> [Bucket; 2] {
    let account = account.as_bytes();
    [services.throttle.bucket("account", &[account]), services.throttle.bucket("origin", &[account, &octets(from)])]
}

/// Whether the account (by e-mail address) was entered from there before. One that does not exist costs the same question.
async fn is_known(services: &Services, account: &str, from: IpAddr) -> Done<bool> {
    let [_, origin] = names(services, account, from);
    Ok(storage::known_origin::is_known(&services.database, &[origin.as_str()], services.clock.now()).await?)
}

/// Remembers that the account was entered from there by its owner.
pub(super) async fn remember(
    services: &Services,
    on: &impl storage::Readable,
    account: &str,
    from: IpAddr,
) -> Done<()> {
    let [account, origin] = names(services, account, from);
    let until = services.clock.now() + TimeDelta::days(KNOWN_DAYS);
    Ok(storage::known_origin::remember(on, account.as_str(), origin.as_str(), until).await?)
}

/// Forgets from where the account was entered: whoever was known by an old password is not by the new one.
pub(super) async fn forget(services: &Services, on: &impl storage::Readable, account: &str) -> Done<()> {
    let account = services.throttle.bucket("account", &[account.as_bytes()]);
    Ok(storage::known_origin::forget(on, account.as_str()).await?)
}
