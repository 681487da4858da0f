use super::*;
use crate::domain::{
    contract::Contract,
    ids::IndicatorId,
    responsibility::{Deviation, MatrixEntry, MatrixRole, Subject},
    samples::*,
};

fn framework(number: u128, years: (i32, i32), goals: &[(u128, &str)]) -> Framework {
    let goal = |(goal, code): &(u128, &str)| Goal {
        id: GoalId(id(*goal)),
        framework: FrameworkId(id(number)),
        code: (*code).into(),
        domain: LifeDomain::Work,
        text: "Meer mensen aan het werk".into(),
    };
    Framework {
        id: FrameworkId(id(number)),
        name: "Kadernota".into(),
        year_from: years.0,
        year_to: years.1,
        predecessor: None,
        succeeds: None,
        principles: Vec::new(),
        priorities: Vec::new(),
        owners: vec![north(), south()],
        goals: goals.iter().map(goal).collect(),
        version: 1,
    }
}

fn before() -> Framework {
    framework(10, (2016, 2019), &[(50, "A1"), (51, "A2"), (52, "A3")])
}

fn after() -> Framework {
    framework(11, (2020, 2023), &[(60, "B1"), (61, "B2")])
}

fn fate(goal: u128, fate: Fate, code: Option<&str>, why: Option<&str>) -> FateWording {
    let text = |text: &str| text.to_owned();
    FateWording { goal: GoalId(id(goal)), fate, successor_code: code.map(text), explanation: why.map(text) }
}

#[test]
fn statements_are_filled_and_told_by_their_place() {
    let wrong = Framework { principles: vec!["Werk".into(), " ".into()], priorities: vec![String::new()], ..after() };
    assert_eq!(refused(create(wrong)), ["empty at principles/1", "empty at priorities/0"]);
    let right = Framework { principles: vec!["Werk loont".into()], ..after() };
    assert_eq!(create(right.clone()), Ok(right));
}

#[test]
fn every_goal_of_the_framework_before_has_one_fate() {
    let told = [
        fate(50, Fate::Kept, Some("B1"), None),
        fate(51, Fate::Changed, Some(" B1 "), Some("Samengevoegd")),
        fate(52, Fate::Dropped, None, Some("Bereikt")),
    ];
    let fates = succeed(&after(), &before(), &told).unwrap();
    let successors: Vec<_> = fates.iter().map(|it| it.successor).collect();
    assert_eq!(successors, [Some(GoalId(id(60))), Some(GoalId(id(60))), None]);
    assert_eq!(fates[1].explanation.as_deref(), Some("Samengevoegd"));
    assert_eq!(refused(succeed(&after(), &before(), &told[..2])), ["fate-missing at goalFates/A3 (goal=A3)"]);
    let missing = ["A1", "A2", "A3"].map(|code| format!("fate-missing at goalFates/{code} (goal={code})"));
    assert_eq!(refused(succeed(&after(), &before(), &[])), missing);
    let twice = [told.to_vec(), vec![told[0].clone()], vec![fate(99, Fate::Kept, Some("B1"), None)]].concat();
    let wrong = ["duplicate at goalFates/3/goalId", "not-found at goalFates/4/goalId"];
    assert_eq!(refused(succeed(&after(), &before(), &twice)), wrong);
}

#[test]
fn what_goes_on_names_its_goal_and_what_does_not_says_why() {
    let told = [
        fate(50, Fate::Kept, None, None),
        fate(51, Fate::Changed, Some("A1"), None),
        fate(52, Fate::Dropped, Some("B1"), Some(" ")),
    ];
    let wrong = [
        "empty at goalFates/0/successorGoalCode",
        "not-found at goalFates/1/successorGoalCode",
        "empty at goalFates/1/explanation",
        "fate-does-not-fit at goalFates/2/successorGoalCode",
        "empty at goalFates/2/explanation",
    ];
    assert_eq!(refused(succeed(&after(), &before(), &told)), wrong);
}

#[test]
fn a_framework_follows_one_of_the_same_municipality_in_time() {
    let empty = || Framework { goals: Vec::new(), ..before() };
    let same_year = Framework { year_from: 2016, ..after() };
    let told = refused(succeed(&same_year, &empty(), &[]));
    assert_eq!(told, ["years-do-not-follow at yearFrom (year=2016)"]);
    let of_others = Framework { owners: vec![stranger()], ..after() };
    assert_eq!(refused(succeed(&of_others, &empty(), &[])), ["no-owner-in-common at predecessorId"]);
    let of_one = Framework { owners: vec![stranger(), south()], year_from: 2017, ..after() };
    assert_eq!(succeed(&of_one, &empty(), &[]), Ok(Vec::new()));
}

