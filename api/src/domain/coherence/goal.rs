//! Goals that nothing reaches for, or that nothing measures.

use super::{Finding, FindingKind, GoalGap, Grounds, Severity, index::Index, sorted};

/// Goals of a framework in force without a responsible task, without an indicator, or without either.
pub(super) fn uncovered(index: &Index<'_>, found: &mut Vec<Finding>) {
    for goal in &index.landscape.goals {
        let tasks = sorted(index.serving(goal.id));
        let answered = tasks.iter().any(|task| !index.responsible_for(*task).is_empty());
        let (gap, severity) = match (answered, index.is_measured(goal.id)) {
            (true, true) => continue,
            (true, false) => (GoalGap::Indicator, Severity::Warning),
            (false, true) => (GoalGap::ResponsibleTask, Severity::Error),
            (false, false) => (GoalGap::Both, Severity::Error),
        };
        let mut grounds = Grounds::default();
        grounds.add(&[&"lacks", &gap]);
        grounds.ids("served-by", tasks.iter().map(|task| task.0));
        let municipality = index.landscape.municipality;
        found.push(Finding {
            gap: Some(gap),
            goals: vec![goal.id],
            domains: vec![goal.domain],
            // The tasks that are there to be given to somebody; where somebody has one the goal is not short of them.
            tasks: if answered { Vec::new() } else { tasks },
            facts: grounds.text(),
            ..Finding::about(FindingKind::GoalUncovered, severity, municipality, &[&goal.id.0])
        });
    }
}
