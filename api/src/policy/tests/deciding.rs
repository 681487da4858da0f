//! What a decision says.

use super::*;
use proptest::prelude::*;

#[test]
fn what_may_not_be_read_does_not_exist() {
    for &action in Action::ALL {
        for (_, shown) in every_shown() {
            for &role in Role::ALL {
                let outsider = viewer(&[(role, stranger().id)]);
                assert_eq!(decide(&outsider, action, &scope(shown)), Err(Denial::NotFound), "{action} as {role}");
            }
            assert_eq!(decide(&viewer(&[]), action, &scope(shown)), Err(Denial::NotFound));
            assert_eq!(decide(&platform_admin(), action, &scope(shown)), Err(Denial::NotFound), "no contract content");
        }
    }
}

#[test]
fn a_decision_follows_the_table_for_whoever_may_read() {
    for (role, relation) in everyone() {
        let person = viewer(&[(role, party(relation))]);
        for (_, shown) in every_shown() {
            for &action in Action::ALL {
                let decision = decide(&person, action, &scope(shown));
                if !readable(&person, &scope(shown)) {
                    assert_eq!(decision, Err(Denial::NotFound));
                } else if allows(action, role, relation) {
                    let permit = decision.unwrap();
                    assert_eq!((permit.action(), permit.person()), (action, Some(person.person)));
                    assert_eq!((permit.role(), permit.party()), (Some(role), Some(party(relation))));
                } else {
                    let elsewhere = Relation::ALL.iter().any(|other| allows(action, role, *other));
                    assert_eq!(decision, Err(if elsewhere { Denial::OtherParty } else { Denial::Role }));
                }
            }
        }
    }
}

#[test]
fn the_first_role_that_allows_it_gives_the_permit() {
    let person = viewer(&[
        (Role::CouncilMember, north().id),
        (Role::PortfolioHolder, north().id),
        (Role::AccountHolder, north().id),
    ]);
    let permit = decide(&person, Action::FinaliseReview, &scope(Shown::ToParties)).unwrap();
    assert_eq!(permit.role(), Some(Role::PortfolioHolder));
    assert_eq!(permit.in_words(), "finaliseReview as PORTFOLIO_HOLDER");
    let other = viewer(&[(Role::FinancialAdviser, north().id), (Role::AccountHolder, south().id)]);
    assert_eq!(decide(&other, Action::AcceptReport, &scope(Shown::ToParties)), Err(Denial::OtherParty));
}

#[test]
fn the_platform_admin_keeps_parties_and_reference_data() {
    for &action in Action::ALL {
        let allowed = decide(&platform_admin(), action, &Scope::Platform);
        assert_eq!(allowed.is_ok(), allows(action, Role::PlatformAdmin, Relation::Stranger), "{action}");
        if let Ok(permit) = allowed {
            assert_eq!((permit.role(), permit.party()), (None, None));
            assert_eq!(permit.in_words(), action.name());
        }
    }
    assert!(decide(&platform_admin(), Action::InvitePerson, &Scope::Parties(vec![north().id])).is_ok());
    assert_eq!(decide(&platform_admin(), Action::DraftContract, &Scope::Platform), Err(Denial::Role));
}

#[test]
fn a_party_admin_keeps_the_people_of_the_own_party() {
    let person = viewer(&[(Role::PartyAdmin, north().id)]);
    let invite = |party| decide(&person, Action::InvitePerson, &Scope::Parties(vec![party]));
    assert!(invite(north().id).is_ok());
    assert_eq!(invite(south().id), Err(Denial::OtherParty));
    let account_holder = viewer(&[(Role::AccountHolder, north().id)]);
    let denied = decide(&account_holder, Action::EndRole, &Scope::Parties(vec![north().id]));
    assert_eq!(denied, Err(Denial::Role));
    let framework = |parties| decide(&account_holder, Action::CreateFramework, &Scope::Parties(parties));
    assert!(framework(vec![north().id, south().id]).is_ok());
    assert_eq!(framework(vec![south().id]), Err(Denial::OtherParty));
}

