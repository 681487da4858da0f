//! The acts of target setting: each consumes the set and gives the next one with its event, or every refusal.

use chrono::NaiveDate;

use super::{
    Aim, OpenPoint, PointAnswer, Reasoning, Side, Step, StepAct, Target, TargetSet, TargetSetState, TargetState, check,
};
use crate::domain::{
    contract::{By, Contract, adoption},
    cycle::Cycle,
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{ContractIndicatorId, TargetId},
    indicator::{Measure, measure},
    notice,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// A target as a municipality writes it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The identity it gets when the indicator has no target yet.
    pub id: TargetId,
    /// For which indicator.
    pub indicator: ContractIndicatorId,
    /// What is aimed at.
    pub aim: Aim,
    /// Why.
    pub reasoning: Reasoning,
}

/// Another aim for a target, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterProposal {
    /// Which target.
    pub target: TargetId,
    /// What is aimed at instead.
    pub aim: Aim,
    /// Why.
    pub reason: String,
}

/// What one side says to targets that are before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It agrees with these.
    Agree(Vec<TargetId>),
    /// It puts something else on the table.
    Counter(Vec<CounterProposal>),
}

/// The year an act happens in: its contract, its dates and what is measured.
#[derive(Debug, Clone, Copy)]
pub struct Year<'a> {
    /// The contract.
    pub contract: &'a Contract,
    /// The year.
    pub cycle: &'a Cycle,
    /// What is measured.
    pub measures: &'a [Measure],
}

impl TargetSet {
    /// Writes down targets; those of other indicators stay as they are.
    pub fn set(self, settings: Vec<Setting>, year: Year<'_>) -> Outcome<(Self, Event)> {
        let mut no = self.cannot_set(year.cycle);
        for (index, setting) in settings.iter().enumerate() {
            let mut inner = Vec::new();
            match measure(year.measures, setting.indicator) {
                None => inner.push(Refusal::at(Code::NotFound, ["indicatorId"])),
                Some(measure) => check::aim(&setting.aim, &measure.definition, &mut inner),
            }
            check::reasoning(&setting.reasoning, &mut inner);
            if settings.iter().take(index).any(|earlier| earlier.indicator == setting.indicator) {
                inner.push(Refusal::at(Code::Duplicate, ["indicatorId"]));
            }
            no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("targets")));
        }
        unless_refused(no, || {
            self.changed(EventKind::TargetsSet, year, |set| {
                for Setting { id, indicator, aim, reasoning } in settings {
                    let id = set.target_for(indicator).map_or(id, |target| target.id);
                    set.targets.retain(|target| target.indicator != indicator);
                    set.targets.push(Target {
                        id,
                        indicator,
                        aim,
                        reasoning,
                        state: TargetState::Draft,
                        steps: Vec::new(),
                    });
                }
                let place = |target: &Target| year.measures.iter().position(|it| it.usage.id == target.indicator);
                set.targets.sort_by_key(place);
            })
        })
    }

    /// Proposes the set to the contractor; it must be complete.
    pub fn propose(self, year: Year<'_>, points: &[OpenPoint], by: By) -> Outcome<(Self, Event)> {
        unless_refused(self.cannot_propose(year.cycle, year.measures, points), || {
            self.changed(EventKind::TargetsProposed, year, |set| {
                for target in &mut set.targets {
                    target.state = TargetState::Proposed;
                    target.record(StepAct::Proposed, Side::Client, None, by);
                }
                set.state = TargetSetState::Proposed { at: by.at };
            })
        })
    }

    /// One side agrees with, or counters, targets that are before it.
    pub fn answer(self, side: Side, answer: Answer, year: Year<'_>, by: By) -> Outcome<(Self, Event)> {
        let TargetSetState::Proposed { at: proposed_at } = self.state else {
            return Err(self.cannot_answer(year.cycle));
        };
        let mut no = self.cannot_answer(year.cycle);
        self.check_answer(side, &answer, year, &mut no);
        unless_refused(no, || match answer {
            Answer::Agree(ids) => {
                let agreed = |target: &Target| ids.contains(&target.id) || target.state == TargetState::Agreed;
                let all = self.targets.iter().all(agreed);
                let kind = if all { EventKind::TargetsAgreed } else { EventKind::TargetsPartlyAgreed };
                self.changed(kind, year, |set| {
                    for target in set.targets.iter_mut().filter(|target| ids.contains(&target.id)) {
                        target.state = TargetState::Agreed;
                        target.record(StepAct::Agreed, side, None, by);
                    }
                    if all {
                        set.state = TargetSetState::Agreed { proposed_at, at: by.at };
                    }
                })
            }
            Answer::Counter(counters) => {
                let (set, event) = self.changed(EventKind::TargetsCountered, year, |set| {
                    for CounterProposal { target, aim, reason } in counters {
                        for target in set.targets.iter_mut().filter(|it| it.id == target) {
                            target.aim = aim.clone();
                            target.state = match side {
                                Side::Contractor => TargetState::Countered,
                                Side::Client => TargetState::Proposed,
                            };
                            target.record(StepAct::Countered, side, Some(reason.clone()), by);
                        }
                    }
                });
                let notices = notice::year::targets_countered(year, &set, side);
                (set, event.telling(notices))
            }
        })
    }

    fn check_answer(&self, side: Side, answer: &Answer, year: Year<'_>, no: &mut Vec<Refusal>) {
        let (field, targets): (&str, Vec<TargetId>) = match answer {
            Answer::Agree(ids) => ("targetIds", ids.clone()),
            Answer::Counter(counters) => ("counterProposals", counters.iter().map(|counter| counter.target).collect()),
        };
        if targets.is_empty() {
            no.push(Refusal::at(Code::Empty, [field]));
        }
        for (index, id) in targets.iter().enumerate() {
            let mut inner = Vec::new();
            if targets.iter().take(index).any(|earlier| earlier == id) {
                inner.push(Refusal::new(Code::Duplicate));
            }
            let target = self.targets.iter().find(|target| target.id == *id);
            match target {
                None => inner.push(Refusal::new(Code::NotFound)),
                Some(target) if target.turn() != Some(side) => {
                    inner.push(Refusal::new(Code::NotYourTurn).with("state", target.state));
                }
                Some(target) => {
                    if let Answer::Counter(counters) = answer
                        && let Some(counter) = counters.get(index)
                        && let Some(measure) = measure(year.measures, target.indicator)
                    {
                        check::aim(&counter.aim, &measure.definition, &mut inner);
                        text::prose(&counter.reason, "reason", &mut inner);
                    }
                }
            }
            no.extend(inner.into_iter().map(|refusal| refusal.under(index).under(field)));
        }
    }

    /// The college adopts; `last` tells that every other client has, so that the year's targets are fixed.
    pub fn adopt(
        self,
        reference: &str,
        decided_on: NaiveDate,
        last: bool,
        year: Year<'_>,
        by: By,
    ) -> Outcome<(Self, Event)> {
        let mut no = self.cannot_adopt(year.cycle);
        let adoption = adoption(reference, decided_on, by, &mut no);
        let TargetSetState::Agreed { proposed_at, at: agreed_at } = self.state else { return Err(no) };
        let kind = if last { EventKind::TargetsFixed } else { EventKind::TargetsAdopted };
        unless_refused(no, || {
            self.changed(kind, year, |set| {
                set.state = TargetSetState::Adopted { proposed_at, agreed_at, adoption };
            })
        })
    }

    fn changed(self, kind: EventKind, year: Year<'_>, change: impl FnOnce(&mut Self)) -> (Self, Event) {
        let before = self.facts();
        let mut set = self;
        change(&mut set);
        set.version += 1;
        let event = Event::new(kind, SubjectKind::TargetSet, set.id.0, &before, &set.facts())
            .under(year.contract.id)
            .telling(notice::year::targets(kind, year, &set));
        (set, event)
    }
}

