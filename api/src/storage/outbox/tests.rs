use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ActiveModelTrait, ConnectOptions, ConnectionTrait, Database, IntoActiveModel, Schema};

use super::*;
use crate::domain::ids::PersonId;
use crate::domain::notice::{Audience, Notice, SECRET_FACT, Template};

pub fn moment() -> DateTime<Utc> {
    "2019-09-02T07:30:00Z".parse().unwrap()
}

/// An outbox in memory with its one reader: what else it refers to is not looked at.
pub async fn outbox() -> (Queue, DatabaseConnection) {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let connection = Database::connect(options).await.unwrap();
    connection.execute_unprepared("PRAGMA foreign_keys = OFF").await.unwrap();
    let backend = connection.get_database_backend();
    let schema = Schema::new(backend);
    for table in [
        schema.create_table_from_entity(Entity),
        schema.create_table_from_entity(entities::person::Entity),
        schema.create_table_from_entity(entities::membership::Entity),
        schema.create_table_from_entity(entities::party::Entity),
    ] {
        connection.execute(&table).await.unwrap();
    }
    reader(&connection, 7).await;
    (Queue::new(connection.clone()), connection)
}

/// Somebody who may be told.
pub async fn reader(connection: &DatabaseConnection, number: u128) -> Uuid {
    let reader = entities::person::Model {
        id: Uuid::from_u128(number),
        email: format!("lezer{number}@gemeente.example"),
        name: "L. de Lezer".to_owned(),
        locale: "en".to_owned(),
        password_hash: Some("a hash".to_owned()),
        platform_admin: false,
        active: true,
        version: 1,
    };
    reader.into_active_model().insert(connection).await.unwrap().id
}

/// Makes a recorded mail somebody else's.
pub async fn address_to(connection: &DatabaseConnection, mail: Uuid, reader: Uuid) {
    let update = Entity::update_many().col_expr(Column::RecipientId, Expr::value(reader));
    update.filter(Column::Id.eq(mail)).exec(connection).await.unwrap();
}

pub fn notice(template: Template) -> Notice {
    Notice {
        template,
        audience: Audience::Person(PersonId(Uuid::from_u128(7))),
        facts: template.facts().iter().map(|key| (*key, format!("een {key}"))).collect::<BTreeMap<_, _>>(),
        due_on: NaiveDate::from_ymd_opt(2019, 10, 1),
        path: "contracts/PO-WPDA".to_owned(),
    }
}

/// Records a mail numbered `number`, due from `moment()` on.
pub async fn record(connection: &DatabaseConnection, number: u128, template: Template) -> Uuid {
    let row = outbox_mail::Model {
        id: Uuid::from_u128(number),
        event_id: Uuid::from_u128(number),
        recipient_id: Uuid::from_u128(7),
        template: template.key().to_owned(),
        locale: "en".to_owned(),
        address: "lezer@gemeente.example".to_owned(),
        recipient_name: "L. de Lezer".to_owned(),
        context: encode_context(&notice(template)).unwrap(),
        created_at: moment(),
        attempts: 0,
        next_attempt_at: moment(),
        leased_until: None,
        lease: None,
        sent_at: None,
        dead_at: None,
        last_error: None,
        audience: None,
        skipped_at: None,
        skipped_because: None,
    };
    row.into_active_model().insert(connection).await.unwrap().id
}

pub async fn stored(connection: &DatabaseConnection, id: Uuid) -> outbox_mail::Model {
    Entity::find_by_id(id).one(connection).await.unwrap().unwrap()
}

async fn claim(queue: &Queue, now: DateTime<Utc>, lease: u128, limit: u64) -> Vec<PendingMail> {
    queue.claim(now, now + TimeDelta::minutes(10), Uuid::from_u128(lease), limit).await.unwrap()
}

#[test]
fn the_context_comes_back_as_it_went_in() {
    let notice = notice(Template::TargetsProposed);
    let stored = encode_context(&notice).unwrap();
    assert_eq!(
        stored,
        r#"{"facts":{"contract":"een contract","municipality":"een municipality","year":"een year"},"due_on":"2019-10-01","path":"contracts/PO-WPDA"}"#
    );
    let context = decode_context(&stored).unwrap();
    assert_eq!((context.due_on, context.path.as_str()), (notice.due_on, "contracts/PO-WPDA"));
    assert_eq!(context.facts.get("contract").map(String::as_str), Some("een contract"));
    assert!(decode_context("{}").is_err());
}

