//! Where an indicator stands against its target, to date.

use rust_decimal::Decimal;

use super::{
    figure::{self, Figure},
    indicator::{Direction, IndicatorKind, Measure},
    named::named,
    period::Period,
    target::{Aim, TargetKind},
};

named! {
    /// Where a value stands.
    Standing {
        /// On target, or within the first margin.
        Green => "GREEN",
        /// Beyond the first margin.
        Amber => "AMBER",
        /// Beyond the second margin.
        Red => "RED",
        /// No value, or no target to hold it against.
        NoData => "NO_DATA",
    }
}

/// A figure over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The period it is about.
    pub period: Period,
    /// Whether the annual report gave it: over the whole year, in place of what came before.
    pub annual: bool,
    /// The figure.
    pub figure: Figure,
}

/// The year to date: periods of a FLOW are added (a cumulative one and an annual figure stand for all before
/// them), of everything else the last figure counts. `figures` are in order of time. Nothing when a part is missing.
pub fn to_date(measure: &Measure, figures: &[Dated]) -> Option<Dated> {
    let last = figures.last()?;
    let parts = rests_on(measure, figures);
    let Some(first) = parts.first().filter(|_| parts.len() > 1) else { return Some(last.clone()) };
    let figure = figure::total(parts.iter().map(|dated| &dated.figure))?;
    Some(Dated { period: Period { from: first.period.from, to: last.period.to }, annual: false, figure })
}

/// The figures that the year to date is made of: all periods of a FLOW, else the last one.
pub fn rests_on<'a>(measure: &Measure, figures: &'a [Dated]) -> &'a [Dated] {
    let annual = figures.last().is_some_and(|last| last.annual);
    let adds = measure.definition.kind == IndicatorKind::Flow && !measure.definition.cumulative && !annual;
    let from = if adds { 0 } else { figures.len().saturating_sub(1) };
    figures.get(from..).unwrap_or_default()
}

/// Where the year to date stands against the target for the whole year.
///
/// A FLOW is held against the part of the year's target that should have been reached by then (linear in days);
/// everything else against the target itself.
pub fn standing(measure: &Measure, aim: Option<&Aim>, figures: &[Dated], year: Period) -> Standing {
    let Some(Aim::Value { kind, value: target }) = aim else { return Standing::NoData };
    if matches!(kind, TargetKind::Trend | TargetKind::Term) {
        // These are held against their own reference, which the report's figure alone does not give.
        return Standing::NoData;
    }
    let Some(dated) = to_date(measure, figures) else { return Standing::NoData };
    let Some(actual) = dated.figure.number() else { return Standing::NoData };
    let expected = if measure.definition.kind == IndicatorKind::Flow {
        let elapsed = Decimal::from((dated.period.to - year.from).num_days() + 1);
        *target * elapsed / Decimal::from(year.days())
    } else {
        *target
    };
    judge(measure, actual, expected)
}

