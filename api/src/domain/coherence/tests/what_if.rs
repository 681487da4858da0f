//! What a change would bring about, and what municipalities have in common.

use super::{
    difference::{Difference, difference},
    region::together,
    *,
};

fn what_if(world: &World, before: &View, after: &View) -> Difference {
    let municipality = samples::north().id;
    difference(&world.sources.landscape(municipality, before), &world.sources.landscape(municipality, after))
}

#[test]
fn when_a_contract_ends_its_tasks_lose_their_responsible_party() {
    let mut world = wpda::world();
    let contract = ContractId(world.id("INK-DAGB"));
    let now = View::on(day("2021-06-01"));
    let ending = Some(Ending { contract, last_day: day("2021-05-31") });
    let told = what_if(&world, &now, &View { ending, ..now });
    let names: Vec<String> = told.losing.iter().map(|task| world.name(task.0)).collect();
    assert_eq!(
        sorted(names),
        [
            "aansluiting op re-integratie",
            "arbeidsvaardigheden",
            "dagbesteding",
            "specifieke vaardigheden",
            "zelfstandig actief"
        ]
    );
    assert!(told.gaining.is_empty());
    let appearing: Vec<String> = told.appearing.iter().map(|it| world.told(it)).collect();
    assert_eq!(appearing, ["ERROR NOBODY_RESPONSIBLE: task dagbesteding; goal M1"], "a goal needs it");
    assert!(told.disappearing.iter().all(|it| it.contractors == [PartyId(world.id("DAGB"))]));
    let shifting: Vec<(String, String)> =
        told.shifting.iter().map(|it| (world.told(&it.before), world.told(&it.after))).collect();
    assert!(shifting.contains(&(
        "INFO COOPERATION: CONFIRMED; by WPDA; with DAGB; in WORK".to_owned(),
        "INFO COOPERATION: NO_COUNTER_MATRIX; by WPDA; with DAGB; in WORK".to_owned()
    )));
}

#[test]
fn a_draft_may_give_tasks_and_make_doubles() {
    let mut world = wpda::world();
    let new = world.contract("NIEUW", "Taalhuis", &[(R, P, &["laaggeletterdheid", "dagbesteding"])], &[]);
    world.change("NIEUW", unsigned);
    let now = View::on(day("2021-06-01"));
    let told = what_if(&world, &now, &View { drafts: Drafts::Only(new), ..now });
    assert_eq!(told.gaining.iter().map(|task| world.name(task.0)).collect::<Vec<_>>(), ["laaggeletterdheid"]);
    assert!(told.losing.is_empty());
    let gone: Vec<String> = told.disappearing.iter().map(|it| world.told(it)).collect();
    assert_eq!(gone.len(), 1);
    assert!(gone[0].starts_with("ERROR NOBODY_RESPONSIBLE: by WPDA; task laaggeletterdheid"));
    assert!(told.appearing.iter().any(|it| it.kind == FindingKind::DoubleResponsibility));
}

#[test]
fn when_the_last_contract_ends_its_tasks_are_lost_all_the_same() {
    let mut world = World::new();
    let contract = world.contract("C", "A", &[(R, W, &["t"])], &[]);
    let now = View::on(day("2021-06-01"));
    let told = what_if(&world, &now, &View { ending: Some(Ending { contract, last_day: day("2021-01-01") }), ..now });
    assert_eq!(told.losing.iter().map(|task| world.name(task.0)).collect::<Vec<_>>(), ["t"]);
    assert_eq!(what_if(&world, &now, &now), Difference::default());
}

#[test]
fn the_same_matter_in_two_municipalities_is_told_once() {
    let world = wpda::world();
    let view = View::on(day("2021-06-01"));
    let of = |municipality: PartyId| findings(&world.sources.landscape(municipality, &view));
    let (north, south) = (of(samples::north().id), of(samples::south().id));
    let told = together(north.iter().chain(&south).cloned());
    let double: Vec<_> = told.iter().filter(|it| it.parts.len() == 2).collect();
    assert!(double.len() > 10, "the contracts are the same");
    for it in &told {
        assert!(it.parts.iter().all(|part| part.subject() == it.parts[0].subject() && part.kind == it.whole.kind));
        assert!(it.parts.is_sorted_by_key(|part| part.municipality));
        assert_eq!(it.whole.code, format!("{}:{}", it.whole.kind, it.parts[0].subject()));
    }
    let parts: usize = told.iter().map(|it| it.parts.len()).sum();
    assert_eq!(parts, north.len() + south.len(), "nothing is lost");
    // The framework is that of the north alone: what its goals need is missed there alone, by the same contributor.
    let literacy = told.iter().find(|it| it.whole.tasks == [it.whole.tasks[0]] && it.whole.goals.len() == 2).unwrap();
    assert!(!literacy.parts.is_empty());
}

#[test]
fn what_weighs_differently_is_two_matters() {
    let world = wpda::world();
    let found = world.found();
    let one = found.iter().find(|it| it.kind == FindingKind::Cooperation).unwrap();
    let other = Finding {
        municipality: samples::south().id,
        code: format!("{}:{}:{}", one.kind, samples::south().id.0, one.subject()),
        severity: Severity::Error,
        ..one.clone()
    };
    assert_eq!(together([one.clone(), other.clone()]).len(), 2);
    assert_eq!(together([one.clone(), Finding { severity: one.severity, ..other }]).len(), 1);
}
