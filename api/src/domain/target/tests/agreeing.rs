//! Proposals and counter-proposals back and forth, and adopting what was agreed.

use super::*;
use crate::domain::event::EventKind;
use proptest::prelude::*;

fn counter(place: u128, value: &str) -> CounterProposal {
    CounterProposal { target: target(place), aim: aim(value), reason: "Te hoog".into() }
}

fn agree(places: &[u128]) -> Answer {
    Answer::Agree(places.iter().map(|place| target(*place)).collect())
}

fn answered(set: TargetSet, side: Side, answer: Answer) -> TargetSet {
    let (after, event) = set.clone().answer(side, answer, world().year(), by("2019-10-20")).unwrap();
    follows(&set, &after, &event);
    after
}

fn answer_fails(set: &TargetSet, side: Side, answer: Answer) -> Vec<String> {
    refused(set.clone().answer(side, answer, world().year(), by("2019-10-20")))
}

#[test]
fn a_counter_proposal_goes_to_the_other_side_and_every_step_is_kept() {
    let set = answered(proposed(), Side::Contractor, Answer::Counter(vec![counter(2, "80")]));
    assert_eq!(states(&set), ["PROPOSED", "COUNTERED", "PROPOSED", "PROPOSED"]);
    let set = answered(set, Side::Client, Answer::Counter(vec![counter(2, "90")]));
    assert_eq!(states(&set), ["PROPOSED"; 4]);
    let set = answered(set, Side::Contractor, agree(&[2]));
    let target = set.target_for(usage(2)).unwrap();
    assert_eq!((target.state, &target.aim), (TargetState::Agreed, &aim("90")));
    let steps: Vec<_> = target.steps.iter().map(|it| (it.act, it.side, it.aim.clone(), it.reason.is_some())).collect();
    assert_eq!(
        steps,
        [
            (StepAct::Proposed, Side::Client, aim("100"), false),
            (StepAct::Countered, Side::Contractor, aim("80"), true),
            (StepAct::Countered, Side::Client, aim("90"), true),
            (StepAct::Agreed, Side::Contractor, aim("90"), false),
        ]
    );
    assert_eq!(set.state.stage(), TargetSetStage::Proposed);
}

#[test]
fn the_set_is_agreed_with_its_last_target() {
    let world = world();
    let set = answered(proposed(), Side::Contractor, Answer::Counter(vec![counter(1, "80")]));
    let (set, event) = set.answer(Side::Contractor, agree(&[2, 3, 4]), world.year(), by("2019-10-20")).unwrap();
    assert_eq!(event.kind, EventKind::TargetsPartlyAgreed);
    let (set, event) = set.answer(Side::Client, agree(&[1]), world.year(), by("2019-10-22")).unwrap();
    assert_eq!(event.kind, EventKind::TargetsAgreed);
    assert_eq!(set.state, TargetSetState::Agreed { proposed_at: by("2019-10-01").at, at: by("2019-10-22").at });
    assert!(changed(&event).contains(&"state"));
}

#[test]
fn each_side_answers_what_is_before_it() {
    let set = answered(proposed(), Side::Contractor, Answer::Counter(vec![counter(1, "80")]));
    let set = answered(set, Side::Contractor, agree(&[2]));
    assert_eq!(
        answer_fails(&set, Side::Contractor, agree(&[1, 2, 3, 7])),
        [
            "not-your-turn at targetIds/0 (state=COUNTERED)",
            "not-your-turn at targetIds/1 (state=AGREED)",
            "not-found at targetIds/3",
        ]
    );
    assert_eq!(answer_fails(&set, Side::Client, agree(&[3])), ["not-your-turn at targetIds/0 (state=PROPOSED)"]);
    let turns: Vec<_> = set.targets.iter().map(Target::turn).collect();
    assert_eq!(turns, [Some(Side::Client), None, Some(Side::Contractor), Some(Side::Contractor)]);
    assert_eq!(complete().targets[0].turn(), None);
}

