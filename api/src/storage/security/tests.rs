//! A flood is counted, not kept piece by piece.

use std::sync::Arc;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, EntityTrait, PaginatorTrait, Schema};

use super::{ROWS, SecurityLog, SecurityNote, SecurityResult, Somebody, waiting::Waiting};
use crate::{
    clock::{FixedClock, IdSource},
    domain::{ids::PersonId, samples::id},
    storage::event::TrailKeys,
};

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

#[tokio::test]
async fn what_was_written_before_a_failure_is_not_counted_again() {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let database = Database::connect(options).await.unwrap();
    let schema = Schema::new(DbBackend::Sqlite);
    database.execute(&schema.create_table_from_entity(entities::person::Entity)).await.unwrap();
    database.execute(&schema.create_table_from_entity(entities::security_event::Entity)).await.unwrap();
    for sql in [
        "CREATE UNIQUE INDEX fold ON security_event (fold)",
        "CREATE TRIGGER last BEFORE INSERT ON security_event WHEN NEW.action = 'last' BEGIN SELECT RAISE(ABORT, ''); END",
    ] {
        database.execute_unprepared(sql).await.unwrap();
    }
    let at = "2020-01-15T09:00:00Z".parse().unwrap();
    let ids = IdSource::seeded(Arc::new(FixedClock::new(at)), 1);
    let log = SecurityLog::new(TrailKeys::new(&[1; 32], &[]), ids);
    // More than one statement takes, from people who each may fill rows of their own.
    for index in 0..ROWS {
        let person = PersonId(id(u128::try_from(index).unwrap()));
        log.note(refused(Somebody::Person(person), "192.0.2.1"), at);
    }
    // Of a later minute, so it is written last.
    log.note(
        SecurityNote { action: "last".to_owned(), ..refused(typed(1), "192.0.2.1") },
        at + chrono::TimeDelta::days(1),
    );

    assert!(log.write(&database).await.is_err());
    database.execute_unprepared("DROP TRIGGER last").await.unwrap();
    log.write(&database).await.unwrap();
    let rows = entities::security_event::Entity::find();
    assert_eq!(rows.clone().count(&database).await.unwrap(), 501);
    let times = rows.all(&database).await.unwrap().iter().map(|row| row.times).max();
    assert_eq!(times, Some(1), "each was noted once");
}
