//! The rule by example.

use crate::domain::{
    figure::Figure,
    samples::number,
    suppression::{Behaviour, Disclosure, Table, Threshold, Versions, Year, disclose},
};

fn counts(total: i64, cells: &[i64]) -> Table {
    let cells = cells.iter().enumerate().map(|(place, count)| (format!("C{place}"), Figure::Number((*count).into())));
    Table { total: Some(Figure::Number(total.into())), cells: cells.collect() }
}

fn figure(figure: Figure) -> Table {
    Table { total: Some(figure), ..Table::default() }
}

fn ratio(numerator: i64, denominator: i64) -> Table {
    figure(Figure::Ratio { numerator: numerator.into(), denominator: denominator.into() })
}

fn score(respondents: i64) -> Table {
    figure(Figure::Score { mark: number("7.5"), respondents: respondents.into() })
}

fn missing() -> Table {
    figure(Figure::Missing { reason: "Systeem vervangen".into() })
}

fn year(behaviour: Behaviour, periods: Vec<Versions>, annual: Versions) -> Disclosure {
    disclose(&Year { behaviour, periods, annual }, Threshold::of(10))
}

/// Single versions of every period, and of the annual report.
fn once(behaviour: Behaviour, periods: &[Table], annual: &Table) -> Disclosure {
    year(behaviour, periods.iter().map(|table| vec![table.clone()]).collect(), vec![annual.clone()])
}

/// What is read, in one word: per report `all`, `total`, `none` or (strangely) `cells`.
fn told(disclosure: &Disclosure) -> String {
    let word = |it: &super::super::Disclosed| match (it.total, it.cells) {
        (true, true) => "all",
        (true, false) => "total",
        (false, true) => "cells",
        (false, false) => "none",
    };
    let words: Vec<&str> = disclosure.periods.iter().chain([&disclosure.annual]).map(word).collect();
    words.join(" ")
}

#[test]
fn one_small_cell_hides_the_breakdown_of_the_whole_year() {
    let quarters = [counts(40, &[20, 20]), counts(30, &[27, 3]), counts(40, &[20, 20]), counts(40, &[20, 20])];
    let annual = counts(150, &[87, 63]);
    assert_eq!(told(&once(Behaviour::Adds, &quarters, &annual)), "total total total total total");
    let clean = [counts(40, &[20, 20]), counts(30, &[20, 10])];
    assert_eq!(told(&once(Behaviour::Adds, &clean, &counts(70, &[40, 30]))), "all all all");
}

#[test]
fn a_single_small_total_takes_the_annual_one_along_and_two_do_not() {
    let quarters = |one, other| [counts(40, &[]), counts(30, &[]), counts(one, &[]), counts(other, &[])];
    assert_eq!(
        told(&once(Behaviour::Adds, &quarters(8, 30), &counts(108, &[]))),
        "all all none all none".replace("all", "total")
    );
    assert_eq!(told(&once(Behaviour::Adds, &quarters(8, 7), &counts(85, &[]))), "total total none none total");
    // Together they are a small group; and 18 for two of at most nine each is twice nine.
    assert_eq!(told(&once(Behaviour::Adds, &quarters(4, 5), &counts(79, &[]))), "total total none none none");
    assert_eq!(told(&once(Behaviour::Adds, &quarters(9, 9), &counts(88, &[]))), "total total none none none");
}

#[test]
fn the_annual_figure_waits_for_the_last_period() {
    let quarter = || vec![counts(40, &[20, 20])];
    let periods = vec![quarter(), quarter(), Vec::new(), quarter()];
    let disclosure = year(Behaviour::Adds, periods, vec![counts(160, &[80, 80])]);
    assert_eq!(told(&disclosure), "all all none all none");
    assert_eq!(told(&once(Behaviour::Adds, &[], &counts(160, &[80, 80]))), "all", "there is none to wait for");
    let stock = year(Behaviour::Stands, vec![quarter(), Vec::new()], vec![counts(50, &[25, 25])]);
    assert_eq!(told(&stock), "all none none", "the state at the end of the year is that of the last period");
}

#[test]
fn what_the_annual_figure_implies_counts_as_much_as_what_was_reported() {
    // Nobody reported a small number, and still 160 - 3 x 50 = 10, 155 - 3 x 50 = 5.
    let quarters = [counts(50, &[]), counts(50, &[]), counts(50, &[]), counts(50, &[])];
    assert_eq!(told(&once(Behaviour::Adds, &quarters, &counts(160, &[]))), "all all all all all");
    assert_eq!(told(&once(Behaviour::Adds, &quarters, &counts(155, &[]))), "total total total total none");
    let unknown = [counts(50, &[]), counts(50, &[]), missing()];
    assert_eq!(told(&once(Behaviour::Adds, &unknown, &counts(130, &[]))), "all all all all");
    assert_eq!(told(&once(Behaviour::Adds, &unknown, &counts(106, &[]))), "total total total none");
}

