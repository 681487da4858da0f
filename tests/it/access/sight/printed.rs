//! The table as it is committed: what is seen from when, and by whom.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::seen::{Found, Seen, Told};

/// What everybody saw of one thing, stage by stage.
pub struct Table {
    pub title: &'static str,
    /// What the stages are, in words.
    pub explained: &'static str,
    /// Whose word counts as what stands there now.
    pub writer: &'static str,
    pub stages: Vec<&'static str>,
    /// By stage what each viewer saw.
    pub seen: Vec<BTreeMap<&'static str, Seen>>,
}

impl Table {
    /// The rows among these that anybody ever saw something in, and in words when and who.
    pub fn printed(&self, rows: &BTreeSet<String>, viewers: &[&'static str]) -> (String, BTreeSet<String>) {
        let mut told = format!("\n## {}\n\n{}\n", self.title, self.explained);
        let mut shown = BTreeSet::new();
        let mut alike: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for row in rows.iter().filter(|row| self.anybody(|seen| has(&seen.fields, row))) {
            shown.insert(row.clone());
            let cells = by_words(viewers.iter().map(|who| (*who, self.cell(row, who))));
            let (of, field) = row.split_once('.').unwrap();
            alike.entry(cells).or_default().entry(of.to_owned()).or_default().push(field.to_owned());
        }
        for (cells, fields) in alike {
            let fields: Vec<String> = fields.iter().map(|(of, all)| format!("{of}: {}\n", all.join(", "))).collect();
            write!(told, "\n{}{cells}", fields.concat()).unwrap();
        }
        let kinds: BTreeSet<&String> =
            self.seen.iter().flat_map(|it| it.values()).flat_map(|it| it.events.keys()).collect();
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for kind in kinds {
            shown.insert(kind.clone());
            let cells = by_words(viewers.iter().map(|who| (*who, self.event(kind, who))));
            alike.entry(cells).or_default().push(kind);
        }
        for (cells, kinds) in alike {
            write!(told, "\nevent {}\n{cells}", kinds.join(", ")).unwrap();
        }
        (told, shown)
    }

    fn anybody(&self, has: impl Fn(&Seen) -> bool) -> bool {
        self.seen.iter().flat_map(|it| it.values()).any(has)
    }

    /// What stood in a field at a stage: as the writer reads it, or all together where that is nothing.
    fn standing(&self, stage: usize, row: &str) -> BTreeSet<String> {
        let own = values(&self.seen[stage][self.writer].fields, row);
        if own.is_empty() { self.seen[stage].values().flat_map(|it| values(&it.fields, row)).collect() } else { own }
    }

    fn cell(&self, row: &str, who: &str) -> String {
        let mut words = Vec::new();
        for (place, stage) in self.stages.iter().enumerate() {
            let own = values(&self.seen[place][who].fields, row);
            let now = if own.is_empty() {
                "not"
            } else if own.is_subset(&self.standing(place, row)) {
                "seen"
            } else if (0..place).any(|before| own.is_subset(&self.standing(before, row))) {
                "as before"
            } else {
                "otherwise"
            };
            words.push((*stage, now));
        }
        changes(&words)
    }

    fn event(&self, kind: &str, who: &str) -> String {
        let now = |place: usize| match self.seen[place][who].events.get(kind) {
            None => "not",
            Some((_, Told::Happened)) => "that it happened",
            Some((_, Told::Said)) => "seen",
        };
        changes(&self.stages.iter().enumerate().map(|(place, stage)| (*stage, now(place))).collect::<Vec<_>>())
    }
}

fn has(found: &Found, row: &str) -> bool {
    found.get(row).is_some_and(|it| !it.is_empty())
}

fn values(found: &Found, row: &str) -> BTreeSet<String> {
    found.get(row).cloned().unwrap_or_default()
}

/// From which stage something is seen, and where that changes: `shared; returned: as before; resubmitted`.
fn changes(stages: &[(&str, &str)]) -> String {
    let (mut before, mut told) = ("not", Vec::new());
    for (stage, now) in stages {
        if *now != before {
            told.push(if *now == "seen" { (*stage).to_owned() } else { format!("{stage}: {now}") });
            before = now;
        }
    }
    if told.is_empty() { "never".to_owned() } else { told.join("; ") }
}

/// Who shares the same words, a line each; those who never see anything are left out.
fn by_words(cells: impl Iterator<Item = (&'static str, String)>) -> String {
    let mut all: Vec<(String, Vec<&str>)> = Vec::new();
    for (who, words) in cells.filter(|(_, words)| words != "never") {
        match all.iter_mut().find(|it| it.0 == words) {
            Some((_, readers)) => readers.push(who),
            None => all.push((words, vec![who])),
        }
    }
    all.iter().map(|(words, readers)| format!("    {words} | {}\n", readers.join(", "))).collect()
}
