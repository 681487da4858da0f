//! The core values (kernwaarden) that a municipality holds its scenarios against.

use std::collections::BTreeSet;

use crate::domain::{
    event::{Event, EventKind, Facts, SubjectKind},
    ids::PartyId,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// The most core values of a municipality.
pub const MOST_VALUES: usize = 30;

/// The core values of a municipality, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoreValues {
    /// Whose.
    pub municipality: PartyId,
    /// The values in words, each once.
    pub values: Vec<String>,
    /// For optimistic locking; zero while none were ever defined.
    pub version: i64,
}

impl CoreValues {
    /// Those of a municipality that has not defined any.
    pub const fn undefined(municipality: PartyId) -> Self {
        Self { municipality, values: Vec::new(), version: 0 }
    }

    /// Replaces them.
    pub fn define(self, given: &[String]) -> Outcome<(Self, Event)> {
        let mut no = Vec::new();
        if given.is_empty() {
            no.push(Refusal::at(Code::Empty, ["values"]));
        }
        if given.len() > MOST_VALUES {
            no.push(Refusal::at(Code::TooMany, ["values"]).with("limit", MOST_VALUES));
        }
        let (mut values, mut known) = (Vec::with_capacity(given.len()), BTreeSet::new());
        for (index, value) in given.iter().enumerate() {
            let place = index.to_string();
            let mut inner = Vec::new();
            let value = text::name(value, &place, &mut inner);
            if !value.is_empty() && !known.insert(value.to_lowercase()) {
                inner.push(Refusal::at(Code::Duplicate, [place]));
            }
            no.extend(inner.into_iter().map(|refusal| refusal.under("values")));
            values.push(value);
        }
        unless_refused(no, || {
            let before = facts(&self.values);
            let defined = Self { values, version: self.version + 1, ..self };
            let (kind, subject) = (EventKind::CoreValuesDefined, SubjectKind::CoreValues);
            let event = Event::new(kind, subject, defined.municipality.0, &before, &facts(&defined.values));
            (defined, event)
        })
    }
}

fn facts(values: &[String]) -> Facts {
    values.iter().enumerate().map(|(index, value)| (format!("values/{index:02}"), value.clone())).collect()
}
