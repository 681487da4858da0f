//! Amendments: the same steps, the old text readable, and what changed.

use crate::domain::{
    contract::*,
    event::EventKind,
    ids::{ContractId, PartyId, TaskId},
    responsibility::{Deviation, LifeDomain, MatrixEntry, MatrixRole, Subject},
    samples::*,
};

fn plan() -> Plan {
    Plan {
        title: "Wijziging 2020".into(),
        reason: "Laaggeletterdheid hoort erbij".into(),
        effective_from: day("2020-01-01"),
        clients: None,
    }
}

fn drafted(base: &Contract, plan: Plan) -> Contract {
    base.amend(ContractId(id(61)), plan, by("2019-06-01")).unwrap().0
}

/// Everything filled as before, with a task more that the contractor contributes to.
fn wider() -> Vec<MatrixEntry> {
    let cell = (MatrixRole::Contributes, LifeDomain::Work);
    let mut entries: Vec<MatrixEntry> = matrix().into_iter().filter(|it| (it.role, it.domain) != cell).collect();
    entries.push(entry(cell.0, cell.1, Subject::Task(TaskId(id(21)))));
    entries
}

fn through(amendment: Contract) -> Contract {
    let (it, _) = amendment.fill_matrix(wider()).unwrap();
    let (it, _) = it.offer(by("2019-06-10").at).unwrap();
    let (it, _) = it.agree(by("2019-06-20").at).unwrap();
    let (it, _) = it.adopt(north().id, "B3", day("2019-06-25"), by("2019-06-26")).unwrap();
    it.adopt(south().id, "B4", day("2019-06-25"), by("2019-06-27")).unwrap().0
}

/// The contract with one adopted amendment, from 2020.
fn amended() -> Contract {
    let base = adopted();
    let amendment = through(drafted(&base, plan()));
    Contract { amendments: vec![amendment], ..base }
}

#[test]
fn an_amendment_starts_as_the_text_adopted_last_and_takes_the_same_steps() {
    let base = adopted();
    let (draft, event) = base.amend(ContractId(id(61)), plan(), by("2019-06-01")).unwrap();
    assert_eq!((event.kind, event.contract), (EventKind::AmendmentDrafted, Some(base.id)));
    assert_eq!((draft.terms.code.as_str(), draft.terms.title.as_str()), ("DVO-1/1", "Wijziging 2020"));
    assert_eq!((&draft.matrix, &draft.indicators), (&base.matrix, &base.indicators));
    assert!(draft.clients.iter().all(|client| client.adoption.is_none()), "each client adopts anew");
    let adopted = through(draft);
    assert_eq!(adopted.state.stage(), ContractStage::Adopted);
}

#[test]
fn the_old_text_holds_before_its_day_and_the_new_one_from_it() {
    let contract = amended();
    let tasks = |day_: &str| contract.as_of(day(day_)).matrix.clone();
    assert_eq!(tasks("2019-12-31"), matrix());
    assert_eq!(tasks("2020-01-01"), wider());
    assert_eq!(contract.latest().matrix, wider());
    assert_eq!(contract.adopted_texts().count(), 2);
}

#[test]
fn an_amendment_that_is_not_adopted_changes_nothing() {
    let base = adopted();
    let (draft, _) = drafted(&base, plan()).fill_matrix(wider()).unwrap();
    let contract = Contract { amendments: vec![draft], ..base };
    assert_eq!(contract.as_of(day("2020-06-01")).matrix, matrix());
    assert_eq!(contract.adopted_texts().count(), 1);
}

#[test]
fn a_year_keeps_the_text_it_was_opened_under() {
    let contract = amended();
    // The amendment was adopted on 27 June 2019.
    let opened_before = contract.for_year(2020, by("2019-06-26").at);
    assert_eq!(opened_before.matrix, matrix());
    let opened_after = contract.for_year(2020, by("2019-09-02").at);
    assert_eq!((opened_after.id, &opened_after.matrix), (contract.id, &wider()));
    assert_eq!(contract.for_year(2019, by("2019-09-02").at).matrix, matrix(), "2019 began under the first text");
    assert_eq!(opened_after.indicators, contract.indicators, "an indicator that goes on is the same one");
}

#[test]
fn it_is_refused_with_every_reason() {
    let slips =
        Plan { title: " ".into(), reason: String::new(), effective_from: day("2019-01-01"), clients: Some(vec![]) };
    assert_eq!(
        refused(adopted().amend(ContractId(id(61)), slips, by("2019-06-01"))),
        ["empty at title", "empty at reason", "date-out-of-range at effectiveFrom", "no-clients at clientIds"]
    );
    let after_the_end = Plan { effective_from: day("2022-01-01"), ..plan() };
    assert_eq!(
        refused(adopted().amend(ContractId(id(61)), after_the_end, by("2019-06-01"))),
        ["date-out-of-range at effectiveFrom"]
    );
    for (contract, state) in
        [(draft(), "DRAFT"), (offered(), "OFFERED"), (agreed(), "AGREED"), (withdrawn(), "WITHDRAWN")]
    {
        let no = refused(contract.amend(ContractId(id(61)), plan(), by("2019-06-01")));
        assert_eq!(no, [format!("wrong-state (state={state})")]);
    }
    assert_eq!(refused(adopted().amend(ContractId(id(61)), plan(), by("2022-06-01"))), ["wrong-state (state=ENDED)"]);
    let base = adopted();
    let running = Contract { amendments: vec![drafted(&base, plan())], ..base };
    assert_eq!(
        refused(running.amend(ContractId(id(62)), plan(), by("2019-06-01"))),
        ["amendment-under-way (contract=Wijziging 2020)"]
    );
    let not_later = amended().amend(ContractId(id(62)), plan(), by("2019-07-01"));
    assert_eq!(refused(not_later), ["date-out-of-range at effectiveFrom"], "after the one before");
}

