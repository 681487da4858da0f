//! From draft to adopted, and every way in which that is refused.

use crate::domain::{
    contract::*,
    event::EventKind,
    refusal::Outcome,
    responsibility::{LifeDomain, MatrixRole, Subject},
    samples::*,
};

/// The act on a contract in every state: the state it leads to, or the refusal.
fn from_every_state(act: impl Fn(Contract) -> Outcome<Changed>) -> Vec<String> {
    [draft(), offered(), agreed(), adopted(), withdrawn()]
        .into_iter()
        .map(|contract| {
            let version = contract.version;
            match act(contract) {
                Ok((contract, event)) => {
                    assert_eq!(contract.version, version + 1);
                    assert_eq!(event.contract, Some(contract.id));
                    assert!(!event.changes.is_empty(), "{}", event.kind);
                    format!("{} {}", event.kind, contract.state.stage())
                }
                Err(refusals) => said(&refusals).join("; "),
            }
        })
        .collect()
}

const NOT_IN_DRAFT: &str = "wrong-state (state=DRAFT)";
const NOT_WHEN_OFFERED: &str = "wrong-state (state=OFFERED)";
const NOT_WHEN_AGREED: &str = "wrong-state (state=AGREED)";
const NOT_WHEN_ADOPTED: &str = "wrong-state (state=ADOPTED)";
const NOT_WHEN_WITHDRAWN: &str = "wrong-state (state=WITHDRAWN)";

#[test]
fn nothing_changes_silently_after_offering() {
    let refusals = [NOT_WHEN_OFFERED, NOT_WHEN_AGREED, NOT_WHEN_ADOPTED, NOT_WHEN_WITHDRAWN];
    let only_in_draft = |first: &'static str| [&[first], refusals.as_slice()].concat();
    let revised = from_every_state(|it| it.revise(Terms { title: "Anders".into(), ..terms() }));
    assert_eq!(revised, only_in_draft("CONTRACT_REVISED DRAFT"));
    assert_eq!(from_every_state(|it| it.fill_matrix(Vec::new())), only_in_draft("MATRIX_FILLED DRAFT"));
    assert_eq!(from_every_state(|it| it.choose_indicators(Vec::new())), only_in_draft("INDICATORS_CHOSEN DRAFT"));
    assert_eq!(from_every_state(|it| it.offer(by("2018-11-01").at)), only_in_draft("CONTRACT_OFFERED OFFERED"));
}

#[test]
fn the_contractor_answers_an_offer_and_nothing_else() {
    let only_offered = |second| [NOT_IN_DRAFT, second, NOT_WHEN_AGREED, NOT_WHEN_ADOPTED, NOT_WHEN_WITHDRAWN];
    assert_eq!(from_every_state(|it| it.agree(by("2018-11-15").at)), only_offered("CONTRACT_AGREED AGREED"));
    assert_eq!(
        from_every_state(|it| it.send_back("Te duur", Vec::new(), by("2018-11-08").at)),
        only_offered("CONTRACT_SENT_BACK DRAFT")
    );
}

#[test]
fn a_client_adopts_what_was_agreed() {
    let adopt = |it: Contract| it.adopt(north().id, "B1", day("2018-12-01"), by("2018-12-02"));
    assert_eq!(
        from_every_state(adopt),
        [
            NOT_IN_DRAFT,
            NOT_WHEN_OFFERED,
            "CONTRACT_ADOPTED_BY_CLIENT AGREED",
            "wrong-state (state=ADOPTED); already-adopted at municipalityId (municipality=Noord)",
            NOT_WHEN_WITHDRAWN,
        ]
    );
}

