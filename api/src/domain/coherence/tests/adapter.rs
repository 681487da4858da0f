//! What of all that is kept holds for a municipality on a day.

use super::*;

fn world() -> World {
    let mut world = World::new();
    world.contract("C", "A", &[(R, W, &["t"])], &[]);
    world
}

fn holding(world: &World, view: &View) -> Vec<(String, bool)> {
    let landscape = world.sources.landscape(samples::north().id, view);
    landscape.holdings.iter().map(|it| (world.name(it.contract.0), it.draft)).collect()
}

#[test]
fn a_contract_holds_for_its_clients_from_the_first_day_to_the_last() {
    let world = world();
    let holds = |on: &str| !holding(&world, &View::on(day(on))).is_empty();
    assert_eq!(["2019-12-31", "2020-01-01", "2023-12-31", "2024-01-01"].map(holds), [false, true, true, false]);
    let elsewhere = world.sources.landscape(samples::stranger().id, &View::on(day("2021-06-01")));
    assert!(elsewhere.holdings.is_empty());
}

#[test]
fn a_draft_holds_only_when_it_is_asked_for() {
    let mut world = world();
    let (first, second) = (ContractId(world.id("C")), world.contract("D", "B", &[(R, W, &["t"])], &[]));
    world.change("C", unsigned);
    let view = |drafts| View { drafts, ..View::on(day("2021-06-01")) };
    let signed = ("D".to_owned(), false);
    assert_eq!(holding(&world, &view(Drafts::LeftOut)), std::slice::from_ref(&signed));
    let both = [("C".to_owned(), true), signed.clone()];
    assert_eq!(holding(&world, &view(Drafts::Included)), both);
    assert_eq!(holding(&world, &view(Drafts::Only(first))), both);
    assert_eq!(holding(&world, &view(Drafts::Only(second))), std::slice::from_ref(&signed));
    let early = View { drafts: Drafts::Included, ..View::on(day("2019-12-31")) };
    assert!(holding(&world, &early).is_empty(), "a draft has a period too");
    world.change("C", |contract| contract.state = samples::withdrawn().state);
    assert_eq!(holding(&world, &view(Drafts::Included)), [signed]);
}

#[test]
fn what_is_thought_to_end_does_not_hold_afterwards() {
    let mut world = world();
    let contract = ContractId(world.id("C"));
    let ending = |last_day: &str| Some(Ending { contract, last_day: day(last_day) });
    let last = |last_day: &str, on: &str| {
        let view = View { ending: ending(last_day), ..View::on(day(on)) };
        world.sources.landscape(samples::north().id, &view).holdings.first().map(|it| it.last_day)
    };
    assert_eq!(last("2021-05-31", "2021-06-01"), None);
    assert_eq!(last("2021-05-31", "2021-05-31"), Some(day("2021-05-31")));
    assert_eq!(last("2030-01-01", "2021-05-31"), Some(day("2023-12-31")), "it is not made to last longer");
}

#[test]
fn a_framework_is_in_force_in_its_years_for_its_owners() {
    let mut world = world();
    world.framework(&[("G", W)]);
    let goals = |municipality: PartyId, on: &str| world.sources.landscape(municipality, &View::on(day(on))).goals.len();
    let found = ["2019-12-31", "2020-01-01", "2023-12-31", "2024-01-01"].map(|on| goals(samples::north().id, on));
    assert_eq!(found, [0, 1, 1, 0]);
    assert_eq!(goals(samples::south().id, "2021-06-01"), 0);
}

#[test]
fn a_draft_succeeds_only_in_a_preview() {
    let mut world = world();
    let (predecessor, view) = (Some(ContractId(world.id("C"))), View::on(day("2023-06-01")));
    world.contract("D", "A", &[(R, W, &["t"])], &[]);
    world.change("D", |contract| {
        unsigned(contract);
        contract.terms.predecessor = predecessor;
        contract.terms.period = period("2024-01-01", "2027-12-31");
    });
    let succeeded = |view: &View| world.sources.landscape(samples::north().id, view).holdings[0].succeeded;
    assert!(!succeeded(&view));
    assert!(succeeded(&View { drafts: Drafts::Included, ..view }));
}
