//! What may be written where.

use super::*;
use crate::domain::{
    event::{EventKind, changes},
    indicator,
    refusal::{Code, Refusal},
    samples,
};

#[test]
fn the_values_of_a_report_can_be_read_back_from_its_facts() {
    let mut filling = whole(true);
    filling.values[0].explanation = Some("Rustig / (12)".into());
    filling.values[1].provisional = true;
    filling.values[2].figure = Figure::Missing { reason: "Systeem (oud) / nieuw".into() };
    filling.values[3].figure = Figure::NotApplicable;
    let report = expected(4).fill(filling, world().basis()).unwrap().0;
    let bare = |value: &Value| Value { explanation: None, provisional: false, confirmed: false, ..value.clone() };
    let mut told: Vec<Value> = report.values.iter().map(bare).collect();
    told.sort_by_key(|value| {
        let (indicator, municipality, cell) = value.place();
        (indicator, municipality, cell.map(str::to_owned))
    });
    assert_eq!(frozen_values(&report.facts()), Some(told));
    let unreadable = crate::domain::event::Facts::from([("values/a/b".into(), "12".into())]);
    assert_eq!(frozen_values(&unreadable), None);
}

#[test]
fn no_cell_is_named_like_what_stands_beside_a_figure() {
    let dimension = samples::measures().swap_remove(0).definition.dimension.unwrap();
    let named = |code: &str| {
        let mut dimension = dimension.clone();
        dimension.cells[1].code = code.to_owned();
        indicator::dimension(dimension).map(drop)
    };
    assert_eq!(named("EXPLANATION"), Ok(()));
    for (code, why) in [
        ("explanation", Code::Taken),
        (" provisional", Code::Taken),
        ("confirmed", Code::Taken),
        ("a/b", Code::BadCharacter),
    ] {
        assert_eq!(named(code), Err(vec![Refusal::at(why, ["cells", "1", "code"])]), "{code}");
    }
}

fn fails(report: Report, filling: Filling) -> Vec<String> {
    refused(report.fill(filling, world().basis()))
}

fn values(values: Vec<Value>) -> Filling {
    Filling { values, ..Filling::default() }
}

#[test]
fn filling_an_expected_report_makes_it_a_draft() {
    let (report, event) = expected(0).fill(whole(false), world().basis()).unwrap();
    assert_eq!((report.state, report.version), (ReportState::Draft, 2));
    assert_eq!(event.kind, EventKind::ReportFilled);
    assert!(changed(&event).contains(&"state"));
    let (report, event) = report.fill(values(vec![value(2, &north(), count("61"))]), world().basis()).unwrap();
    assert_eq!(report.values.len(), 10, "a value takes the place of the one before");
    assert_eq!(changed(&event), [format!("values/{}/{}", usage(2).0, north().id.0)]);
}

#[test]
fn what_is_left_out_stays_as_it_was() {
    let (report, event) = filled().fill(Filling::default(), world().basis()).unwrap();
    assert_eq!(report, Report { version: 3, ..filled() });
    assert!(event.changes.is_empty());
}

#[test]
fn every_problem_of_the_values_is_told_at_once() {
    let no = fails(
        expected(0),
        values(vec![
            value(9, &north(), count("1")),
            value(1, &stranger(), count("1")),
            cell("ROAD", value(1, &north(), count("1"))),
            cell("JOB", value(2, &north(), count("1"))),
            value(1, &north(), ratio("1", "2")),
            value(3, &north(), count("1")),
            value(3, &south(), ratio("0.5", "1000000000000")),
            value(1, &south(), Figure::Missing { reason: " ".into() }),
            value(4, &south(), Figure::Score { mark: number("7.55"), respondents: number("1.5") }),
            Value { explanation: Some("\0".into()), ..value(2, &south(), count("0.1")) },
            value(2, &south(), Figure::NotApplicable),
        ]),
    );
    assert_eq!(
        no,
        [
            "not-found at values/0/indicatorId",
            "not-a-client at values/1/municipalityId",
            "not-found at values/2/cell",
            "not-found at values/3/cell",
            "value-does-not-fit at values/4 (kind=FLOW)",
            "value-does-not-fit at values/5 (kind=RATIO)",
            "too-many-decimals at values/6/numerator (decimals=0)",
            "number-out-of-range at values/6/denominator (limit=1000000000000)",
            "empty at values/7/missingBecause",
            "too-many-decimals at values/8/mark (decimals=1)",
            "too-many-decimals at values/8/respondents (decimals=0)",
            "bad-character at values/9/explanation",
            "too-many-decimals at values/9/number (decimals=0)",
            "duplicate at values/10",
        ]
    );
}

