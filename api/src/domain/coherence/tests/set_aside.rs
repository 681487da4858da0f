//! Setting findings aside, and what opens them again.

use super::{
    dismissal::{Dismissal, Reopened, Wish},
    *,
};
use crate::domain::{
    event::EventKind,
    ids::DismissalId,
    samples::{by, changed, refused},
};

const TODAY: &str = "2021-06-01";

fn finding() -> Finding {
    wpda::world().found().remove(0)
}

fn wish(reason: &str, until: &str) -> Wish {
    Wish { reason: reason.into(), until: day(until) }
}

fn dismissed(finding: &Finding) -> Dismissal {
    let wish = wish(" Afgesproken in de regio. ", "2022-06-01");
    Dismissal::dismiss(DismissalId(id(7)), None, finding, &wish, (day(TODAY), by(TODAY))).unwrap().0
}

#[test]
fn it_holds_until_its_day_as_long_as_the_facts_are_the_same() {
    let finding = finding();
    let it = dismissed(&finding);
    assert_eq!(it.reason, "Afgesproken in de regio.");
    assert_eq!(it.reopened(&finding.facts, day("2022-06-01")), None);
    assert_eq!(it.reopened(&finding.facts, day("2022-06-02")), Some(Reopened::Expired));
    assert_eq!(it.reopened("something else", day("2022-06-01")), Some(Reopened::FactsChanged));
    let (ended, event) = it.end("Toch niet.", by(TODAY).at).unwrap();
    assert_eq!((event.kind, changed(&event)), (EventKind::DismissalEnded, vec!["endedAt", "endedBecause"]));
    assert_eq!(ended.reopened(&finding.facts, day(TODAY)), Some(Reopened::ByHand));
    assert_eq!(refused(ended.end(" ", by(TODAY).at)), ["not-found at code", "empty at reason"]);
}

#[test]
fn it_wants_a_reason_and_a_day_within_two_years() {
    let finding = finding();
    let refused = |reason, until| {
        let wish = wish(reason, until);
        refused(Dismissal::dismiss(DismissalId(id(7)), None, &finding, &wish, (day(TODAY), by(TODAY))))
    };
    assert_eq!(refused(" ", TODAY), ["empty at reason", "date-out-of-range at until"]);
    assert!(refused("x", "2021-06-02").is_empty());
    assert!(refused("x", "2023-06-01").is_empty());
    assert_eq!(refused("x", "2023-06-02"), ["date-out-of-range at until"]);
}

#[test]
fn what_is_set_aside_is_not_set_aside_again_until_it_is_open() {
    let finding = finding();
    let again = |last: Dismissal, finding: &Finding, on: &str| {
        let wish = wish("Nog steeds.", "2023-01-01");
        Dismissal::dismiss(DismissalId(id(8)), Some(last), finding, &wish, (day(on), by(on)))
    };
    assert_eq!(refused(again(dismissed(&finding), &finding, TODAY)), ["already-dismissed at code"]);
    let (second, event) = again(dismissed(&finding), &finding, "2022-06-02").unwrap();
    assert_eq!((second.id, second.version), (DismissalId(id(7)), 2));
    assert_eq!((event.kind, changed(&event)), (EventKind::FindingDismissed, vec!["reason", "until"]));
    let other = Finding { facts: "changed".into(), ..finding.clone() };
    let (second, _) = again(dismissed(&finding), &other, TODAY).unwrap();
    assert_eq!(second.reopened("changed", day(TODAY)), None);
    let ended = dismissed(&finding).end("x", by(TODAY).at).unwrap().0;
    let (second, _) = again(ended, &finding, TODAY).unwrap();
    assert_eq!((second.ended_at, second.version), (None, 3));
}

#[test]
fn the_facts_tell_what_it_rests_on_and_not_the_day() {
    let mut world = wpda::world();
    let low = |world: &World, on: &str| {
        let found = world.on(&View::on(day(on)));
        found.into_iter().find(|it| it.kind == FindingKind::NobodyResponsible && it.goals.len() == 2).unwrap()
    };
    let before = low(&world, "2021-06-01");
    assert_eq!(before, low(&world, "2022-06-01"));
    assert_eq!(before.facts.lines().count(), 3, "one contributor, two goals: {}", before.facts);
    assert!(before.facts.lines().is_sorted());
    world.contract("TAAL", "Taalhuis", &[(C, P, &["laaggeletterdheid"])], &[]);
    let after = low(&world, "2021-06-01");
    assert_eq!(before.code, after.code);
    assert_ne!(before.facts, after.facts);
}
