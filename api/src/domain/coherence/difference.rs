//! What if: what a change to the contracts would bring about.

use std::collections::BTreeMap;

use super::{Finding, Landscape, findings, sorted};
use crate::domain::{
    ids::TaskId,
    responsibility::{MatrixRole, Subject},
};

/// A finding that stays but is no longer the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// As it is.
    pub before: Finding,
    /// As it would be.
    pub after: Finding,
}

/// What would become different. All lists are in the order of findings and of ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Findings that would appear.
    pub appearing: Vec<Finding>,
    /// Findings that would disappear.
    pub disappearing: Vec<Finding>,
    /// Findings that would weigh otherwise, have another outcome or lack something else.
    pub shifting: Vec<Shift>,
    /// Tasks that somebody is responsible for, and nobody would be.
    pub losing: Vec<TaskId>,
    /// Tasks that nobody is responsible for, and somebody would be.
    pub gaining: Vec<TaskId>,
}

/// What is different between two landscapes of the same municipality.
pub fn difference(before: &Landscape<'_>, after: &Landscape<'_>) -> Difference {
    let mut gone: BTreeMap<String, Finding> =
        findings(before).into_iter().map(|finding| (finding.code.clone(), finding)).collect();
    let mut told = Difference::default();
    for after in findings(after) {
        match gone.remove(&after.code) {
            None => told.appearing.push(after),
            Some(before) if weight(&before) != weight(&after) => told.shifting.push(Shift { before, after }),
            Some(_) => {}
        }
    }
    told.disappearing = gone.into_values().collect();
    told.disappearing.sort_by(|one, other| (one.kind, &one.code).cmp(&(other.kind, &other.code)));
    let (then, now) = (answered(before), answered(after));
    told.losing = then.iter().filter(|task| now.binary_search(task).is_err()).copied().collect();
    told.gaining = now.iter().filter(|task| then.binary_search(task).is_err()).copied().collect();
    told
}

fn weight(finding: &Finding) -> impl PartialEq {
    (finding.severity, finding.outcome, finding.gap)
}

/// The tasks that somebody is responsible for.
fn answered(landscape: &Landscape<'_>) -> Vec<TaskId> {
    let entries = landscape.holdings.iter().flat_map(|holding| &holding.entries);
    sorted(entries.filter_map(|entry| match (entry.role, entry.subject) {
        (MatrixRole::Responsible, Subject::Task(task)) => Some(task),
        _ => None,
    }))
}
