//! What a year owes now: by whom and by when. That something is owed is never secret between the parties, whether or
//! not somebody has begun to draft it.

use chrono::NaiveDate;

use super::{
    contract::Contract,
    cycle::Cycle,
    ids::{PartyId, ReportId},
    named::named,
    report::Report,
    review::{Review, ReviewState},
    target::{Side, TargetSet, TargetSetStage},
};

named! {
    /// What is to be done.
    DutyKind {
        /// A municipality proposes its targets.
        ProposeTargets => "PROPOSE_TARGETS",
        /// One side agrees with the targets on which it has its turn, or counters them.
        AgreeTargets => "AGREE_TARGETS",
        /// A municipality adopts its targets.
        AdoptTargets => "ADOPT_TARGETS",
        /// The organisation submits a report for the first time.
        SubmitReport => "SUBMIT_REPORT",
        /// The director replies to a review.
        ReplyToReview => "REPLY_TO_REVIEW",
        /// A municipality makes its review final.
        FinaliseReview => "FINALISE_REVIEW",
    }
}

/// Something that one side must do by a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// What.
    pub kind: DutyKind,
    /// Who must do it.
    pub by: PartyId,
    /// Whose targets or review it is about.
    pub municipality: Option<PartyId>,
    /// Which report it is about.
    pub report: Option<ReportId>,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
}

impl Duty {
    /// Whether it is late on a day.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        today > self.due_on
    }
}

/// What stands under a year.
pub type Under<'a> = (&'a [TargetSet], &'a [Report], &'a [Review]);

/// What the year owes on a day, the first due first.
pub fn of_year(contract: &Contract, cycle: &Cycle, (sets, reports, reviews): Under<'_>, today: NaiveDate) -> Vec<Duty> {
    let contractor = contract.terms.contractor.id;
    let mut duties: Vec<Duty> = sets.iter().flat_map(|set| of_targets(cycle, set, contractor)).collect();
    let owed = reports.iter().filter(|report| report.state.submission().is_none());
    duties.extend(owed.map(|report| Duty {
        kind: DutyKind::SubmitReport,
        by: contractor,
        municipality: None,
        report: Some(report.id),
        due_on: report.due_on,
    }));
    duties.extend(reviews.iter().filter_map(|review| of_review(cycle, review, contractor, today)));
    duties.sort_by_key(|duty| duty.due_on);
    duties
}

fn of_targets(cycle: &Cycle, set: &TargetSet, contractor: PartyId) -> Vec<Duty> {
    let own = set.municipality.id;
    let duty = |kind, by, due_on| Duty { kind, by, municipality: Some(own), report: None, due_on };
    match set.state.stage() {
        TargetSetStage::Draft => vec![duty(DutyKind::ProposeTargets, own, cycle.calendar.proposal_due_on)],
        TargetSetStage::Proposed => [(Side::Client, own), (Side::Contractor, contractor)]
            .into_iter()
            .filter(|(side, _)| set.targets.iter().any(|target| target.turn() == Some(*side)))
            .map(|(_, by)| duty(DutyKind::AgreeTargets, by, cycle.calendar.agreement_due_on))
            .collect(),
        TargetSetStage::Agreed => vec![duty(DutyKind::AdoptTargets, own, cycle.calendar.adoption_due_on)],
        TargetSetStage::Adopted => Vec::new(),
    }
}

fn of_review(cycle: &Cycle, review: &Review, contractor: PartyId, today: NaiveDate) -> Option<Duty> {
    let own = review.municipality.id;
    let (kind, by, due_on) = match &review.state {
        // Once the term is over nobody replies any more.
        ReviewState::ForReply { due_on, reply: None, .. } if today <= *due_on => {
            (DutyKind::ReplyToReview, contractor, *due_on)
        }
        ReviewState::Draft | ReviewState::ForReply { .. } => {
            (DutyKind::FinaliseReview, own, cycle.calendar.review_due_on)
        }
        ReviewState::Final { .. } => return None,
    };
    Some(Duty { kind, by, municipality: Some(own), report: None, due_on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        cycle::Phase,
        ids::{ReviewId, TargetSetId},
        report::{ReportState, Submission},
        review::Reply,
        samples::*,
        target::TargetSetState,
    };

    fn told(cycle: &Cycle, under: Under<'_>, today: &str) -> Vec<(DutyKind, PartyId, String)> {
        let duties = of_year(&adopted(), cycle, under, day(today));
        duties.into_iter().map(|it| (it.kind, it.by, it.due_on.to_string())).collect()
    }

    #[test]
    fn targets_are_owed_from_the_day_the_year_opens_until_they_are_adopted() {
        let year = cycle(Phase::TargetSetting);
        let at = by("2019-10-01").at;
        let set = |state| TargetSet { state, ..TargetSet::new(TargetSetId(id(80)), year.id, south()) };
        let owed = |state| told(&year, (&[set(state)], &[], &[]), "2019-11-01");
        let own = |kind, day: &str| vec![(kind, south().id, day.to_owned())];
        assert_eq!(owed(TargetSetState::Draft), own(DutyKind::ProposeTargets, "2019-10-01"));
        assert_eq!(
            owed(TargetSetState::Agreed { proposed_at: at, at }),
            own(DutyKind::AdoptTargets, "2019-12-16"),
            "15 December 2019 is a Sunday"
        );
        assert_eq!(owed(TargetSetState::Proposed { at }), [], "without targets nobody has a turn");
    }

    #[test]
    fn a_report_is_owed_until_it_is_submitted_and_a_draft_does_not_hide_it() {
        let year = cycle(Phase::Execution);
        let owed = year.owed(&adopted())[0];
        let submission = Submission { by: by("2020-04-15").person, at: by("2020-04-15").at };
        for (state, count) in [
            (ReportState::Expected, 1),
            (ReportState::Draft, 1),
            (ReportState::Submitted(submission), 0),
            (ReportState::Returned(submission), 0),
        ] {
            let report = Report { state, ..Report::expected(ReportId(id(85)), year.id, owed, [north(), south()]) };
            let duties = of_year(&adopted(), &year, (&[], &[report], &[]), day("2020-04-15"));
            assert_eq!(duties.len(), count, "{state:?}");
            assert!(duties.iter().all(|it| it.due_on == owed.due_on && it.report == Some(ReportId(id(85)))));
            assert!(duties.iter().all(|it| !it.is_overdue(owed.due_on) && it.is_overdue(day("2020-12-31"))));
        }
    }

    #[test]
    fn a_review_is_owed_by_who_is_to_move() {
        let year = cycle(Phase::Review);
        let (sent_at, due_on) = (by("2021-03-01").at, day("2021-03-15"));
        let reply = Some(Reply { agrees: true, text: "Akkoord".into(), by: by("2021-03-02").person, at: sent_at });
        let review = |state| Review { state, ..Review::new(ReviewId(id(86)), year.id, south()) };
        let owed = |state, today| told(&year, (&[], &[], &[review(state)]), today);
        let last = vec![(DutyKind::FinaliseReview, south().id, "2021-05-03".to_owned())];
        assert_eq!(owed(ReviewState::Draft, "2021-03-01"), last);
        assert_eq!(owed(ReviewState::ForReply { sent_at, due_on, reply }, "2021-03-02"), last);
        let waiting = |today| owed(ReviewState::ForReply { sent_at, due_on, reply: None }, today);
        assert_eq!(waiting("2021-03-16"), last, "none by the date is a reply as well");
        assert_eq!(waiting("2021-03-15"), [(DutyKind::ReplyToReview, works().id, "2021-03-15".to_owned())]);
    }
}
