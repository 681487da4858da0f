//! One number of a table through the year: the total, or one cell.

use rust_decimal::Decimal;

use super::{Behaviour, Table, Threshold, Year, counted::Counted};
use crate::domain::figure::Figure;

/// One number of a table in every version of every report of the year.
#[derive(Debug)]
pub(super) struct Column {
    periods: Vec<Vec<Counted>>,
    annual: Vec<Counted>,
}

/// The least and the most that the versions of a period say of one group.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    least: Decimal,
    most: Decimal,
}

/// What a period says of one group.
#[derive(Debug, Clone, Copy)]
enum Known {
    /// Nobody knows, or it is not out.
    No,
    /// There is nobody to count.
    Nobody,
    /// So many.
    Between(Bounds),
}

impl Known {
    fn bounds(self) -> Option<Bounds> {
        match self {
            Self::Between(bounds) => Some(bounds),
            Self::No | Self::Nobody => None,
        }
    }
}

impl Column {
    /// The figure that `pick` takes from each table.
    pub fn of<'a>(year: &'a Year, pick: impl Fn(&'a Table) -> Option<&'a Figure>) -> Self {
        let counted = |versions: &'a Vec<Table>| versions.iter().map(|table| Counted::of(pick(table))).collect();
        Self { periods: year.periods.iter().map(counted).collect(), annual: counted(&year.annual) }
    }

    /// Whether no group is small, nor what a running count added, nor what the annual figure implies unless it waits.
    pub fn is_clean(&self, behaviour: Behaviour, annual_waits: bool, threshold: Threshold) -> bool {
        let mut all = self.periods.iter().flatten().chain(&self.annual);
        if all.any(|counted| counted.is_small(threshold)) {
            return false;
        }
        match behaviour {
            Behaviour::Stands => true,
            Behaviour::Adds => annual_waits || self.annual.iter().all(|annual| !self.implies_small(annual, threshold)),
            Behaviour::RunsUp => self.climbs(annual_waits, threshold),
        }
    }

    /// What each period says of the group at that place in a figure.
    fn known(&self, group: usize) -> Vec<Known> {
        let period = |versions: &Vec<Counted>| {
            let sizes = versions.iter().filter_map(|counted| match counted {
                Counted::Unknown => None,
                Counted::Nobody => Some(Decimal::ZERO),
                Counted::People(groups) => groups.get(group).map(|group| group.size),
            });
            let bounds = sizes.fold(None, |so_far: Option<Bounds>, size| {
                let so_far = so_far.unwrap_or(Bounds { least: size, most: size });
                Some(Bounds { least: so_far.least.min(size), most: so_far.most.max(size) })
            });
            match bounds {
                None => Known::No,
                Some(_) if versions.iter().all(|it| *it == Counted::Nobody) => Known::Nobody,
                Some(bounds) => Known::Between(bounds),
            }
        };
        self.periods.iter().map(period).collect()
    }

    /// Whether the annual figure, less the others, could leave a small group for a period or for those unknown.
    fn implies_small(&self, annual: &Counted, threshold: Threshold) -> bool {
        annual.groups().iter().enumerate().any(|(place, group)| {
            let known = self.known(place);
            let bounds: Vec<Bounds> = known.iter().filter_map(|it| it.bounds()).collect();
            let left = |except: Bounds| {
                let most: Decimal = bounds.iter().map(|it| it.most).sum();
                let least: Decimal = bounds.iter().map(|it| it.least).sum();
                group.could_be_small(group.size - (most - except.most), group.size - (least - except.least), threshold)
            };
            if known.iter().any(|it| matches!(it, Known::No)) {
                left(Bounds { least: Decimal::ZERO, most: Decimal::ZERO })
            } else {
                bounds.iter().any(|period| left(*period))
            }
        })
    }

    /// Whether a running count climbs by no small group, whichever versions one takes, and the annual figure, which
    /// stands for the last period, does not either.
    fn climbs(&self, annual_waits: bool, threshold: Threshold) -> bool {
        let known = self.known(0);
        let mut reached: Option<Decimal> = None;
        let mut before_last = None;
        for (place, period) in known.iter().enumerate() {
            if place + 1 == known.len() {
                before_last = reached;
            }
            let Some(bounds) = period.bounds() else { continue };
            if reached.is_some_and(|reached| bounds.least - reached < threshold.0) {
                return false;
            }
            reached = Some(bounds.most);
        }
        let last_known = known.last().is_some_and(|last| last.bounds().is_some());
        let from = if last_known { before_last } else { reached };
        let climbed = |group: &super::counted::Group| from.is_none_or(|from| group.size - from >= threshold.0);
        annual_waits || self.annual.iter().flat_map(Counted::groups).all(climbed)
    }

