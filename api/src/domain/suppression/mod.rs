//! Small numbers (kleine aantallen): which figures who is no party to them may read, so that no small group can be
//! solved from everything that is ever read.
//!
//! # The rule
//!
//! One decision is taken for all outsiders together, per indicator, client and year, over everything that was ever
//! submitted of it: so it does not matter who of them saw what, nor when. A *group* is a number of people behind a
//! figure: a count; the part, the whole and what is left of a ratio; the respondents of a mark; of a count that runs up
//! over the year also what each period added. It is *small* under the [`Threshold`], nobody included (only of what is
//! left of a ratio is nobody no group: "all of them" stays readable). Totals are groups as much as cells.
//!
//! The annual figure waits until every period of the year is out, and a count that runs up until every period before
//! it is: what completes a sum comes last. The year is *clean* when no group in any version is small, and neither is
//! what an annual figure implies for any period (the annual figure less the others), whichever versions one takes.
//! Then everything is shown. Otherwise:
//!
//! 1. no breakdown of the year is shown any more, of no period and of no dimension, nor of the annual report;
//! 2. of a report that was corrected nothing is shown any more (and of a count that runs up, nothing after it);
//! 3. a period's total is shown when it is not small; one that runs up when it lies at least the threshold above
//!    the last one shown;
//! 4. the annual total is shown when no report of the year was corrected, it is not small, and what it leaves for the
//!    periods that are not shown together is not small, and belongs to none or to two and more of them. When it belongs
//!    to none, and the breakdown of a period may have been shown before, it is shown if it repeats what the periods say.
//!
//! # Why nothing is solved
//!
//! A small group is solved when every assignment of non-negative numbers that agrees with all that was ever shown gives
//! it the same value. So for each small group another assignment must exist.
//!
//! * *Clean never comes back:* a new version or report only adds conditions. So time has two parts: first everything
//!   shown is not small, and so is everything that follows from it (sums of what is shown, and what an annual figure
//!   implies, which is part of being clean). Then the second part, in which 1 to 4 hold.
//! * *A cell* of the second part stands in its breakdown (two cells at least) and in sums over periods. Of its
//!   breakdown at most the total is known. Of the sum over periods nothing is known, unless the annual breakdown was
//!   shown in the first part: then all periods were out and the cell is a correction. If the annual figure is true of
//!   it and of what was shown of the others, it is what the annual figure implied, which is not small; if others were
//!   corrected with it, they are not shown either (2) and what one has more another may have less. Otherwise move
//!   people between two cells of the breakdown: every total stays, nothing shown changes.
//!   The total of a correction is withheld (2) because the cells of the version before are known: a reader who
//!   takes all but one to be unchanged would find that one. For the same reason an annual total that differs from the
//!   periods, and so tells the total of a correction to come, is withheld (4).
//! * *A period's total* that is small stands only in the annual total, together with another that is not shown (4):
//!   move people between these two. They have people to move, since what is left for them is not small; and not every
//!   one of them is at its highest, which is the last condition of 4. With a single one the annual total is not shown.
//! * *What a running count added* in a period follows only from two totals with nothing between: both shown they lie
//!   at least the threshold apart; when one between is withheld, move people over it.
//! * *Sums* of what is shown (the year to date, series that go on over a reorganisation) are shown only when each of
//!   their parts is: they say nothing new.
//!
//! # What is not promised
//!
//! That a small group cannot be *bounded*: a total of 12 tells that no cell is over 12. What is written in free text, a
//! target that someone sets to a small number, or what readers know from elsewhere. That STOCK figures of periods are
//! unrelated is taken from their definition: an annual figure that is their mean is not one.

mod column;
mod counted;
mod gate;
mod published;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use self::{column::Column, counted::Counted};
use super::{
    figure::Figure,
    indicator::{Indicator, IndicatorKind},
};

pub use gate::{Gate, Insight, Known, Seen, SeenContext};
pub use published::{Disclosures, Published};

/// A group of fewer people than this is small (drempel voor kleine aantallen).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold(Decimal);

impl Threshold {
    /// The lowest there may be.
    pub const LEAST: u32 = 5;
    /// The highest there may be.
    pub const MOST: u32 = 1000;
    /// What holds when nothing is set.
    pub const USUAL: u32 = 10;

    /// A threshold; one outside [`Self::LEAST`] to [`Self::MOST`] becomes the nearest that may be.
    pub fn of(people: u32) -> Self {
        Self(Decimal::from(people.clamp(Self::LEAST, Self::MOST)))
    }
}

/// Whether a fact that an event of the trail tells is a figure, or speaks of one.
pub fn is_figure(fact: &str) -> bool {
    ["values/", "knownValues/"].iter().any(|figures| fact.starts_with(figures))
}

