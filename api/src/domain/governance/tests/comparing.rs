//! Scenarios beside each other, and what is contracted beside them.

use std::collections::BTreeSet;

use super::{complete, executed, first, open, private, public, setting, under, with_two, wording};
use crate::domain::{
    governance::{
        ChainElement, Execution, MunicipalRole, Scale, Sector,
        arrangement::{self, Arrangement, Wording},
        compare::{Aspect, Fit, Held, held, side_by_side},
        scenario::Scenario,
    },
    ids::{ArrangementId, ContractId, ScenarioId},
    samples::{day, id, north, works},
};

const ELEMENT: ChainElement = ChainElement::WorkDevelopment;

/// A scenario that wants this of one element.
fn wanting(executions: Vec<Execution>) -> Scenario {
    let mut settings = complete();
    for it in &mut settings {
        if it.element == ELEMENT {
            it.executions.clone_from(&executions);
        }
    }
    open().draft(ScenarioId(id(204)), wording("S4", settings)).unwrap().0
}

#[test]
fn rows_differ_when_the_scenarios_want_different_things() {
    let (one, other) = (wanting(vec![public(Scale::Regional)]), wanting(vec![private(Scale::Regional)]));
    let rows = side_by_side(&[&one, &other]);
    assert_eq!(rows.iter().map(|row| row.element).collect::<Vec<_>>(), ChainElement::ALL);
    let differing: Vec<_> = rows.iter().filter(|row| row.differs).map(|row| row.element).collect();
    assert_eq!(differing, [ELEMENT]);
    let cells: Vec<_> = rows[3].cells.iter().map(|(_, setting)| setting.unwrap().executions.clone()).collect();
    assert_eq!(cells, [vec![public(Scale::Regional)], vec![private(Scale::Regional)]]);
}

#[test]
fn order_and_capitals_make_no_difference_but_role_and_executor_do() {
    let words = |text: &str| Execution { in_words: Some(text.into()), ..executed(None, None) };
    let differ = |one: Vec<Execution>, other: Vec<Execution>| {
        side_by_side(&[&wanting(one), &wanting(other)]).iter().any(|row| row.differs)
    };
    assert!(!differ(vec![words("Per cluster"), words("team")], vec![words("Team"), words("per cluster")]));
    assert!(differ(vec![words("per cluster")], vec![words("per gemeente")]));
    let by_works = Execution { executor: Some(works()), ..public(Scale::Regional) };
    assert!(differ(vec![by_works], vec![public(Scale::Regional)]));
    let choice = with_two();
    let (mut one, other) = (first(&choice), choice.scenarios[1].clone());
    assert!(!side_by_side(&[&one, &other]).iter().any(|row| row.differs), "codes and titles are no settings");
    one.settings[0].role = Some(MunicipalRole::DirectionAndExecution);
    assert!(side_by_side(&[&one, &other])[0].differs);
    assert!(!side_by_side(&[&one])[0].differs, "one alone");
}

fn arranged(executions: Vec<Execution>) -> Arrangement {
    let wording = Wording {
        element: ELEMENT,
        role: MunicipalRole::PolicyDirection,
        executions,
        from: day("2020-01-01"),
        decision_reference: None,
    };
    arrangement::set(ArrangementId(id(300)), north().id, wording, None).unwrap().arrangement
}

/// How the element stands when the contracts 1 and 2 are in force.
fn stands(wanted: Vec<Execution>, found: Vec<Execution>) -> Held {
    let in_force = BTreeSet::from([ContractId(id(1)), ContractId(id(2))]);
    let arrangement = arranged(found);
    let all = held(&wanting(wanted), &[&arrangement], &in_force);
    assert_eq!(all.iter().map(|it| it.element).collect::<Vec<_>>(), ChainElement::ALL);
    let others = all.iter().filter(|it| it.element != ELEMENT);
    assert!(others.clone().all(|it| it.fit == Fit::NothingContracted), "nothing is arranged for the others");
    all.into_iter().find(|it| it.element == ELEMENT).unwrap()
}

fn aspects(held: &Held) -> Vec<Aspect> {
    held.differences.iter().map(|difference| difference.aspect).collect()
}

