//! Bodies and contracts.

use super::*;

fn part(municipality: PartyRef, to: Option<&str>) -> Participation {
    Participation { organisation: works().id, municipality: municipality.id, from: day("2015-01-01"), to: to.map(day) }
}

fn body(participations: Vec<Participation>) -> Body {
    Body { party: organisation(works()), participations }
}

fn moving(bodies: Vec<Body>, contracts: Vec<Contract>) -> (Passing, Vec<Refusal>) {
    passing(&planned(), &World { bodies, contracts, ..World::default() }, by(DAY))
}

/// What a deviating assignment of a client says.
fn deviating(client: PartyRef, decision: &str) -> MatrixEntry {
    let deviation = Deviation { municipality: client.id, decision_reference: decision.into() };
    let subject = Subject::Partner(social_team().id);
    MatrixEntry { deviation: Some(deviation), ..entry(MatrixRole::Cooperates, LifeDomain::Participation, subject) }
}

#[test]
fn a_body_lapses_when_all_its_participants_become_one() {
    let both = vec![part(north(), None), part(south(), None), part(stranger(), Some("2019-12-31"))];
    let (moved, no) = moving(vec![body(both)], Vec::new());
    assert!(no.is_empty());
    assert_eq!((moved.bodies[0].fate, moved.bodies[0].adapt_by), (BodyFate::Lapses, None));
}

#[test]
fn a_body_with_another_participant_goes_on_and_is_adapted_within_six_months() {
    let three = vec![part(north(), None), part(south(), None), part(stranger(), None)];
    let (moved, _) = moving(vec![body(three)], Vec::new());
    assert_eq!((moved.bodies[0].fate, moved.bodies[0].adapt_by), (BodyFate::GoesOn, Some(day("2021-07-01"))));
    assert_eq!(moved.bodies[0].ended.len(), 2);
    let (moved, _) = moving(vec![body(vec![part(stranger(), None), part(north(), Some("2020-12-31"))])], Vec::new());
    assert!(moved.bodies.is_empty(), "who leaves by itself the day before is not moved");
}

#[test]
fn a_contract_passes_by_law_with_its_deviations() {
    let mut contract = adopted();
    contract.matrix.extend([deviating(north(), "B1"), deviating(south(), "B1")]);
    let (moved, no) = moving(Vec::new(), vec![contract.clone()]);
    assert!(no.is_empty(), "{no:?}");
    let [one] = moved.contracts.as_slice() else { panic!("{} contracts", moved.contracts.len()) };
    assert_eq!(
        (one.fate, one.event.kind, one.after.version),
        (ContractFate::Passes, EventKind::ContractPassed, contract.version + 1)
    );
    for old in [north(), south()] {
        assert_eq!(one.after.client(old.id).unwrap().until, Some(day("2020-12-31")));
    }
    let successor = one.after.client(new().id).unwrap();
    assert_eq!((successor.since, successor.until), (Some(day(DAY)), None));
    let adoption = successor.adoption.as_ref().unwrap();
    assert_eq!((adoption.decision_reference.as_str(), adoption.decided_on), ("Wet arhi art. 44", day(DAY)));
    assert_eq!(one.after.matrix.len(), contract.matrix.len() + 1);
    assert_eq!(one.after.matrix.last().unwrap(), &deviating(new(), "B1"));
    let then: Vec<&Client> = one.clients_from_then().collect();
    assert_eq!(then, [successor]);
    assert_eq!(one.after.clients_on(day("2020-12-31")).count(), 2, "the past stays");
}

#[test]
fn the_successor_stays_as_long_as_the_longest() {
    let mut contract = adopted();
    contract.clients[0].until = Some(day("2021-06-30"));
    let (moved, _) = moving(Vec::new(), vec![contract.clone()]);
    assert_eq!(moved.contracts[0].after.client(new().id).unwrap().until, None);
    contract.clients[1].until = Some(day("2021-03-31"));
    let (moved, _) = moving(Vec::new(), vec![contract.clone()]);
    assert_eq!(moved.contracts[0].after.client(new().id).unwrap().until, Some(day("2021-06-30")));
    contract.clients[1].until = Some(day("2020-06-30"));
    let (moved, _) = moving(Vec::new(), vec![contract]);
    assert_eq!(moved.contracts[0].after.client(south().id).unwrap().until, Some(day("2020-06-30")), "had left before");
}

#[test]
fn a_contract_lapses_with_its_contractor() {
    let (moved, no) = moving(vec![body(vec![part(north(), None), part(south(), None)])], vec![adopted(), withdrawn()]);
    assert!(no.is_empty(), "what was withdrawn is nobody's obstacle: {no:?}");
    let [one] = moved.contracts.as_slice() else { panic!("{} contracts", moved.contracts.len()) };
    assert_eq!((one.fate, one.event.kind), (ContractFate::Lapses, EventKind::ContractLapsed));
    for client in [north(), south()] {
        let ended = one.after.termination(client.id).unwrap();
        assert_eq!((ended.ground.name(), ended.last_day), ("LAPSED_BY_LAW", day("2020-12-31")));
    }
    assert_eq!(one.clients_from_then().count(), 0);
    let (_, no) = moving(vec![body(vec![part(north(), None), part(south(), None)])], vec![agreed()]);
    assert_eq!(told(&no), expected(&[(Code::ContractorLapses, "contracts.DVO-1")]));
}

#[test]
fn what_is_over_or_withdrawn_is_not_moved() {
    let mut over = adopted();
    over.terms.period.to = day("2020-12-31");
    assert!(moving(Vec::new(), vec![over, withdrawn()]).0.contracts.is_empty());
}

#[test]
fn what_is_unclear_is_told_at_its_place() {
    let mut contract = adopted();
    contract.matrix.push(deviating(north(), "B1"));
    let (_, no) = moving(Vec::new(), vec![contract]);
    assert_eq!(told(&no), expected(&[(Code::DeviationsDiffer, "contracts.DVO-1.matrix")]));
    let (_, no) = moving(Vec::new(), vec![half_adopted()]);
    assert_eq!(told(&no), expected(&[(Code::AdoptionsDiffer, "contracts.DVO-1.clients")]));
    let mut contract = adopted();
    let lapsed = moving(vec![body(vec![part(north(), None), part(south(), None)])], vec![adopted()]).0;
    contract.terminations = lapsed.contracts[0].after.terminations.clone();
    contract.terminations.truncate(1);
    contract.terminations[0].last_day = day("2021-03-31");
    let (_, no) = moving(Vec::new(), vec![contract]);
    assert_eq!(told(&no), expected(&[(Code::DecisionsDiffer, "contracts.DVO-1.clients")]));
}

#[test]
fn what_nobody_adopted_passes_as_it_is() {
    let (moved, no) = moving(Vec::new(), vec![draft()]);
    assert!(no.is_empty());
    let after = &moved.contracts[0].after;
    assert_eq!((after.state.stage(), &after.client(new().id).unwrap().adoption), (ContractStage::Draft, &None));
}
