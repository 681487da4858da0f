//! Things of one municipality: who reads them, and that they do not exist for others.

use super::*;
use crate::domain::{
    contract::Adoption,
    governance::choice::{Choice, Decision},
    ids::{ChoiceId, ScenarioId},
    samples::day,
};

const STAFF: [Role; 3] = [Role::AccountHolder, Role::FinancialAdviser, Role::PortfolioHolder];

const WRITING: [Action; 7] = [
    Action::SetArrangement,
    Action::EndArrangement,
    Action::DefineCoreValues,
    Action::OpenGovernanceChoice,
    Action::DraftScenario,
    Action::ReviseScenario,
    Action::ScoreScenario,
];

fn scopes() -> [Scope; 2] {
    [Scope::preparation(north().id), Scope::arrangements(north().id)]
}

#[test]
fn staff_read_what_is_prepared_and_the_council_what_is_arranged() {
    for &role in Role::ALL {
        let own = viewer(&[(role, north().id)]);
        let [prepared, arranged] = scopes().map(|scope| readable(&own, &scope));
        assert_eq!(prepared, STAFF.contains(&role), "{role}");
        assert_eq!(arranged, STAFF.contains(&role) || role == Role::CouncilMember, "{role}");
    }
}

#[test]
fn for_anyone_else_it_does_not_exist() {
    for scope in scopes() {
        for &action in Action::ALL {
            for &role in Role::ALL {
                for party in [south().id, works().id, participant(), stranger().id] {
                    let other = viewer(&[(role, party)]);
                    assert_eq!(decide(&other, action, &scope), Err(Denial::NotFound), "{action} as {role}");
                }
            }
            assert_eq!(decide(&platform_admin(), action, &scope), Err(Denial::NotFound), "{action}");
        }
    }
}

#[test]
fn account_holders_write_and_portfolio_holders_choose_as_well() {
    for scope in scopes() {
        for &role in &STAFF {
            let own = viewer(&[(role, north().id)]);
            for action in WRITING {
                let expected = if role == Role::AccountHolder { Ok(()) } else { Err(Denial::Role) };
                assert_eq!(decide(&own, action, &scope).map(|_| ()), expected, "{action} as {role}");
            }
            let chooses = decide(&own, Action::ChooseScenario, &scope).is_ok();
            assert_eq!(chooses, role != Role::FinancialAdviser, "{role}");
        }
    }
    let council = viewer(&[(Role::CouncilMember, north().id)]);
    assert_eq!(decide(&council, Action::SetArrangement, &Scope::arrangements(north().id)), Err(Denial::Role));
    assert_eq!(decide(&council, Action::DraftScenario, &Scope::preparation(north().id)), Err(Denial::NotFound));
}

#[test]
fn a_role_elsewhere_gives_nothing_here() {
    let both = viewer(&[(Role::FinancialAdviser, north().id), (Role::AccountHolder, south().id)]);
    let decision = decide(&both, Action::SetArrangement, &Scope::arrangements(north().id));
    assert_eq!(decision, Err(Denial::OtherParty));
}

#[test]
fn the_council_sees_a_choice_once_it_is_decided_and_of_its_scenarios_the_chosen_one() {
    let (open, _) = Choice::open(ChoiceId(id(200)), north(), "2020", "Inrichting").unwrap();
    let (chosen, other) = (ScenarioId(id(201)), ScenarioId(id(202)));
    let by = PersonId(id(90));
    let at = day("2020-06-02").and_hms_opt(12, 0, 0).unwrap().and_utc();
    let college = Adoption { decision_reference: "B&W 12".into(), decided_on: day("2020-06-01"), at, by };
    let decision = Decision { scenario: chosen, college, reason: "Past".into() };
    let decided = Choice { decision: Some(decision), ..open.clone() };
    let (prepared, public) = (Scope::preparation(north().id), Scope::arrangements(north().id));
    assert_eq!((Scope::choice(&open), Scope::choice(&decided)), (prepared.clone(), public.clone()));
    assert_eq!(Scope::scenario(&open, chosen), prepared);
    assert_eq!((Scope::scenario(&decided, chosen), Scope::scenario(&decided, other)), (public, prepared));
}
