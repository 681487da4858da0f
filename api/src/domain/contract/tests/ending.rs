//! How long a contract holds: extension, termination, succession, and hearing before a unilateral decision.

use chrono::NaiveDate;

use crate::domain::{
    contract::*,
    event::EventKind,
    ids::{ContractId, PartyId, PersonId},
    refusal::Outcome,
    samples::*,
};

fn decision(client: PartyId, answer: ExtensionAnswer, until: Option<&str>) -> ExtensionDecision {
    ExtensionDecision {
        municipality: client,
        answer,
        until: until.map(day),
        conditions: None,
        decision_reference: "B9".into(),
        decided_on: day("2021-05-01"),
        at: by("2021-05-02").at,
        by: PersonId(id(90)),
    }
}

fn decide(contract: Contract, it: ExtensionDecision) -> Outcome<Changed> {
    contract.decide_extension(it, by("2021-05-02"))
}

fn extend(client: PartyId) -> ExtensionDecision {
    decision(client, ExtensionAnswer::Extend, Some("2022-12-31"))
}

fn termination(client: PartyId, last_day: &str) -> Termination {
    Termination {
        municipality: client,
        last_day: day(last_day),
        ground: TerminationGround::Notice,
        explanation: "De resultaten blijven uit".into(),
        decision_reference: "B8".into(),
        decided_on: day("2020-02-01"),
        at: by("2020-02-02").at,
        by: Some(PersonId(id(90))),
    }
}

fn terminate(contract: Contract, it: Termination) -> Outcome<Changed> {
    contract.terminate(it, by("2020-02-02"))
}

fn validity(contract: &Contract, days: &[&str]) -> Vec<Validity> {
    days.iter().map(|text| contract.validity(day(text))).collect()
}

#[test]
fn each_kind_has_rules_of_its_own() {
    let rows = ContractKind::ALL.iter().map(|kind| {
        let rules = kind.rules();
        let yes = |held: bool| if held { "yes" } else { "no" }.to_owned();
        vec![kind.to_string(), yes(rules.agreed), yes(!rules.agreed), yes(rules.measured), yes(rules.legal_basis)]
    });
    let head =
        ["kind", "contractor agrees", "contractor heard", "indicators", "legal basis"].map(str::to_owned).to_vec();
    insta::assert_snapshot!("kinds", table(&std::iter::once(head).chain(rows).collect::<Vec<_>>()));
}

#[test]
fn what_a_kind_asks_is_asked_when_it_is_offered() {
    for kind in ContractKind::ALL {
        let bare = Terms { kind: *kind, legal_bases: Vec::new(), ..terms() };
        let (contract, _) = draft().revise(bare).unwrap();
        let (contract, _) = contract.choose_indicators(Vec::new()).unwrap();
        let no = refused(contract.offer(by("2018-11-01").at));
        let rules = kind.rules();
        assert_eq!(no.contains(&"no-indicators at indicators".to_owned()), rules.measured, "{kind}");
        assert_eq!(no.contains(&"legal-basis-missing at legalBases".to_owned()), rules.legal_basis, "{kind}");
    }
}

fn laid_before() -> Contract {
    let (contract, _) = draft().revise(Terms { kind: ContractKind::DesignationDecision, ..terms() }).unwrap();
    contract.offer(by("2018-11-01").at).unwrap().0
}

#[test]
fn the_contractor_of_a_unilateral_decision_is_heard_and_does_not_agree() {
    let adopt = |it: Contract, today: &str| it.adopt(north().id, "B1", day("2018-11-02"), by(today));
    assert_eq!(refused(laid_before().agree(by("2018-11-02").at)), ["unilateral"]);
    assert_eq!(refused(laid_before().send_back("Nee", Vec::new(), by("2018-11-08").at)), ["unilateral"]);
    // Two weeks after 1 November 2018.
    assert_eq!(refused(adopt(laid_before(), "2018-11-15")), ["hearing-running (day=2018-11-15)"]);
    assert!(adopt(laid_before(), "2018-11-16").is_ok(), "silence does not stop it");
    let (heard, event) = laid_before().hear("Let op de overgang", by("2018-11-05")).unwrap();
    assert_eq!((event.kind, changed(&event)), (EventKind::ContractorHeard, vec!["hearing"]));
    assert!(adopt(heard.clone(), "2018-11-05").is_ok(), "once heard it can be adopted");
    assert_eq!(refused(heard.hear("Nog iets", by("2018-11-06"))), ["already-decided"]);
    assert_eq!(refused(offered().hear("Nee", by("2018-11-05"))), ["not-unilateral"]);
    assert_eq!(refused(laid_before().hear(" ", by("2018-11-05"))), ["empty at remarks"]);
}

