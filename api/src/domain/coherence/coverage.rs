//! Contracts that end while nothing takes their place.

use super::{Finding, FindingKind, Grounds, Holding, Severity, index::Index, sorted};
use crate::domain::{
    ids::TaskId,
    responsibility::{MatrixRole, Subject},
};

/// Contracts that end within the horizon and that nothing succeeds, with the tasks nobody answers for afterwards.
pub(super) fn ends(index: &Index<'_>, found: &mut Vec<Finding>) {
    let landscape = index.landscape;
    let soon = landscape.day..=landscape.horizon();
    let ending = landscape.holdings.iter().filter(|it| !it.succeeded && soon.contains(&it.last_day));
    for holding in ending {
        let answered = holding.entries.iter().filter_map(|entry| match (entry.role, entry.subject) {
            (MatrixRole::Responsible, Subject::Task(task)) => Some((task, entry.domain)),
            _ => None,
        });
        let left: Vec<_> = answered.filter(|(task, _)| !goes_on(index, *task, holding)).collect();
        let tasks = sorted(left.iter().map(|(task, _)| *task));
        let mut grounds = Grounds::default();
        grounds.add(&[&"last-day", &holding.last_day]);
        grounds.ids("left", tasks.iter().map(|task| task.0));
        let (kind, municipality) = (FindingKind::CoverageEnds, landscape.municipality);
        found.push(Finding {
            contractors: vec![holding.contractor],
            contracts: vec![holding.contract],
            tasks,
            domains: sorted(left.iter().map(|(_, domain)| *domain)),
            last_day: Some(holding.last_day),
            facts: grounds.text(),
            ..Finding::about(kind, Severity::Warning, municipality, &[&holding.contract.0])
        });
    }
}

/// Whether a contract that holds longer, or is succeeded, answers for the task as well.
fn goes_on(index: &Index<'_>, task: TaskId, ending: &Holding<'_>) -> bool {
    let others = index.responsible_for(task).iter().filter(|it| it.contract != ending.contract);
    others.filter_map(|it| index.holding(it.contract)).any(|it| it.succeeded || it.last_day > ending.last_day)
}
