//! Municipal reorganisation (herindeling): municipalities end, another takes their place on 1 January.
//!
//! What follows is law, not agreement: running contracts, targets, obligations and people pass to the successor
//! without a new deed (Wet arhi art. 44), the past stays with the old municipalities. A joint arrangement whose members
//! all become one municipality lapses; one with another member goes on with the successor as a substitute and is to be
//! adapted within six months (art. 41).

mod contract;
mod passing;
mod series;
mod target;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{
    contract::{By, wrong_state},
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{PartyId, PersonId, ReorganisationId},
    named::named,
    notice,
    party::{Party, PartyRef},
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

pub use passing::{Body, BodyFate, ContractFate, MovedBody, MovedContract, Passing, World, YearAhead, passing};
pub use series::continuous;
pub use target::MergedTargets;

/// The most municipalities that become one; the largest reorganisation had seven.
pub const MOST_PREDECESSORS: usize = 30;

named! {
    /// How far a reorganisation has come.
    ReorganisationStage {
        /// Voorgenomen: its preview can be read.
        Planned => "PLANNED",
        /// Uitgevoerd.
        Executed => "EXECUTED",
        /// Vervallen.
        Cancelled => "CANCELLED",
    }
}

/// How far it has come, with what is true there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReorganisationState {
    /// Entered, nothing done yet.
    Planned,
    /// Done.
    Executed {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: PersonId,
    },
    /// Called off.
    Cancelled {
        /// When.
        at: DateTime<Utc>,
        /// Why.
        reason: String,
    },
}

impl ReorganisationState {
    /// The state without its facts.
    pub const fn stage(&self) -> ReorganisationStage {
        match self {
            Self::Planned => ReorganisationStage::Planned,
            Self::Executed { .. } => ReorganisationStage::Executed,
            Self::Cancelled { .. } => ReorganisationStage::Cancelled,
        }
    }
}

/// A municipal reorganisation (herindeling).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reorganisation {
    /// Which.
    pub id: ReorganisationId,
    /// What people call it.
    pub name: String,
    /// The day on which it takes effect: a 1 January.
    pub date: NaiveDate,
    /// The municipalities that end the day before.
    pub predecessors: Vec<PartyRef>,
    /// The municipality that takes their place.
    pub successor: PartyRef,
    /// The law that says so.
    pub legal_basis: String,
    /// How far it has come.
    pub state: ReorganisationState,
    /// When it was entered.
    pub planned_at: DateTime<Utc>,
    /// By whom.
    pub planned_by: PersonId,
    /// For optimistic locking.
    pub version: i64,
}

/// A reorganisation as it is entered.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What people call it.
    pub name: String,
    /// The day on which it takes effect.
    pub date: NaiveDate,
    /// The law that says so.
    pub legal_basis: String,
}

impl Reorganisation {
    /// Enters a reorganisation; paths are those of the input.
    pub fn plan(
        id: ReorganisationId,
        plan: Plan,
        predecessors: &[Party],
        successor: &Party,
        by: By,
    ) -> Outcome<(Self, Event)> {
        let mut no = Vec::new();
        let name = text::name(&plan.name, "name", &mut no);
        let legal_basis = text::name(&plan.legal_basis, "legalBasis", &mut no);
        no.extend(wrong_parties(plan.date, predecessors, successor));
        let named = |party: &Party| PartyRef { id: party.id, name: party.name.clone() };
        unless_refused(no, || {
            let it = Self {
                id,
                name,
                date: plan.date,
                predecessors: predecessors.iter().map(named).collect(),
                successor: named(successor),
                legal_basis,
                state: ReorganisationState::Planned,
                planned_at: by.at,
                planned_by: by.person,
                version: 1,
            };
            let event = it.event(EventKind::ReorganisationPlanned, &Facts::new());
            (it, event)
        })
    }

    /// Why it cannot be done on that day; what is unclear in the things themselves is found by [`passing`].
    pub fn cannot_execute(&self, today: NaiveDate) -> Vec<Refusal> {
        if self.state != ReorganisationState::Planned {
            return vec![wrong_state(self.state.stage().name())];
        }
        if today < self.date {
            vec![Refusal::new(Code::ReorganisationTooEarly).with("day", self.date)]
        } else {
            Vec::new()
        }
    }

