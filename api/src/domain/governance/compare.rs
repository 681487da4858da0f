//! Scenarios beside each other, and what is contracted held against the chosen one.

use std::collections::BTreeSet;

use super::{
    ChainElement, Execution, Scale, Sector,
    arrangement::Arrangement,
    scenario::{Scenario, Setting},
};
use crate::domain::{
    ids::{ContractId, PartyId},
    named::named,
};

/// One element of the chain, as each scenario wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Which element.
    pub element: ChainElement,
    /// What each scenario wants of it, in the order of the scenarios.
    pub cells: Vec<(&'a Scenario, Option<&'a Setting>)>,
    /// Whether the scenarios want different things.
    pub differs: bool,
}

/// The scenarios beside each other: a row for each element of the chain.
pub fn side_by_side<'a>(scenarios: &[&'a Scenario]) -> Vec<Row<'a>> {
    let row = |element: &ChainElement| {
        let cells: Vec<_> = scenarios.iter().map(|scenario| (*scenario, scenario.setting(*element))).collect();
        let wanted: BTreeSet<_> = cells.iter().map(|(_, setting)| setting.map(meaning)).collect();
        Row { element: *element, cells, differs: wanted.len() > 1 }
    };
    ChainElement::ALL.iter().map(row).collect()
}

type Meaning = (Option<super::MunicipalRole>, BTreeSet<(Option<PartyId>, String, Option<Sector>, Option<Scale>)>);

/// What a setting means, whatever the order and the capitals it is written in.
fn meaning(setting: &Setting) -> Meaning {
    let one = |it: &Execution| {
        let words = it.in_words.as_deref().unwrap_or_default().to_lowercase();
        (it.executor.as_ref().map(|executor| executor.id), words, it.sector, it.scale)
    };
    (setting.role, setting.executions.iter().map(one).collect())
}

named! {
    /// How what is contracted for an element stands to the chosen scenario.
    Fit {
        /// What is contracted is what was chosen.
        Fits => "FITS",
        /// Something else is contracted than was chosen.
        Differs => "DIFFERS",
        /// No contract in force is named for the element.
        NothingContracted => "NOTHING_CONTRACTED",
        /// The scenario or the arrangement says too little.
        NotComparable => "NOT_COMPARABLE",
    }
}

named! {
    /// In what the contracted differs from the chosen.
    Aspect {
        /// The sector.
        Sector => "SECTOR",
        /// The scale.
        Scale => "SCALE",
        /// Sector and scale are those that were chosen, but not together.
        Combination => "COMBINATION",
    }
}

/// A difference between what was chosen and what is contracted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In what.
    pub aspect: Aspect,
    /// What the scenario wants.
    pub wanted: Vec<&'static str>,
    /// What is contracted.
    pub found: Vec<&'static str>,
}

/// What is contracted for an element, held against the chosen scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which element.
    pub element: ChainElement,
    /// How the two stand to each other.
    pub fit: Fit,
    /// In what they differ.
    pub differences: Vec<Difference>,
    /// The contracts in force that the arrangement names.
    pub contracts: Vec<ContractId>,
}

/// Holds what is contracted against a scenario: the executions, named by the arrangements of a day, whose contracts are
/// among those in force for the municipality on that day.
pub fn held(scenario: &Scenario, arrangements: &[&Arrangement], in_force: &BTreeSet<ContractId>) -> Vec<Held> {
    let one = |element: &ChainElement| {
        let wanted = scenario.setting(*element).map_or(&[][..], |setting| setting.executions.as_slice());
        let found = contracted(*element, arrangements, in_force);
        let mut contracts: Vec<ContractId> = Vec::new();
        for contract in found.iter().filter_map(|execution| execution.contract) {
            if !contracts.contains(&contract) {
                contracts.push(contract);
            }
        }
        let (fit, differences) = compare(&wanted.iter().collect::<Vec<_>>(), &found);
        Held { element: *element, fit, differences, contracts }
    };
    ChainElement::ALL.iter().map(one).collect()
}

