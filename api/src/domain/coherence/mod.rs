//! Coherence (samenhang): over all contracts that hold for a municipality on a day, who is responsible for what, and
//! where two are, nobody is, partners do not name each other, or goals stay out of reach.
//!
//! A pure function of a [`Landscape`]. Lists are sorted once and looked up, never scanned for every entry, so that it
//! can run at every reading. Start reading at [`findings`], then `responsibility`.

mod cooperation;
mod coverage;
pub mod difference;
pub mod dismissal;
mod goal;
mod index;
pub mod landscape;
pub mod region;
mod responsibility;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    ids::{ContractId, GoalId, PartyId, TaskId},
    named::named,
    responsibility::LifeDomain,
};
use index::Index;

pub use landscape::{Drafts, Ending, Holding, Landscape, Partner, Sources, View};

named! {
    /// What is the matter.
    FindingKind {
        /// Two contractors answer for the same (dubbele verantwoordelijkheid).
        DoubleResponsibility => "DOUBLE_RESPONSIBILITY",
        /// A task that nobody answers for (niemand verantwoordelijk).
        NobodyResponsible => "NOBODY_RESPONSIBLE",
        /// How a cooperation stands in the matrix of the other side (samenwerking).
        Cooperation => "COOPERATION",
        /// A goal without a responsible task or an indicator (doel niet gedekt).
        GoalUncovered => "GOAL_UNCOVERED",
        /// A responsibility that no indicator measures (verantwoordelijkheid niet gemeten).
        ResponsibilityUnmeasured => "RESPONSIBILITY_UNMEASURED",
        /// A contract that ends and that nothing succeeds (dekking loopt af).
        CoverageEnds => "COVERAGE_ENDS",
    }
}

named! {
    /// How much it matters.
    Severity {
        /// The matrices contradict each other or leave a hole.
        Error => "ERROR",
        /// Something to repair in time.
        Warning => "WARNING",
        /// Good to know.
        Info => "INFO",
    }
}

named! {
    /// How a cooperation stands in the matrix of the other side.
    CooperationOutcome {
        /// Both name each other in the same domain (wederzijds bevestigd).
        Confirmed => "CONFIRMED",
        /// The other side holds a contract here and does not name this one there (eenzijdig).
        OneSided => "ONE_SIDED",
        /// The other side holds no contract here (geen tegenmatrix).
        NoCounterMatrix => "NO_COUNTER_MATRIX",
        /// The other side never will (extern).
        External => "EXTERNAL",
    }
}

named! {
    /// What a goal lacks.
    GoalGap {
        /// Nobody is responsible for a task that serves it.
        ResponsibleTask => "RESPONSIBLE_TASK",
        /// No indicator of a contract in force measures it.
        Indicator => "INDICATOR",
        /// Neither.
        Both => "BOTH",
    }
}

/// Something that is the matter with the coherence of the contracts of a municipality (bevinding samenhang).
///
/// All lists are sorted and hold nothing twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is the matter.
    pub kind: FindingKind,
    /// `KIND:municipality:subject`, the same on every day on which the same is the matter with the same things.
    pub code: String,
    /// The municipality it was found for.
    pub municipality: PartyId,
    /// How much it matters.
    pub severity: Severity,
    /// How the cooperation stands; for COOPERATION alone.
    pub outcome: Option<CooperationOutcome>,
    /// What the goal lacks; for a goal that is not covered alone.
    pub gap: Option<GoalGap>,
    /// Whose responsibilities, contributions or cooperation it is about.
    pub contractors: Vec<PartyId>,
    /// The partner of a cooperation.
    pub partners: Vec<PartyId>,
    /// The contracts it follows from.
    pub contracts: Vec<ContractId>,
    /// The tasks it is about.
    pub tasks: Vec<TaskId>,
    /// The goals it is about.
    pub goals: Vec<GoalId>,
    /// The life domains it is about.
    pub domains: Vec<LifeDomain>,
    /// Where the partner names the contractor instead; for a one-sided cooperation.
    pub named_in: Vec<LifeDomain>,
    /// The target groups for which it is so; none means everybody.
    pub target_groups: Vec<String>,
    /// The last day of the contract; for one that ends alone.
    pub last_day: Option<NaiveDate>,
    /// What it rests on, one line each, sorted: a dismissal holds as long as these stay the same.
    pub facts: String,
}

