//! How long a contract holds for one municipality: terminations, reorganisations, extensions and successors.

use super::*;
use crate::domain::contract::{
    ContractStage, ExtensionAnswer, ExtensionDecision, Replacement, Successor, Termination, TerminationGround,
};

fn world() -> World {
    let mut world = World::new();
    world.contract("C", "A", &[(R, W, &["t"])], &[]);
    world
}

fn holds(world: &World, municipality: PartyId, on: &str) -> bool {
    world.sources.landscape(municipality, &View::on(day(on))).holdings.len() == 1
}

/// What is told of ends on a day.
fn ends(world: &World, on: &str) -> Vec<String> {
    let found = world.on(&View::on(day(on)));
    found.iter().filter(|it| it.kind == FindingKind::CoverageEnds).map(|it| world.told(it)).collect()
}

#[test]
fn who_ended_the_contract_has_no_part_in_it_afterwards() {
    let mut world = world();
    world.change("C", |contract| {
        contract.terminations.push(Termination {
            municipality: samples::north().id,
            last_day: day("2021-12-31"),
            ground: TerminationGround::Notice,
            explanation: "Opgezegd".into(),
            decision_reference: "B5".into(),
            decided_on: day("2021-06-01"),
            at: samples::by("2021-06-01").at,
            by: None,
        });
    });
    let around = |municipality| ["2021-12-31", "2022-01-01"].map(|on| holds(&world, municipality, on));
    assert_eq!(around(samples::north().id), [true, false]);
    assert_eq!(around(samples::south().id), [true, true], "the other client goes on");
    assert_eq!(ends(&world, "2021-06-01"), ["WARNING COVERAGE_ENDS: by A; task t; in WORK; until 2021-12-31"]);
}

#[test]
fn a_successor_has_the_place_of_a_municipality_that_ended_from_its_day() {
    let mut world = world();
    let (north, successor) = (samples::north().id, samples::stranger());
    let by = successor.id;
    world.change("C", |contract| {
        for client in contract.clients.iter_mut().filter(|client| client.municipality.id == north) {
            client.until = Some(day("2020-12-31"));
        }
        let from = day("2021-01-01");
        contract.replaced.push(Replacement { municipality: north, by, from });
        contract.clients.push(Client { since: Some(from), ..Client::throughout(successor) });
    });
    let around = |municipality| ["2020-12-31", "2021-01-01"].map(|on| holds(&world, municipality, on));
    assert_eq!(around(north), [true, false]);
    assert_eq!(around(by), [false, true]);
}

#[test]
fn what_every_client_extended_does_not_end() {
    let mut world = world();
    let ending = ["WARNING COVERAGE_ENDS: by A; task t; in WORK; until 2023-12-31"];
    assert_eq!(ends(&world, "2023-06-01"), ending);
    for (municipality, left) in [(samples::north().id, &ending[..]), (samples::south().id, &[])] {
        world.change("C", |contract| {
            contract.extensions.push(ExtensionDecision {
                municipality,
                answer: ExtensionAnswer::Extend,
                until: Some(day("2025-12-31")),
                conditions: None,
                decision_reference: "B6".into(),
                decided_on: day("2023-01-01"),
                at: samples::by("2023-01-01").at,
                by: samples::by("2023-01-01").person,
            });
        });
        assert_eq!(ends(&world, "2023-06-01"), left);
    }
    assert!(holds(&world, samples::north().id, "2025-12-31"));
    assert!(!holds(&world, samples::north().id, "2026-01-01"));
}

#[test]
fn what_is_succeeded_does_not_end_and_holds_until_the_other_begins() {
    let mut world = world();
    let id = world.contract("D", "A", &[(R, W, &["t"])], &[]);
    let (predecessor, period) = (ContractId(world.id("C")), period("2023-07-01", "2026-12-31"));
    world.change("D", |contract| {
        contract.terms.predecessor = Some(predecessor);
        contract.terms.period = period;
    });
    let succeed = |world: &mut World, stage| {
        let clients = vec![samples::north().id];
        world.change("C", |contract| contract.successors = vec![Successor { contract: id, stage, period, clients }]);
    };
    let holding = |world: &World, on: &str| {
        let view = View::on(day(on));
        let landscape = world.sources.landscape(samples::north().id, &view);
        landscape.holdings.iter().map(|it| world.name(it.contract.0)).collect::<Vec<_>>()
    };
    succeed(&mut world, ContractStage::Adopted);
    assert!(ends(&world, "2023-06-01").is_empty());
    assert_eq!(holding(&world, "2023-06-30"), ["C"]);
    assert_eq!(holding(&world, "2023-07-01"), ["D"], "the first has passed to the second");
    assert!(holds(&world, samples::south().id, "2023-06-30"));
    world.change("D", unsigned);
    succeed(&mut world, ContractStage::Draft);
    assert_eq!(holding(&world, "2023-07-01"), ["C"], "a draft takes nobody's place");
    assert_eq!(ends(&world, "2023-06-01").len(), 1);
}