#[test]
fn any_account_holder_adds_to_the_library() {
    for action in [Action::DefineTask, Action::DefineDimension, Action::DefineIndicator] {
        let by = |role| decide(&viewer(&[(role, north().id)]), action, &Scope::Platform);
        assert!(by(Role::AccountHolder).is_ok());
        assert_eq!(by(Role::Director), Err(Denial::Role));
    }
}

#[test]
fn a_password_is_chosen_with_a_link_alone() {
    for (role, relation) in everyone() {
        assert!(!allows(Action::ChoosePassword, role, relation));
    }
    let permit = link_holder(PersonId(id(91)));
    assert_eq!((permit.action(), permit.person()), (Action::ChoosePassword, Some(PersonId(id(91)))));
    let permit = operator(Action::RegisterMunicipality);
    assert_eq!((permit.action(), permit.person(), permit.role()), (Action::RegisterMunicipality, None, None));
}

#[test]
fn an_invitation_is_answered_by_the_one_who_was_invited() {
    let person = viewer(&[]);
    for &action in Action::ALL {
        let answers = matches!(action, Action::AcceptInvitation | Action::DeclineInvitation);
        let own = invited(&person, action, person.person);
        assert_eq!(own.is_ok(), answers, "{action}");
        assert_eq!(invited(&platform_admin(), action, PersonId(id(91))), Err(Denial::NotFound));
        assert!(!answers || everyone().all(|(role, relation)| !allows(action, role, relation)));
    }
}

#[test]
fn a_denial_has_a_code_of_its_own() {
    let codes = [Denial::NotFound, Denial::Role, Denial::OtherParty, Denial::BothSides].map(Denial::code);
    assert_eq!(codes, [Code::NotFound, Code::RoleNotAllowed, Code::OtherParty, Code::BothSides]);
}

fn memberships() -> impl Strategy<Value = Vec<(Role, PartyId)>> {
    let role = prop::sample::select(Role::ALL);
    let relation = prop::sample::select(Relation::ALL);
    prop::collection::vec((role, relation.prop_map(party)), 0..6)
}

proptest! {
    #[test]
    fn nobody_may_what_they_may_not_read(held in memberships(), admin: bool, place in 0_usize..7) {
        let person = Viewer { platform_admin: admin, ..viewer(&held) };
        let thing = scope(every_shown()[place].1);
        for &action in Action::ALL {
            match decide(&person, action, &thing) {
                Ok(permit) => {
                    prop_assert!(readable(&person, &thing));
                    prop_assert!(admin || held.contains(&(permit.role().unwrap(), permit.party().unwrap())));
                }
                Err(Denial::NotFound) => prop_assert!(!readable(&person, &thing)),
                Err(_) => prop_assert!(readable(&person, &thing)),
            }
        }
    }

    #[test]
    fn the_order_of_roles_does_not_matter(held in memberships(), place in 0_usize..7) {
        let thing = scope(every_shown()[place].1);
        let reversed: Vec<_> = held.iter().rev().copied().collect();
        for &action in Action::ALL {
            let one = decide(&viewer(&held), action, &thing).map(|permit| permit.action());
            let other = decide(&viewer(&reversed), action, &thing).map(|permit| permit.action());
            prop_assert_eq!(one, other);
        }
    }
}

#[test]
fn small_numbers_are_for_the_contractor_and_for_the_staff_of_the_client_itself() {
    let contract = samples::adopted();
    for relation in Relation::ALL.iter().copied() {
        for role in Role::ALL.iter().copied() {
            let insight = insight(&viewer(&[(role, party(relation))]), &contract);
            let staff = matches!(role, Role::AccountHolder | Role::FinancialAdviser | Role::PortfolioHolder);
            let executing = matches!(role, Role::Director | Role::Reporter) && relation == Relation::Contractor;
            let own = executing || (staff && relation == Relation::OwnClient);
            let other = executing || (staff && relation == Relation::OtherClient);
            let covers = (insight.covers(north().id), insight.covers(south().id));
            assert_eq!(covers, (own, other), "{role} of {relation}");
        }
    }
}