#[test]
fn what_is_contracted_as_chosen_fits() {
    let wanted = vec![public(Scale::Regional), private(Scale::Regional)];
    let found = vec![under(2, private(Scale::Regional)), under(1, public(Scale::Regional))];
    let fits = stands(wanted.clone(), found);
    assert_eq!((fits.fit, fits.differences.len()), (Fit::Fits, 0));
    assert_eq!(fits.contracts, [ContractId(id(2)), ContractId(id(1))]);
    let both = vec![under(1, executed(Some(Sector::Both), Some(Scale::Regional)))];
    assert_eq!(stands(wanted, both).fit, Fit::Fits, "both is public and private");
}

#[test]
fn another_sector_or_scale_differs_in_that() {
    let wanted = || vec![public(Scale::Regional)];
    let sector = stands(wanted(), vec![under(1, private(Scale::Regional))]);
    assert_eq!((sector.fit, aspects(&sector)), (Fit::Differs, vec![Aspect::Sector]));
    assert_eq!((&sector.differences[0].wanted, &sector.differences[0].found), (&vec!["PUBLIC"], &vec!["PRIVATE"]));
    let scale = stands(wanted(), vec![under(1, public(Scale::Municipal))]);
    assert_eq!((scale.fit, aspects(&scale)), (Fit::Differs, vec![Aspect::Scale]));
    let each = stands(wanted(), vec![under(1, private(Scale::Municipal))]);
    assert_eq!(aspects(&each), [Aspect::Sector, Aspect::Scale]);
    let half = stands(vec![public(Scale::Regional), private(Scale::Regional)], vec![under(1, public(Scale::Regional))]);
    assert_eq!((half.fit, aspects(&half)), (Fit::Differs, vec![Aspect::Sector]), "the private part is not contracted");
    let more = stands(wanted(), vec![under(1, public(Scale::Regional)), under(2, private(Scale::Regional))]);
    assert_eq!((more.fit, aspects(&more)), (Fit::Differs, vec![Aspect::Sector]), "more than was chosen");
}

#[test]
fn sector_and_scale_must_go_together_as_chosen() {
    let wanted = vec![public(Scale::Regional), private(Scale::Municipal)];
    let crossed = vec![under(1, public(Scale::Municipal)), under(2, private(Scale::Regional))];
    let found = stands(wanted, crossed);
    assert_eq!((found.fit, aspects(&found)), (Fit::Differs, vec![Aspect::Combination]));
    assert_eq!(found.differences[0].wanted, ["PRIVATE_MUNICIPAL", "PUBLIC_REGIONAL"]);
}

#[test]
fn without_a_contract_in_force_nothing_is_contracted() {
    let wanted = || vec![public(Scale::Regional)];
    for found in [public(Scale::Regional), under(3, public(Scale::Regional))] {
        let held = stands(wanted(), vec![found]);
        assert_eq!((held.fit, held.contracts.len()), (Fit::NothingContracted, 0));
    }
    let beside = stands(wanted(), vec![under(1, public(Scale::Regional)), private(Scale::Municipal)]);
    assert_eq!(beside.fit, Fit::Fits, "what is under no contract does not count");
}

#[test]
fn too_little_said_cannot_be_compared_and_what_is_not_chosen_does_not_matter() {
    let held = |wanted, found| stands(wanted, vec![found]).fit;
    let regional = || executed(None, Some(Scale::Regional));
    assert_eq!(held(Vec::new(), under(1, public(Scale::Regional))), Fit::NotComparable, "left open");
    assert_eq!(held(vec![regional()], under(1, private(Scale::Regional))), Fit::Fits, "the sector was not chosen");
    assert_eq!(held(vec![regional()], under(1, private(Scale::Municipal))), Fit::Differs);
    assert_eq!(held(vec![public(Scale::Regional)], under(1, regional())), Fit::NotComparable, "the sector is not told");
    assert_eq!(held(vec![public(Scale::Regional)], under(1, executed(None, Some(Scale::Municipal)))), Fit::Differs);
    let silent = executed(None, None);
    let partly = vec![public(Scale::Regional), Execution { in_words: Some("nog open".into()), ..silent }];
    assert_eq!(held(partly.clone(), under(1, private(Scale::Regional))), Fit::Differs, "the public part is missing");
    let fuller = vec![under(1, public(Scale::Regional)), under(2, private(Scale::Regional))];
    assert_eq!(stands(partly, fuller).fit, Fit::NotComparable, "the open part may be the private one");
    assert_eq!(setting(ELEMENT, Vec::new()).executions, []);
}
