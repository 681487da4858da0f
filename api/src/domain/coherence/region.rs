//! The findings of several municipalities put together.

use std::collections::BTreeMap;

use super::{CooperationOutcome, Finding, FindingKind, GoalGap, Severity, sorted};

/// The same matter in one or more municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regional {
    /// What is the matter, with everything that is involved in any of the municipalities. Its code names none of
    /// them: `KIND:subject`.
    pub whole: Finding,
    /// The findings it was put together from, one per municipality, in the order of the municipalities.
    pub parts: Vec<Finding>,
}

/// What tells one matter from another: findings on the same subject that weigh differently are two matters.
type Matter = (FindingKind, String, Severity, Option<CooperationOutcome>, Option<GoalGap>);

/// Puts together what is the same in several municipalities, by kind and subject.
pub fn together(findings: impl IntoIterator<Item = Finding>) -> Vec<Regional> {
    let mut matters: BTreeMap<Matter, Vec<Finding>> = BTreeMap::new();
    for it in findings {
        let matter = (it.kind, it.subject().to_owned(), it.severity, it.outcome, it.gap);
        matters.entry(matter).or_default().push(it);
    }
    matters.into_values().filter_map(regional).collect()
}

fn regional(mut parts: Vec<Finding>) -> Option<Regional> {
    parts.sort_unstable_by_key(|finding| finding.municipality);
    let first = parts.first()?.clone();
    let whole = Finding {
        code: format!("{}:{}", first.kind, first.subject()),
        contractors: sorted(parts.iter().flat_map(|it| it.contractors.iter().copied())),
        partners: sorted(parts.iter().flat_map(|it| it.partners.iter().copied())),
        contracts: sorted(parts.iter().flat_map(|it| it.contracts.iter().copied())),
        tasks: sorted(parts.iter().flat_map(|it| it.tasks.iter().copied())),
        goals: sorted(parts.iter().flat_map(|it| it.goals.iter().copied())),
        domains: sorted(parts.iter().flat_map(|it| it.domains.iter().copied())),
        named_in: sorted(parts.iter().flat_map(|it| it.named_in.iter().copied())),
        target_groups: sorted(parts.iter().flat_map(|it| it.target_groups.iter().cloned())),
        // Where they end on different days, the first of these is the one to act by.
        last_day: parts.iter().filter_map(|it| it.last_day).min(),
        facts: sorted(parts.iter().flat_map(|it| it.facts.lines())).join("\n"),
        ..first
    };
    Some(Regional { whole, parts })
}
