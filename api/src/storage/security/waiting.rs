//! What was noted and is not written yet, and how much of it there may be.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use super::{SecurityNote, Somebody};

/// How many rows a minute strangers may fill, and each person.
const STRANGERS: usize = 200;
/// How many rows a minute each person may fill.
const EACH: usize = 100;
/// How many notes wait at most while the database is out of reach.
const MOST: usize = 20_000;

/// What stands in the place of what differs when there is too much of it.
const MANY: &str = "many";

/// Alike things of one minute.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    /// What makes them alike.
    pub fold: String,
    /// The first of them.
    pub note: SecurityNote,
    /// When the first was.
    pub first_at: DateTime<Utc>,
    /// When the last was.
    pub last_at: DateTime<Utc>,
    /// How many there were.
    pub times: i64,
}

/// What waits.
#[derive(Default)]
pub(super) struct Waiting {
    counted: BTreeMap<String, Counted>,
    minute: i64,
    /// The folds of this minute, written or not, by who fills them; strangers are one.
    filled: HashMap<Somebody, Vec<String>>,
}

impl Waiting {
    /// Counts it with its like. More kinds of a minute than are kept are counted as one.
    pub(super) fn add(&mut self, mut note: SecurityNote, at: DateTime<Utc>) {
        let minute = at.timestamp().div_euclid(60);
        if minute != self.minute {
            self.minute = minute;
            self.filled.clear();
        }
        let mut fold = fold(&note, minute);
        let (who, most) = match &note.actor {
            Somebody::Person(_) => (note.actor.clone(), EACH),
            Somebody::Typed(_) | Somebody::Nobody => (Somebody::Nobody, STRANGERS),
        };
        let filled = self.filled.entry(who.clone()).or_default();
        if !filled.contains(&fold) {
            if filled.len() >= most || self.counted.len() >= MOST {
                note = SecurityNote { object: None, origin: MANY.to_owned(), actor: who, ..note };
                fold = self::fold(&note, minute);
            } else {
                filled.push(fold.clone());
            }
        }
        let counted = self.counted.entry(fold.clone());
        let counted = counted.or_insert_with(|| Counted { fold, note, first_at: at, last_at: at, times: 0 });
        counted.last_at = counted.last_at.max(at);
        counted.times += 1;
    }

    /// Everything that waits, which then waits no more.
    pub(super) fn take(&mut self) -> Vec<Counted> {
        std::mem::take(&mut self.counted).into_values().collect()
    }

    /// What could not be written waits on, counted together with what came since.
    pub(super) fn give_back(&mut self, taken: Vec<Counted>) {
        for it in taken {
            let times = it.times;
            match self.counted.entry(it.fold.clone()) {
                std::collections::btree_map::Entry::Vacant(place) => {
                    place.insert(it);
                }
                std::collections::btree_map::Entry::Occupied(mut place) => {
                    let there = place.get_mut();
                    there.first_at = it.first_at;
                    there.times += times;
                }
            }
        }
    }
}

/// Everything by which two notes of a minute differ; each part with its length.
fn fold(note: &SecurityNote, minute: i64) -> String {
    let actor = match &note.actor {
        Somebody::Person(person) => format!("person {}", person.0),
        Somebody::Typed(address) => format!("typed {address}"),
        Somebody::Nobody => String::new(),
    };
    let parts = [
        minute.to_string(),
        note.action.clone(),
        note.object.clone().unwrap_or_default(),
        note.result.name().to_owned(),
        note.reason.clone().unwrap_or_default(),
        note.origin.clone(),
        actor,
    ];
    parts.iter().map(|part| format!("{}:{part}", part.len())).collect::<Vec<_>>().concat()
}
