//! What may be written down in terms, clients and indicators.

use crate::domain::{contract::*, event::changes, ids::ContractId, indicator::ContractIndicator, samples::*};

fn drafted(terms: Terms, clients: Vec<crate::domain::party::PartyRef>) -> Vec<String> {
    refused(Contract::draft(ContractId(id(61)), terms, clients, by("2018-10-01")))
}

fn with(change: impl FnOnce(&mut Terms)) -> Vec<String> {
    let mut terms = terms();
    change(&mut terms);
    let at_once = refused(draft().revise(terms.clone()));
    assert_eq!(drafted(terms, vec![north()]), at_once, "drafting and revising ask the same");
    at_once
}

#[test]
fn a_draft_begins_empty() {
    let (contract, event) = Contract::draft(ContractId(id(61)), terms(), vec![north()], by("2018-10-01")).unwrap();
    assert_eq!((contract.version, contract.state.stage()), (1, ContractStage::Draft));
    assert!(contract.matrix.is_empty() && contract.indicators.is_empty());
    assert!(event.changes.iter().all(|change| change.before.is_none()));
    assert!(changed(&event).contains(&"clients/Noord"));
}

#[test]
fn every_problem_of_the_terms_is_told_at_once() {
    let no = with(|terms| {
        terms.code = " ".into();
        terms.title = "x".repeat(201);
        terms.conditions = "nul\0".into();
        terms.period = period("2021-12-31", "2019-01-01");
        terms.legal_bases = vec!["Wsw".into(), String::new()];
    });
    assert_eq!(
        no,
        [
            "empty at code",
            "too-long at title (limit=200)",
            "bad-character at conditions",
            "period-reversed at endsOn",
            "date-out-of-range at extensionDecisionOn",
            "empty at legalBases/1",
        ]
    );
}

#[test]
fn dates_lie_within_what_is_plausible() {
    let no = with(|terms| {
        terms.period = period("1899-12-31", "3000-01-01");
    });
    assert_eq!(no, ["date-out-of-range at startsOn", "date-out-of-range at endsOn"]);
    assert!(with(|terms| terms.period = period("1900-01-01", "2999-12-31")).is_empty());
    let outside = with(|terms| terms.extension_decision_on = Some(day("2022-01-01")));
    assert_eq!(outside, ["date-out-of-range at extensionDecisionOn"]);
    assert!(with(|terms| terms.extension_decision_on = None).is_empty());
}

#[test]
fn lists_have_their_limits() {
    assert!(with(|terms| terms.legal_bases = vec!["Wmo".into(); 20]).is_empty());
    assert_eq!(with(|terms| terms.legal_bases = vec!["Wmo".into(); 21]), ["too-many at legalBases (limit=20)"]);
    let many = |count: u128| (100..100 + count).map(|number| party(number, "G")).collect::<Vec<_>>();
    assert!(drafted(terms(), many(50)).is_empty());
    assert_eq!(drafted(terms(), many(51)), ["too-many at clientIds (limit=50)"]);
}

#[test]
fn a_title_is_one_line() {
    assert_eq!(with(|terms| terms.title = "een\ntwee".into()), ["bad-character at title"]);
    assert!(with(|terms| terms.conditions = "een\ntwee".into()).is_empty());
}

#[test]
fn the_clients_are_different_municipalities_and_not_the_contractor() {
    assert_eq!(drafted(terms(), Vec::new()), ["no-clients at clientIds"]);
    assert_eq!(drafted(terms(), vec![north(), south(), north()]), ["duplicate at clientIds/2"]);
    assert_eq!(drafted(terms(), vec![north(), works()]), ["wrong-party at contractorId"]);
}

