//! Exact numbers, and what may stand where a number is expected.

use rust_decimal::Decimal;

use super::refusal::{Code, Refusal};

/// The most decimals a figure keeps: storage holds ten-thousandths in 64 bits.
pub const DECIMALS: u32 = 4;
/// No figure reaches a trillion (10^12).
pub const LIMIT: i64 = 1_000_000_000_000;
/// What stands beside the figure of a value, by the names it has in the trail.
pub const BESIDE: [&str; 3] = ["explanation", "provisional", "confirmed"];

/// A value as reported: a number in one of three shapes, or in words why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A count or state (FLOW, STOCK).
    Number(Decimal),
    /// A part of a whole (RATIO): percentages are never averaged, so both parts are kept.
    Ratio {
        /// The part.
        numerator: Decimal,
        /// The whole.
        denominator: Decimal,
    },
    /// A mark and how many gave it (SCORE).
    Score {
        /// The mark.
        mark: Decimal,
        /// How many people answered.
        respondents: Decimal,
    },
    /// Not available, because.
    Missing {
        /// Why.
        reason: String,
    },
    /// Does not apply here.
    NotApplicable,
}

impl Figure {
    /// The figure as one number: the count, the percentage, the mark. Rounded to [`DECIMALS`] for a percentage.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) | Self::Score { mark: number, .. } => Some(*number),
            Self::Ratio { numerator, denominator } => percentage(*numerator, *denominator),
            Self::Missing { .. } | Self::NotApplicable => None,
        }
    }
}

/// A hundred times the part over the whole, rounded half away from zero to [`DECIMALS`].
pub fn percentage(numerator: Decimal, denominator: Decimal) -> Option<Decimal> {
    let share = numerator.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(denominator)?;
    Some(rounded(share, DECIMALS))
}

/// Rounds half away from zero, as people do on paper.
pub fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Checks that a number can be kept exactly with the decimals the indicator knows.
pub fn check_number(number: Decimal, decimals: u32, path: &[&str], no: &mut Vec<Refusal>) {
    if number.abs() >= Decimal::from(LIMIT) {
        no.push(Refusal::at(Code::NumberOutOfRange, path).with("limit", LIMIT));
    }
    if number.normalize().scale() > decimals {
        no.push(Refusal::at(Code::TooManyDecimals, path).with("decimals", decimals));
    }
}

/// Joins figures of one kind over municipalities or periods: counts are added, ratios recomputed from their
/// parts, marks weighted by respondents. Gives `None` when a part is missing: half a total is no total.
pub fn total<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Option<Figure> {
    let mut figures = figures.into_iter();
    let first = figures.next()?.clone();
    figures.try_fold(first, |sum, figure| match (sum, figure) {
        (Figure::Number(a), Figure::Number(b)) => Some(Figure::Number(a.checked_add(*b)?)),
        (Figure::Ratio { numerator: a, denominator: b }, Figure::Ratio { numerator: c, denominator: d }) => {
            Some(Figure::Ratio { numerator: a.checked_add(*c)?, denominator: b.checked_add(*d)? })
        }
        (Figure::Score { mark: a, respondents: b }, Figure::Score { mark: c, respondents: d }) => {
            let respondents = b.checked_add(*d)?;
            let mark = a.checked_mul(b)?.checked_add(c.checked_mul(*d)?)?.checked_div(respondents)?;
            Some(Figure::Score { mark: rounded(mark, DECIMALS), respondents })
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i64, denominator: i64) -> Figure {
        Figure::Ratio { numerator: numerator.into(), denominator: denominator.into() }
    }

    #[test]
    fn percentages_are_recomputed_from_their_parts() {
        // 50 of 100 and 1 of 1 is 51 of 101, not the mean of 50% and 100%.
        let total = total(&[ratio(50, 100), ratio(1, 1)]).unwrap();
        assert_eq!(total, ratio(51, 101));
        assert_eq!(total.number().unwrap().to_string(), "50.495");
        assert_eq!(ratio(1, 0).number(), None);
    }

    #[test]
    fn half_a_total_is_no_total() {
        let missing = Figure::Missing { reason: "system change".to_owned() };
        assert_eq!(total(&[Figure::Number(Decimal::ONE), missing]), None);
        assert_eq!(total(&[]), None);
    }

    #[test]
    fn a_mark_weighs_by_its_respondents() {
        let score = |mark: i64, respondents: i64| Figure::Score { mark: mark.into(), respondents: respondents.into() };
        assert_eq!(total(&[score(8, 30), score(6, 10)]).unwrap().number().unwrap().to_string(), "7.5");
    }

    #[test]
    fn what_cannot_be_kept_exactly_is_refused() {
        let mut no = Vec::new();
        check_number("1.25".parse().unwrap(), 1, &["number"], &mut no);
        check_number(Decimal::from(LIMIT), 0, &["number"], &mut no);
        check_number("5.70".parse().unwrap(), 1, &["number"], &mut no);
        let codes: Vec<Code> = no.iter().map(|refusal| refusal.code).collect();
        assert_eq!(codes, [Code::TooManyDecimals, Code::NumberOutOfRange]);
    }
}
