//! Ten thousand years come out piece by piece; the attacker keeps everything that was ever shown.

use super::{
    attacker::{Attacker, Form, Fraction, form},
    stories::{Dice, Shape, Story},
};
use crate::domain::suppression::{Behaviour, Disclosed, Disclosure, Threshold, Year, disclose};

const TABLES: u64 = 10_000;
const SMALL: i64 = 10;

/// The rule under attack.
type Rule = fn(&Year) -> Disclosure;

/// The figures of a story as unknowns: counted and left, of each number, version and report.
struct Unknowns<'a>(&'a Story);

impl Unknowns<'_> {
    fn of(report: usize, version: usize, number: usize, left: bool) -> usize {
        ((report * 16 + version) * 16 + number) * 2 + usize::from(left)
    }

    fn numbers(&self) -> usize {
        1 + self.0.dimensions.iter().sum::<usize>()
    }

    /// Of a ratio both those who are counted and those who are left; else only the first.
    fn lanes(&self) -> &'static [bool] {
        if self.0.shape == Shape::Ratio { &[false, true] } else { &[false] }
    }

    /// How the figures hang together, whatever they are: dimensions add up to the total, periods to the year, and what
    /// a correction of a period did not touch stayed as it was.
    fn relations(&self, attacker: &mut Attacker) {
        let story = self.0;
        for lane in self.lanes().iter().copied() {
            for (report, versions) in story.reports.iter().enumerate() {
                for (version, it) in versions.iter().enumerate() {
                    let mut start = 1;
                    for cells in &story.dimensions {
                        let all = (start..start + cells).map(|number| Self::of(report, version, number, lane));
                        attacker.learn(form(all, [Self::of(report, version, 0, lane)]), Fraction::ZERO);
                        start += cells;
                    }
                    let annual = report + 1 == story.reports.len();
                    for number in (0..self.numbers()).filter(|_| version > 0 && !annual) {
                        if versions[version - 1].truth[number] == it.truth[number] {
                            let same = form(
                                [Self::of(report, version, number, lane)],
                                [Self::of(report, version - 1, number, lane)],
                            );
                            attacker.learn(same, Fraction::ZERO);
                        }
                    }
                }
            }
            let annual = story.reports.len() - 1;
            for (version, basis) in story.basis.iter().enumerate() {
                let Some(basis) = basis.as_ref().filter(|basis| !basis.is_empty()) else { continue };
                for number in 0..self.numbers() {
                    let mut parts = basis.iter().enumerate().map(|(report, at)| Self::of(report, *at, number, lane));
                    let parts: Vec<usize> = match story.behaviour {
                        Behaviour::Adds => parts.collect(),
                        Behaviour::RunsUp | Behaviour::Stands => parts.next_back().into_iter().collect(),
                    };
                    attacker.learn(form(parts, [Self::of(annual, version, number, lane)]), Fraction::ZERO);
                }
            }
        }
    }

    /// What was shown of a version of the annual report and did not change after is known of the next version too.
    fn unchanged(&self, attacker: &mut Attacker, version: usize, shown: Disclosed) {
        let annual = self.0.reports.len() - 1;
        let versions = &self.0.reports[annual];
        let Some(next) = versions.get(version + 1) else { return };
        for number in (0..self.numbers()).filter(|number| if *number == 0 { shown.total } else { shown.cells }) {
            for lane in self.lanes().iter().copied().filter(|_| next.truth[number] == versions[version].truth[number]) {
                let value = next.truth[number][usize::from(lane)];
                attacker.learn(form([Self::of(annual, version + 1, number, lane)], []), Fraction::whole(value));
            }
        }
    }

    fn learn(&self, attacker: &mut Attacker, report: usize, version: usize, shown: Disclosed) {
        let it = &self.0.reports[report][version];
        let numbers = (0..self.numbers()).filter(|number| if *number == 0 { shown.total } else { shown.cells });
        for number in numbers.filter(|_| !it.missing) {
            for lane in self.lanes().iter().copied() {
                let value = it.truth[number][usize::from(lane)];
                attacker.learn(form([Self::of(report, version, number, lane)], []), Fraction::whole(value));
            }
        }
    }

    /// Every small group there is: counted, whole and left of each number, and what a running count added.
    fn secrets(&self) -> Vec<(Form, i64)> {
        let story = self.0;
        let mut secrets = Vec::new();
        for (report, versions) in story.reports.iter().enumerate() {
            for (version, it) in versions.iter().enumerate() {
                for (number, [counted, left]) in it.truth.iter().copied().enumerate() {
                    let of = |lane: bool| Self::of(report, version, number, lane);
                    secrets.push((form([of(false)], []), counted));
                    if story.shape == Shape::Ratio {
                        secrets.push((form([of(false), of(true)], []), counted + left));
                        // Nobody left is no group.
                        secrets.push((form([of(true)], []), if left == 0 { SMALL } else { left }));
                    }
                    if story.behaviour == Behaviour::RunsUp && report > 0 && report + 1 < story.reports.len() {
                        for (before, earlier) in story.reports[report - 1].iter().enumerate() {
                            let added = form([of(false)], [Self::of(report - 1, before, number, false)]);
                            secrets.push((added, counted - earlier.truth[number][0]));
                        }
                    }
                }
            }
        }
        secrets.retain(|(_, size)| (0..SMALL).contains(size));
        secrets
    }
}

