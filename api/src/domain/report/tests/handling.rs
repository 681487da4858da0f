//! Returning and accepting, each municipality for itself.

use super::*;
use crate::domain::event::EventKind;

fn wrong(state: &str) -> Vec<String> {
    vec![format!("wrong-state (state={state})")]
}

fn resubmit(report: Report) -> Report {
    report.submit(world().basis(), &Earlier::new(), by("2020-04-25")).unwrap().0
}

#[test]
fn only_a_submitted_report_is_handled() {
    for (report, state) in [(expected(0), "EXPECTED"), (filled(), "EXPECTED"), (accepted(), "ACCEPTED")] {
        assert_eq!(refused(accept(report.clone(), &north())), wrong(state));
        assert_eq!(refused(send_back(report.clone(), &north(), &[Part::Whole])), wrong(state));
        assert_eq!(said(&report.cannot_handle(None)), wrong(state));
    }
    assert!(submitted().cannot_handle(None).is_empty());
    assert_eq!(refused(accept(submitted(), &stranger())), ["not-a-client at municipalityId"]);
    for report in [submitted(), accepted()] {
        let state = report.state.stage().name();
        assert_eq!(refused(report.submit(world().basis(), &Earlier::new(), by("2020-04-25"))), wrong(state));
    }
}

#[test]
fn a_report_is_accepted_when_the_last_client_has() {
    let (report, event) = accept(submitted(), &south()).unwrap();
    assert_eq!((event.kind, report.state.stage()), (EventKind::ReportAcceptedByClient, ReportStage::Submitted));
    assert_eq!(changed(&event), ["handlings/Zuid"]);
    assert_eq!(refused(accept(report.clone(), &south())), ["already-accepted (municipality=Zuid)"]);
    assert_eq!(refused(send_back(report.clone(), &south(), &[Part::Whole])), ["already-accepted (municipality=Zuid)"]);
    let (report, event) = accept(report, &north()).unwrap();
    assert_eq!(event.kind, EventKind::ReportAccepted);
    assert_eq!(changed(&event), ["handlings/Noord", "state"]);
    assert!(matches!(report.state, ReportState::Accepted { at, .. } if at == by("2020-04-22").at));
    assert_eq!(report.state.submission().unwrap().at, by("2020-04-15").at);
}

#[test]
fn a_return_names_its_parts_and_reasons() {
    let parts = vec![
        (Part::Indicator(usage(9)), "Klopt niet".to_owned()),
        (Part::Cooperation(stranger().id), "Klopt niet".to_owned()),
        (Part::SelfAssessment(GoalId(id(50))), "Klopt niet".to_owned()),
        (Part::Whole, " ".to_owned()),
        (Part::Whole, "Klopt niet".to_owned()),
    ];
    let no = refused(submitted().send_back(north().id, parts, world().basis(), by("2020-04-20")));
    assert_eq!(
        no,
        [
            "not-found at parts/0/part",
            "not-found at parts/1/part",
            "not-found at parts/2/part",
            "empty at parts/3/reason",
            "duplicate at parts/4/part",
        ]
    );
    assert_eq!(refused(send_back(submitted(), &north(), &[])), ["empty at parts"]);
}

#[test]
fn a_self_assessment_is_returned_in_the_annual_report_only() {
    let world = world();
    let (annual, _) = expected(4).fill(whole(true), world.basis()).unwrap();
    let (annual, _) = annual.submit(world.basis(), &Earlier::new(), by("2021-02-01")).unwrap();
    let (annual, _) = send_back(annual, &north(), &[Part::SelfAssessment(GoalId(id(50)))]).unwrap();
    let again = |goal: usize| {
        let assessments = vec![whole(true).assessments.remove(goal)];
        refused(annual.clone().fill(Filling { assessments, ..Filling::default() }, world.basis()))
    };
    assert!(again(0).is_empty());
    assert_eq!(again(1), ["not-returned at selfAssessments/0"]);
}

#[test]
fn one_return_does_not_undo_another_acceptance() {
    let (report, _) = accept(submitted(), &north()).unwrap();
    let (report, event) = send_back(report, &south(), &[Part::Municipality]).unwrap();
    assert_eq!((event.kind, report.state.stage()), (EventKind::ReportReturned, ReportStage::Returned));
    assert_eq!(report.handling(north().id).unwrap().state, HandlingState::Accepted);
    assert_eq!(refused(send_back(report.clone(), &south(), &[Part::Whole])), wrong("RETURNED"));
    let report = resubmit(report);
    assert_eq!(report.submissions, 2);
    assert_eq!(report.handling(north().id).unwrap().state, HandlingState::Accepted);
    let pending = report.handling(south().id).unwrap();
    assert_eq!((pending.state, pending.by), (HandlingState::Pending, None));
    assert_eq!(accept(report, &south()).unwrap().0.state.stage(), ReportStage::Accepted);
}

#[test]
fn the_others_go_on_while_one_has_returned() {
    let (report, _) = accept(returned(), &north()).unwrap();
    assert_eq!(report.state.stage(), ReportStage::Returned, "still to be resubmitted");
    let (both, _) = send_back(returned(), &north(), &[Part::Whole]).unwrap();
    assert_eq!(both.returned_parts().len(), 3);
}

#[test]
fn a_return_is_past_once_it_was_resubmitted_and_stays_readable() {
    let report = resubmit(returned());
    assert!(report.returned_parts().is_empty());
    assert_eq!(report.returns.len(), 2);
    let (report, _) = send_back(report, &south(), &[Part::Municipality]).unwrap();
    assert_eq!(report.returned_parts(), BTreeSet::from([(south().id, Part::Municipality)]));
    assert_eq!(report.returns.iter().map(|it| it.submission).collect::<Vec<_>>(), [1, 1, 2]);
}
