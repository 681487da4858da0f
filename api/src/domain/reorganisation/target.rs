//! What becomes of the targets of a year that the successor answers for: counts are added, shares must agree.

use std::collections::BTreeSet;

use super::Reorganisation;
use crate::domain::{
    figure::Figure,
    figure::total,
    ids::{TargetId, TargetSetId},
    indicator::{IndicatorKind, Measure},
    refusal::{Code, Refusal},
    target::{Aim, Target, TargetKind, TargetSet},
};

/// The targets of the municipalities that end as one set of the successor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedTargets {
    /// The set, under the identity of one of those it is made of.
    pub set: TargetSet,
    /// The sets that went into it and are no more.
    pub removed: Vec<TargetSetId>,
    /// Which target took the place of which: open points refer to them.
    pub replaced: Vec<(TargetId, TargetId)>,
}

/// One set of targets out of those of the municipalities that end and, if it has one, the successor's own.
pub(super) fn merge(
    it: &Reorganisation,
    sets: &[TargetSet],
    measures: &[Measure],
) -> Result<Option<MergedTargets>, Vec<Refusal>> {
    let ends = |set: &&TargetSet| {
        it.predecessors.iter().any(|party| party.id == set.municipality.id) || set.municipality.id == it.successor.id
    };
    let mut own: Vec<&TargetSet> = sets.iter().filter(ends).collect();
    // The successor's own set, where it has one, is the one that goes on.
    own.sort_by_key(|set| set.municipality.id != it.successor.id);
    let Some((first, others)) = own.split_first() else { return Ok(None) };
    if others.iter().any(|set| set.state.stage() != first.state.stage()) {
        return Err(vec![Refusal::at(Code::StagesDiffer, ["targets"])]);
    }
    let mut set = TargetSet { municipality: it.successor.clone(), version: first.version + 1, ..(*first).clone() };
    let (mut no, mut replaced, mut joined) = (Vec::new(), Vec::new(), Vec::new());
    for target in &first.targets {
        let same: Vec<&Target> = others.iter().filter_map(|set| set.target_for(target.indicator)).collect();
        let measure = measures.iter().find(|measure| measure.usage.id == target.indicator);
        let aim = (same.len() == others.len() && same.iter().all(|other| other.state == target.state))
            .then(|| measure.and_then(|measure| join(measure.definition.kind, target, &same)))
            .flatten();
        let Some(aim) = aim else {
            no.push(differ(measure));
            continue;
        };
        replaced.extend(same.iter().map(|other| (other.id, target.id)));
        joined.push(Target { aim, ..target.clone() });
    }
    // What the first has no target for would be lost without a word.
    let only: BTreeSet<_> = others.iter().flat_map(|set| &set.targets).map(|target| target.indicator).collect();
    for indicator in only.into_iter().filter(|indicator| first.target_for(*indicator).is_none()) {
        no.push(differ(measures.iter().find(|measure| measure.usage.id == indicator)));
    }
    if !no.is_empty() {
        return Err(no);
    }
    set.targets = joined;
    Ok(Some(MergedTargets { set, removed: others.iter().map(|set| set.id).collect(), replaced }))
}

fn differ(measure: Option<&Measure>) -> Refusal {
    let code = measure.map_or("", |measure| measure.definition.code.as_str());
    Refusal::at(Code::TargetsDiffer, ["targets", code]).with("indicator", code)
}

/// What the municipalities aim at together: counts are added, everything else must be the same.
fn join(kind: IndicatorKind, target: &Target, same: &[&Target]) -> Option<Aim> {
    let counts = matches!(kind, IndicatorKind::Flow | IndicatorKind::Stock);
    match &target.aim {
        Aim::Value { kind: TargetKind::Absolute, value } if counts => {
            let mut values = vec![Figure::Number(*value)];
            for other in same {
                let Aim::Value { kind: TargetKind::Absolute, value } = &other.aim else { return None };
                values.push(Figure::Number(*value));
            }
            let value = total(&values)?.number()?;
            Some(Aim::Value { kind: TargetKind::Absolute, value })
        }
        aim => same.iter().all(|other| other.aim == *aim).then(|| aim.clone()),
    }
}
