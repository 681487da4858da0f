//! Who answers for a task: two at once, nobody, or somebody whose answer nothing measures.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Finding, FindingKind, Grounds, Severity,
    index::{Assignment, Index},
    sorted,
};
use crate::domain::ids::{PartyId, TaskId};

/// Two contractors that answer for one task and overlapping target groups.
pub(super) fn double(index: &Index<'_>, found: &mut Vec<Finding>) {
    for same_task in index.responsible.chunk_by(|one, other| one.task == other.task) {
        let (Some(first), Some(last)) = (same_task.first(), same_task.last()) else { continue };
        // Sorted by contractor: where the first and the last are one, all are.
        if first.contractor == last.contractor {
            continue;
        }
        let clashing = clashing(same_task);
        if clashing.is_empty() {
            continue;
        }
        let mut grounds = Grounds::default();
        for it in &clashing {
            grounds.add(&[&"responsible", &it.contractor.0, &it.contract.0, &group_fact(it)]);
        }
        let municipality = index.landscape.municipality;
        found.push(Finding {
            contractors: sorted(clashing.iter().map(|it| it.contractor)),
            contracts: sorted(clashing.iter().map(|it| it.contract)),
            tasks: vec![first.task],
            goals: index.goals_needing(first.task),
            domains: sorted(clashing.iter().map(|it| it.domain)),
            target_groups: group_names(&clashing),
            facts: grounds.text(),
            ..Finding::about(FindingKind::DoubleResponsibility, Severity::Error, municipality, &[&first.task.0])
        });
    }
}

/// Those who share a target group with another contractor. No group is everybody, and overlaps with any.
fn clashing<'a>(same_task: &[Assignment<'a>]) -> Vec<Assignment<'a>> {
    let mut by_group: BTreeMap<Option<String>, BTreeSet<PartyId>> = BTreeMap::new();
    for it in same_task {
        by_group.entry(it.group.map(group_key)).or_default().insert(it.contractor);
    }
    let everybody = by_group.get(&None).cloned().unwrap_or_default();
    let another = |among: &BTreeSet<PartyId>, than: PartyId| among.iter().take(2).any(|contractor| *contractor != than);
    let clashes = |it: &&Assignment<'a>| match it.group {
        // Somebody else answers for some of everybody: that there are two was asked before.
        None => true,
        Some(group) => {
            another(&everybody, it.contractor)
                || by_group.get(&Some(group_key(group))).is_some_and(|own| another(own, it.contractor))
        }
    };
    same_task.iter().filter(clashes).copied().collect()
}

/// A target group as it is compared: the same words are the same group, however they are spaced or capitalised.
fn group_key(group: &str) -> String {
    group.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// For whom, as a fact: `*` is everybody.
fn group_fact(it: &Assignment<'_>) -> String {
    it.group.map_or_else(|| "*".to_owned(), group_key)
}

/// The target groups as they were written, each once.
fn group_names(assignments: &[Assignment<'_>]) -> Vec<String> {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for group in assignments.iter().filter_map(|it| it.group) {
        let name = names.entry(group_key(group)).or_insert(group);
        *name = (*name).min(group);
    }
    names.into_values().map(str::to_owned).collect()
}

/// Tasks that somebody contributes to, or that a goal in force needs, and that nobody answers for.
pub(super) fn nobody(index: &Index<'_>, found: &mut Vec<Finding>) {
    let wanted: BTreeSet<TaskId> = index.contributing.iter().map(|it| it.task).chain(index.needed()).collect();
    for task in wanted {
        if !index.responsible_for(task).is_empty() {
            continue;
        }
        let contributing = index.contributing_to(task);
        let goals = index.goals_needing(task);
        let mut grounds = Grounds::default();
        for it in contributing {
            grounds.add(&[&"contributes", &it.contractor.0, &it.contract.0, &group_fact(it)]);
        }
        grounds.ids("needed", goals.iter().map(|goal| goal.0));
        let municipality = index.landscape.municipality;
        found.push(Finding {
            contractors: sorted(contributing.iter().map(|it| it.contractor)),
            contracts: sorted(contributing.iter().map(|it| it.contract)),
            tasks: vec![task],
            goals,
            domains: sorted(contributing.iter().map(|it| it.domain)),
            target_groups: group_names(contributing),
            facts: grounds.text(),
            ..Finding::about(FindingKind::NobodyResponsible, Severity::Error, municipality, &[&task.0])
        });
    }
}

/// Responsibilities that no indicator of the contractor's contracts measures.
pub(super) fn unmeasured(index: &Index<'_>, found: &mut Vec<Finding>) {
    let same =
        |one: &Assignment<'_>, other: &Assignment<'_>| (one.task, one.contractor) == (other.task, other.contractor);
    for own in index.responsible.chunk_by(same) {
        let Some(&Assignment { task, contractor, .. }) = own.first() else { continue };
        let goals = index.goals_of(task);
        if goals.iter().any(|goal| index.is_measured_by(contractor, *goal)) {
            continue;
        }
        // Other municipalities link the shared tasks to goals of their own: these are nobody's business here.
        let goals = index.goals_needing(task);
        let mut grounds = Grounds::default();
        for it in own {
            grounds.add(&[&"responsible", &it.contract.0, &group_fact(it)]);
        }
        grounds.ids("serves", goals.iter().map(|goal| goal.0));
        let (kind, municipality) = (FindingKind::ResponsibilityUnmeasured, index.landscape.municipality);
        found.push(Finding {
            contractors: vec![contractor],
            contracts: sorted(own.iter().map(|it| it.contract)),
            tasks: vec![task],
            goals,
            domains: sorted(own.iter().map(|it| it.domain)),
            target_groups: group_names(own),
            facts: grounds.text(),
            ..Finding::about(kind, Severity::Warning, municipality, &[&contractor.0, &task.0])
        });
    }
}
