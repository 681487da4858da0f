//! Who reads what an event tells, and until when.

use super::*;
use crate::domain::{
    contract::{Amends, Client, ContractState},
    event::EventKind,
    samples::{adopted, by, cycle, day, draft, offered},
};

fn reads(role: Role, at: PartyId, told: &Scope) -> bool {
    readable(&viewer(&[(role, at)]), told)
}

/// Who of everybody reads it: by their relation to the contract.
fn readers(told: &Scope) -> Vec<&'static str> {
    let people = [
        ("client", Role::AccountHolder, north().id),
        ("other client", Role::FinancialAdviser, south().id),
        ("later client", Role::PortfolioHolder, later()),
        ("contractor", Role::Reporter, works().id),
        ("participant", Role::AccountHolder, participant()),
        ("council", Role::CouncilMember, north().id),
        ("stranger", Role::AccountHolder, stranger().id),
        ("admin", Role::PartyAdmin, north().id),
    ];
    people.into_iter().filter(|(_, role, at)| reads(*role, *at, told)).map(|(name, ..)| name).collect()
}

const DRAFTERS: [&str; 2] = ["client", "other client"];
const PARTIES: [&str; 3] = ["client", "other client", "contractor"];
const ALL: [&str; 6] = ["client", "other client", "later client", "contractor", "participant", "council"];

/// A contract with an amendment, by which another municipality joins from 2021.
fn joined() -> Contract {
    let base = adopted();
    let joining = Client { since: Some(day("2021-01-01")), municipality: party_ref(), ..Client::throughout(north()) };
    let amends = Amends {
        contract: base.id,
        number: 1,
        effective_from: day("2021-01-01"),
        reason: "x".into(),
        before: Box::new(base.clone()),
    };
    let clients = base.clients.iter().cloned().chain([joining]).collect();
    let amendment =
        Contract { id: crate::domain::ids::ContractId(id(77)), amends: Some(amends), clients, ..base.clone() };
    Contract { amendments: vec![amendment], ..base }
}

fn party_ref() -> crate::domain::party::PartyRef {
    crate::domain::party::PartyRef { id: later(), name: "Later".into() }
}

#[test]
fn every_kind_of_event_is_somebodys_until_some_time() {
    let rows = EventKind::ALL.iter().map(|kind| vec![kind.to_string(), format!("{:?}", telling(*kind))]);
    let legend = "Whose what an event says is. Clients, Client and Contractor: for ever, it is a draft's wording. \
                  AsTheText: the clients' until the text is offered. Nobody: it stands in no trail of a contract.";
    printed("who_is_told", &format!("{legend}\n\n{}", samples::table(&rows.collect::<Vec<_>>())));
}

#[test]
fn a_draft_stays_with_its_writers_and_what_is_shared_is_shared() {
    let base = joined();
    let year = cycle(crate::domain::cycle::Phase::TargetSetting);
    let in_2020 = base.for_year(year.year, year.opened_at);
    let own = Subject::Year { contract: &in_2020, client: Some(north().id) };
    let of_the_year = Subject::Year { contract: &in_2020, client: None };
    let before = by("2020-03-01").at;
    for (kind, subject, expected) in [
        (EventKind::TargetsSet, own, &["client"][..]),
        (EventKind::OpenPointClosed, own, &["client"][..]),
        (EventKind::ReviewWritten, own, &["client"][..]),
        (EventKind::TargetsCountered, own, &PARTIES[..]),
        (EventKind::TargetsFixed, own, &ALL[..]),
        (EventKind::ReportFilled, of_the_year, &["contractor"][..]),
        (EventKind::ReportReturned, of_the_year, &PARTIES[..]),
        (EventKind::ReportAccepted, of_the_year, &ALL[..]),
        (EventKind::MatrixFilled, Subject::Text(&base), &DRAFTERS[..]),
        (EventKind::ContractSentBack, Subject::Text(&base), &PARTIES[..]),
        (EventKind::ContractAdopted, Subject::Text(&base), &ALL[..]),
        (EventKind::AttachmentRemoved, Subject::Gone, &DRAFTERS[..]),
        (EventKind::AttachmentAdded, Subject::Gone, &DRAFTERS[..]),
        (EventKind::TargetsSet, Subject::Gone, &[][..]),
        (EventKind::RoleEnded, Subject::Gone, &[][..]),
    ] {
        assert_eq!(readers(&Scope::told(&base, kind, subject, before)), expected, "{kind}");
    }
}

#[test]
fn who_joins_reads_of_its_own_time_what_a_client_reads() {
    let base = joined();
    let told = |kind, day: &str| Scope::told(&base, kind, Subject::Text(&base), by(day).at);
    let reads_it = |scope: &Scope| reads(Role::AccountHolder, later(), scope);
    assert!(!reads_it(&told(EventKind::ContractorHeard, "2020-12-31")));
    assert!(reads_it(&told(EventKind::ContractorHeard, "2021-01-01")));
    // The amendment by which it joins is its own from the first word.
    let amendment = &base.amendments[0];
    let drafted = Scope::told(&base, EventKind::AmendmentDrafted, Subject::Text(amendment), by("2020-06-01").at);
    assert!(reads_it(&drafted) && !reads(Role::Director, works().id, &drafted));
    let year = base.for_year(2021, by("2020-09-01").at);
    let own = Subject::Year { contract: &year, client: Some(later()) };
    assert!(reads_it(&Scope::told(&base, EventKind::TargetsSet, own, by("2020-10-01").at)));
}

#[test]
fn a_file_and_the_reason_of_a_withdrawal_are_told_as_the_text_is() {
    let told = |text: &Contract, kind| readers(&Scope::told(text, kind, Subject::Text(text), by("2019-07-01").at));
    assert_eq!(told(&draft(), EventKind::AttachmentAdded), DRAFTERS);
    assert_eq!(told(&offered(), EventKind::AttachmentAdded), PARTIES);
    let withdrawn = |offered_at| Contract {
        state: ContractState::Withdrawn { offered_at, at: by("2019-07-02").at, reason: "x".into() },
        ..draft()
    };
    assert_eq!(told(&withdrawn(None), EventKind::ContractWithdrawn), DRAFTERS);
    assert_eq!(told(&withdrawn(Some(by("2019-07-01").at)), EventKind::ContractWithdrawn), PARTIES);
}
