//! Series that go on over a reorganisation: counts added, percentages recomputed, never "the latest value wins".

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    contract::Replacement,
    figure::{Figure, total},
    ids::{ContractIndicatorId, PartyId},
    period::Period,
    report::Earlier,
    standing::Dated,
};

/// The series as the successors see them: to what a successor reported itself comes, for the periods before, what its
/// predecessors reported together. A period of which one of them has no figure has none: half a total is no total.
pub fn continuous(series: Earlier, replaced: &[Replacement]) -> Earlier {
    if replaced.is_empty() {
        return series;
    }
    let mut all = series;
    // Oldest first: a successor may itself have been replaced since.
    let mut steps: BTreeMap<_, Vec<PartyId>> = BTreeMap::new();
    for it in replaced {
        steps.entry((it.from, it.by)).or_default().push(it.municipality);
    }
    for ((from, successor), predecessors) in steps {
        let concerned = |party: PartyId| predecessors.contains(&party) || party == successor;
        let mut joined: BTreeMap<(ContractIndicatorId, Period, bool), Vec<Figure>> = BTreeMap::new();
        // One that never reported is missing as much as one that left out a period; a successor that existed before
        // has figures of its own to add.
        let mut reporting: BTreeMap<ContractIndicatorId, BTreeSet<PartyId>> = BTreeMap::new();
        for ((indicator, municipality), figures) in all.iter().filter(|((_, party), _)| concerned(*party)) {
            for dated in figures.iter().filter(|dated| dated.period.to < from) {
                let expected = reporting.entry(*indicator).or_insert_with(|| predecessors.iter().copied().collect());
                expected.insert(*municipality);
                joined.entry((*indicator, dated.period, dated.annual)).or_default().push(dated.figure.clone());
            }
        }
        let mut past: BTreeMap<ContractIndicatorId, Vec<Dated>> = BTreeMap::new();
        for ((indicator, period, annual), figures) in joined {
            let expected = reporting.get(&indicator).map_or(0, BTreeSet::len);
            let whole = if figures.len() == expected { total(&figures) } else { None };
            // Nobody reported this: what is missing needs no words of its own.
            let figure = whole.unwrap_or(Figure::Missing { reason: String::new() });
            past.entry(indicator).or_default().push(Dated { period, annual, figure });
        }
        for (indicator, before) in past {
            let own = all.entry((indicator, successor)).or_default();
            own.retain(|dated| dated.period.to >= from);
            own.extend(before);
            own.sort_by_key(|dated| (dated.period.to, dated.annual));
        }
    }
    all
}
