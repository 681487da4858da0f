//! What keeps a report from being submitted.

use super::*;
use crate::domain::{event::EventKind, standing::Dated};

fn fails(report: &Report, earlier: &Earlier, today: &str) -> Vec<String> {
    said(&report.cannot_submit(world().basis(), earlier, day(today)))
}

/// The first quarter with these values of the first municipality changed.
fn with(values: Vec<Value>) -> Report {
    filled().fill(Filling { values, ..Filling::default() }, world().basis()).unwrap().0
}

fn now(report: &Report) -> Vec<String> {
    fails(report, &Earlier::new(), "2020-04-15")
}

fn before(place: u128, from: &str, to: &str, annual: bool, figure: Figure) -> Earlier {
    Earlier::from([((usage(place), north().id), vec![Dated { period: period(from, to), annual, figure }])])
}

#[test]
fn submitting_puts_it_before_every_municipality() {
    let (report, event) = filled().submit(world().basis(), &Earlier::new(), by("2020-04-15")).unwrap();
    let submission = Submission { by: PersonId(id(90)), at: by("2020-04-15").at };
    assert_eq!(report.state, ReportState::Submitted(submission));
    assert_eq!((report.submissions, report.version), (1, 3));
    assert_eq!(event.kind, EventKind::ReportSubmitted);
    assert_eq!(changed(&event), ["state"]);
    assert!(report.handlings.iter().all(|it| it.state == HandlingState::Pending));
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let no = fails(&expected(0), &Earlier::new(), "2020-03-31");
    assert_eq!(
        no,
        [
            "period-running (day=2020-03-31)",
            "value-missing at values/OUTFLOW/Noord (indicator=OUTFLOW, municipality=Noord)",
            "value-missing at values/OUTFLOW/Zuid (indicator=OUTFLOW, municipality=Zuid)",
            "value-missing at values/SO_FAR/Noord (indicator=SO_FAR, municipality=Noord)",
            "value-missing at values/SO_FAR/Zuid (indicator=SO_FAR, municipality=Zuid)",
            "value-missing at values/SHARE/Noord (indicator=SHARE, municipality=Noord)",
            "value-missing at values/SHARE/Zuid (indicator=SHARE, municipality=Zuid)",
            "cooperation-missing at cooperationAccounts/Sociaal team (partner=Sociaal team)",
        ]
    );
}

#[test]
fn the_annual_report_owes_a_self_assessment_and_the_yearly_mark() {
    let filling = Filling { assessments: Vec::new(), ..whole(false) };
    let (report, _) = expected(4).fill(filling, world().basis()).unwrap();
    assert_eq!(
        fails(&report, &Earlier::new(), "2021-02-01"),
        [
            "value-missing at values/MARK/Noord (indicator=MARK, municipality=Noord)",
            "value-missing at values/MARK/Zuid (indicator=MARK, municipality=Zuid)",
            "self-assessment-missing at selfAssessments/A1 (goal=A1)",
            "self-assessment-missing at selfAssessments/A2 (goal=A2)",
        ]
    );
    let (report, _) = report.fill(whole(true), world().basis()).unwrap();
    assert!(fails(&report, &Earlier::new(), "2021-02-01").is_empty());
}

#[test]
fn a_reason_stands_in_for_a_value() {
    let missing = || Figure::Missing { reason: "Systeem vervangen".into() };
    let report = with(vec![value(2, &north(), missing()), value(3, &north(), Figure::NotApplicable)]);
    assert!(now(&report).is_empty());
}

#[test]
fn figures_are_possible() {
    let report = with(vec![
        value(1, &north(), count("-1")),
        cell("JOB", value(1, &north(), count("-1"))),
        cell("BUSINESS", value(1, &north(), count("0"))),
        value(3, &north(), ratio("5", "4")),
        value(3, &south(), ratio("1", "0")),
    ]);
    assert_eq!(
        now(&report),
        [
            "negative at values/OUTFLOW/Noord/number (indicator=OUTFLOW, municipality=Noord)",
            "negative at values/OUTFLOW/Noord/cells/JOB/number (indicator=OUTFLOW, municipality=Noord)",
            "numerator-over-denominator at values/SHARE/Noord/numerator (indicator=SHARE, municipality=Noord)",
            "denominator-zero at values/SHARE/Zuid/denominator (indicator=SHARE, municipality=Zuid)",
        ]
    );
    let score = Figure::Score { mark: number("-1"), respondents: number("-2") };
    assert_eq!(
        now(&with(vec![value(4, &north(), score)])),
        [
            "negative at values/MARK/Noord/mark (indicator=MARK, municipality=Noord)",
            "negative at values/MARK/Noord/respondents (indicator=MARK, municipality=Noord)",
        ]
    );
}

