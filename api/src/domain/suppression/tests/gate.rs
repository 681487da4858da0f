//! What reaches whom.

use std::collections::BTreeSet;

use crate::domain::{
    context::{ContextLine, EarlierValue, Suggestion},
    contract::Replacement,
    figure::Figure,
    ids::{CycleId, PartyId},
    indicator::{IndicatorKind, KnownValue, Measure},
    period::Period,
    report::Value,
    samples::{adopted, day, id, measures, north, number, period, south, usage},
    standing::{Dated, Standing},
    suppression::{Disclosures, Gate, Insight, Known, Published, Threshold},
    target::{Aim, TargetKind},
};

fn value(client: PartyId, cell: Option<&str>, count: &str) -> Value {
    Value {
        indicator: usage(1),
        municipality: client,
        cell: cell.map(Into::into),
        figure: Figure::Number(number(count)),
        explanation: Some("Met twee uit Noord".into()),
        provisional: false,
        confirmed: false,
    }
}

const QUARTERS: [(&str, &str); 2] = [("2020-01-01", "2020-03-31"), ("2020-04-01", "2020-06-30")];

fn quarter(place: usize) -> Period {
    period(QUARTERS[place].0, QUARTERS[place].1)
}

/// Two quarters of which the second has a small total for the south.
fn published() -> [Published; 2] {
    let values = [
        vec![value(north().id, None, "50"), value(north().id, Some("JOB"), "40"), value(south().id, None, "20")],
        vec![value(north().id, None, "50"), value(north().id, Some("JOB"), "4"), value(south().id, None, "6")],
    ];
    let mut place = 0;
    values.map(|values| {
        place += 1;
        let cycle = CycleId(id(70));
        Published { cycle, period: quarter(place - 1), annual: false, submissions: vec![values] }
    })
}

fn gate(insight: Insight, replaced: &[Replacement]) -> Gate {
    Gate::new(insight, Disclosures::of(&published(), &measures(), replaced, Threshold::of(10)))
}

fn outsider() -> Insight {
    Insight::default()
}

fn staff(client: PartyId) -> Insight {
    Insight { everyone: false, clients: BTreeSet::from([client]) }
}

fn flow() -> Measure {
    measures().remove(0)
}

fn figures(counts: &[&str]) -> Vec<Dated> {
    let dated = |(place, count): (usize, &&str)| Dated {
        period: quarter(place),
        annual: false,
        figure: Figure::Number(number(count)),
    };
    counts.iter().enumerate().map(dated).collect()
}

#[test]
fn staff_see_their_own_small_numbers_and_the_contractor_all() {
    let small = value(south().id, None, "6");
    let cell = value(north().id, Some("JOB"), "40");
    let reads = |insight: Insight| {
        let gate = gate(insight, &[]);
        [gate.value(quarter(1), false, &small), gate.value(quarter(0), false, &cell)].map(|seen| !seen.is_suppressed())
    };
    assert_eq!(reads(outsider()), [false, false]);
    assert_eq!(reads(staff(south().id)), [true, false]);
    assert_eq!(reads(staff(north().id)), [false, true]);
    assert_eq!(reads(Insight { everyone: true, clients: BTreeSet::new() }), [true, true]);
    let shown = gate(outsider(), &[]).value(quarter(0), false, &value(north().id, None, "50")).shown();
    assert_eq!(shown, Some(value(north().id, None, "50")));
}

#[test]
fn what_nobody_decided_on_is_not_shown() {
    let gate = Gate::new(outsider(), Disclosures::default());
    assert!(gate.value(quarter(0), false, &value(north().id, None, "50")).is_suppressed());
    let unmeasured = Disclosures::of(&published(), &[], &[], Threshold::of(10));
    let gate = Gate::new(outsider(), unmeasured);
    assert!(gate.value(quarter(0), false, &value(north().id, None, "50")).is_suppressed());
}

