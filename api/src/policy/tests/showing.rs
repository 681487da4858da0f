//! Who may see a thing in the state it is in.

use super::*;
use crate::domain::{
    contract::{ContractStage, ContractState},
    cycle::{Cycle, Phase},
    ids::{ReportId, ReviewId, TargetSetId},
    report::{Reading, Report, ReportState, Submission},
    review::{Review, ReviewState},
    samples::{adopted, agreed, by, cycle, day, draft, offered, withdrawn},
    target::{TargetSet, TargetSetState},
};

fn shown(scope: &Scope) -> Shown {
    match scope {
        Scope::Contract { shown, .. } => *shown,
        other => panic!("{other:?} is under no contract"),
    }
}

fn about(scope: &Scope) -> Option<PartyId> {
    match scope {
        Scope::Contract { about, clients, contractor, .. } => {
            assert_eq!((clients.as_slice(), *contractor), ([north().id, south().id].as_slice(), works().id));
            *about
        }
        other => panic!("{other:?} is under no contract"),
    }
}

fn contracts() -> [Contract; 5] {
    [draft(), offered(), agreed(), adopted(), withdrawn()]
}

#[test]
fn a_contract_is_shown_to_more_as_it_comes_further() {
    let found = contracts().map(|contract| shown(&Scope::contract(&contract)));
    // The sample was withdrawn after it had been offered: the contractor may read why.
    assert_eq!(found, [Shown::ToClients, Shown::ToParties, Shown::ToParties, Shown::Public, Shown::ToParties]);
    let state = ContractState::Withdrawn { offered_at: None, at: by("2019-07-02").at, reason: "too early".into() };
    let never_offered = Contract { state, ..withdrawn() };
    assert_eq!(shown(&Scope::contract(&never_offered)), Shown::ToClients);
    let own = Scope::contract_for(&draft(), south().id);
    assert_eq!((about(&own), shown(&own)), (Some(south().id), Shown::ToClients));
    assert_eq!(about(&Scope::contract(&draft())), None);
    assert_eq!(shown(&Scope::cycle(&adopted())), Shown::Public);
}

#[test]
fn targets_and_reviews_are_first_shown_to_the_client_that_writes_them() {
    let year: Cycle = cycle(Phase::TargetSetting);
    let at = by("2019-10-01").at;
    let adoption = || adopted().clients.remove(0).adoption.unwrap();
    let set = |state| TargetSet { state, ..TargetSet::new(TargetSetId(id(80)), year.id, south()) };
    let found = [
        TargetSetState::Draft,
        TargetSetState::Proposed { at },
        TargetSetState::Agreed { proposed_at: at, at },
        TargetSetState::Adopted { proposed_at: at, agreed_at: at, adoption: adoption() },
    ]
    .map(|state| Scope::targets(&adopted(), &set(state)));
    let expected = [Shown::ToClient(south().id), Shown::ToParties, Shown::ToParties, Shown::Public];
    assert_eq!(found.each_ref().map(shown), expected);
    assert_eq!(found.each_ref().map(about), [Some(south().id); 4]);

    let (sent_at, due_on) = (at, day("2021-03-15"));
    let review = |state| Review { state, ..Review::new(ReviewId(id(86)), year.id, south()) };
    let found = [
        ReviewState::Draft,
        ReviewState::ForReply { sent_at, due_on, reply: None },
        ReviewState::Final { sent_at, due_on, reply: None, decision: adoption() },
    ]
    .map(|state| Scope::review(&adopted(), &review(state)));
    assert_eq!(found.each_ref().map(shown), [Shown::ToClient(south().id), Shown::ToParties, Shown::Public]);
    assert_eq!(found.each_ref().map(about), [Some(south().id); 3]);
}

#[test]
fn a_report_is_the_organisations_own_while_it_is_a_draft() {
    let year = cycle(Phase::Execution);
    let owed = year.owed(&adopted())[0];
    let submission = Submission { by: PersonId(id(90)), at: by("2020-04-15").at };
    let report = |state| Report { state, ..Report::expected(ReportId(id(85)), year.id, owed, [north(), south()]) };
    let found = [
        ReportState::Expected,
        ReportState::Draft,
        ReportState::Submitted(submission),
        ReportState::Returned(submission),
        ReportState::Accepted { submission, at: submission.at },
    ]
    .map(|state| Scope::report(&adopted(), &report(state), Some(north().id)));
    assert_eq!(
        found.each_ref().map(shown),
        [Shown::ToParties, Shown::ToContractor, Shown::ToParties, Shown::ToParties, Shown::Public]
    );
    assert_eq!(about(&found[0]), Some(north().id));
    // That it is owed stays known while it is drafted.
    let draft = Scope::owed_report(&adopted(), &report(ReportState::Draft), Some(north().id));
    assert_eq!((shown(&draft), about(&draft)), (Shown::ToParties, Some(north().id)));
}

#[test]
fn the_working_copy_is_for_the_organisation_alone() {
    for (role, relation) in everyone() {
        let person = viewer(&[(role, party(relation))]);
        let own = relation == Relation::Contractor && matches!(role, Role::Director | Role::Reporter);
        let expected = if own { Reading::Working } else { Reading::Submitted };
        assert_eq!(reading(&person, &adopted()), expected, "{role} of {relation}");
    }
    assert_eq!(reading(&platform_admin(), &adopted()), Reading::Submitted);
}

/// Whether a list shows the contract, as storage will ask it.
fn listed(visibility: &Visibility, contract: &Contract) -> bool {
    let stage = contract.state.stage();
    let clients = contract.client_ids();
    let contractor = contract.terms.contractor.id;
    let offered = contract.state.offered_at().is_some();
    let public = stage == ContractStage::Adopted;
    clients.iter().any(|client| visibility.as_client.contains(client))
        || public && clients.iter().any(|client| visibility.as_council.contains(client))
        || offered && visibility.as_contractor.contains(&contractor)
        || public && visibility.as_participant.contains(&contractor)
}

#[test]
fn lists_show_what_may_be_read_and_nothing_else() {
    for (role, relation) in everyone() {
        // A participation says something of municipal roles alone.
        let person = viewer(&[(role, party(relation))]);
        for contract in contracts() {
            assert_eq!(
                listed(&visibility(&person), &contract),
                readable(&person, &Scope::contract(&contract)),
                "{role} of {relation}, {}",
                contract.state.stage()
            );
        }
    }
    assert_eq!(visibility(&platform_admin()), Visibility::default());
}

#[test]
fn roles_are_held_at_a_party() {
    let person = viewer(&[(Role::AccountHolder, north().id), (Role::CouncilMember, south().id)]);
    assert!(person.holds(Role::AccountHolder, north().id));
    assert!(!person.holds(Role::AccountHolder, south().id));
    assert_eq!(person.parties_as(&[Role::CouncilMember, Role::AccountHolder]), [north().id, south().id]);
}
