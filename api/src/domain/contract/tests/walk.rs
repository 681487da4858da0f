//! A random walk over the acts of contracting.

use proptest::prelude::*;

use crate::domain::{contract::*, refusal::Outcome, samples::*};

#[derive(Debug, Clone, Copy)]
enum Act {
    Revise(bool),
    FillMatrix(bool),
    ChooseIndicators(bool),
    Offer,
    SendBack,
    Agree,
    Adopt(u8),
    Withdraw,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        1 => any::<bool>().prop_map(Act::Revise),
        1 => any::<bool>().prop_map(Act::FillMatrix),
        1 => any::<bool>().prop_map(Act::ChooseIndicators),
        4 => Just(Act::Offer),
        2 => Just(Act::SendBack),
        4 => Just(Act::Agree),
        6 => (0_u8..3).prop_map(Act::Adopt),
        1 => Just(Act::Withdraw),
    ];
    prop::collection::vec(act, 0..40)
}

fn perform(contract: Contract, act: Act, kind: ContractKind) -> Outcome<Changed> {
    let now = by("2018-12-02");
    match act {
        Act::Revise(same) => {
            let title = if same { contract.terms.title.clone() } else { format!("{}'", contract.terms.title) };
            contract.revise(Terms { title, kind, ..terms() })
        }
        Act::FillMatrix(whole) => contract.fill_matrix(if whole { matrix() } else { Vec::new() }),
        Act::ChooseIndicators(some) => {
            let all = measures().into_iter().map(|measure| measure.usage);
            contract.choose_indicators(if some { all.collect() } else { Vec::new() })
        }
        Act::Offer => contract.offer(now.at),
        Act::SendBack => contract.send_back("Te duur", Vec::new(), by("2018-11-08").at),
        Act::Agree => contract.agree(now.at),
        Act::Adopt(who) => {
            let municipality = [north(), south(), stranger()][usize::from(who)].id;
            contract.adopt(municipality, "B1", day("2018-12-01"), now)
        }
        Act::Withdraw => contract.withdraw("Toch niet", now.at),
    }
}

/// What must be true of a contract whatever was done to it.
fn sound(contract: &Contract) {
    let adopted = contract.clients.iter().filter(|client| client.adoption.is_some()).count();
    let stage = contract.state.stage();
    assert_eq!(stage == ContractStage::Adopted, adopted == contract.clients.len(), "adopted when every client has");
    if adopted > 0 {
        let ready = if contract.unilateral() { ContractStage::Offered } else { ContractStage::Agreed };
        assert!([ready, ContractStage::Adopted].contains(&stage), "a decision of a college stands");
    }
    if matches!(stage, ContractStage::Offered | ContractStage::Agreed | ContractStage::Adopted) {
        assert!(crate::domain::responsibility::open_cells(&contract.matrix).is_empty());
        assert!(!contract.indicators.is_empty());
    }
    if let ContractState::Adopted { agreed_at, .. } = contract.state {
        assert_eq!(agreed_at.is_none(), contract.unilateral());
    }
}

proptest! {
    #[test]
    fn whatever_is_done_the_contract_stays_sound(acts in acts(), unilateral: bool) {
        let kind = if unilateral { ContractKind::DesignationDecision } else { ContractKind::ServiceAgreement };
        let (mut contract, _) = draft().revise(Terms { kind, ..terms() }).unwrap();
        for act in acts {
            let before = contract.clone();
            match perform(contract.clone(), act, kind) {
                Ok((after, event)) => {
                    prop_assert_eq!(after.version, before.version + 1);
                    if after.state != before.state {
                        prop_assert!(!event.changes.is_empty(), "{:?} tells nothing", act);
                    }
                    if before.state.stage() != ContractStage::Draft {
                        prop_assert_eq!(&after.terms, &before.terms);
                        prop_assert_eq!(&after.matrix, &before.matrix);
                        prop_assert_eq!(&after.indicators, &before.indicators);
                    }
                    contract = after;
                }
                Err(refusals) => prop_assert!(!refusals.is_empty(), "{:?} is refused without a word", act),
            }
            sound(&contract);
        }
    }
}
