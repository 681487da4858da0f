//! The contract (overeenkomst): its terms, its matrix, its indicators, how far it has come and how long it holds.

mod acts;
mod amendment;
mod check;
mod difference;
mod duration;
mod extension;
mod facts;
mod kind;
mod offered;
mod state;
mod termination;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    ids::{ContractId, ContractIndicatorId, FrameworkId, IndicatorId, PartyId, PersonId},
    indicator::ContractIndicator,
    party::PartyRef,
    period::{Frequency, Period},
    responsibility::{LifeDomain, MatrixEntry},
};

pub use acts::{By, Changed, Hearing, adoption};
pub use amendment::{Amends, Plan};
pub use check::{MOST_CLIENTS, MOST_INDICATORS, parties};
pub(crate) use check::{plausible, wrong_state};
pub use difference::{Difference, Part, difference};
pub use duration::{Successor, Validity};
pub use extension::{ExtensionAnswer, ExtensionDecision, ExtensionState};
pub use kind::{ContractKind, KindRules};
pub use offered::Offered;
pub use state::{ContractStage, ContractState};
pub use termination::{Termination, TerminationGround};

/// The decision of a college to adopt (vaststellen).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The reference of the decision.
    pub decision_reference: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: PersonId,
}

/// One client (opdrachtgever) of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// The municipality.
    pub municipality: PartyRef,
    /// Its adoption, once it has.
    pub adoption: Option<Adoption>,
    /// From which day it takes part, where that is later than the contract's first day.
    pub since: Option<NaiveDate>,
    /// The last day on which it takes part, where that is before the contract's last day.
    pub until: Option<NaiveDate>,
}

impl Client {
    /// A client that takes part throughout and has yet to adopt.
    pub const fn throughout(municipality: PartyRef) -> Self {
        Self { municipality, adoption: None, since: None, until: None }
    }

    /// Whether it takes part on a day.
    pub fn takes_part(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A municipality whose place as a client its successor took by law (herindeling).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replacement {
    /// Which municipality ended.
    pub municipality: PartyId,
    /// Who took its place.
    pub by: PartyId,
    /// From which day.
    pub from: NaiveDate,
}

/// What the parties write down besides matrix and indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// A short code, unique among the contracts of its owner.
    pub code: String,
    /// The title.
    pub title: String,
    /// The kind.
    pub kind: ContractKind,
    /// The contractor (opdrachtnemer).
    pub contractor: PartyRef,
    /// The framework whose goals it serves.
    pub framework: Option<FrameworkId>,
    /// The contract it follows.
    pub predecessor: Option<ContractId>,
    /// From and up to and including.
    pub period: Period,
    /// How often the contractor reports.
    pub frequency: Frequency,
    /// Conditions, in words.
    pub conditions: String,
    /// Participatiewet, Wsw, Wmo, …
    pub legal_bases: Vec<String>,
    /// Where a municipality may give a deviating assignment.
    pub deviation_domains: Vec<LifeDomain>,
    /// The day on which it is decided whether to go on.
    pub extension_decision_on: Option<NaiveDate>,
}

/// A contract (overeenkomst), or an amendment of one (wijziging), which takes the same steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// Which.
    pub id: ContractId,
    /// Its terms.
    pub terms: Terms,
    /// The client that its code is of; nobody for an amendment, which is numbered within the contract it amends.
    pub owner: Option<PartyId>,
    /// Its clients, in order.
    pub clients: Vec<Client>,
    /// Its responsibility matrix.
    pub matrix: Vec<MatrixEntry>,
    /// Its indicators, in order.
    pub indicators: Vec<ContractIndicator>,
    /// How far it has come.
    pub state: ContractState,
    /// What the contractor of a unilateral decision said when it was heard.
    pub hearing: Option<Hearing>,
    /// What was offered last, in a draft that was sent back, also once that is withdrawn.
    pub offered: Option<Box<Offered>>,
    /// What it amends, if it is an amendment.
    pub amends: Option<Amends>,
    /// Its amendments in order of number, in whatever state.
    pub amendments: Vec<Contract>,
    /// The municipalities whose place as a client another took by law.
    pub replaced: Vec<Replacement>,
    /// In a contract as a year of it runs: who became a client only after that year had begun. Otherwise nobody.
    pub joining_later: Vec<PartyId>,
    /// The contracts that follow it.
    pub successors: Vec<Successor>,
    /// What its clients decided on going on.
    pub extensions: Vec<ExtensionDecision>,
    /// Which clients have ended it before its time.
    pub terminations: Vec<Termination>,
    /// When it was drafted.
    pub created_at: DateTime<Utc>,
    /// Who drafted it.
    pub created_by: PersonId,
    /// For optimistic locking.
    pub version: i64,
}

impl Contract {
    /// The municipalities that are or were clients of it or of one of its adopted amendments, each once.
    pub fn client_ids(&self) -> Vec<PartyId> {
        let mut ids: Vec<PartyId> = Vec::new();
        for client in self.texts().flat_map(|text| &text.clients) {
            if !ids.contains(&client.municipality.id) {
                ids.push(client.municipality.id);
            }
        }
        ids
    }

    /// Whether the municipality is or was a client by a day: who joins by an amendment or a reorganisation is one from
    /// the day on which it takes part.
    pub fn joined_by(&self, municipality: PartyId, day: NaiveDate) -> bool {
        let mut terms = self.texts().filter_map(|text| text.client(municipality));
        terms.any(|client| client.since.is_none_or(|since| since <= day))
    }

    /// The client with that municipality.
    pub fn client(&self, municipality: PartyId) -> Option<&Client> {
        self.clients.iter().find(|client| client.municipality.id == municipality)
    }

    /// The indicator of the library as this contract uses it, if it does.
    pub fn usage_of(&self, indicator: IndicatorId) -> Option<ContractIndicatorId> {
        self.indicators.iter().find(|usage| usage.indicator == indicator).map(|usage| usage.id)
    }

    /// The indicators of every text that was adopted.
    pub fn indicators_ever(&self) -> impl Iterator<Item = &ContractIndicator> {
        self.texts().flat_map(|text| &text.indicators)
    }

    /// The name of a client, now or before; empty when it never was one.
    pub fn client_name(&self, municipality: PartyId) -> String {
        self.latest_with(municipality).map_or_else(String::new, |client| client.municipality.name.clone())
    }

    /// The clients on a day.
    pub fn clients_on(&self, day: NaiveDate) -> impl Iterator<Item = &Client> {
        self.clients.iter().filter(move |client| client.takes_part(day))
    }

    /// Whether the contractor's agreement is not asked (aanwijzingsbesluit).
    pub const fn unilateral(&self) -> bool {
        !self.terms.kind.rules().agreed
    }
}