#[tokio::test]
async fn a_taken_mail_cannot_be_taken_again_before_its_lease_ends() {
    let (queue, connection) = outbox().await;
    let id = record(&connection, 1, Template::ContractOffered).await;
    assert!(claim(&queue, moment() - TimeDelta::seconds(1), 90, 5).await.is_empty(), "not due yet");
    let taken = claim(&queue, moment(), 91, 5).await;
    assert_eq!(
        taken.iter().map(|mail| (mail.id, mail.attempts, mail.locale)).collect::<Vec<_>>(),
        [(id, 1, Locale::En)]
    );
    assert!(claim(&queue, moment() + TimeDelta::minutes(9), 92, 5).await.is_empty());
    let again = claim(&queue, moment() + TimeDelta::minutes(10), 93, 5).await;
    assert_eq!(again.iter().map(|mail| mail.attempts).collect::<Vec<_>>(), [2]);
    // The first worker comes back late: what it has to say no longer counts.
    let mail = taken.first().unwrap();
    assert!(!queue.mark_sent(mail, Uuid::from_u128(91), moment()).await.unwrap());
    assert_eq!(stored(&connection, id).await.sent_at, None);
    assert!(queue.mark_sent(mail, Uuid::from_u128(93), moment()).await.unwrap());
}

#[tokio::test]
async fn workers_that_take_at_the_same_time_share_the_mails_without_overlap() {
    let (queue, connection) = outbox().await;
    for number in 1..=30 {
        record(&connection, number, Template::ContractOffered).await;
    }
    let takers = (100..110).map(|lease| claim(&queue, moment(), lease, 5));
    let mut taken: Vec<Uuid> =
        futures_util::future::join_all(takers).await.into_iter().flatten().map(|mail| mail.id).collect();
    let all = taken.len();
    taken.sort();
    taken.dedup();
    assert_eq!(taken.len(), all, "no mail is taken twice");
    assert!(all >= 5, "someone takes mails");
}

#[tokio::test]
async fn the_secret_of_a_mail_is_erased_when_it_is_done_and_kept_while_it_is_tried() {
    let (queue, connection) = outbox().await;
    let (sent, dead) =
        (record(&connection, 1, Template::Invitation).await, record(&connection, 2, Template::PasswordReset).await);
    let lease = Uuid::from_u128(91);
    let taken = claim(&queue, moment(), 91, 5).await;
    let [first, second] = taken.as_slice() else { panic!("{taken:?}") };
    assert_eq!(first.facts.get(SECRET_FACT).map(String::as_str), Some("een token"));
    let later = moment() + TimeDelta::minutes(1);
    assert!(queue.mark_retry(first, lease, later, "away").await.unwrap());
    let row = stored(&connection, sent).await;
    assert!(row.context.contains("een token"));
    assert_eq!((row.lease, row.next_attempt_at, row.last_error.as_deref()), (None, later, Some("away")));
    assert!(queue.mark_dead(second, lease, moment(), "no such person").await.unwrap());
    let again = claim(&queue, later, 92, 5).await;
    let [first] = again.as_slice() else { panic!("{again:?}") };
    assert!(queue.mark_sent(first, Uuid::from_u128(92), later).await.unwrap());
    for (id, error) in [(sent, None), (dead, Some("no such person"))] {
        let row = stored(&connection, id).await;
        assert!(!row.context.contains("token"), "{}", row.context);
        assert_eq!(decode_context(&row.context).unwrap().path, "contracts/PO-WPDA");
        assert_eq!((row.lease, row.leased_until, row.last_error.as_deref()), (None, None, error));
    }
    assert_eq!(queue.counts().await.unwrap(), OutboxCounts { waiting: 0, sent: 1, dead: 1, skipped: 0 });
}

#[tokio::test]
async fn a_mail_given_back_counts_no_try_and_is_at_once_free() {
    let (queue, connection) = outbox().await;
    let id = record(&connection, 1, Template::ContractOffered).await;
    let taken = claim(&queue, moment(), 91, 5).await;
    assert!(queue.release(taken.first().unwrap(), Uuid::from_u128(91)).await.unwrap());
    assert_eq!(stored(&connection, id).await.attempts, 0);
    assert_eq!(claim(&queue, moment(), 92, 5).await.len(), 1);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_dies_without_holding_up_the_others() {
    let (queue, connection) = outbox().await;
    let (broken, whole) =
        (record(&connection, 1, Template::Invitation).await, record(&connection, 2, Template::ContractOffered).await);
    Entity::update_many()
        .col_expr(Column::Context, Expr::value("{\"token\": \"een token\""))
        .filter(Column::Id.eq(broken))
        .exec(&connection)
        .await
        .unwrap();
    let taken = claim(&queue, moment(), 91, 5).await;
    assert_eq!(taken.iter().map(|mail| mail.id).collect::<Vec<_>>(), [whole]);
    let row = stored(&connection, broken).await;
    assert_eq!(row.dead_at, Some(moment()));
    assert!(!row.context.contains("token") && row.last_error.is_some());
}
