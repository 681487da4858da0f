//! Arrangements: who directs and executes an element of the chain in one municipality, over time.

use chrono::NaiveDate;

use super::{ChainElement, Execution, MunicipalRole, executions, told};
use crate::domain::{
    contract::plausible,
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{ArrangementId, ContractId, PartyId},
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// Who directs and executes an element in a municipality (inrichting), from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// Which.
    pub id: ArrangementId,
    /// Of which municipality.
    pub municipality: PartyId,
    /// Of which element of the chain.
    pub element: ChainElement,
    /// What the municipality keeps to itself.
    pub role: MunicipalRole,
    /// Who executes: one or more at the same time.
    pub executions: Vec<Execution>,
    /// From which day.
    pub from: NaiveDate,
    /// Up to and including which day, where its end is known.
    pub to: Option<NaiveDate>,
    /// The reference of the decision, where there is one.
    pub decision_reference: Option<String>,
    /// The reference of the decision to end it, where there is one.
    pub end_reference: Option<String>,
    /// For optimistic locking.
    pub version: i64,
}

/// An arrangement as written down.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Of which element of the chain.
    pub element: ChainElement,
    /// What the municipality keeps to itself.
    pub role: MunicipalRole,
    /// Who executes.
    pub executions: Vec<Execution>,
    /// From which day.
    pub from: NaiveDate,
    /// The reference of the decision, where there is one.
    pub decision_reference: Option<String>,
}

/// A new arrangement, with the one that it brings to an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The new one.
    pub arrangement: Arrangement,
    /// The one that ends the day before.
    pub ended: Option<Arrangement>,
    /// What happened.
    pub event: Event,
}

/// Arranges an element anew. `latest` is the arrangement of the element that began last: it ends the day before.
pub fn set(id: ArrangementId, municipality: PartyId, wording: Wording, latest: Option<Arrangement>) -> Outcome<Set> {
    let Wording { element, role, executions: given, from, decision_reference } = wording;
    let mut no = Vec::new();
    let executions = executions(given, 1, &mut no);
    let decision_reference = reference(decision_reference.as_deref(), &mut no);
    if !plausible(from) {
        no.push(Refusal::at(Code::DateOutOfRange, ["from"]));
    }
    if let Some(latest) = latest.as_ref().filter(|latest| from <= latest.from) {
        no.push(Refusal::at(Code::NotAfterRunning, ["from"]).with("day", latest.from));
    }
    unless_refused(no, || {
        let arrangement = Arrangement {
            id,
            municipality,
            element,
            role,
            executions,
            from,
            to: None,
            decision_reference,
            end_reference: None,
            version: 1,
        };
        let before = latest.as_ref().map(Arrangement::facts).unwrap_or_default();
        let running = latest.filter(|latest| latest.to.is_none_or(|to| to >= from));
        let ended = running.map(|running| Arrangement {
            to: from.pred_opt(),
            end_reference: arrangement.decision_reference.clone(),
            version: running.version + 1,
            ..running
        });
        let event =
            Event::new(EventKind::ArrangementSet, SubjectKind::Arrangement, id.0, &before, &arrangement.facts());
        Set { arrangement, ended, event }
    })
}

fn reference(given: Option<&str>, no: &mut Vec<Refusal>) -> Option<String> {
    let given = given.map(|given| text::checked(given, "decisionReference", text::NAME, false, no));
    given.filter(|given| !given.is_empty())
}

impl Arrangement {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// The contracts under which it is executed.
    pub fn contracts(&self) -> impl Iterator<Item = ContractId> + '_ {
        self.executions.iter().filter_map(|execution| execution.contract)
    }

    /// Why it cannot be ended, if it cannot.
    pub fn cannot_end(&self) -> Vec<Refusal> {
        let ended = self.to.map(|to| Refusal::new(Code::ArrangementEnded).with("day", to));
        ended.into_iter().collect()
    }

    /// Ends it, with nothing in its place.
    pub fn end(self, last_day: NaiveDate, decision_reference: Option<&str>) -> Outcome<(Self, Event)> {
        let mut no = self.cannot_end();
        let end_reference = reference(decision_reference, &mut no);
        if !plausible(last_day) {
            no.push(Refusal::at(Code::DateOutOfRange, ["lastDay"]));
        }
        if last_day < self.from {
            no.push(Refusal::at(Code::PeriodReversed, ["lastDay"]));
        }
        unless_refused(no, || {
            let before = self.facts();
            let ended = Self { to: Some(last_day), end_reference, version: self.version + 1, ..self };
            let subject = SubjectKind::Arrangement;
            let event = Event::new(EventKind::ArrangementEnded, subject, ended.id.0, &before, &ended.facts());
            (ended, event)
        })
    }

    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::from([
            ("municipality".into(), self.municipality.0.to_string()),
            ("element".into(), self.element.to_string()),
            ("role".into(), self.role.to_string()),
            ("executions".into(), told(&self.executions)),
            ("from".into(), self.from.to_string()),
        ]);
        facts.extend(self.to.map(|to| ("to".into(), to.to_string())));
        facts.extend(self.decision_reference.clone().map(|text| ("decisionReference".into(), text)));
        facts.extend(self.end_reference.clone().map(|text| ("endReference".into(), text)));
        facts
    }
}

/// The arrangement of each element that holds on a day, in the order of the chain.
pub fn on(all: &[Arrangement], day: NaiveDate) -> Vec<&Arrangement> {
    let holding = |element: &ChainElement| all.iter().find(|it| it.element == *element && it.holds_on(day));
    ChainElement::ALL.iter().filter_map(holding).collect()
}
