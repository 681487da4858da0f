//! How long a contract holds: computed from facts and a day, never stored.

use chrono::NaiveDate;

use super::{Client, Contract, ContractStage, ExtensionState};
use crate::domain::{ids::PartyId, named::named, period::Period};

named! {
    /// Whether a contract holds on a day: computed from facts and the day, never stored.
    Validity {
        /// Not adopted (yet), or withdrawn.
        NotAdopted => "NOT_ADOPTED",
        /// Adopted; its period has not begun.
        NotYet => "NOT_YET",
        /// Adopted and within its period, even if it was signed later.
        InForce => "IN_FORCE",
        /// Its period is over.
        Ended => "ENDED",
        /// Ended by its clients before its time.
        Terminated => "TERMINATED",
        /// A contract that follows it has begun for all its clients.
        Passed => "PASSED",
    }
}

/// A contract that names this one as its predecessor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successor {
    /// Which.
    pub contract: super::ContractId,
    /// How far it has come.
    pub stage: ContractStage,
    /// From and up to and including.
    pub period: Period,
    /// Whose it is.
    pub clients: Vec<PartyId>,
}

impl Contract {
    /// Whether it holds on a day.
    pub fn validity(&self, day: NaiveDate) -> Validity {
        if self.state.stage() != ContractStage::Adopted {
            return Validity::NotAdopted;
        }
        if day < self.terms.period.from {
            return Validity::NotYet;
        }
        let clients: Vec<PartyId> = self.as_of(day).clients_on(day).map(|client| client.municipality.id).collect();
        // With nobody left the contract has ended for all; with someone, for all of those in one way.
        let all = |held: &dyn Fn(PartyId) -> bool| !clients.is_empty() && clients.iter().all(|client| held(*client));
        if all(&|client| self.is_succeeded(client, day)) {
            Validity::Passed
        } else if all(&|client| self.termination(client).is_some_and(|ended| ended.last_day < day)) {
            Validity::Terminated
        } else if clients.is_empty() || clients.iter().all(|client| self.last_day(*client) < day) {
            Validity::Ended
        } else {
            Validity::InForce
        }
    }

    /// The last day on which it holds for a client, by what is known: its period as amended or extended, the
    /// client's own termination, and the day until which the client takes part.
    pub fn last_day(&self, municipality: PartyId) -> NaiveDate {
        self.last_day_under(self.latest(), self.latest_with(municipality), municipality)
    }

    /// The last day on which it would hold for a client if that text of it were the one adopted last.
    pub fn last_day_if(&self, text: &Self, municipality: PartyId) -> NaiveDate {
        let client = text.client(municipality).or_else(|| self.latest_with(municipality));
        self.last_day_under(text, client, municipality)
    }

    fn last_day_under(&self, text: &Self, client: Option<&Client>, municipality: PartyId) -> NaiveDate {
        let agreed = text.terms.period.to;
        let extended = self.extended_until().map_or(agreed, |until| until.max(agreed));
        let ended = self.termination(municipality).map(|it| it.last_day);
        // A client that was replaced and is still named takes part until the latest of its days.
        let client = client.and_then(|client| client.until);
        [ended, client].into_iter().flatten().fold(extended, NaiveDate::min)
    }

    /// The first day on which its text holds: of an amendment the day from which it amends.
    pub fn starts_on(&self) -> NaiveDate {
        self.amends.as_ref().map_or(self.terms.period.from, |amends| amends.effective_from)
    }

    /// The last day of the contract, for whichever client it holds longest.
    pub fn ends_on(&self) -> NaiveDate {
        let clients = self.client_ids();
        clients.into_iter().map(|client| self.last_day(client)).max().unwrap_or(self.terms.period.to)
    }

    /// Whether it is adopted and holds for a client on a day, even if it was signed later.
    pub fn holds_for(&self, municipality: PartyId, day: NaiveDate) -> bool {
        self.state.stage() == ContractStage::Adopted
            && self.terms.period.from <= day
            && day <= self.last_day(municipality)
            && self.as_of(day).client(municipality).is_some_and(|client| client.takes_part(day))
            && !self.is_succeeded(municipality, day)
    }

    /// Whether an adopted contract that follows this one has begun for the client by that day.
    pub fn is_succeeded(&self, municipality: PartyId, day: NaiveDate) -> bool {
        self.successors.iter().any(|successor| {
            successor.stage == ContractStage::Adopted
                && successor.period.from <= day
                && successor.clients.contains(&municipality)
        })
    }

    /// Until when it was extended, once every client has said so.
    pub(super) fn extended_until(&self) -> Option<NaiveDate> {
        match self.extension_answer()? {
            ExtensionState::Extended | ExtensionState::ExtendedOnConditions => {
                self.extensions.iter().filter_map(|decision| decision.until).max()
            }
            _ => None,
        }
    }
}
