//! What is planned, what passes or lapses, and what is too unclear.

mod merged;
mod moved;

use super::*;
use crate::domain::{
    contract::{Client, Contract, ContractStage},
    indicator::Measure,
    party::{Detail, Participation, PartyKind},
    responsibility::{Deviation, LifeDomain, MatrixEntry, MatrixRole, Subject},
    samples::*,
    target::{Aim, TargetKind, TargetSet},
};

const DAY: &str = "2021-01-01";

/// The municipality that takes the place of both clients.
fn new() -> PartyRef {
    party(6, "Nieuw")
}

fn municipality(it: PartyRef) -> Party {
    Party {
        id: it.id,
        name: it.name,
        kind: PartyKind::Municipality { cbs_code: "0001".into() },
        valid_from: None,
        valid_to: None,
        successor: None,
        detail: Detail::default(),
        version: 1,
    }
}

fn organisation(it: PartyRef) -> Party {
    let kind = PartyKind::Organisation { code: "WB".into(), legal_form: crate::domain::party::LegalForm::Foundation };
    Party { kind, ..municipality(it) }
}

fn plan(date: &str) -> Plan {
    Plan { name: "Vorming Nieuw".into(), date: day(date), legal_basis: "Wet".into() }
}

/// North and South become one.
fn planned() -> Reorganisation {
    let predecessors = [municipality(north()), municipality(south())];
    let id = ReorganisationId(id(300));
    Reorganisation::plan(id, plan(DAY), &predecessors, &municipality(new()), by("2020-06-01")).unwrap().0
}

/// Codes and paths.
fn told(refusals: &[Refusal]) -> Vec<(Code, String)> {
    refusals.iter().map(|it| (it.code, it.path.join("."))).collect()
}

fn expected(refusals: &[(Code, &str)]) -> Vec<(Code, String)> {
    refusals.iter().map(|(code, path)| (*code, (*path).to_owned())).collect()
}

#[test]
fn everything_wrong_with_a_plan_is_told_at_once() {
    let mut ended = municipality(stranger());
    ended.valid_to = Some(day("2019-12-31"));
    let predecessors =
        [municipality(north()), municipality(north()), organisation(works()), municipality(new()), ended];
    let wrong = Plan { name: " ".into(), legal_basis: String::new(), ..plan("2021-01-02") };
    let mut successor = municipality(new());
    successor.valid_from = Some(day("2022-01-01"));
    let it = ReorganisationId(id(300));
    let refused = Reorganisation::plan(it, wrong, &predecessors, &successor, by("2020-06-01")).unwrap_err();
    let all = [
        (Code::Empty, "name"),
        (Code::Empty, "legalBasis"),
        (Code::NotFirstOfJanuary, "date"),
        (Code::Duplicate, "predecessorIds.1"),
        (Code::WrongParty, "predecessorIds.2"),
        (Code::WrongParty, "predecessorIds.3"),
        (Code::SucceededOtherwise, "predecessorIds.4"),
        (Code::PartyNotThere, "successorId"),
    ];
    assert_eq!(told(&refused), expected(&all));
    let refused = Reorganisation::plan(it, plan(DAY), &[], &organisation(works()), by("2020-06-01")).unwrap_err();
    assert_eq!(told(&refused), expected(&[(Code::Empty, "predecessorIds"), (Code::WrongParty, "successorId")]));
}

#[test]
fn it_is_done_once_and_from_its_day() {
    assert_eq!(told(&planned().cannot_execute(day("2020-12-31"))), expected(&[(Code::ReorganisationTooEarly, "")]));
    assert!(planned().cannot_execute(day(DAY)).is_empty());
    let (done, _) = planned().execute(&Passing::default(), by(DAY)).unwrap();
    assert_eq!((done.state.stage(), done.version), (ReorganisationStage::Executed, 2));
    assert_eq!(told(&done.cannot_execute(day(DAY))), expected(&[(Code::WrongState, "")]));
    assert_eq!(told(&done.cancel("Toch niet", by(DAY).at).unwrap_err()), expected(&[(Code::WrongState, "")]));
}
