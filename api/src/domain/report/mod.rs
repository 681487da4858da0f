//! Reports (rapportages): filled by the organisation, submitted, returned in part, accepted per municipality.

mod acts;
mod check;
mod edit;
mod facts;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    cycle::Owed,
    figure::Figure,
    ids::{ContractIndicatorId, CycleId, GoalId, PartyId, PersonId, ReportId},
    named::named,
    party::PartyRef,
    period::Period,
    review::Judgement,
};

pub use acts::Basis;
pub use check::Earlier;
pub use edit::Filling;
pub use facts::frozen_values;
pub use reading::Reading;

named! {
    /// How far a report has come.
    ReportStage {
        /// Expected: nothing is filled in yet.
        Expected => "EXPECTED",
        /// Being filled.
        Draft => "DRAFT",
        /// Before the municipalities.
        Submitted => "SUBMITTED",
        /// A municipality returned it.
        Returned => "RETURNED",
        /// Every municipality has accepted it.
        Accepted => "ACCEPTED",
    }
}

named! {
    /// What one municipality did with a submitted report.
    HandlingState {
        /// Nothing yet.
        Pending => "PENDING",
        /// Accepted.
        Accepted => "ACCEPTED",
        /// Returned.
        Returned => "RETURNED",
    }
}

named! {
    /// How the cooperation with a partner went.
    CooperationJudgement {
        /// Goed.
        Good => "GOOD",
        /// Voldoende.
        Sufficient => "SUFFICIENT",
        /// Onvoldoende.
        Insufficient => "INSUFFICIENT",
    }
}

/// A value as reported: indicator × municipality, and × cell where it is broken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Which indicator.
    pub indicator: ContractIndicatorId,
    /// For which municipality.
    pub municipality: PartyId,
    /// Which cell of the breakdown; nothing for the total.
    pub cell: Option<String>,
    /// What is reported.
    pub figure: Figure,
    /// The organisation's explanation.
    pub explanation: Option<String>,
    /// Whether it may still change.
    pub provisional: bool,
    /// Whether an unlikely value was confirmed.
    pub confirmed: bool,
}

/// The account of the cooperation with one partner (verantwoording samenwerking).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CooperationAccount {
    /// With whom.
    pub partner: PartyId,
    /// How it went.
    pub judgement: CooperationJudgement,
    /// In words.
    pub text: String,
}

/// The organisation's own judgement of a goal (eigen beoordeling).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfAssessment {
    /// Of which goal.
    pub goal: GoalId,
    /// Was it met?
    pub judgement: Judgement,
    /// Why.
    pub reasoning: String,
}

/// A part of a report that can be returned by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Everything that concerns the municipality, and the texts.
    Whole,
    /// Every value of the municipality.
    Municipality,
    /// One indicator's values of the municipality.
    Indicator(ContractIndicatorId),
    /// The account of one partner.
    Cooperation(PartyId),
    /// The self-assessment of one goal.
    SelfAssessment(GoalId),
    /// The explanation.
    Explanation,
}

/// Why a municipality returned a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Which municipality.
    pub municipality: PartyId,
    /// After which submission.
    pub submission: i32,
    /// Which part.
    pub part: Part,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

/// What one municipality did with the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// Which municipality.
    pub municipality: PartyRef,
    /// What it did.
    pub state: HandlingState,
    /// By whom and when, once it did something.
    pub by: Option<(PersonId, DateTime<Utc>)>,
}

/// When and by whom a report was last submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far a report has come, with what is true there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportState {
    /// Nothing is filled in.
    Expected,
    /// Being filled, visible to the organisation alone.
    Draft,
    /// Before the municipalities.
    Submitted(Submission),
    /// Returned by at least one municipality.
    Returned(Submission),
    /// Accepted by all.
    Accepted {
        /// The last submission.
        submission: Submission,
        /// When the last municipality accepted.
        at: DateTime<Utc>,
    },
}

/// A report over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which.
    pub id: ReportId,
    /// In which year.
    pub cycle: CycleId,
    /// Its number within the year.
    pub number: i32,
    /// Whether it is the annual report.
    pub annual: bool,
    /// What it reports on.
    pub period: Period,
    /// Until when it is in time.
    pub due_on: NaiveDate,
    /// Until when it can be submitted without an extension.
    pub closes_on: NaiveDate,
    /// The values.
    pub values: Vec<Value>,
    /// The accounts of the cooperation.
    pub accounts: Vec<CooperationAccount>,
    /// The self-assessment, in the annual report.
    pub assessments: Vec<SelfAssessment>,
    /// The explanation as a whole.
    pub explanation: String,
    /// What each municipality did.
    pub handlings: Vec<Handling>,
    /// What was returned, over all submissions.
    pub returns: Vec<Return>,
    /// How often it was submitted.
    pub submissions: i32,
    /// How far it has come.
    pub state: ReportState,
    /// For optimistic locking.
    pub version: i64,
    /// The same for everybody but the organisation: what it drafts does not count.
    pub shared_version: i64,
}

impl ReportState {
    /// The state without its facts.
    pub const fn stage(self) -> ReportStage {
        match self {
            Self::Expected => ReportStage::Expected,
            Self::Draft => ReportStage::Draft,
            Self::Submitted(_) => ReportStage::Submitted,
            Self::Returned(_) => ReportStage::Returned,
            Self::Accepted { .. } => ReportStage::Accepted,
        }
    }

    /// The last submission, if there was one.
    pub const fn submission(self) -> Option<Submission> {
        match self {
            Self::Expected | Self::Draft => None,
            Self::Submitted(submission) | Self::Returned(submission) | Self::Accepted { submission, .. } => {
                Some(submission)
            }
        }
    }
}

impl Report {
    /// An expected report, made when the year's targets are fixed.
    pub fn expected(id: ReportId, cycle: CycleId, owed: Owed, clients: impl IntoIterator<Item = PartyRef>) -> Self {
        let handlings = clients
            .into_iter()
            .map(|municipality| Handling { municipality, state: HandlingState::Pending, by: None })
            .collect();
        Self {
            id,
            cycle,
            number: owed.number,
            annual: owed.annual,
            period: owed.period,
            due_on: owed.due_on,
            closes_on: owed.closes_on,
            values: Vec::new(),
            accounts: Vec::new(),
            assessments: Vec::new(),
            explanation: String::new(),
            handlings,
            returns: Vec::new(),
            submissions: 0,
            state: ReportState::Expected,
            version: 1,
            shared_version: 1,
        }
    }

    /// What this municipality did with the report.
    pub fn handling(&self, municipality: PartyId) -> Option<&Handling> {
        self.handlings.iter().find(|handling| handling.municipality.id == municipality)
    }

    /// Whether it is late on a day: its term is over and it was never submitted.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state.submission().is_none() && today > self.due_on
    }

    /// The parts that stand returned now, by municipality.
    pub fn returned_parts(&self) -> BTreeSet<(PartyId, Part)> {
        self.standing_returns().map(|it| (it.municipality, it.part)).collect()
    }
}