fn judge(measure: &Measure, actual: Decimal, expected: Decimal) -> Standing {
    let short = match measure.definition.direction {
        Direction::Higher | Direction::AtLeast => expected - actual,
        Direction::Lower | Direction::AtMost => actual - expected,
        Direction::WithinBand => (actual - expected).abs(),
    };
    if short <= Decimal::ZERO {
        return Standing::Green;
    }
    // Percent of nothing does not exist: any distance from zero is beyond every margin.
    let Some(deviation) = short.checked_mul(Decimal::ONE_HUNDRED).and_then(|it| it.checked_div(expected.abs())) else {
        return Standing::Red;
    };
    if deviation <= measure.usage.amber_margin {
        Standing::Green
    } else if deviation <= measure.usage.red_margin {
        Standing::Amber
    } else {
        Standing::Red
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::*;

    const YEAR: [&str; 2] = ["2021-01-01", "2021-12-31"];

    fn measure(kind: IndicatorKind, direction: Direction) -> Measure {
        let mut measure = measures().remove(0);
        measure.definition.kind = kind;
        measure.definition.direction = direction;
        measure
    }

    fn count(text: &str) -> Figure {
        Figure::Number(number(text))
    }

    fn quarter(place: usize, figure: Figure) -> Dated {
        let (from, to) = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")][place];
        Dated { period: period(&format!("2021-{from}"), &format!("2021-{to}")), annual: false, figure }
    }

    fn aim(value: &str) -> Aim {
        Aim::Value { kind: TargetKind::Absolute, value: number(value) }
    }

    /// A state of 31 March against a target, with margins of 5 and 15 percent.
    fn stock(direction: Direction, actual: &str, target: &str) -> Standing {
        let figures = [quarter(0, count(actual))];
        standing(&measure(IndicatorKind::Stock, direction), Some(&aim(target)), &figures, period(YEAR[0], YEAR[1]))
    }

    #[test]
    fn margins_divide_green_from_amber_and_amber_from_red() {
        use Standing::{Amber, Green, Red};
        for (actual, expected) in [("120", Green), ("95", Green), ("94.9", Amber), ("85", Amber), ("84.9", Red)] {
            assert_eq!(stock(Direction::Higher, actual, "100"), expected, "{actual}");
            assert_eq!(stock(Direction::AtLeast, actual, "100"), expected, "{actual}");
        }
        for (actual, expected) in [("80", Green), ("105", Green), ("105.1", Amber), ("115", Amber), ("115.1", Red)] {
            assert_eq!(stock(Direction::Lower, actual, "100"), expected, "{actual}");
            assert_eq!(stock(Direction::AtMost, actual, "100"), expected, "{actual}");
        }
        for (actual, expected) in [("95", Green), ("105", Green), ("90", Amber), ("115", Amber), ("84", Red)] {
            assert_eq!(stock(Direction::WithinBand, actual, "100"), expected, "{actual}");
        }
    }

    #[test]
    fn any_distance_from_a_target_of_zero_is_red() {
        assert_eq!(stock(Direction::AtMost, "0", "0"), Standing::Green);
        assert_eq!(stock(Direction::AtMost, "1", "0"), Standing::Red);
    }

    #[test]
    fn a_flow_is_held_against_the_part_of_the_year_that_passed() {
        // 90 of 365 days: 90 of a target of 365.
        let flow = measure(IndicatorKind::Flow, Direction::Higher);
        let stands =
            |actual: &str| standing(&flow, Some(&aim("365")), &[quarter(0, count(actual))], period(YEAR[0], YEAR[1]));
        assert_eq!([stands("86"), stands("85"), stands("76")], [Standing::Green, Standing::Amber, Standing::Red]);
        let two = [quarter(0, count("90")), quarter(1, count("91"))];
        assert_eq!(standing(&flow, Some(&aim("365")), &two, period(YEAR[0], YEAR[1])), Standing::Green);
    }

    #[test]
    fn periods_of_a_flow_are_added_and_of_anything_else_the_last_counts() {
        let figures = [quarter(0, count("10")), quarter(1, count("15"))];
        let flow = measure(IndicatorKind::Flow, Direction::Higher);
        let half_year = to_date(&flow, &figures).unwrap();
        assert_eq!((half_year.figure, half_year.period), (count("25"), period("2021-01-01", "2021-06-30")));
        let stock = measure(IndicatorKind::Stock, Direction::Higher);
        assert_eq!(to_date(&stock, &figures).unwrap(), figures[1]);
        let mut so_far = flow.clone();
        so_far.definition.cumulative = true;
        assert_eq!(to_date(&so_far, &figures).unwrap(), figures[1]);
        let annual = Dated { period: period(YEAR[0], YEAR[1]), annual: true, figure: count("99") };
        let all = [figures[0].clone(), figures[1].clone(), annual.clone()];
        assert_eq!(to_date(&flow, &all), Some(annual), "the annual figure stands for all before it");
    }

    #[test]
    fn without_value_or_target_there_is_no_standing() {
        let flow = measure(IndicatorKind::Flow, Direction::Higher);
        let year = period(YEAR[0], YEAR[1]);
        let figures = [quarter(0, count("10"))];
        assert_eq!(standing(&flow, None, &figures, year), Standing::NoData);
        assert_eq!(standing(&flow, Some(&Aim::NoTarget { because: "Nieuw".into() }), &figures, year), Standing::NoData);
        assert_eq!(standing(&flow, Some(&aim("100")), &[], year), Standing::NoData);
        let missing = Figure::Missing { reason: "Systeem vervangen".into() };
        let half = [quarter(0, count("10")), quarter(1, missing)];
        assert_eq!(standing(&flow, Some(&aim("100")), &half, year), Standing::NoData);
        for kind in [TargetKind::Trend, TargetKind::Term] {
            let aim = Aim::Value { kind, value: number("5") };
            assert_eq!(standing(&flow, Some(&aim), &figures, year), Standing::NoData);
        }
    }

    #[test]
    fn a_share_is_held_against_the_target_by_its_parts() {
        let share = measure(IndicatorKind::Ratio, Direction::Higher);
        let figures = [quarter(0, Figure::Ratio { numerator: number("3"), denominator: number("4") })];
        let aim = Aim::Value { kind: TargetKind::Percentage, value: number("75") };
        assert_eq!(standing(&share, Some(&aim), &figures, period(YEAR[0], YEAR[1])), Standing::Green);
    }
}
