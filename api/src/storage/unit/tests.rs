use std::sync::Arc;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, Schema};

use super::*;
use crate::{
    clock::FixedClock,
    domain::event::{EventKind, Facts, SubjectKind},
    policy::{self, Action},
};

const CONTRACT: ContractId = ContractId(Uuid::from_u128(1));

/// A trail in memory, alone in its database.
async fn trail() -> Connection {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let connection = Database::connect(options).await.unwrap();
    let schema = Schema::new(connection.get_database_backend());
    connection.execute_unprepared("PRAGMA foreign_keys = OFF").await.unwrap();
    connection.execute(&schema.create_table_from_entity(entities::audit_chain::Entity)).await.unwrap();
    connection.execute(&schema.create_table_from_entity(entities::audit_event::Entity)).await.unwrap();
    connection.execute(&schema.create_table_from_entity(entities::audit_checkpoint::Entity)).await.unwrap();
    connection.execute(&schema.create_table_from_entity(entities::audit_checkpoint_head::Entity)).await.unwrap();
    connection.execute(&schema.create_table_from_entity(entities::party::Entity)).await.unwrap();
    connection.into()
}

async fn unit(connection: &Connection) -> Unit {
    let at = "2019-09-02T07:30:00Z".parse().unwrap();
    let ids = IdSource::seeded(Arc::new(FixedClock::new(at)), 1);
    event::checkpoint::begin(connection, &keys(), &ids, at).await.unwrap();
    Unit::begin(connection, &keys(), ids, at, "test").await.unwrap()
}

fn keys() -> TrailKeys {
    TrailKeys::new(&[1; 32], &[])
}

/// How many events there are, in a trail that must be whole.
async fn events(connection: &Connection) -> u64 {
    let verified = event::verify(connection, &keys(), &[], event::Depth::Trail).await.unwrap();
    assert_eq!(verified.faults, []);
    verified.events
}

fn offered() -> (Permit, Event) {
    let facts = Facts::from([("state".into(), "OFFERED".into())]);
    let event = Event::new(EventKind::ContractOffered, SubjectKind::Contract, CONTRACT.0, &Facts::new(), &facts)
        .under(CONTRACT);
    (policy::operator(Action::OfferContract), event)
}

#[tokio::test]
async fn what_was_not_held_is_not_committed() {
    let connection = trail().await;
    let (permit, event) = offered();
    let refused = unit(&connection).await.commit(permit, event).await.unwrap_err();
    assert!(matches!(refused, Error::NotHeld { noun: SubjectKind::Contract, id } if id == CONTRACT.0), "{refused}");

    // One of several is enough.
    let (permit, event) = offered();
    let first = Event { contract: None, ..event.clone() };
    let refused = unit(&connection).await.commit_all(permit, first, vec![event]).await.unwrap_err();
    assert!(matches!(refused, Error::NotHeld { .. }), "{refused}");
    assert_eq!(events(&connection).await, 0);

    let unit = unit(&connection).await;
    unit.brings(CONTRACT.0);
    let (permit, event) = offered();
    unit.commit(permit, event).await.unwrap();
    assert_eq!(events(&connection).await, 1);
}

#[tokio::test]
async fn an_act_at_a_party_holds_it() {
    let connection = trail().await;
    let party = PartyId(Uuid::from_u128(2));
    let invited = || {
        let event = Event::new(EventKind::PersonInvited, SubjectKind::Party, party.0, &Facts::new(), &Facts::new());
        (policy::operator(Action::InvitePerson), event)
    };
    let (permit, event) = invited();
    let refused = unit(&connection).await.commit(permit, event).await.unwrap_err();
    assert!(matches!(refused, Error::NotHeld { noun: SubjectKind::Party, id } if id == party.0), "{refused}");
    assert_eq!(events(&connection).await, 0);

    let unit = unit(&connection).await;
    unit.hold_parties(&[party]).await.unwrap();
    let (permit, event) = invited();
    unit.commit(permit, event).await.unwrap();
    assert_eq!(events(&connection).await, 1);
}
