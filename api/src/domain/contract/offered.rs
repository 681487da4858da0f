//! What was offered, while the clients rewrite it: a contract that was sent back is a draft again, and its contractor
//! goes on reading the text that it sent back.

use chrono::{DateTime, Utc};

use super::{Contract, ContractStage, Terms};
use crate::domain::{
    indicator::{ContractIndicator, KnownValue},
    responsibility::MatrixEntry,
};

/// The text of a contract as it was when it was sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its terms.
    pub terms: Terms,
    /// Its matrix.
    pub matrix: Vec<MatrixEntry>,
    /// Its indicators, in order.
    pub indicators: Vec<ContractIndicator>,
    /// The figures from before of its indicators.
    pub known: Vec<KnownValue>,
    /// When it was sent back: what was written after that is the clients' own.
    pub until: DateTime<Utc>,
    /// The version of the contract from the sending back.
    pub version: i64,
}

impl Contract {
    /// The contract as its contractor knows it, once it was sent back: what became of it, with the text that was
    /// offered. Nothing where that is the text itself.
    pub fn as_offered(&self) -> Option<Self> {
        let offered = self.offered.as_ref()?;
        Some(Self {
            terms: offered.terms.clone(),
            matrix: offered.matrix.clone(),
            indicators: offered.indicators.clone(),
            // That a draft is written tells how it is written; that it was withdrawn is for the contractor to know.
            version: if self.state.stage() == ContractStage::Draft { offered.version } else { self.version },
            ..self.clone()
        })
    }

    /// Whether its contractor was ever offered it.
    pub const fn was_offered(&self) -> bool {
        self.offered.is_some() || self.state.offered_at().is_some()
    }

    /// Whether something of that moment is part of a draft that followed on an offer, and not of what was offered.
    pub fn is_redrafting(&self, at: DateTime<Utc>) -> bool {
        self.offered.as_ref().is_some_and(|offered| offered.until < at)
    }
}