#[test]
fn a_breakdown_adds_up_to_its_total() {
    let of = |figure| now(&with(vec![cell("JOB", value(1, &north(), figure))]));
    assert_eq!(
        of(count("39")),
        [
            "breakdown-does-not-add-up at values/OUTFLOW/Noord/cells (sum=49, total=50, indicator=OUTFLOW, municipality=Noord)"
        ]
    );
    assert!(of(Figure::Missing { reason: "Onbekend".into() }).is_empty(), "a sum of unknowns is not guessed");
    let all_in_business = with(vec![
        cell("JOB", value(1, &north(), Figure::NotApplicable)),
        cell("BUSINESS", value(1, &north(), count("50"))),
    ]);
    assert!(now(&all_in_business).is_empty());
    assert!(now(&with(vec![value(1, &north(), Figure::Missing { reason: "Onbekend".into() })])).is_empty());
}

#[test]
fn a_count_so_far_does_not_fall_within_its_year() {
    let report = |value_so_far| {
        let (report, _) = expected(1).fill(whole(false), world().basis()).unwrap();
        let values = vec![Value { confirmed: true, ..value(2, &north(), count(value_so_far)) }];
        report.fill(Filling { values, ..Filling::default() }, world().basis()).unwrap().0
    };
    let quarter = before(2, "2020-01-01", "2020-03-31", false, count("55"));
    assert_eq!(
        fails(&report("54"), &quarter, "2020-07-10"),
        ["cumulative-falls at values/SO_FAR/Noord/number (previous=55, indicator=SO_FAR, municipality=Noord)"]
    );
    assert!(fails(&report("55"), &quarter, "2020-07-10").is_empty());
    let last_year = before(2, "2019-10-01", "2019-12-31", false, count("210"));
    assert!(fails(&report("54"), &last_year, "2020-07-10").is_empty(), "a new year counts from nothing");
}

#[test]
fn an_unlikely_value_is_confirmed() {
    let quarter = before(1, "2019-10-01", "2019-12-31", false, count("20"));
    assert_eq!(
        fails(&filled(), &quarter, "2020-04-15"),
        ["unlikely-unconfirmed at values/OUTFLOW/Noord/number (previous=20, indicator=OUTFLOW, municipality=Noord)"]
    );
    let confirmed = with(vec![Value { confirmed: true, ..value(1, &north(), count("50")) }]);
    assert!(fails(&confirmed, &quarter, "2020-04-15").is_empty());
    let near = before(1, "2019-10-01", "2019-12-31", false, count("40"));
    assert!(fails(&filled(), &near, "2020-04-15").is_empty());
    let of_a_year = before(1, "2019-01-01", "2019-12-31", true, count("200"));
    assert!(fails(&filled(), &of_a_year, "2020-04-15").is_empty(), "a quarter is not held against a year");
}

#[test]
fn late_is_welcome() {
    assert!(!filled().is_overdue(filled().due_on));
    let after = filled().due_on.succ_opt().unwrap();
    assert!(filled().is_overdue(after));
    assert!(!submitted().is_overdue(after));
    assert!(fails(&filled(), &Earlier::new(), "2020-06-01").is_empty());
}

#[test]
fn every_missing_cell_is_told() {
    let mut report = filled();
    report.values.retain(|it| it.cell.is_none() || it.municipality == south().id);
    assert_eq!(
        now(&report),
        [
            "value-missing at values/OUTFLOW/Noord/cells/JOB (indicator=OUTFLOW, municipality=Noord)",
            "value-missing at values/OUTFLOW/Noord/cells/BUSINESS (indicator=OUTFLOW, municipality=Noord)",
        ]
    );
}

#[test]
fn a_count_so_far_is_held_against_the_same_moment_of_a_year_before() {
    let (half_year, _) = expected(1).fill(whole(false), world().basis()).unwrap();
    let quarter = before(2, "2020-01-01", "2020-03-31", false, count("30"));
    assert!(fails(&half_year, &quarter, "2020-07-10").is_empty(), "it doubles in the ordinary course of a year");
    let year_before = before(2, "2019-04-01", "2019-06-30", false, count("20"));
    assert_eq!(
        fails(&half_year, &year_before, "2020-07-10"),
        ["unlikely-unconfirmed at values/SO_FAR/Noord/number (previous=20, indicator=SO_FAR, municipality=Noord)"]
    );
}