/// What came of an attack.
#[derive(Debug, Default)]
struct Outcome {
    small: usize,
    recovered: usize,
    totals: usize,
    totals_shown: usize,
    cells: usize,
    cells_shown: usize,
}

/// Lets a year come out piece by piece under that rule and attacks it.
fn attack(story: &Story, rule: Rule, outcome: &mut Outcome) {
    let mut attacker = Attacker::default();
    let unknowns = Unknowns(story);
    unknowns.relations(&mut attacker);
    let annual = story.reports.len() - 1;
    let mut year = Year { behaviour: story.behaviour, periods: vec![Vec::new(); annual], annual: Vec::new() };
    let mut last = Vec::new();
    for report in &story.order {
        let versions = if *report == annual { &mut year.annual } else { &mut year.periods[*report] };
        versions.push(story.table(&story.reports[*report][versions.len()]));
        let shown = rule(&year);
        last = shown.periods.iter().copied().chain([shown.annual]).collect();
        let out = year.periods.iter().chain([&year.annual]).map(Vec::len);
        for (report, (versions, shown)) in out.zip(&last).enumerate().filter(|(_, (versions, _))| *versions > 0) {
            unknowns.learn(&mut attacker, report, versions - 1, *shown);
            if report == annual {
                unknowns.unchanged(&mut attacker, versions - 1, *shown);
            }
        }
    }
    attacker.conclude();
    for (secret, size) in unknowns.secrets() {
        outcome.small += 1;
        if let Some(solved) = attacker.solves(secret) {
            assert_eq!(solved, Fraction::whole(size), "the attacker reckons wrong");
            outcome.recovered += 1;
        }
    }
    for (report, shown) in last.iter().enumerate() {
        let fits = story.reports[report].last().unwrap().truth[0].iter().sum::<i64>() >= SMALL;
        outcome.totals += usize::from(fits);
        outcome.totals_shown += usize::from(fits && shown.total);
        outcome.cells += 1;
        outcome.cells_shown += usize::from(shown.cells);
    }
}

fn rule(year: &Year) -> Disclosure {
    disclose(year, Threshold::of(10))
}

/// What seems enough: a breakdown with a small cell is hidden, whole, and its total stays.
fn by_the_single_table(year: &Year) -> Disclosure {
    let shown = |versions: &Vec<crate::domain::suppression::Table>| {
        let small = |it: &crate::domain::figure::Figure| it.number().is_some_and(|number| number < 10.into());
        Disclosed { total: true, cells: !versions.last().is_some_and(|table| table.cells.values().any(small)) }
    };
    Disclosure { periods: year.periods.iter().map(shown).collect(), annual: shown(&year.annual) }
}

fn attack_all(rule: Rule, tables: u64) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in 0..tables {
        let story = Story::told(&mut Dice(seed), false);
        attack(&story, rule, &mut outcome);
    }
    println!("{outcome:?}");
    outcome
}

#[test]
fn no_small_group_is_recovered_from_ten_thousand_years() {
    let outcome = attack_all(rule, TABLES);
    assert_eq!(outcome.recovered, 0, "of {} small groups", outcome.small);
    assert!(outcome.small > 50_000, "the tables are to be worth an attack: {outcome:?}");
    // Hiding everything would be safe as well. Of totals that are no small group themselves most are to be read.
    assert!(outcome.totals_shown * 2 > outcome.totals, "{outcome:?}");
}

#[test]
fn the_attacker_breaks_a_rule_that_looks_at_one_table_at_a_time() {
    let outcome = attack_all(by_the_single_table, TABLES / 10);
    assert!(outcome.recovered * 4 > outcome.small, "{outcome:?}");
}

#[test]
fn years_without_small_groups_are_shown_whole() {
    for seed in 0..TABLES / 10 {
        let story = Story::told(&mut Dice(seed), true);
        let mut outcome = Outcome::default();
        attack(&story, rule, &mut outcome);
        let whole = (outcome.totals, outcome.cells) == (outcome.totals_shown, outcome.cells_shown);
        assert!(whole, "{seed}: {outcome:?} {story:?}");
    }
}