    /// Which periods' totals are shown in a year that is not clean, as far as the totals alone decide.
    pub fn periods_shown(&self, behaviour: Behaviour, corrected: &[bool], threshold: Threshold) -> Vec<bool> {
        let known = self.known(0);
        let mut reached = Decimal::ZERO;
        let mut doubtful = false;
        let mut shown = Vec::with_capacity(self.periods.len());
        for ((versions, corrected), known) in self.periods.iter().zip(corrected).zip(known) {
            let small = versions.iter().any(|counted| counted.is_small(threshold));
            let mut fits = !small && !corrected;
            if behaviour == Behaviour::RunsUp {
                doubtful = doubtful || *corrected;
                let climbed = known.bounds().is_none_or(|bounds| bounds.least - reached >= threshold.0);
                fits = fits && climbed && !doubtful;
                if let (true, Some(bounds)) = (fits, known.bounds()) {
                    reached = bounds.most;
                }
            }
            shown.push(fits);
        }
        shown
    }

    /// Whether the annual total is shown in a year that is not clean, in which nothing was corrected.
    pub fn annual_shown(&self, behaviour: Behaviour, shown: &[bool], threshold: Threshold) -> bool {
        let Some(annual) = self.annual.last() else { return false };
        if annual.is_small(threshold) {
            return false;
        }
        match behaviour {
            Behaviour::Stands => true,
            Behaviour::Adds => self.leaves_enough(annual, shown, threshold),
            Behaviour::RunsUp => {
                // It stands for the last period: what it adds to the one shown before that must not be small.
                let before = shown.len().saturating_sub(1);
                let reached = self.known(0).into_iter().zip(shown).take(before).filter(|(_, shown)| **shown);
                let reached = reached.filter_map(|(known, _)| known.bounds()).next_back();
                let from = reached.map_or(Decimal::ZERO, |bounds| bounds.most);
                annual.groups().iter().all(|group| group.size - from >= threshold.0)
            }
        }
    }

    /// Whether the annual total says what the periods say, as far as all of them are shown: it cannot tell the total of
    /// a correction to come.
    pub fn annual_repeats(&self, behaviour: Behaviour, shown: &[bool]) -> bool {
        let Some(annual) = self.annual.last() else { return false };
        annual.groups().iter().enumerate().all(|(place, group)| {
            let known = self.known(place);
            let all_shown = known.iter().zip(shown).all(|(known, shown)| *shown && !matches!(known, Known::No));
            let mut sizes = known.iter().filter_map(|known| known.bounds()).map(|bounds| bounds.least);
            let said = match behaviour {
                Behaviour::Adds => sizes.sum(),
                Behaviour::RunsUp | Behaviour::Stands => sizes.next_back().unwrap_or(group.size),
            };
            !all_shown || said == group.size
        })
    }

    /// Whether what the annual total leaves for the periods that are not shown is not small and nobody's alone.
    fn leaves_enough(&self, annual: &Counted, shown: &[bool], threshold: Threshold) -> bool {
        let withheld = |known: Known, shown: bool| !shown && known.bounds().is_some();
        let single = annual.groups().len() == 1;
        annual.groups().iter().enumerate().all(|(place, group)| {
            let periods: Vec<(Known, bool)> = self.known(place).into_iter().zip(shown.iter().copied()).collect();
            let sizes = periods.iter().filter(|(_, shown)| *shown).filter_map(|(known, _)| known.bounds());
            let left = group.size - sizes.map(|bounds| bounds.least).sum::<Decimal>();
            let small = periods.iter().filter(|(known, shown)| withheld(*known, *shown)).count();
            let unknown = periods.iter().filter(|(known, _)| matches!(known, Known::No)).count();
            if small == 0 {
                return !self.implies_small(annual, threshold);
            }
            // Each of the withheld is known to be under the threshold: together they must not be at their highest.
            let highest = Decimal::from(small) * (threshold.0 - Decimal::ONE);
            let loose = unknown > 0 || !single || left < highest;
            small + unknown >= 2 && left >= Decimal::ZERO && !group.could_be_small(left, left, threshold) && loose
        })
    }
}