#[test]
fn the_clients_withdraw_until_the_first_has_adopted() {
    let withdraw = |it: Contract| it.withdraw("Toch niet", by("2018-12-02").at);
    let withdrawn = "CONTRACT_WITHDRAWN WITHDRAWN";
    assert_eq!(from_every_state(withdraw), [withdrawn, withdrawn, withdrawn, NOT_WHEN_ADOPTED, NOT_WHEN_WITHDRAWN]);
    assert_eq!(refused(withdraw(half_adopted())), ["already-adopted (municipality=Noord)"]);
    let (contract, event) = withdraw(agreed()).unwrap();
    assert!(
        matches!(&contract.state, ContractState::Withdrawn { offered_at: Some(at), .. } if *at == by("2018-11-01").at)
    );
    assert_eq!(changed(&event), ["reason", "state"]);
    assert_eq!(refused(draft().withdraw(" ", by("2018-12-02").at)), ["empty at reason"]);
}

#[test]
fn a_contract_is_adopted_when_the_last_client_has() {
    let first = half_adopted();
    assert_eq!(first.state.stage(), ContractStage::Agreed);
    assert_eq!(
        refused(first.clone().adopt(north().id, "B1", day("2018-12-01"), by("2018-12-02"))),
        ["already-adopted at municipalityId (municipality=Noord)"]
    );
    let (contract, event) = first.adopt(south().id, " B2 ", day("2018-12-03"), by("2018-12-04")).unwrap();
    assert_eq!(event.kind, EventKind::ContractAdopted);
    assert_eq!(changed(&event), ["clients/Zuid", "state"]);
    let state = ContractState::Adopted {
        offered_at: by("2018-11-01").at,
        agreed_at: Some(by("2018-11-15").at),
        at: by("2018-12-04").at,
    };
    assert_eq!(contract.state, state);
    let adoption = contract.client(south().id).unwrap().adoption.as_ref().unwrap();
    assert_eq!((adoption.decision_reference.as_str(), adoption.decided_on), ("B2", day("2018-12-03")));
    assert!(contract.client(stranger().id).is_none());
}

#[test]
fn only_a_client_adopts_by_a_decision_that_was_taken() {
    let adopt = |municipality, reference: &str, decided: &str| {
        refused(agreed().adopt(municipality, reference, day(decided), by("2018-12-02")))
    };
    assert_eq!(adopt(works().id, "B1", "2018-12-01"), ["not-a-client at municipalityId"]);
    assert_eq!(adopt(north().id, "", "2018-12-03"), ["empty at decisionReference", "date-out-of-range at decidedOn"]);
    assert_eq!(adopt(north().id, "B1", "1899-12-31"), ["date-out-of-range at decidedOn"]);
    assert!(adopt(north().id, "B1", "2018-12-02").is_empty(), "a decision of today was taken");
    assert!(agreed().cannot_adopt(None, day("2018-11-20")).is_empty());
    assert_eq!(said(&offered().cannot_adopt(None, day("2018-11-20"))), [NOT_WHEN_OFFERED]);
}

#[test]
fn a_designation_decision_skips_the_contractors_agreement() {
    let (decision, _) = draft().revise(Terms { kind: ContractKind::DesignationDecision, ..terms() }).unwrap();
    let (decision, event) = decision.offer(by("2018-11-01").at).unwrap();
    assert_eq!(event.notices.len(), 2, "the contractor is heard and the clients adopt");
    assert_eq!(refused(decision.clone().agree(by("2018-11-02").at)), ["unilateral"]);
    assert_eq!(refused(decision.clone().send_back("Nee", Vec::new(), by("2018-11-08").at)), ["unilateral"]);
    let (decision, _) = decision.adopt(north().id, "B1", day("2018-12-01"), by("2018-12-02")).unwrap();
    assert_eq!(decision.state.stage(), ContractStage::Offered, "one client is still to adopt");
    assert_eq!(
        refused(decision.clone().withdraw("Nee", by("2018-12-02").at)),
        ["already-adopted (municipality=Noord)"]
    );
    let (decision, _) = decision.adopt(south().id, "B2", day("2018-12-01"), by("2018-12-02")).unwrap();
    assert!(matches!(decision.state, ContractState::Adopted { agreed_at: None, .. }));
}

