//! What may: for each state and each act, the state it leads to or why not. Reviewers read the snapshot.

use super::{
    contract::{Contract, ContractKind, ContractStage, Terms},
    cycle::Phase,
    refusal::{Outcome, Refusal},
    samples::*,
};

mod year;

/// The state after the act, or the codes of its refusals.
fn outcome<T>(outcome: Outcome<T>, state: impl FnOnce(&T) -> String) -> String {
    match outcome {
        Ok(next) => format!("-> {}", state(&next)),
        Err(refusals) => no(&refusals),
    }
}

/// The codes of refusals, each once.
fn no(refusals: &[Refusal]) -> String {
    assert!(!refusals.is_empty(), "a refused act says why");
    let mut codes: Vec<&str> = refusals.iter().map(|refusal| refusal.code.key()).collect();
    codes.dedup();
    codes.join(", ")
}

/// Holds a table to the committed one.
fn committed(name: &str, text: impl AsRef<str>) {
    insta::assert_snapshot!(name, text.as_ref());
}

/// A table of acts by states: the rows and columns in words.
fn acts_by_states<S: Clone>(states: &[(&str, S)], acts: &[(&str, &dyn Fn(S) -> String)]) -> String {
    let mut rows = vec![std::iter::once(String::new()).chain(states.iter().map(|(name, _)| (*name).into())).collect()];
    for (name, act) in acts {
        let cells = states.iter().map(|(_, state)| act(state.clone()));
        rows.push(std::iter::once((*name).to_owned()).chain(cells).collect());
    }
    table(&rows)
}

fn contract_acts(states: &[(&str, Contract)]) -> String {
    let now = by("2018-12-10");
    let next = |it: Outcome<super::contract::Changed>| outcome(it, |(contract, _)| contract.state.stage().to_string());
    let adopt = |it: Contract, who: super::ids::PartyId| next(it.adopt(who, "B1", day("2018-12-01"), now));
    acts_by_states(
        states,
        &[
            ("revise", &|it| {
                let terms = it.terms.clone();
                next(it.revise(terms))
            }),
            ("fill matrix", &|it| next(it.fill_matrix(matrix()))),
            ("choose indicators", &|it| next(it.choose_indicators(Vec::new()))),
            ("offer", &|it| next(it.offer(now.at))),
            ("send back", &|it| next(it.send_back("Te duur", Vec::new(), by("2018-11-08").at))),
            ("agree", &|it| next(it.agree(now.at))),
            ("adopt as Noord", &|it| adopt(it, north().id)),
            ("adopt as Zuid", &|it| adopt(it, south().id)),
            ("adopt as no client", &|it| adopt(it, works().id)),
            ("withdraw", &|it| next(it.withdraw("Toch niet", now.at))),
            ("open 2020", &|it| {
                let refusals = it.cannot_open_cycle(2020, day("2019-09-01"));
                if refusals.is_empty() { "-> TARGET_SETTING".into() } else { no(&refusals) }
            }),
        ],
    )
}

#[test]
fn what_may_be_done_to_a_contract() {
    let agreed_by_both = contract_acts(&[
        ("DRAFT", draft()),
        ("OFFERED", offered()),
        ("AGREED", agreed()),
        ("AGREED, Noord adopted", half_adopted()),
        ("ADOPTED", adopted()),
        ("WITHDRAWN", withdrawn()),
    ]);
    let kind = Terms { kind: ContractKind::DesignationDecision, ..terms() };
    let decision = draft().revise(kind).unwrap().0;
    let heard = decision.clone().offer(by("2018-11-01").at).unwrap().0;
    let adopt = |it: Contract, who| it.adopt(who, "B1", day("2018-12-01"), by("2018-12-02")).unwrap().0;
    let half = adopt(heard.clone(), north().id);
    let whole = adopt(half.clone(), south().id);
    assert_eq!(whole.state.stage(), ContractStage::Adopted);
    let unilateral =
        contract_acts(&[("DRAFT", decision), ("OFFERED", heard), ("OFFERED, Noord adopted", half), ("ADOPTED", whole)]);
    committed(
        "what_may_contract",
        format!("Contract\n\n{agreed_by_both}\n\nDesignation decision (unilateral)\n\n{unilateral}"),
    );
}

#[test]
fn what_may_be_done_to_a_year() {
    let states: Vec<_> = Phase::ALL.iter().map(|phase| (phase.name(), cycle(*phase))).collect();
    let now = by("2021-03-02");
    let went = |before: super::cycle::Cycle, after: super::cycle::Cycle| {
        if before == after { "stays".to_owned() } else { format!("-> {}", after.phase()) }
    };
    let text = acts_by_states(
        &states,
        &[
            ("the last client adopts its targets", &|it| went(it.clone(), it.execute(now.at))),
            ("the annual report is accepted", &|it| went(it.clone(), it.review(now.at))),
            ("the reviews are opened without it", &|it| {
                let refusals = it.cannot_open_review(now.today);
                if refusals.is_empty() { went(it.clone(), it.review(now.at)) } else { no(&refusals) }
            }),
            ("the last review is made final", &|it| went(it.clone(), it.close(now.at))),
        ],
    );
    committed("what_may_year", format!("Year\n\n{text}"));
}