    /// Marks it as done; the event tells what was moved.
    pub fn execute(self, passing: &Passing, by: By) -> Outcome<(Self, Event)> {
        unless_refused(self.cannot_execute(by.today), || {
            let before = self.facts();
            let mut it = self;
            it.state = ReorganisationState::Executed { at: by.at, by: by.person };
            it.version += 1;
            let mut event = it.event(EventKind::ReorganisationExecuted, &before);
            event.changes.extend(super::event::changes(&Facts::new(), &passing.facts()));
            let notices = notice::reorganisation::executed(&it, passing);
            (it, event.telling(notices))
        })
    }

    /// Why it cannot be called off.
    pub fn cannot_cancel(&self) -> Vec<Refusal> {
        if self.state == ReorganisationState::Planned {
            Vec::new()
        } else {
            vec![wrong_state(self.state.stage().name())]
        }
    }

    /// Calls it off.
    pub fn cancel(self, reason: &str, at: DateTime<Utc>) -> Outcome<(Self, Event)> {
        let mut no = self.cannot_cancel();
        let reason = text::prose(reason, "reason", &mut no);
        unless_refused(no, || {
            let before = self.facts();
            let mut it = self;
            it.state = ReorganisationState::Cancelled { at, reason };
            it.version += 1;
            let event = it.event(EventKind::ReorganisationCancelled, &before);
            (it, event)
        })
    }

    /// The municipalities that end.
    pub fn predecessor_ids(&self) -> Vec<PartyId> {
        self.predecessors.iter().map(|party| party.id).collect()
    }

    /// The last day of the municipalities that end.
    pub fn eve(&self) -> NaiveDate {
        self.date.pred_opt().unwrap_or(self.date)
    }

    fn event(&self, kind: EventKind, before: &Facts) -> Event {
        Event::new(kind, SubjectKind::Reorganisation, self.id.0, before, &self.facts())
    }

    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        let names: Vec<&str> = self.predecessors.iter().map(|party| party.name.as_str()).collect();
        let mut facts = Facts::from([
            ("name".into(), self.name.clone()),
            ("date".into(), self.date.to_string()),
            ("predecessors".into(), names.join(", ")),
            ("successor".into(), self.successor.name.clone()),
            ("legalBasis".into(), self.legal_basis.clone()),
            ("state".into(), self.state.stage().to_string()),
        ]);
        if let ReorganisationState::Cancelled { reason, .. } = &self.state {
            facts.insert("reason".into(), reason.clone());
        }
        facts
    }
}

/// Everything wrong with the municipalities named and the day.
fn wrong_parties(date: NaiveDate, predecessors: &[Party], successor: &Party) -> Vec<Refusal> {
    let mut no = Vec::new();
    // A reorganisation takes effect on 1 January (Wet arhi art. 1 with the laws that make them): years stay whole.
    if !super::contract::plausible(date) || date.ordinal() != 1 {
        no.push(Refusal::at(Code::NotFirstOfJanuary, ["date"]));
    }
    if predecessors.is_empty() {
        no.push(Refusal::at(Code::Empty, ["predecessorIds"]));
    }
    if predecessors.len() > MOST_PREDECESSORS {
        no.push(Refusal::at(Code::TooMany, ["predecessorIds"]).with("limit", MOST_PREDECESSORS));
    }
    let mut seen = BTreeSet::new();
    for (index, party) in predecessors.iter().enumerate() {
        let at = |code| Refusal::at(code, ["predecessorIds".to_owned(), index.to_string()]);
        if !party.is_municipality() || party.id == successor.id {
            no.push(at(Code::WrongParty));
        }
        if !seen.insert(party.id) {
            no.push(at(Code::Duplicate));
        }
        let eve = date.pred_opt().unwrap_or(date);
        let ends_otherwise = party.valid_to.is_some_and(|last| last != eve);
        let succeeded_otherwise = party.successor.is_some_and(|other| other != successor.id);
        if ends_otherwise || succeeded_otherwise || !party.exists_on(eve) {
            no.push(at(Code::SucceededOtherwise));
        }
    }
    if !successor.is_municipality() {
        no.push(Refusal::at(Code::WrongParty, ["successorId"]));
    } else if !successor.exists_on(date) {
        no.push(Refusal::at(Code::PartyNotThere, ["successorId"]));
    }
    no
}