/// How the figures of a year hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Periods add up to the annual figure: FLOW; and as far as anyone can tell the parts of a RATIO and the
    /// respondents of a SCORE.
    Adds,
    /// Each figure is the year so far: a cumulative FLOW.
    RunsUp,
    /// Each figure stands by itself: STOCK.
    Stands,
}

impl Behaviour {
    /// How figures of this indicator hang together.
    pub const fn of(indicator: &Indicator) -> Self {
        match indicator.kind {
            IndicatorKind::Flow if indicator.cumulative => Self::RunsUp,
            IndicatorKind::Stock => Self::Stands,
            IndicatorKind::Flow | IndicatorKind::Ratio | IndicatorKind::Score => Self::Adds,
        }
    }
}

/// What one version of a report says of an indicator for a client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The total.
    pub total: Option<Figure>,
    /// The cells by code, of every dimension.
    pub cells: BTreeMap<String, Figure>,
}

/// The submitted versions of one report, oldest first; none while it is not out.
pub type Versions = Vec<Table>;

/// One indicator of one client in one year.
#[derive(Debug, Clone)]
pub struct Year {
    /// How its figures hang together.
    pub behaviour: Behaviour,
    /// The reports that owe it besides the annual one, in order of time.
    pub periods: Vec<Versions>,
    /// The annual report.
    pub annual: Versions,
}

/// What of one report an outsider reads, in its last version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disclosed {
    /// The total, with its parts.
    pub total: bool,
    /// The breakdowns.
    pub cells: bool,
}

/// What of a year outsiders read: per period in order, then of the annual report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Of the periods.
    pub periods: Vec<Disclosed>,
    /// Of the annual report.
    pub annual: Disclosed,
}

/// What outsiders read of a year, by the rule above. Nothing of a report that is not out.
pub fn disclose(year: &Year, threshold: Threshold) -> Disclosure {
    let out: Vec<bool> = year.periods.iter().map(|versions| !versions.is_empty()).collect();
    let waits = |place: usize| match year.behaviour {
        Behaviour::RunsUp => out.iter().take(place).any(|out| !out),
        Behaviour::Adds | Behaviour::Stands => false,
    };
    let annual_waits = out.contains(&false);
    let all = |shown: bool| Disclosed { total: shown, cells: shown };
    if is_clean(year, annual_waits, threshold) {
        return Disclosure {
            periods: out.iter().enumerate().map(|(place, out)| all(*out && !waits(place))).collect(),
            annual: all(!year.annual.is_empty() && !annual_waits),
        };
    }
    let corrected: Vec<bool> = year.periods.iter().map(is_corrected).collect();
    let totals = Column::of(year, |table| table.total.as_ref());
    let safe = totals.periods_shown(year.behaviour, &corrected, threshold);
    let periods: Vec<bool> =
        safe.iter().zip(&out).enumerate().map(|(place, (safe, out))| *safe && *out && !waits(place)).collect();
    let any_corrected = corrected.contains(&true) || is_corrected(&year.annual);
    let annual = !year.annual.is_empty()
        && !annual_waits
        && !any_corrected
        && totals.annual_shown(year.behaviour, &periods, threshold)
        && (totals.annual_repeats(year.behaviour, &periods)
            || !year.periods.iter().flatten().any(|it| may_be_whole(it, threshold)));
    let total = |total: bool| Disclosed { total, cells: false };
    Disclosure { periods: periods.into_iter().map(total).collect(), annual: total(annual) }
}

/// Whether no group of the year is small, nor anything that follows from the annual figure once that is shown.
fn is_clean(year: &Year, annual_waits: bool, threshold: Threshold) -> bool {
    let tables = || year.periods.iter().flatten().chain(&year.annual);
    let codes: BTreeSet<&String> = tables().flat_map(|table| table.cells.keys()).collect();
    let total = Column::of(year, |table| table.total.as_ref());
    let cells = codes.into_iter().map(|code| Column::of(year, |table| table.cells.get(code)));
    std::iter::once(total).chain(cells).all(|column| column.is_clean(year.behaviour, annual_waits, threshold))
}

/// Whether a table by itself has no small group, so that its breakdown may have been shown while the year was clean.
fn may_be_whole(table: &Table, threshold: Threshold) -> bool {
    let mut figures = table.total.iter().chain(table.cells.values());
    !table.cells.is_empty() && !figures.any(|figure| Counted::of(Some(figure)).is_small(threshold))
}

/// Whether a later version says something else.
fn is_corrected(versions: &Versions) -> bool {
    versions.windows(2).any(|pair| pair.first() != pair.last())
}
