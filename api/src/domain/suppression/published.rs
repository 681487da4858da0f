//! From reports to what outsiders read of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Behaviour, Disclosed, Table, Threshold, Versions, Year, disclose};
use crate::domain::{
    contract::Replacement,
    ids::{ContractIndicatorId, CycleId, PartyId},
    indicator::{Measure, measure},
    period::Period,
    report::Value,
};

/// A report of a year with everything that was ever submitted of it.
#[derive(Debug, Clone)]
pub struct Published {
    /// In which year.
    pub cycle: CycleId,
    /// What it reports on.
    pub period: Period,
    /// Whether it is the annual report.
    pub annual: bool,
    /// The values of each submission, oldest first; none while it is owed and not out.
    pub submissions: Vec<Vec<Value>>,
}

/// Where a figure stands: indicator, client, the last day of its period, and whether the annual report gave it.
pub(super) type Place = (ContractIndicatorId, PartyId, NaiveDate, bool);

/// What outsiders read of the reports of a contract. What is not named here they do not read.
#[derive(Debug, Clone, Default)]
pub struct Disclosures {
    reported: BTreeMap<Place, Disclosed>,
    /// Totals of a successor for the time before it, put together from those of its predecessors.
    joined: BTreeMap<Place, bool>,
}

impl Disclosures {
    /// What outsiders read of these reports, whole years of one contract. Of an indicator that is not among the
    /// measures nothing: nobody knows how its figures hang together.
    pub fn of<'a>(
        reports: impl IntoIterator<Item = &'a Published>,
        measures: &[Measure],
        replaced: &[Replacement],
        threshold: Threshold,
    ) -> Self {
        let mut years: BTreeMap<CycleId, Vec<&Published>> = BTreeMap::new();
        for report in reports {
            years.entry(report.cycle).or_default().push(report);
        }
        let mut reported = BTreeMap::new();
        for mut year in years.into_values() {
            year.sort_by_key(|report| (report.period.to, report.annual));
            reported.extend(of_year(&year, measures, threshold));
        }
        let joined = joined(&reported, replaced);
        Self { reported, joined }
    }

    /// What of the figures of one report is read.
    pub(super) fn reported(&self, place: &Place) -> Disclosed {
        self.reported.get(place).copied().unwrap_or(Disclosed { total: false, cells: false })
    }

    /// Whether a total is read in a series that goes on over a reorganisation.
    pub(super) fn joined(&self, place: &Place) -> bool {
        self.joined.get(place).copied().unwrap_or_else(|| self.reported(place).total)
    }
}

/// What is read of one year: per indicator and client that anything was reported of.
fn of_year(reports: &[&Published], measures: &[Measure], threshold: Threshold) -> Vec<(Place, Disclosed)> {
    let tables: Vec<Vec<BTreeMap<Key, Table>>> =
        reports.iter().map(|report| report.submissions.iter().map(|values| by_key(values)).collect()).collect();
    let keys: BTreeSet<Key> = tables.iter().flatten().flat_map(BTreeMap::keys).copied().collect();
    let mut places = Vec::new();
    for key in keys {
        let Some(measure) = measure(measures, key.0) else { continue };
        let versions = |of_report: &Vec<BTreeMap<Key, Table>>| -> Versions {
            of_report.iter().map(|version| version.get(&key).cloned().unwrap_or_default()).collect()
        };
        let all = || reports.iter().zip(&tables);
        // What only the annual report gives is owed by no period; where one gave it all the same, it counts.
        let given = |of_report: &[BTreeMap<Key, Table>]| of_report.iter().any(|version| version.contains_key(&key));
        let periods: Vec<(&&Published, Versions)> = all()
            .filter(|(report, tables)| !report.annual && (!measure.usage.annual_only || given(tables)))
            .map(|(report, tables)| (report, versions(tables)))
            .collect();
        let annual = all().find(|(report, _)| report.annual);
        let year = Year {
            behaviour: Behaviour::of(&measure.definition),
            periods: periods.iter().map(|(_, versions)| versions.clone()).collect(),
            annual: annual.map(|(_, tables)| versions(tables)).unwrap_or_default(),
        };
        let disclosure = disclose(&year, threshold);
        let place = |report: &Published| (key.0, key.1, report.period.to, report.annual);
        places.extend(periods.iter().zip(disclosure.periods).map(|((report, _), shown)| (place(report), shown)));
        places.extend(annual.map(|(report, _)| (place(report), disclosure.annual)));
    }
    places
}

type Key = (ContractIndicatorId, PartyId);

fn by_key(values: &[Value]) -> BTreeMap<Key, Table> {
    let mut tables: BTreeMap<Key, Table> = BTreeMap::new();
    for value in values {
        let table = tables.entry((value.indicator, value.municipality)).or_default();
        match &value.cell {
            Some(cell) => {
                table.cells.insert(cell.clone(), value.figure.clone());
            }
            None => table.total = Some(value.figure.clone()),
        }
    }
    tables
}

/// A total put together from several is read where each of them is: of all but one, it would give that one.
fn joined(reported: &BTreeMap<Place, Disclosed>, replaced: &[Replacement]) -> BTreeMap<Place, bool> {
    let mut steps: Vec<&Replacement> = replaced.iter().collect();
    steps.sort_by_key(|step| step.from);
    let mut all: BTreeMap<Place, bool> = BTreeMap::new();
    for step in steps {
        let totals = reported.iter().map(|(place, shown)| (*place, shown.total));
        let before: Vec<(Place, bool)> = totals
            .chain(all.iter().map(|(place, shown)| (*place, *shown)))
            .filter(|((_, party, until, _), _)| *party == step.municipality && *until < step.from)
            .collect();
        for ((indicator, _, until, annual), shown) in before {
            let place = (indicator, step.by, until, annual);
            let own = reported.get(&place).is_none_or(|own| own.total);
            let so_far = all.entry(place).or_insert(own);
            *so_far = *so_far && shown;
        }
    }
    all
}
