//! Random years: tables, corrections, annual figures, and the order in which they come out.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::{
    figure::Figure,
    suppression::{Behaviour, Table},
};

/// Numbers that look random and are the same each time (`SplitMix64`).
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 up to but not including `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    pub fn place(&mut self, end: usize) -> usize {
        usize::try_from(self.below(u64::try_from(end).unwrap())).unwrap()
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }
}

/// What figures look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Number,
    Ratio,
    Score,
}

/// One table as it truly is: per number (the total first, then the cells of the dimensions) the people that were
/// counted and, of a ratio, those that were not.
pub type Truth = Vec<[i64; 2]>;

/// One version of a report.
#[derive(Debug, Clone)]
pub struct Version {
    pub truth: Truth,
    /// Whether it says only that the figures are missing.
    pub missing: bool,
}

/// One year of one indicator of one client: periods, then the annual report.
#[derive(Debug, Clone)]
pub struct Story {
    pub behaviour: Behaviour,
    pub shape: Shape,
    /// How many cells each dimension has.
    pub dimensions: Vec<usize>,
    /// Per report its versions; the annual report is the last.
    pub reports: Vec<Vec<Version>>,
    /// Per version of the annual report the versions of the periods that it is true of; nothing when it is of none.
    pub basis: Vec<Option<Vec<usize>>>,
    /// Which report comes out with its next version, in order.
    pub order: Vec<usize>,
}

impl Story {
    /// A year in which groups of under ten are common, or (`large`) one without any, and without surprises.
    pub fn told(dice: &mut Dice, large: bool) -> Self {
        let (behaviour, shape) = match dice.below(8) {
            0..3 => (Behaviour::Adds, Shape::Number),
            3 => (Behaviour::RunsUp, Shape::Number),
            4 => (Behaviour::Stands, Shape::Number),
            5 | 6 => (Behaviour::Adds, Shape::Ratio),
            _ => (Behaviour::Adds, Shape::Score),
        };
        let dimensions: Vec<usize> = (0..dice.below(3)).map(|_| 2 + dice.place(2)).collect();
        let periods = [4, 4, 4, 3, 2, 0][dice.place(6)];
        let mut reports = Vec::new();
        let mut so_far: Option<Truth> = None;
        for _ in 0..periods {
            let mut truth = table(dice, shape, &dimensions, large);
            if behaviour == Behaviour::RunsUp {
                truth = so_far.map_or(truth.clone(), |before| sum([&before, &truth]));
                so_far = Some(truth.clone());
            }
            reports.push(vec![Version { truth, missing: !large && dice.percent(6) }]);
        }
        if !large {
            for _ in 0..dice.below(3) {
                correct(dice, &mut reports, shape, &dimensions);
            }
        }
        let mut story = Self { behaviour, shape, dimensions, reports, basis: Vec::new(), order: Vec::new() };
        story.add_annual(dice, large);
        story.put_in_order(dice, large);
        story
    }

    fn add_annual(&mut self, dice: &mut Dice, large: bool) {
        let mut versions = Vec::new();
        for _ in 0..=u64::from(!large && dice.percent(15)) {
            // True of the first versions, of the last ones, or (people registered late) of none.
            let basis: Vec<usize> = match dice.below(2) {
                0 => self.reports.iter().map(|_| 0).collect(),
                _ => self.reports.iter().map(|versions| versions.len() - 1).collect(),
            };
            let mut true_of = self.reports.iter().zip(&basis).map(|(versions, at)| &versions[*at].truth);
            let truth = match self.behaviour {
                _ if basis.is_empty() => table(dice, self.shape, &self.dimensions, large),
                Behaviour::Adds => sum(true_of),
                Behaviour::RunsUp | Behaviour::Stands => true_of.next_back().unwrap().clone(),
            };
            let surprise = !large && dice.percent(10);
            let truth = if surprise { sum([&truth, &table(dice, self.shape, &self.dimensions, false)]) } else { truth };
            versions.push(Version { truth, missing: false });
            self.basis.push((!surprise).then_some(basis));
        }
        self.reports.push(versions);
    }

    fn put_in_order(&mut self, dice: &mut Dice, large: bool) {
        // Each report first, usually in order of time; corrections anywhere after.
        self.order = (0..self.reports.len()).collect();
        if !large && dice.percent(25) {
            for place in (1..self.order.len()).rev() {
                self.order.swap(place, dice.place(place + 1));
            }
        }
        for (report, versions) in self.reports.iter().enumerate() {
            for _ in 1..versions.len() {
                let first = self.order.iter().rposition(|it| *it == report).unwrap();
                let place = first + 1 + dice.place(self.order.len() - first);
                self.order.insert(place, report);
            }
        }
    }

    /// The table that a version puts into the report.
    pub fn table(&self, version: &Version) -> Table {
        let figure = |people: &[i64; 2]| self.figure(*people, version.missing);
        let cells = version.truth.iter().skip(1).enumerate();
        Table {
            total: version.truth.first().map(figure),
            cells: cells.map(|(place, people)| (format!("C{place}"), figure(people))).collect::<BTreeMap<_, _>>(),
        }
    }

    fn figure(&self, [counted, left]: [i64; 2], missing: bool) -> Figure {
        match self.shape {
            _ if missing => Figure::Missing { reason: "Systeem vervangen".to_owned() },
            Shape::Number => Figure::Number(counted.into()),
            Shape::Ratio => Figure::Ratio { numerator: counted.into(), denominator: (counted + left).into() },
            Shape::Score => Figure::Score { mark: Decimal::new(74, 1), respondents: counted.into() },
        }
    }
}

/// Tables added up, number by number.
fn sum<'a>(tables: impl IntoIterator<Item = &'a Truth>) -> Truth {
    let add = |a: Truth, b: &Truth| a.iter().zip(b).map(|(a, b)| [a[0] + b[0], a[1] + b[1]]).collect();
    let mut tables = tables.into_iter();
    let first = tables.next().unwrap().clone();
    tables.fold(first, add)
}

fn people(dice: &mut Dice, large: bool) -> i64 {
    let most = if dice.percent(60) { 12 } else { 45 };
    i64::try_from(if large { 10 + dice.below(40) } else { dice.below(most) }).unwrap()
}

/// A table whose dimensions each add up to the total.
fn table(dice: &mut Dice, shape: Shape, dimensions: &[usize], large: bool) -> Truth {
    let row = |dice: &mut Dice, cells: usize| -> Vec<[i64; 2]> {
        let left = |dice: &mut Dice| if shape == Shape::Ratio { people(dice, large) } else { 0 };
        (0..cells).map(|_| [people(dice, large), left(dice)]).collect()
    };
    let mut rows: Vec<Vec<[i64; 2]>> = dimensions.iter().map(|cells| row(dice, *cells)).collect();
    let single = row(dice, 1);
    let total = |row: &Vec<[i64; 2]>| row.iter().fold([0, 0], |a, b| [a[0] + b[0], a[1] + b[1]]);
    let totals: Vec<[i64; 2]> = rows.iter().map(total).collect();
    // What another dimension has more goes to the last cell.
    let most = |lane: usize| totals.iter().map(|total| total[lane]).max().unwrap_or(single[0][lane]);
    let whole = [most(0), most(1)];
    for (row, total) in rows.iter_mut().zip(totals) {
        let last = row.last_mut().unwrap();
        *last = [last[0] + whole[0] - total[0], last[1] + whole[1] - total[1]];
    }
    std::iter::once(whole).chain(rows.into_iter().flatten()).collect()
}

/// Corrects one report, or moves people from one to another.
fn correct(dice: &mut Dice, reports: &mut [Vec<Version>], shape: Shape, dimensions: &[usize]) {
    if reports.is_empty() {
        return;
    }
    let (one, other) = (dice.place(reports.len()), dice.place(reports.len()));
    let last = reports[one].last().unwrap().truth.clone();
    let moved = i64::try_from(dice.below(20)).unwrap() - 12;
    match dice.below(4) {
        0 => {
            let truth = table(dice, shape, dimensions, false);
            reports[one].push(Version { truth, missing: false });
        }
        // One cell of each dimension, and with it the total.
        1 => reports[one].push(Version { truth: shifted(dice, &last, dimensions, moved), missing: false }),
        // What was missing, or what was there already.
        2 => reports[one].push(Version { truth: last, missing: false }),
        _ => {
            let mut seed = Dice(dice.below(u64::MAX));
            let taken = shifted(&mut Dice(seed.0), &last, dimensions, moved);
            reports[one].push(Version { truth: taken, missing: false });
            if one != other {
                let given = reports[other].last().unwrap().truth.clone();
                let truth = shifted(&mut seed, &given, dimensions, -moved);
                reports[other].push(Version { truth, missing: false });
            }
        }
    }
}

/// The table with so many more counted in the total and in one cell of each dimension, or as it is if there are not
/// so many.
fn shifted(dice: &mut Dice, truth: &Truth, dimensions: &[usize], more: i64) -> Truth {
    let mut new = truth.clone();
    new[0][0] += more;
    let mut start = 1;
    for cells in dimensions {
        new[start + dice.place(*cells)][0] += more;
        start += cells;
    }
    if new.iter().any(|people| people[0] < 0) { truth.clone() } else { new }
}
