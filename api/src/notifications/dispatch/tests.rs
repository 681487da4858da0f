use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::*;
use crate::clock::FixedClock;
use crate::domain::notice::Template;
use crate::notifications::mailer::MemoryMailer;
use crate::notifications::render::RenderedMail;
use crate::storage::outbox::OutboxCounts;
use crate::storage::outbox::tests::{address_to, moment, outbox, reader, record, stored};
use crate::texts::Texts;

struct House {
    worker: Dispatcher,
    mailbox: MemoryMailer,
    clock: FixedClock,
    connection: DatabaseConnection,
}

async fn house() -> House {
    let (queue, connection) = outbox().await;
    let clock = FixedClock::new(moment());
    let mailbox = MemoryMailer::default();
    let renderer = Renderer::new(Arc::new(Texts::embedded()), "https://regie.example", "post@regie.example").unwrap();
    let worker = Dispatcher {
        queue,
        renderer: Arc::new(renderer),
        mailer: Arc::new(mailbox.clone()),
        clock: Arc::new(clock.clone()),
        ids: IdSource::seeded(Arc::new(clock.clone()), 1),
        wake: Arc::new(Notify::new()),
        pace: Pace::default(),
    };
    House { worker, mailbox, clock, connection }
}

const fn count(sent: usize, postponed: usize, dead: usize) -> DeliveryCount {
    DeliveryCount { sent, postponed, dead, skipped: 0 }
}

#[tokio::test]
async fn everything_due_is_delivered_once_even_when_it_is_more_than_a_batch() {
    let house = house().await;
    for number in 1..=45 {
        record(&house.connection, number, Template::ContractOffered).await;
    }
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(45, 0, 0));
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 0, 0));
    let mut ids: Vec<Uuid> = house.mailbox.take().iter().map(|mail| mail.id).collect();
    assert!(ids.is_sorted(), "one reader's mails come in order");
    ids.sort();
    assert_eq!(ids, (1..=45).map(Uuid::from_u128).collect::<Vec<_>>());
    assert_eq!(house.worker.queue.counts().await.unwrap(), OutboxCounts { waiting: 0, sent: 45, dead: 0, skipped: 0 });
}

#[tokio::test]
async fn a_failing_mail_is_tried_ten_times_at_growing_distances_and_then_dead() {
    let house = house().await;
    let id = record(&house.connection, 1, Template::ContractOffered).await;
    let mut waits = Vec::new();
    for _ in 1..10 {
        house.mailbox.refuse_next(SendError::Retry("away\r\nfor\tnow".to_owned()));
        assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 1, 0));
        let next = stored(&house.connection, id).await.next_attempt_at;
        waits.push((next - house.clock.now()).num_minutes());
        house.clock.set(next - TimeDelta::seconds(1));
        assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 0, 0), "not before its time");
        house.clock.set(next);
    }
    assert_eq!(waits, [1, 4, 16, 64, 256, 720, 720, 720, 720]);
    house.mailbox.refuse_next(SendError::Retry("x".repeat(2000)));
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 0, 1));
    let row = stored(&house.connection, id).await;
    assert_eq!((row.attempts, row.dead_at), (10, Some(house.clock.now())));
    assert_eq!(row.last_error.map(|error| error.len()), Some(ERROR_LIMIT));
    house.clock.advance(TimeDelta::days(30));
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 0, 0));
}

#[tokio::test]
async fn a_later_try_succeeds_and_the_error_is_forgotten() {
    let house = house().await;
    let id = record(&house.connection, 1, Template::ContractOffered).await;
    house.mailbox.refuse_next(SendError::Retry("away\r\nfor now".to_owned()));
    house.worker.deliver_due().await.unwrap();
    assert_eq!(stored(&house.connection, id).await.last_error.as_deref(), Some("away  for now"));
    house.clock.advance(TimeDelta::minutes(1));
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(1, 0, 0));
    let row = stored(&house.connection, id).await;
    assert_eq!((row.attempts, row.last_error, row.sent_at), (2, None, Some(house.clock.now())));
}

#[tokio::test]
async fn what_cannot_be_written_or_is_refused_for_good_is_dead_at_once_and_the_rest_goes_on() {
    let house = house().await;
    let refused = record(&house.connection, 1, Template::ContractOffered).await;
    house.mailbox.refuse_next(SendError::Final("no such person".to_owned()));
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 0, 1));
    assert_eq!(stored(&house.connection, refused).await.last_error.as_deref(), Some("no such person"));

    let unwritable = record(&house.connection, 2, Template::ContractOffered).await;
    record(&house.connection, 3, Template::ContractAdopted).await;
    let lease = Uuid::from_u128(99);
    let taken = house.worker.queue.claim(moment(), moment(), lease, 1).await.unwrap();
    let mut poor = taken.first().unwrap().clone();
    poor.facts.clear();
    let (_go_on, stop) = watch::channel(false);
    let outcome = house.worker.deliver(&poor, lease, &stop).await.unwrap();
    assert!(poor.id == unwritable && matches!(outcome, Some(Outcome::Dead(_))));
    let error = stored(&house.connection, unwritable).await.last_error.unwrap();
    assert_eq!(error, "the mail does not say its contract");
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(1, 0, 0));
}

