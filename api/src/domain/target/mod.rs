//! Targets (streefwaarden): one municipality's set for one year, proposed, countered, agreed and adopted.

mod acts;
mod check;
mod facts;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{
    contract::Adoption,
    ids::{ConsequenceId, ContractIndicatorId, CycleId, OpenPointId, PersonId, ReviewId, TargetId, TargetSetId},
    named::named,
    party::PartyRef,
};

pub use acts::{Answer, CounterProposal, Setting, Year};

named! {
    /// Of what kind a target is.
    TargetKind {
        /// A number to reach.
        Absolute => "ABSOLUTE",
        /// A percentage to reach.
        Percentage => "PERCENTAGE",
        /// Continue a movement: percent per year.
        Trend => "TREND",
        /// Relative to a reference, fixed when set.
        Relative => "RELATIVE",
        /// Everyone or everything: 100 percent.
        Completeness => "COMPLETENESS",
        /// An activity within a term, in days.
        Term => "TERM",
    }
}

named! {
    /// Who is at the table.
    Side {
        /// The municipality.
        Client => "CLIENT",
        /// The organisation.
        Contractor => "CONTRACTOR",
    }
}

named! {
    /// How far one target has come.
    TargetState {
        /// Written down, not proposed.
        Draft => "DRAFT",
        /// Before the contractor.
        Proposed => "PROPOSED",
        /// Countered: before the client.
        Countered => "COUNTERED",
        /// Both sides agree.
        Agreed => "AGREED",
    }
}

named! {
    /// How far a municipality's targets have come.
    TargetSetStage {
        /// Being written.
        Draft => "DRAFT",
        /// Being agreed.
        Proposed => "PROPOSED",
        /// All agreed.
        Agreed => "AGREED",
        /// Adopted by the college.
        Adopted => "ADOPTED",
    }
}

named! {
    /// A step in the talks about a target.
    StepAct {
        /// Proposed by the client.
        Proposed => "PROPOSED",
        /// Countered by either side.
        Countered => "COUNTERED",
        /// Agreed by either side.
        Agreed => "AGREED",
    }
}

/// What is aimed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A value.
    Value {
        /// Of what kind.
        kind: TargetKind,
        /// In the indicator's unit, or as the kind says.
        value: Decimal,
    },
    /// No target, because.
    NoTarget {
        /// Why.
        because: String,
    },
}

/// What the target says about last year's result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviousResult {
    /// It follows from that review.
    Reviewed(ReviewId),
    /// There is none, because: first year, new law.
    None {
        /// Why.
        because: String,
    },
}

/// Why this target: labour market, size and nature of the groups, last year's reviewed result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasoning {
    /// The labour market.
    pub labour_market: String,
    /// Size and nature of the groups.
    pub target_groups: String,
    /// The reviewed result of the year before.
    pub previous: PreviousResult,
}

/// One step in the talks; every step is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub act: StepAct,
    /// By which side.
    pub side: Side,
    /// What then stood on the table.
    pub aim: Aim,
    /// Why, for a counter-proposal.
    pub reason: Option<String>,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

/// One target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which.
    pub id: TargetId,
    /// For which indicator of the contract.
    pub indicator: ContractIndicatorId,
    /// What stands on the table.
    pub aim: Aim,
    /// Why.
    pub reasoning: Reasoning,
    /// How far it has come.
    pub state: TargetState,
    /// How it came there.
    pub steps: Vec<Step>,
}

/// How far a municipality's targets have come, with what is true there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetSetState {
    /// Being written, visible to the municipality alone.
    Draft,
    /// Being agreed.
    Proposed {
        /// When they were proposed.
        at: DateTime<Utc>,
    },
    /// All agreed.
    Agreed {
        /// When they were proposed.
        proposed_at: DateTime<Utc>,
        /// When the last was agreed.
        at: DateTime<Utc>,
    },
    /// Adopted by the college.
    Adopted {
        /// When they were proposed.
        proposed_at: DateTime<Utc>,
        /// When the last was agreed.
        agreed_at: DateTime<Utc>,
        /// The decision.
        adoption: Adoption,
    },
}

/// The targets of one municipality in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetSet {
    /// Which.
    pub id: TargetSetId,
    /// In which year.
    pub cycle: CycleId,
    /// Whose.
    pub municipality: PartyRef,
    /// The targets, in the contract's order.
    pub targets: Vec<Target>,
    /// How far they have come.
    pub state: TargetSetState,
    /// For optimistic locking.
    pub version: i64,
}

/// A consequence of an earlier review, answered by a target or closed with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPoint {
    /// Which.
    pub id: OpenPointId,
    /// In which year it must be answered.
    pub cycle: CycleId,
    /// By which municipality.
    pub municipality: PartyRef,
    /// Which consequence.
    pub consequence: ConsequenceId,
    /// The consequence in words.
    pub description: String,
    /// How it was dealt with, if it was.
    pub answer: Option<PointAnswer>,
    /// Grows by one with every change.
    pub version: i64,
}

/// How an open point was dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PointAnswer {
    /// A target answers it.
    Target(TargetId),
    /// It was closed.
    Closed {
        /// Why.
        reason: String,
        /// By whom.
        by: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
}

impl TargetSetState {
    /// The state without its facts.
    pub const fn stage(&self) -> TargetSetStage {
        match self {
            Self::Draft => TargetSetStage::Draft,
            Self::Proposed { .. } => TargetSetStage::Proposed,
            Self::Agreed { .. } => TargetSetStage::Agreed,
            Self::Adopted { .. } => TargetSetStage::Adopted,
        }
    }
}

impl Target {
    /// Whose move it is, while the target is being talked about.
    pub const fn turn(&self) -> Option<Side> {
        match self.state {
            TargetState::Proposed => Some(Side::Contractor),
            TargetState::Countered => Some(Side::Client),
            TargetState::Draft | TargetState::Agreed => None,
        }
    }
}

impl TargetSet {
    /// An empty set, made when the year is opened.
    pub const fn new(id: TargetSetId, cycle: CycleId, municipality: PartyRef) -> Self {
        Self { id, cycle, municipality, targets: Vec::new(), state: TargetSetState::Draft, version: 1 }
    }

    /// The target for an indicator.
    pub fn target_for(&self, indicator: ContractIndicatorId) -> Option<&Target> {
        self.targets.iter().find(|target| target.indicator == indicator)
    }
}
