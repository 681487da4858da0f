//! The responsibility matrix as people know it: three rows, three columns, and in each cell its lines.
//!
//! One layout for all who show it; the words around the names are given by whoever speaks a language.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ids::{PartyId, TaskId},
    responsibility::{LifeDomain, MatrixEntry, MatrixRole, Subject},
};

/// The names of everything that a matrix refers to.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The tasks (opgaven), in words.
    pub tasks: BTreeMap<TaskId, String>,
    /// Partners and municipalities.
    pub parties: BTreeMap<PartyId, String>,
}

/// A line of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The cell says "none" in so many words; for one client only, if it is a deviating assignment.
    None {
        /// For whom, and by which decision.
        only: Option<Only>,
    },
    /// A task or a partner.
    Named {
        /// Its name.
        name: String,
        /// The one target group it holds for.
        group: Option<String>,
        /// For whom and by which decision, if it is a deviating assignment.
        only: Option<Only>,
    },
}

/// The client that a deviating assignment (afwijkende opdracht) is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Only {
    /// Its name.
    pub municipality: String,
    /// The decision of its college.
    pub reference: String,
}

/// A cell with its lines; none where nothing is written down yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The column.
    pub domain: LifeDomain,
    /// What stands in it: what holds for all first, then what deviates.
    pub lines: Vec<Line>,
}

/// A row with its three cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the contractor is.
    pub role: MatrixRole,
    /// Work, participation, income.
    pub cells: Vec<Cell>,
}

/// The tasks and parties that have to be named.
pub fn referred<'a>(entries: impl IntoIterator<Item = &'a MatrixEntry>) -> (Vec<TaskId>, Vec<PartyId>) {
    let (mut tasks, mut parties) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        match entry.subject {
            Subject::Task(task) => drop(tasks.insert(task)),
            Subject::Partner(party) => drop(parties.insert(party)),
            Subject::None => {}
        }
        parties.extend(entry.deviation.as_ref().map(|deviation| deviation.municipality));
    }
    (tasks.into_iter().collect(), parties.into_iter().collect())
}

/// Lays the entries out in three rows of three cells.
pub fn layout(entries: &[&MatrixEntry], names: &Names) -> Vec<Row> {
    let row = |role: &MatrixRole| {
        let cells = LifeDomain::ALL.iter().map(|domain| cell(entries, *role, *domain, names));
        Row { role: *role, cells: cells.collect() }
    };
    MatrixRole::ALL.iter().map(row).collect()
}

fn cell(entries: &[&MatrixEntry], role: MatrixRole, domain: LifeDomain, names: &Names) -> Cell {
    let here = |deviating: bool| {
        entries
            .iter()
            .filter(move |it| it.role == role && it.domain == domain && it.deviation.is_some() == deviating)
            .map(|it| line(it, names))
    };
    Cell { domain, lines: here(false).chain(here(true)).collect() }
}

fn line(entry: &MatrixEntry, names: &Names) -> Line {
    let only = entry.deviation.as_ref().map(|deviation| Only {
        municipality: named(&names.parties, &deviation.municipality),
        reference: deviation.decision_reference.clone(),
    });
    let name = match entry.subject {
        Subject::None => return Line::None { only },
        Subject::Task(task) => named(&names.tasks, &task),
        Subject::Partner(party) => named(&names.parties, &party),
    };
    Line::Named { name, group: entry.target_group.clone(), only }
}

/// A name that is not given shows as a question mark: a gap in a table that is signed must be seen.
fn named<K: Ord>(names: &BTreeMap<K, String>, key: &K) -> String {
    names.get(key).cloned().unwrap_or_else(|| "?".to_owned())
}

/// The table in the words of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Of which contract.
    pub title: String,
    /// As of which day, and for whom.
    pub subtitle: String,
    /// Above the three columns.
    pub columns: Vec<String>,
    /// Before each row, and the lines of its cells.
    pub rows: Vec<(String, Vec<Vec<String>>)>,
}

/// How wide the first column is drawn, in characters.
const HEADS: usize = 20;
/// How wide each of the others is.
const CELLS: usize = 34;

/// The table drawn with characters, for whoever reads plain text.
pub fn drawn(table: &Table) -> String {
    let rule = |stroke: &str| {
        let cells = vec![stroke.repeat(CELLS + 2); table.columns.len()];
        format!("+{}+{}+", stroke.repeat(HEADS + 2), cells.join("+"))
    };
    let mut lines = vec![table.title.clone(), table.subtitle.clone(), String::new(), rule("-")];
    let head = table.columns.iter().map(|column| wrapped(column, CELLS)).collect();
    lines.extend(band("", head));
    lines.push(rule("="));
    for (label, cells) in &table.rows {
        let cells = cells.iter().map(|lines| lines.iter().flat_map(|line| bullet(line)).collect()).collect();
        lines.extend(band(label, cells));
        lines.push(rule("-"));
    }
    lines.join("\n")
}

/// One row: its cells beside each other, as high as the highest.
fn band(label: &str, cells: Vec<Vec<String>>) -> Vec<String> {
    let heads = wrapped(label, HEADS);
    let height = cells.iter().map(Vec::len).chain([heads.len(), 1]).max().unwrap_or(1);
    let part = |lines: &[String], at: usize, width: usize| {
        let text = lines.get(at).map_or("", String::as_str);
        format!("{text}{}", " ".repeat(width.saturating_sub(text.chars().count())))
    };
    let line = |at: usize| {
        let cells: Vec<String> = cells.iter().map(|lines| part(lines, at, CELLS)).collect();
        format!("| {} | {} |", part(&heads, at, HEADS), cells.join(" | "))
    };
    (0..height).map(line).collect()
}

fn bullet(line: &str) -> Vec<String> {
    let mark = |(place, text): (usize, String)| format!("{} {text}", if place == 0 { "-" } else { " " });
    wrapped(line, CELLS - 2).into_iter().enumerate().map(mark).collect()
}

/// The text broken between words; a word that is too long is cut.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let (mut lines, mut current) = (Vec::new(), String::new());
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        let fits = |current: &str, rest: &[char]| current.chars().count() + 1 + rest.len() <= width;
        if !current.is_empty() && !fits(&current, &rest) {
            lines.push(std::mem::take(&mut current));
        }
        while rest.len() > width {
            let tail = rest.split_off(width);
            lines.push(rest.into_iter().collect());
            rest = tail;
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.extend(rest);
    }
    if !current.is_empty() {
        lines.push(current);
    }
    lines
}

#[cfg(test)]
mod tests;