#[test]
fn a_year_to_date_and_its_colour_are_shown_when_all_they_are_made_of_is() {
    let (measure, year) = (flow(), period("2020-01-01", "2020-12-31"));
    let aim = Aim::Value { kind: TargetKind::Absolute, value: number("100") };
    let gate = gate(outsider(), &[]);
    let both = figures(&["20", "6"]);
    assert!(gate.to_date(&measure, south().id, &both).is_suppressed());
    assert!(gate.standing(&measure, south().id, Some(&aim), &both, year).is_suppressed());
    assert!(!gate.to_date(&measure, south().id, &both[..1]).is_suppressed());
    let known = gate.to_date(&measure, north().id, &figures(&["50", "50"])).shown().flatten().unwrap();
    assert_eq!(known.figure, Figure::Number(number("100")));
    assert_eq!(gate.to_date(&measure, south().id, &[]).shown(), Some(None), "there is nothing to hide");
}

#[test]
fn a_series_over_a_reorganisation_is_shown_when_each_part_is() {
    let successor = PartyId(id(9));
    let from = day("2021-01-01");
    let replaced = [north().id, south().id].map(|municipality| Replacement { municipality, by: successor, from });
    let reads = |insight: Insight| {
        let gate = gate(insight, &replaced);
        let joined = figures(&["70", "56"]);
        [0, 1].map(|place| !gate.in_series(usage(1), successor, &joined[place]).is_suppressed())
    };
    assert_eq!(reads(outsider()), [true, false]);
    assert_eq!(reads(staff(north().id)), [true, false]);
    assert_eq!(reads(staff(successor)), [true, true]);
}

#[test]
fn what_a_year_starts_from_tells_no_more_than_its_earlier_values() {
    let earlier =
        |place: usize, count: &str| EarlierValue { until: quarter(place).to, value: number(count), annual: false };
    let line = ContextLine {
        indicator: usage(1),
        municipality: south().id,
        earlier: vec![earlier(0, "20"), earlier(1, "6")],
        standing: Some((Standing::Red, day("2020-06-30"))),
        reviewed: None,
        reference: Some(number("33")),
        suggested: Some(number("6")),
        suggestion: Suggestion::LastValue,
    };
    let seen = gate(outsider(), &[]).context(&line);
    let suppressed: Vec<bool> = seen.earlier.iter().map(|(_, _, value)| value.is_suppressed()).collect();
    assert_eq!(suppressed, [false, true]);
    assert!(seen.standing.is_suppressed() && seen.suggested.is_suppressed());
    let free = ContextLine { suggestion: Suggestion::FromReference, suggested: Some(number("33")), ..line.clone() };
    assert_eq!(gate(outsider(), &[]).context(&free).suggested.shown(), Some(Some(number("33"))));
    let own = gate(staff(south().id), &[]).context(&line);
    assert_eq!(own.suggested.shown(), Some(Some(number("6"))));
    assert_eq!(own.standing.shown(), Some(line.standing));
}

#[test]
fn a_figure_from_before_is_of_all_clients_together() {
    let threshold = Threshold::of(Threshold::USUAL);
    let contract = adopted();
    let seen = |insight: &Insight, kind, year, count: &str| {
        let value = KnownValue { indicator: usage(1), year, value: number(count), source: "CBS".into() };
        !Gate::known(insight, &contract, kind, Known { value: &value, threshold }).is_suppressed()
    };
    let all = Insight { everyone: true, ..Insight::default() };
    let of_one = staff(north().id);
    let of_both = Insight { everyone: false, clients: [north().id, south().id].into() };
    // The sample contract begins in 2019.
    for (kind, year, count, expected) in [
        (IndicatorKind::Flow, 2018, "10", true),
        (IndicatorKind::Flow, 2018, "9", false),
        (IndicatorKind::Stock, 2018, "0", false),
        (IndicatorKind::Flow, 2019, "400", false),
        (IndicatorKind::Ratio, 2018, "4", true),
        (IndicatorKind::Score, 2019, "7", true),
    ] {
        for outsider in [&outsider(), &of_one] {
            assert_eq!(seen(outsider, kind, year, count), expected, "{kind} {year} {count}");
        }
        assert!(seen(&all, kind, year, count) && seen(&of_both, kind, year, count));
    }
}
