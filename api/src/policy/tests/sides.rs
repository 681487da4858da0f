//! One person never acts for both sides of one agreement.

use super::*;
use proptest::prelude::*;

/// Both sides: the relations of the one, and the roles that there are on the other.
const SIDES: [(&str, Relation, &[Role], PartyOf); 2] = [
    ("as client", Relation::OwnClient, &[Role::Director, Role::Reporter, Role::PartyAdmin], || works().id),
    (
        "as contractor",
        Relation::Contractor,
        &[Role::AccountHolder, Role::FinancialAdviser, Role::PortfolioHolder, Role::CouncilMember, Role::PartyAdmin],
        || south().id,
    ),
];

type PartyOf = fn() -> PartyId;

/// A role that does the act for that side, if one does.
fn doer(action: Action, relation: Relation) -> Option<Role> {
    Role::ALL.iter().copied().find(|role| *role != Role::PlatformAdmin && allows(action, *role, relation))
}

/// Where a contract and everything under it can be acted on.
fn everything() -> Vec<Scope> {
    let intended = Scope::Intended { clients: vec![north().id, south().id], contractor: works().id };
    every_shown().iter().map(|(_, shown)| scope(*shown)).chain([intended]).collect()
}

fn under_contract(action: Action) -> bool {
    let of_a_side = |relation| doer(action, relation).is_some();
    !action.only_reads()
        && is_of_a_contract(action)
        && (of_a_side(Relation::OwnClient) || of_a_side(Relation::Contractor))
}

/// Whether it is an act on a contract at all: acts of parties on themselves are decided in scopes of their own.
fn is_of_a_contract(action: Action) -> bool {
    use Action as A;
    !matches!(
        action,
        A::InvitePerson
            | A::WithdrawInvitation
            | A::EndRole
            | A::CreateFramework
            | A::DismissFinding
            | A::EndDismissal
            | A::SetArrangement
            | A::EndArrangement
            | A::DefineCoreValues
            | A::OpenGovernanceChoice
            | A::DraftScenario
            | A::ReviseScenario
            | A::ScoreScenario
            | A::ChooseScenario
    )
}

#[test]
fn who_acts_for_both_sides() {
    let acts = Action::ALL.iter().copied().filter(|action| under_contract(*action));
    let rows = acts.flat_map(|action| {
        SIDES.iter().filter_map(move |(name, relation, others, other)| {
            let own = doer(action, *relation)?;
            let cell = |also: &Role| {
                if !others.contains(also) {
                    return String::new();
                }
                let person = viewer(&[(own, party(*relation)), (*also, other())]);
                match decide(&person, action, &scope(Shown::ToParties)) {
                    Ok(_) => "allowed".to_owned(),
                    Err(denial) => denial.code().key().to_owned(),
                }
            };
            Some(std::iter::once(format!("{action} {name}")).chain(Role::ALL.iter().map(cell)).collect())
        })
    });
    let legend = "Whoever may do the act for the one side, and holds the role of the column at the other side as well.";
    printed("who_acts_for_both_sides", &format!("{legend}\n\n{}", by_role(rows)));
}

#[test]
fn whoever_belongs_to_both_sides_leaves_every_act_to_colleagues_and_still_reads() {
    for action in Action::ALL.iter().copied().filter(|action| under_contract(*action)) {
        for (_, relation, others, other) in SIDES {
            let Some(own) = doer(action, relation) else { continue };
            for also in others.iter().filter(|role| **role != Role::CouncilMember) {
                let both = viewer(&[(own, party(relation)), (*also, other())]);
                let colleague = viewer(&[(own, party(relation))]);
                for thing in everything() {
                    let (denied, allowed) = (decide(&both, action, &thing), decide(&colleague, action, &thing));
                    if allowed.is_ok() {
                        assert_eq!(denied, Err(Denial::BothSides), "{action}: {own} and {also}");
                    }
                    assert!(readable(&both, &thing) || !readable(&colleague, &thing), "reading stays");
                }
            }
        }
    }
    let both = viewer(&[(Role::AccountHolder, north().id), (Role::Director, works().id)]);
    assert!(decide(&both, Action::ReadAuditTrail, &scope(Shown::ToParties)).is_ok());
    let intended = |clients: &[PartyId]| Scope::Intended { clients: clients.to_vec(), contractor: works().id };
    assert_eq!(decide(&both, Action::DraftContract, &intended(&[north().id])), Err(Denial::BothSides));
    assert_eq!(decide(&both, Action::DraftContract, &intended(&[south().id])), Err(Denial::OtherParty));
}

#[test]
fn another_agreement_is_another_matter() {
    let both = viewer(&[(Role::AccountHolder, north().id), (Role::Director, stranger().id)]);
    assert!(decide(&both, Action::AcceptReport, &scope(Shown::ToParties)).is_ok());
    let of_two_clients = viewer(&[(Role::AccountHolder, north().id), (Role::AccountHolder, south().id)]);
    assert!(decide(&of_two_clients, Action::AcceptReport, &scope(Shown::ToParties)).is_ok());
    let on_the_council = viewer(&[(Role::CouncilMember, north().id), (Role::Reporter, works().id)]);
    assert!(decide(&on_the_council, Action::FillReport, &scope(Shown::ToParties)).is_ok());
}

proptest! {
    #[test]
    fn nobody_of_both_sides_gets_a_permit(
        client in prop::sample::select(&[Role::AccountHolder, Role::PortfolioHolder, Role::FinancialAdviser][..]),
        contractor in prop::sample::select(&[Role::Director, Role::Reporter, Role::PartyAdmin][..]),
        at in prop::sample::select(&[Relation::OwnClient, Relation::OtherClient, Relation::LaterClient][..]),
        more in prop::collection::vec(
            (prop::sample::select(Role::ALL), prop::sample::select(Relation::ALL).prop_map(party)), 0..3
        ),
    ) {
        let mut held = vec![(client, party(at)), (contractor, works().id)];
        held.extend(more);
        // Whoever joins a contract that is there is no party to one that is yet to be drafted.
        let things = everything().into_iter().filter(|it| at != Relation::LaterClient || matches!(it, Scope::Contract { .. }));
        for thing in things {
            for &action in Action::ALL.iter().filter(|action| under_contract(**action)) {
                if let Ok(permit) = decide(&viewer(&held), action, &thing) {
                    prop_assert!(permit.action().only_reads(), "{action}");
                }
            }
        }
    }
}
