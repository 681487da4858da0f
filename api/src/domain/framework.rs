//! Policy frameworks, their goals, and the tasks that matrices share.

mod coverage;
mod succession;
mod task;

pub use coverage::{GoalCoverage, coverage};
pub use succession::{Fate, FateWording, GoalFate, succeed};
pub use task::link;

use super::{
    ids::{FrameworkId, GoalId, PartyId, TaskId},
    party::PartyRef,
    refusal::{Code, Outcome, Refusal, unless_refused},
    responsibility::LifeDomain,
    text,
};

/// A policy framework (beleidskader) of one or more municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// Which.
    pub id: FrameworkId,
    /// Its name.
    pub name: String,
    /// The first year it holds.
    pub year_from: i32,
    /// The last year it holds.
    pub year_to: i32,
    /// The framework before it, by name.
    pub predecessor: Option<String>,
    /// The framework before it, where that is known here.
    pub succeeds: Option<FrameworkId>,
    /// What it goes out from (uitgangspunten), in order.
    pub principles: Vec<String>,
    /// What comes first (prioriteiten), in order.
    pub priorities: Vec<String>,
    /// Whose it is.
    pub owners: Vec<PartyRef>,
    /// What it wants, in order.
    pub goals: Vec<Goal>,
    /// For optimistic locking.
    pub version: i64,
}

/// A goal (doel) of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Which.
    pub id: GoalId,
    /// Of which framework.
    pub framework: FrameworkId,
    /// Its code within the framework.
    pub code: String,
    /// The life domain it belongs to.
    pub domain: LifeDomain,
    /// The goal in words.
    pub text: String,
}

/// A task (opgave): the shared vocabulary of the matrices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Which.
    pub id: TaskId,
    /// The task in words, unique.
    pub name: String,
    /// The goals it serves.
    pub goals: Vec<GoalId>,
}

/// Checks a framework as its owner wrote it.
pub fn create(framework: Framework) -> Outcome<Framework> {
    let mut no = Vec::new();
    let name = text::name(&framework.name, "name", &mut no);
    if !(1900..=2999).contains(&framework.year_from) {
        no.push(Refusal::at(Code::DateOutOfRange, ["yearFrom"]));
    }
    if !(1900..=2999).contains(&framework.year_to) {
        no.push(Refusal::at(Code::DateOutOfRange, ["yearTo"]));
    }
    if framework.year_to < framework.year_from {
        no.push(Refusal::at(Code::PeriodReversed, ["yearTo"]));
    }
    if framework.owners.is_empty() {
        no.push(Refusal::at(Code::Empty, ["ownerIds"]));
    }
    for (field, statements) in [("principles", &framework.principles), ("priorities", &framework.priorities)] {
        for (index, statement) in statements.iter().enumerate() {
            let mut inner = Vec::new();
            text::prose(statement, &index.to_string(), &mut inner);
            no.extend(inner.into_iter().map(|refusal| refusal.under(field)));
        }
    }
    let mut codes = std::collections::BTreeSet::new();
    for (index, goal) in framework.goals.iter().enumerate() {
        let mut inner = Vec::new();
        text::name(&goal.code, "code", &mut inner);
        text::prose(&goal.text, "text", &mut inner);
        if !codes.insert(goal.code.clone()) {
            inner.push(Refusal::at(Code::Duplicate, ["code"]));
        }
        no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("goals")));
    }
    unless_refused(no, || Framework { name, ..framework })
}

/// The parties whose account holders may change the framework.
pub fn owners(framework: &Framework) -> Vec<PartyId> {
    framework.owners.iter().map(|owner| owner.id).collect()
}

#[cfg(test)]
mod tests;