/// The executions of an element under a contract that is in force.
pub fn contracted<'a>(
    element: ChainElement,
    arrangements: &[&'a Arrangement],
    in_force: &BTreeSet<ContractId>,
) -> Vec<&'a Execution> {
    let own = arrangements.iter().filter(|arrangement| arrangement.element == element);
    own.flat_map(|arrangement| &arrangement.executions)
        .filter(|execution| execution.contract.is_some_and(|contract| in_force.contains(&contract)))
        .collect()
}

fn compare(wanted: &[&Execution], found: &[&Execution]) -> (Fit, Vec<Difference>) {
    if found.is_empty() {
        return (Fit::NothingContracted, Vec::new());
    }
    let sectors = one_aspect(Aspect::Sector, Said::sectors(wanted), Said::sectors(found));
    let scales = one_aspect(Aspect::Scale, Said::scales(wanted), Said::scales(found));
    let mut differences = Vec::new();
    let mut fits = Vec::new();
    for (fit, difference) in [sectors, scales].into_iter().flatten() {
        fits.push(fit);
        differences.extend(difference);
    }
    if fits == [Fit::Fits, Fit::Fits] {
        let (_, combination) = one_aspect(Aspect::Combination, Said::together(wanted), Said::together(found))
            .unwrap_or((Fit::NotComparable, None));
        differences.extend(combination);
    }
    let fit = if !differences.is_empty() {
        Fit::Differs
    } else if fits.is_empty() || fits.contains(&Fit::NotComparable) {
        Fit::NotComparable
    } else {
        Fit::Fits
    };
    (fit, differences)
}

/// What executions say of an aspect, and whether one of them is silent about it.
struct Said {
    named: BTreeSet<&'static str>,
    silent: bool,
}

impl Said {
    fn of(executions: &[&Execution], say: impl Fn(&Execution) -> Vec<&'static str>) -> Self {
        let said: Vec<_> = executions.iter().map(|execution| say(execution)).collect();
        Self { silent: said.iter().any(Vec::is_empty), named: said.into_iter().flatten().collect() }
    }

    fn sectors(executions: &[&Execution]) -> Self {
        Self::of(executions, |it| each(it.sector).iter().map(|sector| sector.name()).collect())
    }

    fn scales(executions: &[&Execution]) -> Self {
        Self::of(executions, |it| it.scale.map(Scale::name).into_iter().collect())
    }

    fn together(executions: &[&Execution]) -> Self {
        Self::of(executions, |it| {
            let Some(scale) = it.scale else { return Vec::new() };
            each(it.sector).iter().map(|sector| pair(*sector, scale)).collect()
        })
    }
}

/// Public and private apart: what is both is each of them.
const fn each(sector: Option<Sector>) -> &'static [Sector] {
    match sector {
        None => &[],
        Some(Sector::Public) => &[Sector::Public],
        Some(Sector::Private) => &[Sector::Private],
        Some(Sector::Both) => &[Sector::Public, Sector::Private],
    }
}

const fn pair(sector: Sector, scale: Scale) -> &'static str {
    match (sector, scale) {
        (Sector::Private, Scale::Municipal) => "PRIVATE_MUNICIPAL",
        (Sector::Private, Scale::SubRegional) => "PRIVATE_SUB_REGIONAL",
        (Sector::Private, Scale::Regional) => "PRIVATE_REGIONAL",
        (_, Scale::Municipal) => "PUBLIC_MUNICIPAL",
        (_, Scale::SubRegional) => "PUBLIC_SUB_REGIONAL",
        (_, Scale::Regional) => "PUBLIC_REGIONAL",
    }
}

/// Compares one aspect; nothing where the scenario does not speak of it. What one side leaves open can hide what the
/// other has or lacks, so a difference is only called one when it cannot be hidden there.
fn one_aspect(aspect: Aspect, wanted: Said, found: Said) -> Option<(Fit, Option<Difference>)> {
    if wanted.named.is_empty() {
        return None;
    }
    let lacking = !found.silent && !wanted.named.is_subset(&found.named);
    let beside = !wanted.silent && !found.named.is_subset(&wanted.named);
    if lacking || beside {
        let (wanted, found) = (wanted.named.into_iter().collect(), found.named.into_iter().collect());
        return Some((Fit::Differs, Some(Difference { aspect, wanted, found })));
    }
    Some((if wanted.silent || found.silent { Fit::NotComparable } else { Fit::Fits }, None))
}
