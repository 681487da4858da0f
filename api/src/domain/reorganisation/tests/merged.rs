//! Targets and series.

use super::super::target::merge;
use super::*;
use crate::domain::{
    contract::Replacement,
    cycle::Phase,
    figure::Figure,
    ids::{CycleId, TargetId, TargetSetId},
    report::Earlier,
    standing::Dated,
    target::{PreviousResult, Reasoning, Target, TargetState},
};

fn set(number: u128, municipality: PartyRef, values: &[(u128, &str)]) -> TargetSet {
    let year: CycleId = cycle(Phase::TargetSetting).id;
    let mut set = TargetSet::new(TargetSetId(id(number)), year, municipality);
    let target = |(place, value): &(u128, &str)| Target {
        id: TargetId(id(number * 10 + place)),
        indicator: usage(*place),
        aim: Aim::Value { kind: TargetKind::Absolute, value: super::number(value) },
        reasoning: Reasoning {
            labour_market: "Krap".into(),
            target_groups: "Velen".into(),
            previous: PreviousResult::None { because: "Eerste jaar".into() },
        },
        state: TargetState::Draft,
        steps: Vec::new(),
    };
    set.targets = values.iter().map(target).collect();
    set
}

fn merged(sets: &[TargetSet]) -> Result<Option<MergedTargets>, Vec<Refusal>> {
    let measures: Vec<Measure> = measures();
    merge(&planned(), sets, &measures)
}

#[test]
fn counts_are_added_and_shares_must_be_the_same() {
    let sets = [set(400, north(), &[(1, "10"), (3, "60")]), set(401, south(), &[(1, "5"), (3, "60")])];
    let joined = merged(&sets).unwrap().unwrap();
    let aims: Vec<Aim> = joined.set.targets.iter().map(|target| target.aim.clone()).collect();
    let absolute = |value| Aim::Value { kind: TargetKind::Absolute, value: number(value) };
    assert_eq!(aims, [absolute("15"), absolute("60")]);
    assert_eq!((joined.set.municipality, joined.removed), (new(), vec![sets[1].id]));
    let other = |place: usize| (sets[1].targets[place].id, sets[0].targets[place].id);
    assert_eq!(joined.replaced, [other(0), other(1)]);

    let sets = [set(400, north(), &[(1, "10"), (3, "60")]), set(401, south(), &[(1, "5"), (3, "50")])];
    assert_eq!(told(&merged(&sets).unwrap_err()), expected(&[(Code::TargetsDiffer, "targets.SHARE")]));
    let sets = [set(400, north(), &[]), set(401, south(), &[(1, "5")])];
    assert_eq!(told(&merged(&sets).unwrap_err()), expected(&[(Code::TargetsDiffer, "targets.OUTFLOW")]));
    let mut sets = [set(400, north(), &[]), set(401, south(), &[])];
    sets[1].state = crate::domain::target::TargetSetState::Proposed { at: by(DAY).at };
    assert_eq!(told(&merged(&sets).unwrap_err()), expected(&[(Code::StagesDiffer, "targets")]));
    assert_eq!(merged(&[set(400, stranger(), &[])]), Ok(None));
}

fn dated(year: i32, figure: Figure) -> Dated {
    let period = period(&format!("{year}-01-01"), &format!("{year}-12-31"));
    Dated { period, annual: true, figure }
}

fn count(value: i64) -> Figure {
    Figure::Number(value.into())
}

fn share(numerator: i64, denominator: i64) -> Figure {
    Figure::Ratio { numerator: numerator.into(), denominator: denominator.into() }
}

fn replaced(from: &str, by: PartyRef, who: &[PartyRef]) -> Vec<Replacement> {
    who.iter().map(|it| Replacement { municipality: it.id, by: by.id, from: day(from) }).collect()
}

#[test]
fn counts_are_added_percentages_recomputed_and_half_a_total_is_none() {
    let mut series = Earlier::new();
    series.insert((usage(1), north().id), vec![dated(2018, count(3)), dated(2019, count(10)), dated(2020, count(7))]);
    series.insert(
        (usage(1), south().id),
        vec![dated(2019, count(5)), dated(2020, Figure::Missing { reason: "x".into() })],
    );
    series.insert((usage(1), new().id), vec![dated(2021, count(20))]);
    series.insert((usage(3), north().id), vec![dated(2019, share(50, 100))]);
    series.insert((usage(3), south().id), vec![dated(2019, share(1, 1))]);
    series.insert((usage(2), north().id), vec![dated(2019, count(9))]);
    let all = continuous(series.clone(), &replaced(DAY, new(), &[north(), south()]));
    let none = || Figure::Missing { reason: String::new() };
    assert_eq!(
        all[&(usage(1), new().id)],
        [dated(2018, none()), dated(2019, count(15)), dated(2020, none()), dated(2021, count(20))]
    );
    assert_eq!(all[&(usage(3), new().id)], [dated(2019, share(51, 101))]);
    assert_eq!(all[&(usage(2), new().id)], [dated(2019, none())], "one of them never reported it");
    for (key, past) in &series {
        assert!(key.1 == new().id || all[key] == *past, "the past stays with whose it was");
    }
    assert_eq!(continuous(series.clone(), &[]), series);
}

#[test]
fn a_successor_that_was_succeeded() {
    let mut series = Earlier::new();
    series.insert((usage(1), north().id), vec![dated(2018, count(1))]);
    series.insert((usage(1), south().id), vec![dated(2018, count(2)), dated(2019, count(4)), dated(2020, count(6))]);
    series.insert((usage(1), stranger().id), vec![dated(2019, count(8)), dated(2020, count(16))]);
    let mut steps = replaced(DAY, new(), &[stranger(), south()]);
    steps.extend(replaced("2019-01-01", stranger(), &[north()]));
    let all = continuous(series, &steps);
    assert_eq!(all[&(usage(1), stranger().id)], [dated(2018, count(1)), dated(2019, count(8)), dated(2020, count(16))]);
    assert_eq!(all[&(usage(1), new().id)], [dated(2018, count(3)), dated(2019, count(12)), dated(2020, count(22))]);
}
