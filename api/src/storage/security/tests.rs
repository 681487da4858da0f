//! A flood is counted, not kept piece by piece.

use super::{SecurityNote, SecurityResult, Somebody, waiting::Waiting};
use crate::domain::{ids::PersonId, samples::id};

fn refused(actor: Somebody, origin: &str) -> SecurityNote {
    SecurityNote {
        action: "signIn".to_owned(),
        object: None,
        result: SecurityResult::Refused,
        reason: Some("UNAUTHENTICATED".to_owned()),
        origin: origin.to_owned(),
        actor,
        request_id: "r".to_owned(),
    }
}

fn typed(index: usize) -> Somebody {
    Somebody::Typed(format!("{index}@leek.example"))
}

#[test]
fn alike_things_of_a_minute_are_one_and_those_of_the_next_another() {
    let mut waiting = Waiting::default();
    let at = |text: &str| text.parse().unwrap();
    for moment in ["2020-01-15T09:00:01Z", "2020-01-15T09:00:59Z", "2020-01-15T09:01:00Z"] {
        waiting.add(refused(typed(1), "192.0.2.1"), at(moment));
    }
    waiting.add(refused(typed(1), "192.0.2.2"), at("2020-01-15T09:01:00Z"));
    let mut counted: Vec<i64> = waiting.take().iter().map(|it| it.times).collect();
    counted.sort_unstable();
    assert_eq!(counted, [1, 1, 2]);
    assert!(waiting.take().is_empty());
}

#[test]
fn a_flood_from_strangers_fills_so_many_rows_and_hides_nobody_who_is_signed_in() {
    let mut waiting = Waiting::default();
    let at = "2020-01-15T09:00:00Z".parse().unwrap();
    for index in 0..10_000 {
        waiting.add(refused(typed(index), &format!("192.0.2.{}", index % 250)), at);
    }
    let person = Somebody::Person(PersonId(id(1)));
    waiting.add(refused(person.clone(), "192.0.2.1"), at);
    let counted = waiting.take();
    assert_eq!(counted.len(), 202, "two hundred, one for all the others, and that of the person");
    assert_eq!(counted.iter().map(|it| it.times).sum::<i64>(), 10_001, "none is lost");
    assert!(counted.iter().any(|it| it.note.actor == person));

    // Also when what was counted is written in between.
    waiting.add(refused(typed(20_000), "192.0.2.1"), at);
    assert_eq!(waiting.take().first().map(|it| it.note.origin.clone()), Some("many".to_owned()));
}

#[test]
fn what_could_not_be_written_is_counted_with_what_came_since() {
    let mut waiting = Waiting::default();
    let at = "2020-01-15T09:00:00Z".parse().unwrap();
    waiting.add(refused(typed(1), "192.0.2.1"), at);
    let taken = waiting.take();
    waiting.add(refused(typed(1), "192.0.2.1"), at);
    waiting.give_back(taken);
    let counted = waiting.take();
    assert_eq!((counted.len(), counted.first().map(|it| it.times)), (1, Some(2)));
}