#[test]
fn a_correction_in_a_year_with_small_numbers_is_not_shown() {
    let first = counts(32, &[12, 20]);
    let periods = |second: Table| vec![vec![first.clone(), second], vec![first.clone()]];
    let annual = || vec![counts(68, &[28, 40])];
    assert_eq!(told(&year(Behaviour::Adds, periods(counts(36, &[16, 20])), annual())), "all all all");
    // Who knows the twenty of before reckons the seven from the total.
    assert_eq!(told(&year(Behaviour::Adds, periods(counts(27, &[7, 20])), annual())), "none total none");
    assert_eq!(
        told(&year(Behaviour::Adds, periods(first.clone()), annual())),
        "all all all",
        "sent in again as it was"
    );
    let back = vec![vec![counts(27, &[7, 20]), first.clone()], vec![first.clone()]];
    assert_eq!(told(&year(Behaviour::Adds, back, annual())), "none total none", "once small is always small");
}

#[test]
fn an_annual_total_that_foretells_a_correction_is_not_shown() {
    let annual = counts(56, &[21, 9, 26]);
    let quarters = [counts(42, &[10, 11, 21]), counts(19, &[11, 3, 5])];
    // 56 - 19 is the first quarter as it will be corrected: of it 10 and 21 are known.
    assert_eq!(told(&once(Behaviour::Adds, &quarters, &annual)), "total total none");
    let adds_up = counts(61, &[21, 14, 26]);
    assert_eq!(told(&once(Behaviour::Adds, &quarters, &adds_up)), "total total total");
    let never_whole = [counts(42, &[10, 4, 28]), quarters[1].clone()];
    assert_eq!(told(&once(Behaviour::Adds, &never_whole, &annual)), "total total total");
    let stocks = [counts(30, &[15, 15]), counts(42, &[21, 21])];
    assert_eq!(told(&once(Behaviour::Stands, &stocks, &counts(29, &[8, 21]))), "total total none");
}

#[test]
fn people_moved_from_one_quarter_to_another_are_not_found() {
    // The annual report was right all along: a corrected quarter would give the other one.
    let quarters = |first: Table| {
        vec![vec![counts(25, &[]), first], vec![counts(25, &[])], vec![counts(25, &[])], vec![counts(25, &[])]]
    };
    let disclosure = year(Behaviour::Adds, quarters(counts(45, &[])), vec![counts(100, &[])]);
    assert_eq!(told(&disclosure), "none total total total none");
}

#[test]
fn a_running_count_is_shown_where_it_has_climbed_enough() {
    let quarters = [counts(20, &[]), counts(24, &[]), counts(31, &[]), counts(45, &[])];
    assert_eq!(told(&once(Behaviour::RunsUp, &quarters, &counts(45, &[]))), "total none total total total");
    let slow = [counts(20, &[]), counts(34, &[]), counts(36, &[])];
    assert_eq!(told(&once(Behaviour::RunsUp, &slow, &counts(36, &[]))), "total total none none");
    let steady = [counts(20, &[10, 10]), counts(40, &[20, 20])];
    assert_eq!(told(&once(Behaviour::RunsUp, &steady, &counts(40, &[20, 20]))), "all all all");
    let gap = year(Behaviour::RunsUp, vec![vec![counts(20, &[])], Vec::new(), vec![counts(60, &[])]], Vec::new());
    assert_eq!(told(&gap), "all none none none", "what lies between may still be small");
}

#[test]
fn the_parts_of_a_ratio_and_the_respondents_of_a_mark_are_groups() {
    for (table, expected) in [
        (ratio(30, 60), "all"),
        (ratio(9, 60), "none"),
        (ratio(3, 4), "none"),
        (ratio(55, 60), "none"),
        // Nobody is left: all of them.
        (ratio(60, 60), "all"),
        (ratio(0, 60), "none"),
        (score(40), "all"),
        (score(9), "none"),
        (counts(0, &[]), "none"),
        (missing(), "all"),
        (figure(Figure::NotApplicable), "all"),
    ] {
        assert_eq!(told(&once(Behaviour::Adds, &[], &table)), expected, "{table:?}");
    }
    let quarters = [ratio(30, 60), ratio(30, 60), ratio(20, 25)];
    assert_eq!(told(&once(Behaviour::Adds, &quarters, &ratio(80, 145))), "total total none none");
    let scores = [score(30), score(8), score(7)];
    assert_eq!(told(&once(Behaviour::Adds, &scores, &score(45))), "total none none total");
}

#[test]
fn the_threshold_is_never_under_five() {
    assert_eq!(Threshold::of(1), Threshold::of(5));
    let small = Year { behaviour: Behaviour::Stands, periods: Vec::new(), annual: vec![counts(7, &[])] };
    assert!(disclose(&small, Threshold::of(5)).annual.total);
    assert!(!disclose(&small, Threshold::of(8)).annual.total);
}
