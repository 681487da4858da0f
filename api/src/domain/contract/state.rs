//! How far a contract has come, and what is true there.

use chrono::{DateTime, Utc};

use crate::domain::named::named;

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
