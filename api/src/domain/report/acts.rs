//! Submitting, returning and accepting: each consumes the report and gives the next one with its event.

use super::{Earlier, HandlingState, Part, Report, ReportState, Return, Submission};
use crate::domain::{
    contract::By,
    event::{Event, EventKind, SubjectKind},
    framework::Goal,
    ids::PartyId,
    indicator, notice,
    party::PartyRef,
    refusal::{Code, Outcome, Refusal, unless_refused},
    responsibility,
    target::Year,
    text,
};

/// What a report is held against.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// Contract, year and indicators.
    pub year: Year<'a>,
    /// The goals of the contract's framework: the annual report judges each.
    pub goals: &'a [Goal],
    /// The partners named in the matrix.
    pub partners: &'a [PartyRef],
}

impl Report {
    /// Submits the report to every municipality that has not accepted it yet.
    pub fn submit(self, basis: Basis<'_>, earlier: &Earlier, by: By) -> Outcome<(Self, Event)> {
        unless_refused(self.cannot_submit(basis, earlier, by.today), || {
            self.changed(EventKind::ReportSubmitted, basis, |report| {
                report.state = ReportState::Submitted(Submission { by: by.person, at: by.at });
                report.submissions += 1;
                for handling in &mut report.handlings {
                    if handling.state == HandlingState::Returned {
                        handling.state = HandlingState::Pending;
                        handling.by = None;
                    }
                }
            })
        })
    }

    /// One municipality returns parts of the report, each with a reason.
    pub fn send_back(
        self,
        municipality: PartyId,
        parts: Vec<(Part, String)>,
        basis: Basis<'_>,
        by: By,
    ) -> Outcome<(Self, Event)> {
        let mut no = self.cannot_handle(Some(municipality));
        if parts.is_empty() {
            no.push(Refusal::at(Code::Empty, ["parts"]));
        }
        for (index, (part, reason)) in parts.iter().enumerate() {
            let mut inner = Vec::new();
            text::prose(reason, "reason", &mut inner);
            if !self.has(*part, basis) {
                inner.push(Refusal::at(Code::NotFound, ["part"]));
            }
            if parts.iter().take(index).any(|(earlier, _)| earlier == part) {
                inner.push(Refusal::at(Code::Duplicate, ["part"]));
            }
            no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("parts")));
        }
        let Some(submission) = self.state.submission() else { return Err(no) };
        unless_refused(no, || {
            self.changed(EventKind::ReportReturned, basis, |report| {
                report.state = ReportState::Returned(submission);
                report.handle(municipality, HandlingState::Returned, by);
                let submission = report.submissions;
                report.returns.extend(parts.into_iter().map(|(part, reason)| Return {
                    municipality,
                    submission,
                    part,
                    reason: reason.trim().to_owned(),
                    by: by.person,
                    at: by.at,
                }));
            })
        })
    }

    /// One municipality accepts; when the last has, the report is accepted.
    pub fn accept(self, municipality: PartyId, basis: Basis<'_>, by: By) -> Outcome<(Self, Event)> {
        let no = self.cannot_handle(Some(municipality));
        let Some(submission) = self.state.submission() else { return Err(no) };
        unless_refused(no, || {
            let last = self
                .handlings
                .iter()
                .filter(|handling| handling.municipality.id != municipality)
                .all(|handling| handling.state == HandlingState::Accepted);
            let kind = if last { EventKind::ReportAccepted } else { EventKind::ReportAcceptedByClient };
            self.changed(kind, basis, |report| {
                report.handle(municipality, HandlingState::Accepted, by);
                if last {
                    report.state = ReportState::Accepted { submission, at: by.at };
                }
            })
        })
    }

    fn has(&self, part: Part, basis: Basis<'_>) -> bool {
        match part {
            Part::Whole | Part::Municipality | Part::Explanation => true,
            Part::Indicator(id) => indicator::measure(basis.year.measures, id).is_some(),
            Part::Cooperation(partner) => responsibility::partners(&basis.year.contract.matrix).contains(&partner),
            Part::SelfAssessment(goal) => self.annual && basis.goals.iter().any(|it| it.id == goal),
        }
    }

    fn handle(&mut self, municipality: PartyId, state: HandlingState, by: By) {
        for handling in &mut self.handlings {
            if handling.municipality.id == municipality {
                handling.state = state;
                handling.by = Some((by.person, by.at));
            }
        }
    }

    pub(super) fn changed(self, kind: EventKind, basis: Basis<'_>, change: impl FnOnce(&mut Self)) -> (Self, Event) {
        let before = self.facts();
        let mut report = self;
        change(&mut report);
        report.version += 1;
        report.shared_version += i64::from(kind != EventKind::ReportFilled);
        let event = Event::new(kind, SubjectKind::Report, report.id.0, &before, &report.facts())
            .under(basis.year.contract.id)
            .telling(notice::year::reporting(kind, basis, &report));
        (report, event)
    }
}
