//! The service in this process, as a test wants it.

use std::collections::BTreeSet;
use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use api::app::{App, Depth, Parts, Running, StartError};
use api::clock::{Clock, FixedClock, IdSource};
use api::config::{Config, MailTls, MailTransport, PublicUrl, Smtp};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;
use tempfile::TempDir;

use crate::client::Client;
use crate::database::{Snapshot, TestDatabase, block_on};
use crate::smtp::SmtpSink;

/// Every test starts from the same dice.
const SEED: u64 = 20_190_801;

/// The service under test: a fixed clock, seeded identities, a database of its own and a mailbox.
///
/// Mail leaves only by [`TestApp::deliver_mail`]. Dropping the value fails the test when mail is left waiting and
/// the test did not say so with [`TestApp::leave_mail_undelivered`].
pub struct TestApp {
    running: Running,
    clock: FixedClock,
    statements: Arc<AtomicU64>,
    mailbox: SmtpSink,
    mail_may_wait: bool,
    repeats: Option<Arc<AtomicU64>>,
    config: Config,
    // Dropped last: what runs on it goes first.
    database: TestDatabase,
    _files: TempDir,
}

impl TestApp {
    /// A service with an empty database, on 1 August 2019 at 11:00 in the Netherlands.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same, with settings changed.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let files = tempfile::tempdir().unwrap();
        let database = TestDatabase::create().await;
        let mailbox = SmtpSink::start().await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut config = settings(files.path(), &database, &mailbox, &listener);
        change(&mut config);

        let clock = FixedClock::new(Utc.with_ymd_and_hms(2019, 8, 1, 9, 0, 0).unwrap());
        let statements = Arc::new(AtomicU64::new(0));
        let running = run(config.clone(), &clock, SEED, &statements, listener).await;
        let (mail_may_wait, repeats) = (false, None);
        Self { running, clock, statements, mailbox, mail_may_wait, repeats, config, database, _files: files }
    }

    /// A second service on the same database, with other dice: what is sent there, someone else's process does.
    pub async fn another(&self) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        run(self.config.clone(), &self.clock, SEED + 1, &self.statements, listener).await
    }

    /// The same service, to which everybody sends every act twice, each under a key of its own.
    #[must_use]
    pub fn repeating(mut self) -> Self {
        self.repeats = Some(Arc::default());
        self
    }

    /// A second service, with the settings as they are now and the machine's own dice; or why it does not start.
    pub async fn try_second(&self) -> Result<Running, StartError> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        App::build(self.config.clone(), Parts::at(Arc::new(self.clock.clone()))).await?.serve(listener)
    }

    /// A second service, with the settings as they are now and the machine's own dice.
    pub async fn second(&self) -> Running {
        self.try_second().await.unwrap_or_else(|error| panic!("the second service does not run: {error:#}"))
    }

    /// The settings with which a second service starts.
    pub fn config_mut(&mut self) -> &mut Config {
        &mut self.config
    }

    /// Somebody not signed in.
    pub fn stranger(&self) -> Client {
        let client = Client::new(self.running.address());
        match &self.repeats {
            Some(keys) => client.repeating(Arc::clone(keys)),
            None => client,
        }
    }

    /// Where the service listens.
    pub fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// The mail server that the service sends to.
    pub fn mailbox(&self) -> &SmtpSink {
        &self.mailbox
    }

    /// The database beneath, for what cannot be seen from outside.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// The present moment of the service.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Makes it 09:00 in the Netherlands on a day, written `2019-09-01`.
    pub fn travel_to(&self, day: &str) {
        let day: NaiveDate = day.parse().unwrap_or_else(|error| panic!("{day} is no day: {error}"));
        let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
        let moment = Amsterdam.from_local_datetime(&day.and_time(nine)).unwrap();
        self.clock.set(moment.with_timezone(&Utc));
    }

    /// Makes it exactly this moment.
    pub fn travel_to_moment(&self, moment: DateTime<Utc>) {
        self.clock.set(moment);
    }

    /// Sends all mail that is due, once; what became of it.
    pub async fn deliver_mail(&self) -> api::app::DeliveryCount {
        self.running.deliver_mail().await.unwrap_or_else(|error| panic!("the mail is not delivered: {error}"))
    }

    /// Makes a checkpoint of the audit trail, as the service does from time to time.
    pub async fn seal_trail(&self) {
        self.running.seal_trail().await.unwrap_or_else(|error| panic!("the trail is not sealed: {error}"));
    }

    /// Whether this text stands anywhere in a table.
    pub async fn stands_in(&self, table: &str, text: &str) -> bool {
        self.database.stands_in(table, text).await
    }

    /// Everything that does not hold in the audit trail and beside it, one line each.
    pub async fn faults(&self, depth: Depth) -> Vec<String> {
        faults(&self.running, depth).await
    }

    /// Makes the first administrator; gives the secret of the link to choose a password.
    pub async fn create_administrator(&self, email: &str, name: &str) -> String {
        self.running
            .create_administrator(email, name)
            .await
            .unwrap_or_else(|error| panic!("no administrator: {error:?}"))
    }

    /// Says that this test leaves mail waiting on purpose.
    pub fn leave_mail_undelivered(&mut self) {
        self.mail_may_wait = true;
    }

    /// How many statements the service sends to its database during `work`, and what the work gives.
    pub async fn statements<T>(&self, work: impl Future<Output = T>) -> (u64, T) {
        let before = self.statements.load(Ordering::SeqCst);
        let outcome = work.await;
        (self.statements.load(Ordering::SeqCst) - before, outcome)
    }

    /// How many rows a table has.
    pub async fn rows(&self, table: &str) -> i64 {
        self.database.count(table).await
    }

    /// Everything the database holds now, but for sessions.
    pub async fn snapshot(&self) -> Snapshot {
        self.database.snapshot().await
    }

    /// Panics, showing the rows that differ, unless the database holds what it held at `before`.
    pub async fn assert_unchanged(&self, before: &Snapshot) {
        before.assert_same(&self.snapshot().await);
    }

    /// Panics unless exactly these tables differ from what they were at `before`.
    pub async fn assert_changed_only(&self, before: &Snapshot, tables: &[&str]) {
        let after = self.snapshot().await;
        let expected: BTreeSet<&str> = tables.iter().copied().collect();
        assert_eq!(before.changed_tables(&after), expected, "{}", before.differences(&after));
    }

    /// Executes `work` and gives its outcome, panicking when it changed anything but sessions.
    pub async fn changing_nothing<T>(&self, work: impl Future<Output = T>) -> T {
        let before = self.snapshot().await;
        let outcome = work.await;
        self.assert_unchanged(&before).await;
        outcome
    }
}