#[test]
fn an_amendment_that_changes_nothing_is_not_offered() {
    let same = drafted(&adopted(), plan());
    assert_eq!(refused(same.clone().offer(by("2019-06-10").at)), ["nothing-changes"]);
    let (wider, _) = same.fill_matrix(wider()).unwrap();
    assert!(wider.offer(by("2019-06-10").at).is_ok());
}

#[test]
fn what_makes_the_contract_the_one_it_is_stays() {
    let draft = drafted(&adopted(), plan());
    let other = Terms {
        kind: ContractKind::Assignment,
        period: period("2018-01-01", "2022-12-31"),
        predecessor: Some(ContractId(id(65))),
        ..terms()
    };
    assert_eq!(
        refused(draft.clone().revise(other)),
        [
            "fixed-by-contract at code",
            "fixed-by-contract at kind",
            "fixed-by-contract at startsOn",
            "fixed-by-contract at predecessorId"
        ]
    );
    let longer = Terms { code: "DVO-1/1".into(), period: period("2019-01-01", "2022-12-31"), ..terms() };
    let (longer, _) = draft.revise(longer).unwrap();
    assert_eq!(longer.terms.period.to, day("2022-12-31"));
}

#[test]
fn clients_join_and_leave_by_amendment_and_all_of_them_adopt() {
    let base = adopted();
    let plan = Plan { clients: Some(vec![north(), stranger()]), ..plan() };
    let draft = drafted(&base, plan);
    let named: Vec<PartyId> = draft.clients.iter().map(|client| client.municipality.id).collect();
    assert_eq!(named, [north().id, south().id, stranger().id], "who leaves adopts the leaving");
    let on = |day_: &str| -> Vec<String> {
        draft.clients_on(day(day_)).map(|client| client.municipality.name.clone()).collect()
    };
    assert_eq!(on("2019-12-31"), ["Noord", "Zuid"]);
    assert_eq!(on("2020-01-01"), ["Noord", "Elders"]);
    let changed = difference(&base, &draft);
    let left = Difference::Client { before: Some(south()), after: None };
    let joined = Difference::Client { before: None, after: Some(stranger()) };
    assert_eq!(changed, [left, joined]);
}

#[test]
fn what_changed_is_told_part_by_part() {
    let base = adopted();
    let mut new = drafted(&base, plan());
    new.terms.period.to = day("2022-12-31");
    new.terms.conditions = "Ruimer".into();
    new.matrix = wider();
    let moved = new.matrix.iter_mut().find(|it| it.subject == Subject::Task(TaskId(id(20)))).unwrap();
    moved.role = MatrixRole::Contributes;
    let dropped = new.indicators.pop().unwrap();
    new.indicators[0].red_margin = number("20");
    let told = difference(&base, &new);
    let parts: Vec<Part> = told.iter().map(Difference::part).collect();
    assert_eq!(parts, [Part::Period, Part::Terms, Part::Matrix, Part::Matrix, Part::Indicators, Part::Indicators]);
    let was = |it: &Difference| match it {
        Difference::Term { before, after, .. } => (Some(before.clone()), Some(after.clone())),
        Difference::Entry { before, after } => {
            (before.as_ref().map(|it| it.role.to_string()), after.as_ref().map(|it| it.role.to_string()))
        }
        Difference::Indicator { before, after } => {
            let margin = |it: &crate::domain::indicator::ContractIndicator| it.red_margin.to_string();
            (before.as_ref().map(margin), after.as_ref().map(margin))
        }
        Difference::Client { .. } => unreachable!("no client changed"),
    };
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(
        told.iter().map(was).collect::<Vec<_>>(),
        [
            (said("2021-12-31"), said("2022-12-31")),
            (said("Binnen de begroting"), said("Ruimer")),
            (said("RESPONSIBLE"), said("CONTRIBUTES")),
            (None, said("CONTRIBUTES")),
            (said("15"), said("20")),
            (said(&dropped.red_margin.to_string()), None),
        ]
    );
    assert!(difference(&base, &drafted(&base, plan())).is_empty());
}

#[test]
fn a_decision_behind_a_deviation_is_part_of_the_text() {
    let deviation = |reference: &str| {
        let deviation = Deviation { municipality: north().id, decision_reference: reference.into() };
        let it = entry(MatrixRole::Responsible, LifeDomain::Participation, Subject::None);
        MatrixEntry { deviation: Some(deviation), ..it }
    };
    let base = adopted();
    let with = |reference: &str| {
        let mut text = base.clone();
        text.matrix.push(deviation(reference));
        text
    };
    assert_eq!(
        difference(&with("B1"), &with("B2")),
        [Difference::Entry { before: Some(deviation("B1")), after: Some(deviation("B2")) }]
    );
}

#[test]
fn who_left_can_come_back_from_another_day() {
    let base = adopted();
    let left = through(drafted(&base, Plan { clients: Some(vec![north()]), ..plan() }));
    let contract = Contract { amendments: vec![left], ..base };
    let back = Plan { effective_from: day("2020-07-01"), clients: Some(vec![north(), south()]), ..plan() };
    let draft = contract.amend(ContractId(id(62)), back, by("2020-02-01")).unwrap().0;
    let days: Vec<_> = draft.clients.iter().map(|it| (it.municipality.id, it.since, it.until)).collect();
    assert_eq!(days, [(north().id, None, None), (south().id, Some(day("2020-07-01")), None)]);
    let joined = Difference::Client { before: None, after: Some(south()) };
    assert_eq!(difference(&draft.amends.as_ref().unwrap().before, &draft), [joined]);
}