#[test]
fn remarks_stay_with_the_draft_until_it_is_offered_again() {
    let (contract, event) = offered().send_back(" Te duur ", Vec::new(), by("2018-11-08").at).unwrap();
    assert_eq!(contract.state, ContractState::Draft { remarks: Some("Te duur".into()) });
    assert_eq!(changed(&event), ["remarks", "state"]);
    assert_eq!(refused(offered().send_back("\n", Vec::new(), by("2018-11-08").at)), ["empty at remarks"]);
    // However it is rewritten, its contractor knows it as it was offered, and not how often it is written on.
    let (redraft, _) = contract.clone().revise(Terms { title: "Anders".into(), ..terms() }).unwrap();
    let known = redraft.as_offered().unwrap();
    assert_eq!((&known.terms, known.version), (&terms(), contract.version));
    assert_eq!((&known.state, redraft.version), (&redraft.state, contract.version + 1));
    let (withdrawn, _) = redraft.withdraw("Toch niet", by("2018-11-09").at).unwrap();
    let known = withdrawn.as_offered().unwrap();
    assert_eq!((&known.terms, &known.state), (&terms(), &withdrawn.state));
    assert!(withdrawn.was_offered());
    let (contract, event) = contract.offer(by("2018-11-10").at).unwrap();
    assert_eq!(contract.as_offered(), None, "the text itself is before the contractor");
    assert_eq!(contract.state, ContractState::Offered { at: by("2018-11-10").at });
    assert_eq!(changed(&event), ["remarks", "state"]);
}

#[test]
fn an_offer_is_whole() {
    let (bare, _) = Contract::draft(draft().id, terms(), vec![north()], by("2018-10-01")).unwrap();
    let no = refused(bare.offer(by("2018-11-01").at));
    assert_eq!(no.len(), 10, "nine cells and the indicators: {no:?}");
    assert_eq!(no.first().unwrap(), "cell-open at matrix/RESPONSIBLE/WORK (role=RESPONSIBLE, domain=WORK)");
    assert_eq!(no.last().unwrap(), "no-indicators at indicators");
    let mut both = matrix();
    both.push(entry(MatrixRole::Responsible, LifeDomain::Work, Subject::None));
    let (contract, _) = draft().fill_matrix(both).unwrap();
    assert_eq!(
        said(&contract.cannot_offer()),
        ["cell-none-and-filled at matrix/RESPONSIBLE/WORK (role=RESPONSIBLE, domain=WORK)"]
    );
}

#[test]
fn whether_it_holds_is_computed_from_its_period() {
    let on = |contract: &Contract, text| contract.validity(day(text));
    assert_eq!(on(&agreed(), "2020-01-01"), Validity::NotAdopted);
    assert_eq!(on(&withdrawn(), "2020-01-01"), Validity::NotAdopted);
    let contract = adopted();
    assert_eq!(on(&contract, "2018-12-31"), Validity::NotYet);
    assert_eq!(on(&contract, "2019-01-01"), Validity::InForce);
    assert_eq!(on(&contract, "2021-12-31"), Validity::InForce);
    assert_eq!(on(&contract, "2022-01-01"), Validity::Ended);
}

#[test]
fn a_year_opens_from_september_within_an_adopted_contract() {
    let open = |contract: &Contract, year, today| said(&contract.cannot_open_cycle(year, day(today)));
    assert!(open(&adopted(), 2020, "2019-09-01").is_empty());
    assert_eq!(open(&adopted(), 2020, "2019-08-31"), ["too-early at year (day=2019-09-01)"]);
    assert_eq!(open(&adopted(), 2022, "2021-09-01"), ["year-outside-contract at year"]);
    assert_eq!(open(&adopted(), 2018, "2019-09-01"), ["year-outside-contract at year"]);
    assert_eq!(open(&adopted(), i32::MAX, "2019-09-01"), ["year-outside-contract at year"]);
    assert_eq!(open(&agreed(), 2022, "2019-09-01"), ["contract-not-adopted", "year-outside-contract at year"]);
}