#[test]
fn the_extension_decision_is_open_then_overdue_then_what_the_clients_decide() {
    let contract = adopted();
    // 30 June 2021 is a Wednesday.
    assert_eq!(contract.extension_state(day("2021-06-30")), Some(ExtensionState::Open));
    assert_eq!(contract.extension_state(day("2021-07-01")), Some(ExtensionState::Overdue));
    assert_eq!(agreed().extension_state(day("2021-07-01")), None, "nothing to extend yet");
    let (half, event) = decide(contract, extend(north().id)).unwrap();
    assert_eq!((event.kind, event.notices.len()), (EventKind::ExtensionDecided, 1));
    assert_eq!(half.extension_state(day("2021-07-01")), Some(ExtensionState::Overdue), "the other has yet to decide");
    assert_eq!(half.ends_on(), day("2021-12-31"));
    let (both, _) = decide(half.clone(), extend(south().id)).unwrap();
    assert_eq!(both.extension_state(day("2021-07-01")), Some(ExtensionState::Extended));
    assert_eq!(both.ends_on(), day("2022-12-31"));
    assert_eq!(
        validity(&both, &["2021-12-31", "2022-12-31", "2023-01-01"]),
        [Validity::InForce, Validity::InForce, Validity::Ended]
    );
    let (no, _) = decide(half, decision(south().id, ExtensionAnswer::DoNotExtend, None)).unwrap();
    assert_eq!(no.extension_state(day("2021-07-01")), Some(ExtensionState::NotExtended));
    assert_eq!(no.ends_on(), day("2021-12-31"), "they go on together or not at all");
}

#[test]
fn conditions_go_with_the_answer_that_asks_for_them() {
    let with = |answer, conditions: Option<&str>| ExtensionDecision {
        conditions: conditions.map(str::to_owned),
        ..decision(north().id, answer, Some("2022-12-31"))
    };
    let (contract, _) = decide(adopted(), with(ExtensionAnswer::ExtendOnConditions, Some("Minder overhead"))).unwrap();
    let (contract, _) = decide(contract, extend(south().id)).unwrap();
    assert_eq!(contract.extension_state(day("2021-05-03")), Some(ExtensionState::ExtendedOnConditions));
    assert_eq!(refused(decide(adopted(), with(ExtensionAnswer::ExtendOnConditions, None))), ["empty at conditions"]);
    assert_eq!(
        refused(decide(adopted(), with(ExtensionAnswer::DoNotExtend, Some("x")))),
        ["does-not-belong-here at until", "does-not-belong-here at conditions"]
    );
}

#[test]
fn an_extension_is_refused_with_every_reason() {
    let slips = ExtensionDecision {
        decision_reference: " ".into(),
        decided_on: day("2021-06-01"),
        ..decision(stranger().id, ExtensionAnswer::Extend, Some("2021-12-31"))
    };
    assert_eq!(
        refused(decide(adopted(), slips)),
        [
            "not-a-client at municipalityId",
            "empty at decisionReference",
            "date-out-of-range at decidedOn",
            "date-out-of-range at until",
        ]
    );
    assert_eq!(refused(decide(adopted(), decision(north().id, ExtensionAnswer::Extend, None))), ["empty at until"]);
    let (half, _) = decide(adopted(), extend(north().id)).unwrap();
    assert_eq!(refused(decide(half.clone(), extend(north().id))), ["already-decided at municipalityId"]);
    let other_day = decision(south().id, ExtensionAnswer::Extend, Some("2023-12-31"));
    assert_eq!(refused(decide(half, other_day)), ["extension-differs at until (day=2022-12-31)"]);
    assert_eq!(refused(decide(agreed(), extend(north().id))), ["wrong-state (state=AGREED)"]);
    let mut without = adopted();
    without.terms.extension_decision_on = None;
    assert_eq!(refused(decide(without, extend(north().id))), ["no-extension-decision"]);
}

