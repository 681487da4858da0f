use super::*;
use crate::domain::{
    contract::Terms,
    period::Frequency,
    samples::{day, *},
};

#[test]
fn the_calendar_of_2020_ends_on_working_days() {
    let calendar = Calendar::template(2020);
    let days = [
        (calendar.opens_on, "2019-09-01"),
        (calendar.proposal_due_on, "2019-10-01"),
        (calendar.agreement_due_on, "2019-11-15"),
        // 15 December 2019 is a Sunday.
        (calendar.adoption_due_on, "2019-12-16"),
        (calendar.annual_report_due_on, "2021-03-01"),
        // 1 May 2021 is a Saturday.
        (calendar.review_due_on, "2021-05-03"),
    ];
    for (day, expected) in days {
        assert_eq!(day.to_string(), expected);
    }
}

/// Each report the year owes: number, annual, period, due.
fn owed(frequency: Frequency, from: &str, to: &str, year: i32) -> Vec<String> {
    let contract = Contract { terms: Terms { frequency, period: period(from, to), ..terms() }, ..adopted() };
    let (cycle, _) = Cycle::open(CycleId(id(71)), &contract, year, by("2025-09-01")).unwrap();
    let line = |it: Owed| {
        assert!(!period::rests(it.due_on) && !period::rests(it.closes_on) && it.due_on < it.closes_on);
        let kind = if it.annual { "annual" } else { "period" };
        format!("{} {kind} {}..{} due {} closes {}", it.number, it.period.from, it.period.to, it.due_on, it.closes_on)
    };
    cycle.owed(&contract).into_iter().map(line).collect()
}

#[test]
fn each_period_owes_a_report_and_the_year_owes_its_annual_one() {
    assert_eq!(
        owed(Frequency::Quarterly, "2019-01-01", "2021-12-31", 2020),
        [
            "1 period 2020-01-01..2020-03-31 due 2020-04-30 closes 2020-06-29",
            "2 period 2020-04-01..2020-06-30 due 2020-07-30 closes 2020-09-28",
            "3 period 2020-07-01..2020-09-30 due 2020-10-30 closes 2020-12-29",
            "4 period 2020-10-01..2020-12-31 due 2021-02-01 closes 2021-04-06",
            "5 annual 2020-01-01..2020-12-31 due 2021-03-01 closes 2021-04-30",
        ]
    );
}

#[test]
fn a_contract_owes_what_its_period_touches() {
    assert_eq!(
        owed(Frequency::HalfYearly, "2020-07-01", "2022-12-31", 2020),
        [
            "2 period 2020-07-01..2020-12-31 due 2021-02-01 closes 2021-04-06",
            "3 annual 2020-01-01..2020-12-31 due 2021-03-01 closes 2021-04-30",
        ]
    );
    assert_eq!(owed(Frequency::Yearly, "2019-01-01", "2021-12-31", 2020).len(), 1);
    assert_eq!(owed(Frequency::Monthly, "2019-01-01", "2020-02-01", 2020).len(), 3);
    assert_eq!(owed(Frequency::FourMonthly, "2019-01-01", "2021-12-31", 2020).len(), 4);
}

#[test]
fn a_year_opens_with_its_dates_and_an_event() {
    let (cycle, event) = Cycle::open(CycleId(id(71)), &adopted(), 2020, by("2019-09-02")).unwrap();
    assert_eq!((cycle.phase(), cycle.version), (Phase::TargetSetting, 1));
    assert_eq!((event.kind, event.contract), (EventKind::CycleOpened, Some(adopted().id)));
    assert!(changed(&event).contains(&"proposalDueOn"));
    assert_eq!(
        refused(Cycle::open(CycleId(id(71)), &agreed(), 2020, by("2019-08-31"))),
        ["contract-not-adopted", "too-early at year (day=2019-09-01)",]
    );
}

#[test]
fn a_year_goes_forward_one_phase_at_a_time() {
    type Step = fn(Cycle, DateTime<Utc>) -> Cycle;
    let at = by("2021-06-01").at;
    let steps: [(Step, Phase, Phase); 3] = [
        (Cycle::execute, Phase::TargetSetting, Phase::Execution),
        (Cycle::review, Phase::Execution, Phase::Review),
        (Cycle::close, Phase::Review, Phase::Closed),
    ];
    for (step, from, to) in steps {
        for &phase in Phase::ALL {
            let before = cycle(phase);
            let after = step(before.clone(), at);
            if phase == from {
                assert_eq!((after.phase(), after.version), (to, before.version + 1));
                assert_ne!(after.facts(), before.facts());
            } else {
                assert_eq!(after, before, "nothing happens out of turn");
            }
        }
    }
}

#[test]
fn reviews_wait_for_the_annual_report_until_its_term_is_over() {
    let open = |phase, today| said(&cycle(phase).cannot_open_review(day(today)));
    assert_eq!(open(Phase::Execution, "2021-03-01"), ["too-early (day=2021-03-01)"]);
    assert!(open(Phase::Execution, "2021-03-02").is_empty());
    for phase in [Phase::TargetSetting, Phase::Review, Phase::Closed] {
        assert_eq!(open(phase, "2021-03-02"), [format!("wrong-state (state={phase})")]);
    }
}
