//! Amendments: adopted they hold from their day, unsigned they are looked at on request.

use super::{
    difference::{Difference, difference},
    *,
};
use crate::domain::contract::Amends;

/// A contract under which A answers for one task, and an amendment of 2022 by which it answers for another.
fn world(from: &str) -> (World, ContractId) {
    let mut world = World::new();
    world.contract("C", "A", &[(R, W, &["old"])], &[]);
    let text = world.worded("C/1", "A", &[(R, W, &["new"]), (C, W, &["old"])], &[]);
    let id = text.id;
    world.change("C", |contract| {
        let before = Box::new(contract.clone());
        let (contract_id, effective_from) = (contract.id, day(from));
        let amends = Amends { contract: contract_id, number: 1, effective_from, reason: "Daarom".into(), before };
        contract.amendments.push(Contract { amends: Some(amends), ..text });
    });
    (world, id)
}

fn preview(world: &mut World, change: impl FnOnce(&mut Contract)) {
    world.change("C", |contract| {
        let amendment = contract.amendments.first_mut().unwrap();
        unsigned(amendment);
        change(amendment);
    });
}

/// What A answers for, and whether that is signed.
fn answers(world: &World, view: &View) -> Vec<(String, bool)> {
    let landscape = world.sources.landscape(samples::north().id, view);
    let mut told = Vec::new();
    for holding in &landscape.holdings {
        for entry in holding.entries.iter().filter(|entry| entry.role == R) {
            let Subject::Task(task) = entry.subject else { panic!("a task") };
            told.push((world.name(task.0), !holding.draft));
        }
    }
    told
}

fn only(task: &str, signed: bool) -> Vec<(String, bool)> {
    vec![(task.to_owned(), signed)]
}

#[test]
fn an_adopted_amendment_changes_the_findings_from_its_day() {
    let (world, _) = world("2022-01-01");
    assert_eq!(answers(&world, &View::on(day("2021-12-31"))), only("old", true));
    assert_eq!(answers(&world, &View::on(day("2022-01-01"))), only("new", true));
    let nobody = |on: &str| {
        let found = world.on(&View::on(day(on)));
        found.iter().filter(|it| it.kind == FindingKind::NobodyResponsible).map(|it| world.told(it)).collect::<Vec<_>>()
    };
    assert!(nobody("2021-12-31").is_empty());
    assert_eq!(nobody("2022-01-01"), ["ERROR NOBODY_RESPONSIBLE: by A; task old; in WORK"]);
}

#[test]
fn a_draft_amendment_is_looked_at_on_request_and_only_from_its_day() {
    let (mut world, id) = world("2022-01-01");
    let base = ContractId(world.id("C"));
    preview(&mut world, |_| {});
    let on = |world: &World, text: &str, drafts| answers(world, &View { drafts, ..View::on(day(text)) });
    assert_eq!(on(&world, "2022-01-01", Drafts::LeftOut), only("old", true));
    assert_eq!(on(&world, "2022-01-01", Drafts::Only(base)), only("old", true), "that one is signed");
    for drafts in [Drafts::Included, Drafts::Only(id)] {
        assert_eq!(on(&world, "2021-12-31", drafts), only("old", true));
        assert_eq!(on(&world, "2022-01-01", drafts), only("new", false));
    }
    preview(&mut world, |amendment| amendment.state = ContractState::Offered { at: samples::by("2021-06-01").at });
    assert_eq!(on(&world, "2022-01-01", Drafts::Included), only("new", false), "offered is not signed");
    preview(&mut world, |amendment| amendment.state = samples::withdrawn().state);
    assert_eq!(on(&world, "2022-01-01", Drafts::Included), only("old", true));
}

#[test]
fn what_if_a_draft_amendment_held() {
    let (mut world, id) = world("2022-01-01");
    preview(&mut world, |_| {});
    let municipality = samples::north().id;
    let told = |on: &str| {
        let now = View::on(day(on));
        let then = View { drafts: Drafts::Only(id), ..now };
        difference(&world.sources.landscape(municipality, &now), &world.sources.landscape(municipality, &then))
    };
    assert_eq!(told("2021-12-31"), Difference::default());
    let told = told("2022-01-01");
    let names = |tasks: &[TaskId]| tasks.iter().map(|task| world.name(task.0)).collect::<Vec<_>>();
    assert_eq!((names(&told.losing), names(&told.gaining)), (vec!["old".to_owned()], vec!["new".to_owned()]));
    let appearing: Vec<String> = told.appearing.iter().map(|it| world.told(it)).collect();
    assert_eq!(
        appearing,
        [
            "ERROR NOBODY_RESPONSIBLE: by A; task old; in WORK",
            "WARNING RESPONSIBILITY_UNMEASURED: by A; task new; in WORK"
        ]
    );
}

#[test]
fn a_draft_amendment_of_the_period_moves_the_end_before_its_day() {
    let last = |to: &str, drafts| {
        let (mut world, _) = world("2022-01-01");
        preview(&mut world, |amendment| amendment.terms.period.to = day(to));
        let view = View { drafts, ..View::on(day("2021-06-01")) };
        let landscape = world.sources.landscape(samples::north().id, &view);
        landscape.holdings.iter().map(|it| (it.last_day, it.draft)).collect::<Vec<_>>()
    };
    assert_eq!(last("2022-03-31", Drafts::LeftOut), [(day("2023-12-31"), false)]);
    assert_eq!(last("2022-03-31", Drafts::Included), [(day("2022-03-31"), false)]);
    assert_eq!(last("2025-12-31", Drafts::Included), [(day("2025-12-31"), false)]);
}

#[test]
fn a_client_that_leaves_or_joins_by_amendment_does_so_on_its_day() {
    let (mut world, _) = world("2022-01-01");
    let stranger = samples::stranger();
    let joining = stranger.clone();
    world.change("C", |contract| {
        let amendment = contract.amendments.first_mut().unwrap();
        let north = samples::north().id;
        for client in amendment.clients.iter_mut().filter(|client| client.municipality.id == north) {
            client.until = Some(day("2021-12-31"));
        }
        amendment.clients.push(Client { since: Some(day("2022-01-01")), ..Client::throughout(joining) });
    });
    let holds =
        |municipality: PartyId, on: &str| world.sources.landscape(municipality, &View::on(day(on))).holdings.len() == 1;
    let around = |municipality| ["2021-12-31", "2022-01-01"].map(|on| holds(municipality, on));
    assert_eq!(around(samples::north().id), [true, false]);
    assert_eq!(around(stranger.id), [false, true]);
    assert_eq!(around(samples::south().id), [true, true]);
}
