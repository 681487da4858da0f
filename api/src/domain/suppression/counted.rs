//! The people behind a figure.

use rust_decimal::Decimal;

use super::Threshold;
use crate::domain::figure::Figure;

/// A group of people that a figure tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// How many.
    pub size: Decimal,
    /// Whether it is what is left of a ratio: of that, nobody is no group.
    pub remainder: bool,
}

impl Group {
    /// Whether it is small.
    pub fn is_small(self, threshold: Threshold) -> bool {
        self.size < threshold.0 && !(self.remainder && self.size.is_zero())
    }

    /// Whether a size between these two, both included, could be that of a small group of this sort. A negative size
    /// is that of no group: the figures do not add up, and who reckons so reckons wrong.
    pub fn could_be_small(self, least: Decimal, most: Decimal, threshold: Threshold) -> bool {
        let none = if self.remainder { most <= Decimal::ZERO } else { most < Decimal::ZERO };
        !none && least < threshold.0
    }
}

/// What a figure tells of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Counted {
    /// There are people, nobody says how many: the figure is missing.
    Unknown,
    /// There is nobody to count: it does not apply, or was not asked.
    Nobody,
    /// These groups, in the same order for every figure of an indicator.
    People(Vec<Group>),
}

impl Counted {
    /// The people behind a figure.
    pub fn of(figure: Option<&Figure>) -> Self {
        let group = |size: Decimal| Group { size, remainder: false };
        match figure {
            None | Some(Figure::NotApplicable) => Self::Nobody,
            Some(Figure::Missing { .. }) => Self::Unknown,
            Some(Figure::Number(number)) => Self::People(vec![group(*number)]),
            Some(Figure::Score { respondents, .. }) => Self::People(vec![group(*respondents)]),
            Some(Figure::Ratio { numerator, denominator }) => {
                let left = Group { size: *denominator - *numerator, remainder: true };
                Self::People(vec![group(*numerator), group(*denominator), left])
            }
        }
    }

    /// Its groups.
    pub fn groups(&self) -> &[Group] {
        match self {
            Self::People(groups) => groups,
            Self::Unknown | Self::Nobody => &[],
        }
    }

    /// Whether it tells of a small group.
    pub fn is_small(&self, threshold: Threshold) -> bool {
        self.groups().iter().any(|group| group.is_small(threshold))
    }
}
