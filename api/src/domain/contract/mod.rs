//! The contract (overeenkomst): its terms, its matrix, its indicators and how far it has come.

mod acts;
mod check;
mod facts;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    ids::{ContractId, FrameworkId, PartyId, PersonId},
    indicator::ContractIndicator,
    named::named,
    party::PartyRef,
    period::{Frequency, Period},
    responsibility::{LifeDomain, MatrixEntry},
};

pub use acts::{By, Changed, adoption};
pub(crate) use check::wrong_state;
pub use check::{MOST_CLIENTS, MOST_INDICATORS};

named! {
    /// What kind of contract it is.
    ContractKind {
        /// Prestatieovereenkomst.
        PerformanceAgreement => "PERFORMANCE_AGREEMENT",
        /// Aanwijzingsbesluit: unilateral, the contractor is heard but does not agree.
        DesignationDecision => "DESIGNATION_DECISION",
        /// Dienstverleningsovereenkomst.
        ServiceAgreement => "SERVICE_AGREEMENT",
        /// Inkoopovereenkomst.
        PurchaseContract => "PURCHASE_CONTRACT",
        /// Opdracht.
        Assignment => "ASSIGNMENT",
    }
}

named! {
    /// How far a contract has come.
    ContractStage {
        /// Concept.
        Draft => "DRAFT",
        /// Aangeboden.
        Offered => "OFFERED",
        /// Overeengekomen.
        Agreed => "AGREED",
        /// Vastgesteld.
        Adopted => "ADOPTED",
        /// Ingetrokken.
        Withdrawn => "WITHDRAWN",
    }
}

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
    }
}

/// How far a contract has come, with what is true there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContractState {
    /// Being written; after a sending back it carries the contractor's remarks.
    Draft {
        /// The contractor's remarks, if it was sent back.
        remarks: Option<String>,
    },
    /// Before the contractor.
    Offered {
        /// Since when.
        at: DateTime<Utc>,
    },
    /// The contractor agreed; the clients adopt.
    Agreed {
        /// When it was offered.
        offered_at: DateTime<Utc>,
        /// When the contractor agreed.
        at: DateTime<Utc>,
    },
    /// Every client has adopted.
    Adopted {
        /// When it was offered.
        offered_at: DateTime<Utc>,
        /// When the contractor agreed; never for a unilateral kind.
        agreed_at: Option<DateTime<Utc>>,
        /// When the last client adopted.
        at: DateTime<Utc>,
    },
    /// Taken back before it was adopted.
    Withdrawn {
        /// When it was offered, if it was.
        offered_at: Option<DateTime<Utc>>,
        /// When it was withdrawn.
        at: DateTime<Utc>,
        /// Why.
        reason: String,
    },
}

impl ContractState {
    /// The state without its facts.
    pub const fn stage(&self) -> ContractStage {
        match self {
            Self::Draft { .. } => ContractStage::Draft,
            Self::Offered { .. } => ContractStage::Offered,
            Self::Agreed { .. } => ContractStage::Agreed,
            Self::Adopted { .. } => ContractStage::Adopted,
            Self::Withdrawn { .. } => ContractStage::Withdrawn,
        }
    }
}

impl ContractState {
    /// When it was last offered, if it was.
    pub const fn offered_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Draft { .. } => None,
            Self::Offered { at } => Some(*at),
            Self::Agreed { offered_at, .. } | Self::Adopted { offered_at, .. } => Some(*offered_at),
            Self::Withdrawn { offered_at, .. } => *offered_at,
        }
    }
}

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
}

/// What the parties write down besides matrix and indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// A short code, unique.
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

/// A contract (overeenkomst).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// Which.
    pub id: ContractId,
    /// Its terms.
    pub terms: Terms,
    /// Its clients, in order.
    pub clients: Vec<Client>,
    /// Its responsibility matrix.
    pub matrix: Vec<MatrixEntry>,
    /// Its indicators, in order.
    pub indicators: Vec<ContractIndicator>,
    /// How far it has come.
    pub state: ContractState,
    /// When it was drafted.
    pub created_at: DateTime<Utc>,
    /// Who drafted it.
    pub created_by: PersonId,
    /// For optimistic locking.
    pub version: i64,
}

impl Contract {
    /// The municipalities that are clients.
    pub fn client_ids(&self) -> Vec<PartyId> {
        self.clients.iter().map(|client| client.municipality.id).collect()
    }

    /// The client with that municipality.
    pub fn client(&self, municipality: PartyId) -> Option<&Client> {
        self.clients.iter().find(|client| client.municipality.id == municipality)
    }

    /// Whether the contractor's agreement is not asked (aanwijzingsbesluit).
    pub const fn unilateral(&self) -> bool {
        matches!(self.terms.kind, ContractKind::DesignationDecision)
    }

    /// Whether it holds on a day.
    pub fn validity(&self, day: NaiveDate) -> Validity {
        if self.state.stage() != ContractStage::Adopted {
            Validity::NotAdopted
        } else if day < self.terms.period.from {
            Validity::NotYet
        } else if day > self.terms.period.to {
            Validity::Ended
        } else {
            Validity::InForce
        }
    }
}