impl Target {
    fn record(&mut self, act: StepAct, side: Side, reason: Option<String>, by: By) {
        self.steps.push(Step { act, side, aim: self.aim.clone(), reason, by: by.person, at: by.at });
    }
}

impl OpenPoint {
    /// Why the point cannot be dealt with now.
    pub fn cannot_close(&self, set: &TargetSet, cycle: &Cycle) -> Vec<Refusal> {
        set.cannot_set(cycle)
    }

    /// Answers the point by a target, or closes it with a reason.
    pub fn close(self, answer: PointAnswer, set: &TargetSet, year: Year<'_>) -> Outcome<(Self, Event)> {
        let mut no = self.cannot_close(set, year.cycle);
        let fact = match &answer {
            PointAnswer::Target(target) => {
                if !set.targets.iter().any(|it| it.id == *target) {
                    no.push(Refusal::at(Code::NotFound, ["targetId"]));
                }
                format!("target {}", target.0)
            }
            PointAnswer::Closed { reason, .. } => text::prose(reason, "reason", &mut no),
        };
        unless_refused(no, || {
            let key = format!("openPoints/{}", self.id.0);
            let before = match &self.answer {
                None => Facts::new(),
                Some(PointAnswer::Target(target)) => Facts::from([(key.clone(), format!("target {}", target.0))]),
                Some(PointAnswer::Closed { reason, .. }) => Facts::from([(key.clone(), reason.clone())]),
            };
            let after = Facts::from([(key, fact)]);
            let event = Event::new(EventKind::OpenPointClosed, SubjectKind::TargetSet, set.id.0, &before, &after)
                .under(year.contract.id);
            (Self { answer: Some(answer), version: self.version + 1, ..self }, event)
        })
    }
}