#[test]
fn an_answer_says_something_about_each_target_once() {
    assert_eq!(answer_fails(&proposed(), Side::Contractor, agree(&[])), ["empty at targetIds"]);
    assert_eq!(answer_fails(&proposed(), Side::Contractor, Answer::Counter(Vec::new())), ["empty at counterProposals"]);
    assert_eq!(answer_fails(&proposed(), Side::Contractor, agree(&[1, 1])), ["duplicate at targetIds/1"]);
    let silent = CounterProposal { reason: " ".into(), ..counter(1, "-1") };
    assert_eq!(
        answer_fails(&proposed(), Side::Contractor, Answer::Counter(vec![silent])),
        ["negative at counterProposals/0/value", "empty at counterProposals/0/reason",]
    );
}

#[test]
fn only_a_proposed_set_in_target_setting_is_answered() {
    for (set, state) in [(complete(), "DRAFT"), (agreed(), "AGREED")] {
        assert_eq!(answer_fails(&set, Side::Contractor, agree(&[1])), [format!("wrong-state (state={state})")]);
    }
    let later = World::in_phase(Phase::Execution);
    let no = refused(proposed().answer(Side::Contractor, agree(&[1]), later.year(), by("2020-01-20")));
    assert_eq!(no, ["wrong-state (state=EXECUTION)"]);
}

#[test]
fn the_college_adopts_what_was_agreed() {
    let world = world();
    let adopt = |set: TargetSet, last| set.adopt("B3", day("2019-12-01"), last, world.year(), by("2019-12-02"));
    let (set, event) = adopt(agreed(), false).unwrap();
    follows(&agreed(), &set, &event);
    assert_eq!(event.kind, EventKind::TargetsAdopted);
    assert_eq!(changed(&event), ["decision", "state"]);
    assert_eq!(adopt(agreed(), true).unwrap().1.kind, EventKind::TargetsFixed);
    for (set, state) in [(complete(), "DRAFT"), (proposed(), "PROPOSED"), (set, "ADOPTED")] {
        assert_eq!(refused(adopt(set, true)), [format!("wrong-state (state={state})")]);
    }
    let undecided = agreed().adopt("", day("2019-12-03"), true, world.year(), by("2019-12-02"));
    assert_eq!(refused(undecided), ["empty at decisionReference", "date-out-of-range at decidedOn"]);
}

proptest! {
    #[test]
    fn talking_ends_only_when_both_sides_agree_on_everything(
        moves in prop::collection::vec((any::<bool>(), any::<bool>(), 1_u128..=4), 0..60)
    ) {
        let mut set = proposed();
        for (contractor, agrees, place) in moves {
            let side = if contractor { Side::Contractor } else { Side::Client };
            let answer = if agrees { agree(&[place]) } else { Answer::Counter(vec![counter(place, "70")]) };
            let before = set.clone();
            let turn = set.target_for(usage(place)).unwrap().turn();
            match set.clone().answer(side, answer, world().year(), by("2019-10-20")) {
                Ok((after, event)) => {
                    prop_assert_eq!(turn, Some(side));
                    prop_assert_eq!(after.version, before.version + 1);
                    prop_assert!(!event.changes.is_empty());
                    let steps = |set: &TargetSet| set.targets.iter().map(|it| it.steps.len()).sum::<usize>();
                    prop_assert_eq!(steps(&after), steps(&before) + 1);
                    set = after;
                }
                Err(refusals) => {
                    prop_assert!(!refusals.is_empty());
                    prop_assert!(turn != Some(side) || before.state.stage() == TargetSetStage::Agreed);
                }
            }
            let all = set.targets.iter().all(|it| it.state == TargetState::Agreed);
            prop_assert_eq!(all, set.state.stage() == TargetSetStage::Agreed);
        }
    }
}