/// Everything that does not hold in the audit trail of a service and beside it, one line each.
pub async fn faults(running: &Running, depth: Depth) -> Vec<String> {
    let verified =
        running.verify_trail(depth).await.unwrap_or_else(|error| panic!("the trail is not verified: {error}"));
    verified.faults.iter().map(ToString::to_string).collect()
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if std::thread::panicking() || self.mail_may_wait {
            return;
        }
        let waiting = block_on(self.database.pending_mail());
        assert_eq!(waiting, 0, "mail is left waiting: deliver it, or say leave_mail_undelivered()");
    }
}

/// Runs a service in this process.
async fn run(
    config: Config,
    clock: &FixedClock,
    seed: u64,
    statements: &Arc<AtomicU64>,
    listener: TcpListener,
) -> Running {
    let shared: Arc<dyn Clock> = Arc::new(clock.clone());
    let ids = IdSource::seeded(Arc::clone(&shared), seed);
    let parts = Parts { ids, clock: shared, statements: Some(Arc::clone(statements)) };
    let app = App::build(config, parts).await.unwrap_or_else(|error| panic!("the service is not built: {error:#}"));
    app.serve(listener).unwrap_or_else(|error| panic!("the service does not run: {error:#}"))
}

fn settings(files: &Path, database: &TestDatabase, mailbox: &SmtpSink, listener: &TcpListener) -> Config {
    let mut config = Config::development(files);
    let address = listener.local_addr().unwrap();
    config.listen = address;
    config.public_url = PublicUrl::parse(&format!("http://{address}")).unwrap();
    config.database.url = database.url();
    // Few, for many tests share one server.
    config.database.max_connections = 4;
    config.http.workers = 1;
    config.mail.from = "Regiekring <regiekring@regiekring.example>".to_owned();
    // No worker: it would be woken by every act, and only the test itself has mail delivered.
    config.mail.poll_seconds = 0;
    config.audit.checkpoint_seconds = 0;
    config.mail.transport = MailTransport::Smtp(Smtp {
        host: mailbox.address().ip().to_string(),
        port: mailbox.address().port(),
        tls: MailTls::None,
        login: None,
        trusted_certificates: None,
    });
    config
}