fn task(goals: &[u128]) -> Task {
    Task { id: TaskId(id(20)), name: "Opgave".into(), goals: goals.iter().map(|goal| GoalId(id(*goal))).collect() }
}

#[test]
fn links_to_the_goals_of_others_stay_as_they_are() {
    let goal = |number: u128| GoalId(id(number));
    let known = [before().goals, after().goals].concat();
    let own = [goal(50), goal(51), goal(52)];
    let link = |has: &[u128], wanted: &[u128]| {
        let wanted: Vec<GoalId> = wanted.iter().copied().map(goal).collect();
        link(&task(has), &wanted, &known, &own)
    };
    assert_eq!(link(&[50, 60], &[51]), Ok(vec![goal(51), goal(60)]), "the own link goes, that of others stays");
    assert_eq!(link(&[60], &[60, 50]), Ok(vec![goal(60), goal(50)]), "naming it again changes nothing");
    assert_eq!(link(&[50], &[]), Ok(Vec::new()));
    assert_eq!(refused(link(&[60], &[50, 61])), ["goal-of-others at goalIds/1"]);
    assert_eq!(refused(link(&[], &[50, 50, 99])), ["duplicate at goalIds/1", "not-found at goalIds/2"]);
}

/// One goal covered by the sample contract (task 20, goal 50), one that only others serve, one that nobody does.
fn covered(contracts: &[Contract], municipality: crate::domain::ids::PartyId, on: &str) -> Vec<GoalCoverage> {
    let tasks = [task(&[50]), Task { id: TaskId(id(21)), ..task(&[51]) }];
    coverage(&before(), &tasks, contracts, municipality, day(on))
}

#[test]
fn a_goal_is_covered_by_a_responsible_contractor_and_an_indicator() {
    let contract = adopted();
    let all = covered(std::slice::from_ref(&contract), north().id, "2020-06-01");
    assert_eq!(
        all.iter().map(|it| it.goal).collect::<Vec<_>>(),
        before().goals.iter().map(|it| it.id).collect::<Vec<_>>()
    );
    let measured: Vec<IndicatorId> = (31..=34).map(|number| IndicatorId(id(number))).collect();
    assert_eq!((&all[0].responsible, &all[0].indicators), (&vec![contract.id], &measured));
    assert!(all[0].is_covered() && all[0].contributing.is_empty() && all[0].tasks == [TaskId(id(20))]);
    assert!(!all[1].is_covered() && all[1].tasks == [TaskId(id(21))] && all[1].responsible.is_empty());
    assert!(!all[2].is_covered() && all[2].tasks.is_empty() && all[2].indicators.is_empty());

    let unmeasured = Contract { indicators: Vec::new(), ..contract.clone() };
    let all = covered(&[unmeasured], north().id, "2020-06-01");
    assert!(!all[0].is_covered() && !all[0].responsible.is_empty());
    let contributing = entry(MatrixRole::Contributes, LifeDomain::Work, Subject::Task(TaskId(id(20))));
    let helping = Contract { matrix: vec![contributing], ..contract.clone() };
    let all = covered(&[helping], north().id, "2020-06-01");
    assert!(!all[0].is_covered() && all[0].responsible.is_empty() && all[0].contributing == [contract.id]);
}

#[test]
fn only_what_holds_for_the_municipality_on_the_day_counts() {
    let contract = adopted();
    for (municipality, on) in [(north().id, "2018-12-31"), (north().id, "2022-01-01"), (stranger().id, "2020-06-01")] {
        let all = covered(std::slice::from_ref(&contract), municipality, on);
        assert!(all.iter().all(|it| it.responsible.is_empty() && it.indicators.is_empty()), "{on}");
    }
    let all = covered(&[agreed()], north().id, "2020-06-01");
    assert!(all[0].responsible.is_empty(), "what is not adopted does not count");
    let deviation = Deviation { municipality: south().id, decision_reference: "B1".into() };
    let none: MatrixEntry = entry(MatrixRole::Responsible, LifeDomain::Work, Subject::None);
    let mut deviating = contract;
    deviating.matrix.push(MatrixEntry { deviation: Some(deviation), ..none });
    let deviating = std::slice::from_ref(&deviating);
    assert!(covered(deviating, north().id, "2020-06-01")[0].is_covered());
    assert!(!covered(deviating, south().id, "2020-06-01")[0].is_covered(), "its own assignment says none");
}