#[test]
fn margins_are_numbers_from_small_to_large() {
    let choose = |change: fn(&mut ContractIndicator)| {
        let mut indicators: Vec<_> = measures().into_iter().map(|it| it.usage).collect();
        change(&mut indicators[1]);
        refused(draft().choose_indicators(indicators))
    };
    assert!(choose(|it| it.red_margin = it.amber_margin).is_empty());
    assert_eq!(choose(|it| it.red_margin = number("4.9")), ["margins-reversed at indicators/1/redMargin"]);
    assert_eq!(choose(|it| it.amber_margin = number("-1")), ["negative at indicators/1/amberMargin"]);
    assert_eq!(
        choose(|it| it.amber_margin = number("1.00001")),
        ["too-many-decimals at indicators/1/amberMargin (decimals=4)"]
    );
    assert_eq!(
        choose(|it| it.red_margin = number("1000000000000")),
        ["number-out-of-range at indicators/1/redMargin (limit=1000000000000)"]
    );
}

#[test]
fn an_indicator_is_chosen_once_and_not_without_end() {
    let usage = measures().remove(0).usage;
    assert_eq!(
        refused(draft().choose_indicators(vec![usage.clone(), usage.clone()])),
        ["duplicate at indicators/1/indicatorId"]
    );
    let many = |count: u128| {
        let usages = (0..count).map(|place| ContractIndicator {
            indicator: crate::domain::ids::IndicatorId(id(1000 + place)),
            ..usage.clone()
        });
        refused(draft().choose_indicators(usages.collect()))
    };
    assert!(many(60).is_empty());
    assert_eq!(many(61), ["too-many at indicators (limit=60)"]);
}

#[test]
fn revising_leaves_clients_and_contractor_as_drafted_and_trims() {
    let other = Terms { contractor: stranger(), title: " Anders ".into(), code: " DVO-2 ".into(), ..terms() };
    let (contract, event) = draft().revise(other).unwrap();
    assert_eq!(contract.terms.contractor, works());
    assert_eq!((contract.terms.title.as_str(), contract.terms.code.as_str()), ("Anders", "DVO-2"));
    assert_eq!(contract.client_ids(), draft().client_ids());
    assert_eq!(changed(&event), ["code", "title"]);
}

#[test]
fn an_offer_keeps_deviations_within_the_domains_that_are_open_for_them() {
    use crate::domain::responsibility::{Deviation, LifeDomain, MatrixRole, Subject};
    let mut entries = matrix();
    let mut own = entry(MatrixRole::Contributes, LifeDomain::Participation, Subject::None);
    own.deviation = Some(Deviation { municipality: north().id, decision_reference: "B7".into() });
    entries.push(own);
    let (contract, _) = draft().fill_matrix(entries).unwrap();
    assert!(contract.cannot_offer().is_empty());
    let (closed, _) = contract.revise(Terms { deviation_domains: Vec::new(), ..terms() }).unwrap();
    assert_eq!(said(&closed.cannot_offer()), ["deviation-not-allowed at matrix/9/municipalityId"]);
}

#[test]
fn every_term_stands_in_the_audit_trail() {
    let before = draft().facts();
    let differs = |change: fn(&mut Contract)| {
        let mut contract = draft();
        change(&mut contract);
        changes(&before, &contract.facts()).len()
    };
    let one_change_each: [fn(&mut Contract); 13] = [
        |it| it.terms.code = "X".into(),
        |it| it.terms.title = "X".into(),
        |it| it.terms.kind = ContractKind::Assignment,
        |it| it.terms.contractor = stranger(),
        |it| it.terms.framework = None,
        |it| it.terms.predecessor = Some(ContractId(id(59))),
        |it| it.terms.conditions = "X".into(),
        |it| it.terms.legal_bases.clear(),
        |it| it.terms.deviation_domains.clear(),
        |it| it.terms.extension_decision_on = None,
        |it| it.indicators[0].goal = None,
        |it| it.indicators[0].annual_only = true,
        |it| it.matrix[0].explanation = Some("X".into()),
    ];
    for (index, change) in one_change_each.into_iter().enumerate() {
        assert_eq!(differs(change), 1, "change {index}");
    }
}