#[test]
fn texts_are_about_known_partners_and_goals_and_stand_once() {
    let account = |partner: &PartyRef, text: &str| CooperationAccount {
        partner: partner.id,
        judgement: CooperationJudgement::Sufficient,
        text: text.into(),
    };
    let assess = |goal: u128, reasoning: &str| SelfAssessment {
        goal: GoalId(id(goal)),
        judgement: Judgement::Met,
        reasoning: reasoning.into(),
    };
    let no = fails(
        expected(4),
        Filling {
            accounts: vec![account(&stranger(), "Goed"), account(&social_team(), ""), account(&social_team(), "Goed")],
            assessments: vec![assess(59, "Gelukt"), assess(50, " "), assess(50, "Gelukt")],
            explanation: Some("x".repeat(10_001)),
            ..Filling::default()
        },
    );
    assert_eq!(
        no,
        [
            "not-found at cooperationAccounts/0/partnerId",
            "empty at cooperationAccounts/1/text",
            "duplicate at cooperationAccounts/2",
            "not-found at selfAssessments/0/goalId",
            "empty at selfAssessments/1/reasoning",
            "duplicate at selfAssessments/2",
            "too-long at explanation (limit=10000)",
        ]
    );
}

#[test]
fn nothing_is_filled_in_once_it_lies_before_the_municipalities() {
    assert_eq!(fails(submitted(), Filling::default()), ["wrong-state (state=SUBMITTED)"]);
    assert_eq!(fails(accepted(), Filling::default()), ["wrong-state (state=ACCEPTED)"]);
}

#[test]
fn after_a_return_only_what_was_returned_may_change() {
    let change =
        |place, client: &PartyRef| fails(returned(), values(vec![value(place, client, Figure::NotApplicable)]));
    assert!(change(1, &south()).is_empty());
    assert_eq!(change(2, &south()), ["not-returned at values/0"]);
    assert_eq!(change(1, &north()), ["not-returned at values/0"], "one return does not touch the other municipality");
    let text = |filling| fails(returned(), filling);
    assert!(text(Filling { explanation: Some("Anders".into()), ..Filling::default() }).is_empty());
    assert_eq!(
        text(Filling { accounts: whole(false).accounts, ..Filling::default() }),
        ["not-returned at cooperationAccounts/0"]
    );
}

#[test]
fn a_returned_part_opens_what_it_names() {
    let opened = |part| send_back(submitted(), &south(), &[part]).unwrap().0;
    let own = values(vec![value(2, &south(), count("1"))]);
    let explanation = Filling { explanation: Some("Anders".into()), ..Filling::default() };
    let account = Filling { accounts: whole(false).accounts, ..Filling::default() };
    let whole_return = opened(Part::Whole);
    for filling in [&own, &explanation, &account] {
        assert!(fails(whole_return.clone(), filling.clone()).is_empty());
    }
    assert!(fails(opened(Part::Municipality), own.clone()).is_empty());
    assert_eq!(fails(opened(Part::Municipality), explanation), ["not-returned at explanation"]);
    let cooperation = opened(Part::Cooperation(social_team().id));
    assert!(fails(cooperation.clone(), account).is_empty());
    assert_eq!(fails(cooperation, own), ["not-returned at values/0"]);
}

#[test]
fn every_part_of_a_report_stands_in_the_audit_trail() {
    let annual = expected(4).fill(whole(true), world().basis()).unwrap().0;
    let before = annual.facts();
    let one_change_each: [fn(&mut Report); 7] = [
        |it| it.explanation = "Anders".into(),
        |it| it.values[0].figure = Figure::NotApplicable,
        |it| it.values[0].explanation = Some("Omdat".into()),
        |it| it.values[0].provisional = true,
        |it| it.values[0].confirmed = true,
        |it| it.accounts[0].judgement = CooperationJudgement::Insufficient,
        |it| it.assessments[0].judgement = Judgement::NotMet,
    ];
    for (index, change) in one_change_each.into_iter().enumerate() {
        let mut report = annual.clone();
        change(&mut report);
        assert_eq!(changes(&before, &report.facts()).len(), 1, "change {index}");
    }
    let parts = [(Part::Explanation, "explanation"), (Part::Whole, "whole"), (Part::Municipality, "municipality")];
    for (part, words) in parts {
        let facts = send_back(submitted(), &south(), &[part]).unwrap().0.facts();
        assert_eq!(facts["returns/000"], format!("{} {words}: Klopt niet", south().id.0));
    }
}