#[tokio::test]
async fn a_mail_whose_tries_all_broke_off_is_dead_without_another() {
    let house = house().await;
    let id = record(&house.connection, 1, Template::ContractOffered).await;
    for number in 0..10_u32 {
        let at = moment() + TimeDelta::hours(i64::from(number));
        let until = at + TimeDelta::minutes(10);
        house.worker.queue.claim(at, until, Uuid::from_u128(u128::from(number) + 500), 1).await.unwrap();
    }
    house.clock.advance(TimeDelta::hours(20));
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 0, 1));
    assert!(house.mailbox.mails().is_empty() && stored(&house.connection, id).await.dead_at.is_some());
}

/// A server that takes the whole of a lease over a mail, and looks on whether another could have it meanwhile.
struct SlowMailer {
    clock: FixedClock,
    queue: Queue,
    connection: DatabaseConnection,
    mailbox: MemoryMailer,
}

#[async_trait]
impl Mailer for SlowMailer {
    async fn send(&self, mail: &RenderedMail) -> Result<(), SendError> {
        for _ in 0..3 {
            self.clock.advance(TimeDelta::seconds(50));
            let now = self.clock.now();
            // Renewed by the worker's own time, not by that of the service.
            while stored(&self.connection, mail.id).await.leased_until < Some(now + TimeDelta::minutes(1)) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let taken = self.queue.claim(now, now + TimeDelta::minutes(1), Uuid::from_u128(666), 10).await.unwrap();
            assert!(taken.is_empty(), "another took {taken:?}");
        }
        self.mailbox.send(mail).await
    }
}

#[tokio::test]
async fn a_slow_server_does_not_make_the_worker_outstay_its_lease() {
    let mut house = house().await;
    house.worker.mailer = Arc::new(SlowMailer {
        clock: house.clock.clone(),
        queue: house.worker.queue.clone(),
        connection: house.connection.clone(),
        mailbox: house.mailbox.clone(),
    });
    house.worker.pace.renewal = Duration::from_millis(10);
    house.worker.pace.at_once = 1;
    for number in 1..=2 {
        record(&house.connection, number, Template::ContractOffered).await;
    }
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(2, 0, 0));
    for number in 1..=2 {
        assert_eq!(stored(&house.connection, Uuid::from_u128(number)).await.attempts, 1);
    }
}

/// A server that hangs over the mail with one number until it is let go, and takes all others.
struct HangingMailer(u128, Arc<Notify>, MemoryMailer);

#[async_trait]
impl Mailer for HangingMailer {
    async fn send(&self, mail: &RenderedMail) -> Result<(), SendError> {
        if mail.id.as_u128() == self.0 {
            self.1.notified().await;
        }
        self.2.send(mail).await
    }
}

#[tokio::test]
async fn a_server_that_hangs_over_one_mail_holds_up_no_other() {
    let mut house = house().await;
    let let_go = Arc::new(Notify::new());
    house.worker.mailer = Arc::new(HangingMailer(1, Arc::clone(&let_go), house.mailbox.clone()));
    for number in 1..=12 {
        let mail = record(&house.connection, number, Template::ContractOffered).await;
        let reader = reader(&house.connection, number + 100).await;
        address_to(&house.connection, mail, reader).await;
    }
    let delivered = async {
        while house.mailbox.mails().len() < 11 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let_go.notify_one();
    };
    let (count, ()) = tokio::join!(house.worker.deliver_due(), delivered);
    assert_eq!(count.unwrap(), self::count(12, 0, 0), "the eleven others did not wait for the one");
    assert_eq!(house.mailbox.mails().last().map(|mail| mail.id), Some(Uuid::from_u128(1)));
}

/// A server that never answers.
struct SilentMailer;

#[async_trait]
impl Mailer for SilentMailer {
    async fn send(&self, _: &RenderedMail) -> Result<(), SendError> {
        std::future::pending().await
    }
}

#[tokio::test]
async fn a_server_that_never_answers_holds_nobody_up() {
    let mut house = house().await;
    house.worker.mailer = Arc::new(SilentMailer);
    house.worker.pace.send_timeout = Duration::from_millis(20);
    let id = record(&house.connection, 1, Template::ContractOffered).await;
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 1, 0));
    assert_eq!(stored(&house.connection, id).await.last_error.as_deref(), Some("sending took too long"));
}

/// A mailer with a mistake in it.
struct BrokenMailer;

#[async_trait]
impl Mailer for BrokenMailer {
    async fn send(&self, _: &RenderedMail) -> Result<(), SendError> {
        panic!("a mistake")
    }
}

#[tokio::test]
async fn a_panic_costs_a_try_and_not_the_worker() {
    let mut house = house().await;
    house.worker.mailer = Arc::new(BrokenMailer);
    let id = record(&house.connection, 1, Template::ContractOffered).await;
    assert_eq!(house.worker.deliver_due().await.unwrap(), count(0, 1, 0));
    assert_eq!(stored(&house.connection, id).await.last_error.as_deref(), Some("sending broke off"));
}

#[tokio::test]
async fn the_worker_delivers_when_it_is_woken_and_stops_when_it_is_told() {
    let house = house().await;
    let (stop, stopped) = watch::channel(false);
    let (wake, mailbox, connection) = (Arc::clone(&house.worker.wake), house.mailbox.clone(), house.connection.clone());
    let worker = tokio::spawn(async move { house.worker.run(stopped).await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    record(&connection, 1, Template::ContractOffered).await;
    wake.notify_one();
    timeout(Duration::from_secs(10), async {
        while mailbox.mails().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await
    .unwrap();
    stop.send(true).unwrap();
    timeout(Duration::from_secs(10), worker).await.unwrap().unwrap();
}
