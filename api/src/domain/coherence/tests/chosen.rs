//! Each finding where it is due, and where it is not.

use super::*;

fn told(cells: &[(&str, &[Cell<'_>])], kind: FindingKind) -> Vec<String> {
    let mut world = World::new();
    for (place, (contractor, cells)) in cells.iter().enumerate() {
        world.contract(&format!("C{place}"), contractor, cells, &[]);
    }
    world.of(kind)
}

fn in_work<'a>(task: &'a [&'a str]) -> [Cell<'a>; 1] {
    [(R, W, task)]
}

#[test]
fn two_contractors_for_one_task_and_overlapping_groups_are_a_double() {
    let double =
        |one: &[Cell<'_>], other: &[Cell<'_>]| told(&[("A", one), ("B", other)], FindingKind::DoubleResponsibility);
    assert_eq!(
        double(&in_work(&["t"]), &[(R, I, &["t"])]),
        ["ERROR DOUBLE_RESPONSIBILITY: by A, B; task t; in WORK, INCOME"]
    );
    assert_eq!(
        double(&in_work(&["t"]), &in_work(&["t @ jongeren"])),
        ["ERROR DOUBLE_RESPONSIBILITY: by A, B; task t; in WORK; for jongeren"]
    );
    assert_eq!(
        double(&in_work(&["t @ Jongeren"]), &in_work(&["t @ jongeren "])),
        ["ERROR DOUBLE_RESPONSIBILITY: by A, B; task t; in WORK; for Jongeren"]
    );
    assert!(double(&in_work(&["t @ jongeren"]), &in_work(&["t @ ouderen"])).is_empty());
    assert!(double(&in_work(&["t"]), &[(C, W, &["t"])]).is_empty());
    assert!(double(&in_work(&["t"]), &in_work(&["u"])).is_empty());
}

#[test]
fn one_contractor_may_answer_twice() {
    let domains: &[Cell<'_>] = &[(R, W, &["t"]), (R, P, &["t"])];
    assert!(told(&[("A", domains)], FindingKind::DoubleResponsibility).is_empty());
    let contracts: &[Cell<'_>] = &[(R, W, &["t"])];
    assert!(told(&[("A", contracts), ("A", contracts)], FindingKind::DoubleResponsibility).is_empty());
}

#[test]
fn a_third_with_a_group_of_its_own_has_no_part_in_the_double() {
    let found = told(
        &[("A", &in_work(&["t @ x"])), ("B", &in_work(&["t @ x"])), ("C", &in_work(&["t @ y"]))],
        FindingKind::DoubleResponsibility,
    );
    assert_eq!(found, ["ERROR DOUBLE_RESPONSIBILITY: by A, B; task t; in WORK; for x"]);
}

#[test]
fn a_deviating_assignment_takes_a_task_away_here() {
    let mut world = World::new();
    world.contract("C", "A", &[(R, P, &["t"]), (C, W, &["t"])], &[]);
    assert!(world.of(FindingKind::NobodyResponsible).is_empty());
    world.change("C", |contract| {
        let decision_reference = "B1".into();
        let municipality = samples::north().id;
        contract.matrix.push(MatrixEntry {
            deviation: Some(crate::domain::responsibility::Deviation { municipality, decision_reference }),
            ..samples::entry(R, P, Subject::None)
        });
    });
    assert_eq!(
        world.of(FindingKind::NobodyResponsible),
        ["ERROR NOBODY_RESPONSIBLE: by A; task t; in WORK"],
        "nobody in any domain"
    );
}

#[test]
fn a_task_that_a_goal_needs_must_be_somebodys() {
    let mut world = World::new();
    world.framework(&[("G", W)]);
    world.task("needed", &["G"]);
    world.task("needed elsewhere", &["H"]);
    world.contract("C", "A", &[(R, W, &["other"])], &[]);
    assert_eq!(world.of(FindingKind::NobodyResponsible), ["ERROR NOBODY_RESPONSIBLE: task needed; goal G"]);
    world.contract("D", "B", &[(R, W, &["needed @ jongeren"])], &[]);
    assert!(world.of(FindingKind::NobodyResponsible).is_empty(), "for some group is for somebody");
}

#[test]
fn a_goal_wants_a_responsible_task_and_an_indicator() {
    let uncovered = |task: bool, measured: bool| {
        let mut world = World::new();
        world.framework(&[("G", P)]);
        world.task("t", &["G"]);
        let cells: &[Cell<'_>] = if task { &[(R, P, &["t"])] } else { &[(C, P, &["t"])] };
        world.contract("C", "A", cells, if measured { &["G"] } else { &[] });
        world.of(FindingKind::GoalUncovered)
    };
    assert!(uncovered(true, true).is_empty());
    assert_eq!(uncovered(true, false), ["WARNING GOAL_UNCOVERED: lacks INDICATOR; goal G; in PARTICIPATION"]);
    assert_eq!(
        uncovered(false, true),
        ["ERROR GOAL_UNCOVERED: lacks RESPONSIBLE_TASK; task t; goal G; in PARTICIPATION"]
    );
    assert_eq!(uncovered(false, false), ["ERROR GOAL_UNCOVERED: lacks BOTH; task t; goal G; in PARTICIPATION"]);
}

#[test]
fn a_responsibility_is_measured_by_the_contractors_own_indicators() {
    let mut world = World::new();
    world.framework(&[("G", W)]);
    world.task("t", &["G", "H"]);
    world.contract("C", "A", &[(R, W, &["t"])], &[]);
    world.contract("D", "B", &[(C, W, &["t"])], &["G"]);
    let unmeasured = ["WARNING RESPONSIBILITY_UNMEASURED: by A; task t; goal G; in WORK"];
    assert_eq!(world.of(FindingKind::ResponsibilityUnmeasured), unmeasured, "another's indicator does not count");
    world.contract("E", "A", &[], &["H"]);
    assert!(world.of(FindingKind::ResponsibilityUnmeasured).is_empty(), "that of another contract does");
}

#[test]
fn a_partner_with_a_contract_that_does_not_name_this_side_is_an_error() {
    let found = told(&[("A", &[(S, W, &["B"])]), ("B", &[(R, W, &["t"])])], FindingKind::Cooperation);
    assert_eq!(found, ["ERROR COOPERATION: ONE_SIDED; by A; with B; in WORK"]);
    assert!(told(&[("A", &[(S, W, &["A"])])], FindingKind::Cooperation).is_empty(), "with oneself is with nobody");
}

#[test]
fn naming_a_category_counts_for_each_member() {
    let mut world = World::new();
    world.member("aanbieders", "B");
    world.member("aanbieders", "B2");
    world.contract("C", "A", &[(S, W, &["aanbieders"])], &[]);
    let outcome = |world: &World| world.of(FindingKind::Cooperation);
    assert_eq!(outcome(&world), ["INFO COOPERATION: NO_COUNTER_MATRIX; by A; with aanbieders; in WORK"]);
    world.contract("D", "B", &[(R, W, &["t"])], &[]);
    assert_eq!(outcome(&world), ["ERROR COOPERATION: ONE_SIDED; by A; with aanbieders; in WORK"]);
    world.contract("E", "B2", &[(S, W, &["A"])], &[]);
    assert_eq!(
        outcome(&world),
        [
            "INFO COOPERATION: CONFIRMED; by A; with aanbieders; in WORK",
            "INFO COOPERATION: CONFIRMED; by B2; with A; in WORK"
        ],
        "one member that names it is enough, and the category names the member"
    );
}

#[test]
fn a_category_names_its_members_only_where_they_are_members() {
    let mut world = World::new();
    world.member("aanbieders", "B");
    world.contract("C", "A", &[(S, W, &["aanbieders"])], &[]);
    world.contract("D", "B", &[(S, W, &["A"])], &[]);
    for membership in &mut world.sources.memberships {
        membership.to = Some(day("2021-05-31"));
    }
    let outcomes = |on: &str| {
        let found = world.on(&View::on(day(on)));
        let cooperation = found.iter().filter(|it| it.kind == FindingKind::Cooperation);
        sorted(cooperation.map(|it| world.told(it)))
    };
    let with_category = |outcome: &str| format!("INFO COOPERATION: {outcome}; by A; with aanbieders; in WORK");
    let with_member = ["ERROR COOPERATION: ONE_SIDED", "INFO COOPERATION: CONFIRMED"]
        .map(|outcome| format!("{outcome}; by B; with A; in WORK"));
    assert_eq!(outcomes("2021-05-31"), [with_category("CONFIRMED"), with_member[1].clone()]);
    assert_eq!(outcomes("2021-06-01"), [with_member[0].clone(), with_category("NO_COUNTER_MATRIX")]);
    for membership in &mut world.sources.memberships {
        (membership.from, membership.to) = (day("2021-06-01"), None);
    }
    assert!(world.of(FindingKind::Cooperation).contains(&with_member[1]), "from the first day on");
    for membership in &mut world.sources.memberships {
        membership.municipality = samples::south().id;
    }
    assert!(world.of(FindingKind::Cooperation).contains(&with_member[0]), "a member in another municipality");
}

#[test]
fn an_end_leaves_the_tasks_that_no_longer_contract_answers_for() {
    let mut world = World::new();
    world.contract("C", "A", &[(R, W, &["t", "u"])], &[]);
    world.contract("D", "A", &[(R, P, &["u"])], &[]);
    world.change("C", |contract| contract.terms.period.to = day("2021-12-31"));
    assert_eq!(world.of(FindingKind::CoverageEnds), ["WARNING COVERAGE_ENDS: by A; task t; in WORK; until 2021-12-31"]);
    world.contract("E", "A", &[(R, W, &["t"])], &[]);
    let predecessor = Some(ContractId(world.id("C")));
    world.change("E", |contract| {
        contract.terms.predecessor = predecessor;
        contract.terms.period = period("2022-01-01", "2024-12-31");
    });
    assert!(world.of(FindingKind::CoverageEnds).is_empty(), "it is succeeded");
}

#[test]
fn where_no_contract_holds_only_goals_are_uncovered() {
    let world = wpda::world();
    let kinds = |on: &str| sorted(world.on(&View::on(day(on))).into_iter().map(|it| it.kind));
    assert!(kinds("2019-12-31").is_empty(), "before contracts and framework");
    assert!(kinds("2024-01-01").is_empty(), "after both");
    let mut without = wpda::world();
    without.sources.contracts.clear();
    let found = without.found();
    assert_eq!(sorted(found.iter().map(|it| it.kind)), [FindingKind::GoalUncovered]);
    assert_eq!(found.len(), 4);
}