#[test]
fn each_client_ends_it_for_itself_and_the_last_one_terminates_it() {
    let (half, event) = terminate(adopted(), termination(north().id, "2020-06-30")).unwrap();
    assert_eq!(event.kind, EventKind::ContractTerminatedByClient);
    assert_eq!(half.validity(day("2020-07-01")), Validity::InForce, "for the other it goes on");
    let holds = |client: PartyId, text: &str| half.holds_for(client, day(text));
    assert!(holds(north().id, "2020-06-30") && !holds(north().id, "2020-07-01") && holds(south().id, "2020-07-01"));
    let years: Vec<PartyId> =
        half.for_year(2021, by("2020-09-01").at).clients.iter().map(|it| it.municipality.id).collect();
    assert_eq!(years, [south().id], "the next year is the other's alone");
    let (both, event) = terminate(half, termination(south().id, "2020-12-31")).unwrap();
    assert_eq!(event.kind, EventKind::ContractTerminated);
    assert_eq!(both.extension_state(day("2021-07-01")), None, "nobody is left to decide");
    assert_eq!(both.ends_on(), day("2020-12-31"));
    assert_eq!(validity(&both, &["2020-12-31", "2021-01-01"]), [Validity::InForce, Validity::Terminated]);
}

#[test]
fn a_termination_is_refused_with_every_reason() {
    let slips = Termination {
        ground: TerminationGround::LapsedByLaw,
        explanation: String::new(),
        decision_reference: String::new(),
        decided_on: day("2020-02-03"),
        ..termination(stranger().id, "2020-02-01")
    };
    assert_eq!(
        refused(terminate(adopted(), slips)),
        [
            "not-a-client at municipalityId",
            "empty at decisionReference",
            "date-out-of-range at decidedOn",
            "empty at explanation",
            "date-out-of-range at lastDay",
            "does-not-belong-here at ground",
        ]
    );
    let too_late = termination(north().id, "2021-12-31");
    assert_eq!(refused(terminate(adopted(), too_late)), ["date-out-of-range at lastDay"], "it ends then anyway");
    let (ended, _) = terminate(adopted(), termination(north().id, "2020-06-30")).unwrap();
    let again = refused(terminate(ended, termination(north().id, "2020-05-31")));
    assert_eq!(again, ["already-terminated at municipalityId"]);
    assert_eq!(refused(terminate(agreed(), termination(north().id, "2020-06-30"))), ["wrong-state (state=AGREED)"]);
}

fn followed(stage: ContractStage, from: &str, clients: &[PartyId]) -> Contract {
    let period = period(from, "2024-12-31");
    let successor = Successor { contract: ContractId(id(66)), stage, period, clients: clients.to_vec() };
    Contract { successors: vec![successor], ..adopted() }
}

#[test]
fn it_passes_to_its_successor_when_that_begins_for_all_its_clients() {
    let days = ["2021-06-30", "2021-07-01"];
    let both = [north().id, south().id];
    let adopted = followed(ContractStage::Adopted, "2021-07-01", &both);
    assert_eq!(validity(&adopted, &days), [Validity::InForce, Validity::Passed]);
    assert_eq!(adopted.extension_state(day("2021-07-01")), None, "its successor was the answer");
    let draft = followed(ContractStage::Draft, "2021-07-01", &both);
    assert_eq!(validity(&draft, &days), [Validity::InForce, Validity::InForce], "a draft takes nothing over");
    let one = followed(ContractStage::Adopted, "2021-07-01", &both[..1]);
    assert_eq!(validity(&one, &days), [Validity::InForce, Validity::InForce]);
    let on: NaiveDate = day("2021-07-01");
    assert!(!one.holds_for(north().id, on) && one.holds_for(south().id, on));
}
