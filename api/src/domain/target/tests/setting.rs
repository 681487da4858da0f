//! Writing targets down and proposing them.

use super::*;
use crate::domain::event::EventKind;

fn setting_fails(settings: Vec<Setting>) -> Vec<String> {
    refused(empty().set(settings, world().year()))
}

#[test]
fn targets_stand_in_the_order_of_the_contract_and_replace_those_of_their_indicator() {
    let world = world();
    let (set, event) = empty().set(vec![setting(3, aim("30")), setting(1, aim("10"))], world.year()).unwrap();
    follows(&empty(), &set, &event);
    assert_eq!(set.targets.iter().map(|it| it.indicator).collect::<Vec<_>>(), [usage(1), usage(3)]);
    let again = Setting { id: target(9), ..setting(1, aim("11")) };
    let (set, event) = set.set(vec![again], world.year()).unwrap();
    let first = set.target_for(usage(1)).unwrap();
    assert_eq!((first.id, &first.aim), (target(1), &aim("11")), "a target keeps its identity");
    assert_eq!(set.targets.len(), 2);
    assert_eq!(changed(&event), [format!("targets/{}/aim", usage(1).0)]);
}

#[test]
fn every_problem_of_the_targets_is_told_at_once() {
    let mut wordy = setting(2, Aim::NoTarget { because: " ".into() });
    wordy.reasoning.labour_market = "x".repeat(10_001);
    wordy.reasoning.previous = PreviousResult::None { because: "\0".into() };
    let no = setting_fails(vec![
        setting(9, aim("1")),
        wordy,
        setting(1, aim("-1")),
        setting(1, aim("0.5")),
        setting(3, aim("1000000000000")),
    ]);
    assert_eq!(
        no,
        [
            "not-found at targets/0/indicatorId",
            "empty at targets/1/noTargetBecause",
            "too-long at targets/1/labourMarket (limit=10000)",
            "bad-character at targets/1/noPreviousResultBecause",
            "negative at targets/2/value",
            "too-many-decimals at targets/3/value (decimals=0)",
            "duplicate at targets/3/indicatorId",
            "number-out-of-range at targets/4/value (limit=1000000000000)",
        ]
    );
}

#[test]
fn a_trend_may_point_down_and_a_percentage_has_decimals() {
    let of = |kind, value| setting_fails(vec![setting(1, Aim::Value { kind, value: number(value) })]);
    assert!(of(TargetKind::Trend, "-2.5").is_empty());
    assert!(of(TargetKind::Percentage, "4.6").is_empty());
    assert!(of(TargetKind::Absolute, "0").is_empty());
    assert!(of(TargetKind::Absolute, "-0").is_empty());
    assert_eq!(of(TargetKind::Percentage, "-4.6"), ["negative at targets/0/value"]);
    assert_eq!(of(TargetKind::Trend, "0.00001"), ["too-many-decimals at targets/0/value (decimals=4)"]);
}

#[test]
fn a_half_reasoned_target_can_be_kept_but_not_proposed() {
    let world = world();
    let mut bare = setting(1, aim("10"));
    bare.reasoning = Reasoning {
        labour_market: " ".into(),
        target_groups: String::new(),
        previous: PreviousResult::None { because: String::new() },
    };
    let (set, _) = empty().set(vec![bare], world.year()).unwrap();
    assert_eq!(
        refused(set.propose(world.year(), &[], by("2019-10-01"))),
        [
            "reasoning-missing at targets/OUTFLOW/labourMarket (indicator=OUTFLOW)",
            "reasoning-missing at targets/OUTFLOW/targetGroups (indicator=OUTFLOW)",
            "previous-result-missing at targets/OUTFLOW/previousReviewId (indicator=OUTFLOW)",
            "target-missing at targets/SO_FAR (indicator=SO_FAR)",
            "target-missing at targets/SHARE (indicator=SHARE)",
            "target-missing at targets/MARK (indicator=MARK)",
        ]
    );
}

#[test]
fn no_target_because_and_a_linked_review_make_a_proposal_complete() {
    let world = world();
    let mut without = setting(4, Aim::NoTarget { because: "Geen onderzoek".into() });
    without.reasoning.previous = PreviousResult::Reviewed(ReviewId(id(95)));
    let (set, _) = complete().set(vec![without], world.year()).unwrap();
    let (set, event) = set.propose(world.year(), &[], by("2019-10-01")).unwrap();
    assert_eq!(event.kind, EventKind::TargetsProposed);
    assert_eq!(set.state, TargetSetState::Proposed { at: by("2019-10-01").at });
    assert_eq!(states(&set), ["PROPOSED"; 4]);
    let step = &set.target_for(usage(4)).unwrap().steps[0];
    assert_eq!((step.act, step.side), (StepAct::Proposed, Side::Client));
    assert_eq!(event.notices[0].due_on, Some(day("2019-11-15")));
}

#[test]
fn the_points_of_earlier_reviews_are_answered_or_closed_first() {
    let world = world();
    let (open, others) = (point(500, north()), point(501, south()));
    let no = said(&complete().cannot_propose(&world.cycle, &world.measures, &[open.clone(), others]));
    assert_eq!(no, [format!("point-open at openPoints/{} (point=Meer maatwerk)", id(500))]);
    let (answered, event) = open.clone().close(PointAnswer::Target(target(1)), &complete(), world.year()).unwrap();
    assert_eq!(changed(&event), [format!("openPoints/{}", id(500))]);
    assert!(complete().cannot_propose(&world.cycle, &world.measures, &[answered]).is_empty());
    let closed =
        |reason: &str| PointAnswer::Closed { reason: reason.into(), by: PersonId(id(90)), at: by("2019-09-10").at };
    let (closed_point, event) = open.clone().close(closed("Is gedaan"), &complete(), world.year()).unwrap();
    assert_eq!(event.changes[0].after.as_deref(), Some("Is gedaan"));
    assert!(complete().cannot_propose(&world.cycle, &world.measures, &[closed_point]).is_empty());
    assert_eq!(refused(open.clone().close(closed(""), &complete(), world.year())), ["empty at reason"]);
    assert_eq!(
        refused(open.clone().close(PointAnswer::Target(target(7)), &complete(), world.year())),
        ["not-found at targetId"]
    );
    assert_eq!(refused(open.close(closed("Is gedaan"), &proposed(), world.year())), ["wrong-state (state=PROPOSED)"]);
}

#[test]
fn targets_are_written_down_and_proposed_as_a_draft_in_target_setting_only() {
    let world = world();
    for (set, state) in [(proposed(), "PROPOSED"), (agreed(), "AGREED")] {
        let expected = [format!("wrong-state (state={state})")];
        assert_eq!(refused(set.clone().set(vec![setting(1, aim("1"))], world.year())), expected);
        assert_eq!(refused(set.propose(world.year(), &[], by("2019-10-01"))), expected);
    }
    for phase in [Phase::Execution, Phase::Review, Phase::Closed] {
        let later = World::in_phase(phase);
        let expected = [format!("wrong-state (state={phase})")];
        assert_eq!(refused(complete().set(vec![setting(1, aim("1"))], later.year())), expected);
        assert_eq!(refused(complete().propose(later.year(), &[], by("2020-10-01"))), expected);
    }
}