impl Finding {
    /// A finding about a subject, with nothing in it yet.
    fn about(kind: FindingKind, severity: Severity, municipality: PartyId, subject: &[&dyn std::fmt::Display]) -> Self {
        let subject: Vec<String> = subject.iter().map(ToString::to_string).collect();
        Self {
            kind,
            code: format!("{kind}:{}:{}", municipality.0, subject.join(":")),
            municipality,
            severity,
            outcome: None,
            gap: None,
            contractors: Vec::new(),
            partners: Vec::new(),
            contracts: Vec::new(),
            tasks: Vec::new(),
            goals: Vec::new(),
            domains: Vec::new(),
            named_in: Vec::new(),
            target_groups: Vec::new(),
            last_day: None,
            facts: String::new(),
        }
    }

    /// The name of its sentence in the message files.
    pub fn sentence(&self) -> &'static str {
        match self.kind {
            FindingKind::DoubleResponsibility => "finding-double-responsibility",
            FindingKind::NobodyResponsible if self.contractors.is_empty() => "finding-nobody-for-goal",
            FindingKind::NobodyResponsible if self.goals.is_empty() => "finding-nobody-but-contributors",
            FindingKind::NobodyResponsible => "finding-nobody-for-goal-but-contributors",
            FindingKind::Cooperation => match (self.outcome, self.severity) {
                (Some(CooperationOutcome::Confirmed), _) => "finding-confirmed",
                (Some(CooperationOutcome::OneSided), Severity::Error) => "finding-one-sided",
                (Some(CooperationOutcome::OneSided), _) => "finding-named-elsewhere",
                (Some(CooperationOutcome::External), _) => "finding-external",
                (Some(CooperationOutcome::NoCounterMatrix) | None, _) => "finding-no-counter-matrix",
            },
            FindingKind::GoalUncovered => match self.gap {
                Some(GoalGap::ResponsibleTask) => "finding-goal-without-responsible",
                Some(GoalGap::Indicator) => "finding-goal-without-indicator",
                Some(GoalGap::Both) | None => "finding-goal-without-both",
            },
            FindingKind::ResponsibilityUnmeasured => "finding-responsibility-unmeasured",
            FindingKind::CoverageEnds if self.tasks.is_empty() => "finding-coverage-ends-for-nothing",
            FindingKind::CoverageEnds => "finding-coverage-ends",
        }
    }

    /// The code without kind and municipality: what it is about, wherever it is found.
    pub fn subject(&self) -> &str {
        self.code.splitn(3, ':').nth(2).unwrap_or_default()
    }
}

/// Everything that is to be found in a landscape, by kind and code, whatever the order of its lists.
///
/// Where no contract holds nobody promised anything, so all that can be said is which goals of a framework in force
/// stay uncovered.
pub fn findings(landscape: &Landscape<'_>) -> Vec<Finding> {
    let index = Index::of(landscape);
    let mut found = Vec::new();
    if !landscape.holdings.is_empty() {
        responsibility::double(&index, &mut found);
        responsibility::nobody(&index, &mut found);
        responsibility::unmeasured(&index, &mut found);
        cooperation::cooperation(&index, &mut found);
        coverage::ends(&index, &mut found);
    }
    goal::uncovered(&index, &mut found);
    found.sort_unstable_by(|one, other| (one.kind, &one.code).cmp(&(other.kind, &other.code)));
    found
}

/// The values once each, in order.
fn sorted<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = values.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What a finding rests on, collected in any order.
#[derive(Default)]
struct Grounds(BTreeSet<String>);

impl Grounds {
    fn add(&mut self, words: &[&dyn std::fmt::Display]) {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        self.0.insert(words.join(" "));
    }

    fn ids(&mut self, word: &str, ids: impl IntoIterator<Item = Uuid>) {
        for id in ids {
            self.add(&[&word, &id]);
        }
    }

    fn text(self) -> String {
        self.0.into_iter().collect::<Vec<_>>().join("\n")
    }
}
