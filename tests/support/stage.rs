//! The arrangement of the tests: the case of the Werkplein Drentsche Aa, told by its people through mutations.
//!
//! Knows the schema and the file of the case, never the inside of the service or the database. Start reading at
//! `Stage`: `Stage::parties` brings everyone in, and each method after it brings the story to a point.

mod acts;
pub mod attachments;
pub mod case;
mod contracting;
mod library;
mod people;
mod reporting;
mod reviewing;
mod targets;

use std::cell::Cell;
use std::collections::BTreeMap;

use api::config::Config;
use case::{Case, WPDA};
use chrono_tz::Europe::Amsterdam;

pub use acts::{ACTS, document};
pub use people::{ELSEWHERE, PASSWORD, municipality};

use crate::actors::Actor;
use crate::app::TestApp;

/// The year that the arrangement tells.
const YEAR: i32 = 2020;

/// How far the story of the contract with WPDA has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// Everyone is in; the library is empty.
    Parties,
    /// The library is written.
    Library,
    /// The contract is a draft with matrix and indicators.
    Drafted,
    /// It is before the director.
    Offered,
    /// The director agreed.
    Agreed,
    /// Every municipality adopted it.
    Adopted,
    /// The year 2020 is open.
    Opened,
    /// Every municipality wrote down its targets.
    TargetsSet,
    /// Every municipality proposed them.
    TargetsProposed,
    /// All are agreed, after one counter-proposal.
    TargetsAgreed,
    /// Every municipality adopted them: the year is in execution.
    TargetsAdopted,
    /// The report with this number is filled in; those before it are accepted.
    Filled(i64),
    /// It is submitted.
    Submitted(i64),
    /// Every municipality accepted it; the fifth is the annual report.
    Accepted(i64),
    /// Every municipality wrote its review.
    ReviewsWritten,
    /// They are before the director.
    ReviewsSent,
    /// The director replied; Aa en Hunze's is disputed.
    ReviewsReplied,
    /// All are final: the year is closed.
    Reviewed,
}

/// Everyone of the case, and what they wrote down so far.
pub struct Stage<'a> {
    pub app: &'a TestApp,
    pub case: Case,
    /// By name of the municipality or code of the organisation.
    pub parties: BTreeMap<String, String>,
    /// The goals of the framework, by code.
    pub goals: BTreeMap<String, String>,
    /// By the words of the task.
    pub tasks: BTreeMap<String, String>,
    /// The indicators of the library, by code.
    pub definitions: BTreeMap<String, String>,
    pub framework: String,
    actors: BTreeMap<(String, String), Actor>,
    reached: Cell<Milestone>,
}

impl TestApp {
    /// A service whose sessions outlive the story: nobody has to sign in again after a journey in time.
    pub async fn for_years() -> Self {
        Self::for_years_with(|_| {}).await
    }

    /// The same, with settings changed.
    pub async fn for_years_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::with(|config| {
            config.tokens.access_minutes = 10 * 365 * 24 * 60;
            config.tokens.refresh_days = 10 * 365;
            config.sign_in.free_tries = 1_000_000.try_into().unwrap();
            change(config);
        })
        .await
    }
}

impl<'a> Stage<'a> {
    /// Brings in the parties and everyone of the case in March 2019, and a stranger. Their mail is delivered and
    /// forgotten. Wants an app of [`TestApp::for_years`].
    pub async fn parties(app: &'a TestApp) -> Self {
        let case = Case::read();
        app.travel_to(case::text(case.at("begins_on")));
        let mut stage = Self {
            app,
            case,
            parties: BTreeMap::new(),
            goals: BTreeMap::new(),
            tasks: BTreeMap::new(),
            definitions: BTreeMap::new(),
            framework: String::new(),
            actors: BTreeMap::new(),
            reached: Cell::new(Milestone::Parties),
        };
        stage.enter_parties().await;
        stage.invite_everyone().await;
        stage
    }

    /// Everyone is in, and the library is written.
    pub async fn library(app: &'a TestApp) -> Self {
        let mut stage = Self::parties(app).await;
        stage.write_library().await;
        stage.reached.set(Milestone::Library);
        stage
    }

    /// Everyone is in, and the story has come to this point. Its mail is delivered and forgotten.
    pub async fn at(app: &'a TestApp, milestone: Milestone) -> Self {
        if milestone == Milestone::Parties {
            return Self::parties(app).await;
        }
        let stage = Self::library(app).await;
        if milestone != Milestone::Library {
            stage.until(milestone).await;
        }
        stage
    }

    /// Tells the story on to this point, from the library or any later point; delivers and forgets its mail.
    pub async fn until(&self, milestone: Milestone) {
        let all = milestones();
        let place = |wanted: Milestone| all.iter().position(|it| *it == wanted);
        // Parties and Library come before all of them.
        let first = place(self.reached.get()).map_or(0, |reached| reached + 1);
        let last = place(milestone).unwrap_or_else(|| panic!("{milestone:?} is no point of the story"));
        for step in all.iter().take(last + 1).skip(first) {
            self.reach(*step).await;
            self.reached.set(*step);
        }
        let count = self.app.deliver_mail().await;
        assert_eq!((count.postponed, count.dead), (0, 0), "mail of the arrangement stays behind");
        self.app.mailbox().take();
    }

    async fn reach(&self, milestone: Milestone) {
        use Milestone as M;
        match milestone {
            M::Parties | M::Library => panic!("the library comes with Stage::library"),
            M::Drafted => self.draft(WPDA).await,
            M::Offered => self.offer(WPDA).await,
            M::Agreed => self.agree(WPDA).await,
            M::Adopted => self.adopt_by_all(WPDA).await,
            M::Opened => self.open_cycle(YEAR).await,
            M::Filled(number) => self.fill_report(YEAR, number).await,
            M::Submitted(number) => self.submit_report(YEAR, number).await,
            M::Accepted(number) => self.accept_report_by_all(YEAR, number).await,
            M::TargetsAgreed => {
                self.counter_target(YEAR).await;
                self.by_each(milestone).await;
                self.settle_targets(YEAR).await;
            }
            M::TargetsSet | M::TargetsProposed | M::TargetsAdopted => self.by_each(milestone).await,
            M::ReviewsWritten | M::ReviewsSent | M::ReviewsReplied | M::Reviewed => self.by_each(milestone).await,
        }
    }

    /// What every municipality does, or is done for each.
    async fn by_each(&self, milestone: Milestone) {
        for municipality in self.case.municipalities() {
            match milestone {
                Milestone::TargetsSet => self.set_targets(YEAR, municipality).await,
                Milestone::TargetsProposed => self.propose_targets(YEAR, municipality).await,
                Milestone::TargetsAgreed => self.agree_targets(YEAR, municipality).await,
                Milestone::TargetsAdopted => self.adopt_targets(YEAR, municipality).await,
                Milestone::ReviewsWritten => self.write_review(YEAR, municipality).await,
                Milestone::ReviewsSent => self.send_review(YEAR, municipality).await,
                Milestone::ReviewsReplied => self.reply_to_review(YEAR, municipality).await,
                _ => self.finalise_review(YEAR, municipality).await,
            }
        }
    }

    /// Lets it become a day; the story never goes back.
    pub fn on(&self, day: &str) {
        let today = self.app.now().with_timezone(&Amsterdam).date_naive().to_string();
        if *day > *today {
            self.app.travel_to(day);
        }
    }

    /// The id of a municipality (by name) or organisation (by code).
    pub fn party(&self, name: &str) -> &str {
        self.parties.get(name).unwrap_or_else(|| panic!("no party is called {name}"))
    }

    /// The id of a goal.
    pub fn goal(&self, code: &str) -> &str {
        self.goals.get(code).unwrap_or_else(|| panic!("no goal is called {code}"))
    }

    /// PO-WPDA is drafted, with matrix and indicators.
    pub async fn contract(&self) {
        self.until(Milestone::Drafted).await;
    }

    /// PO-WPDA is before the director.
    pub async fn offered(&self) {
        self.until(Milestone::Offered).await;
    }

    /// PO-WPDA is adopted by all.
    pub async fn adopted(&self) {
        self.until(Milestone::Adopted).await;
    }

    /// The year 2020 is open.
    pub async fn cycle(&self) {
        self.until(Milestone::Opened).await;
    }

    /// The targets of 2020 are adopted by all.
    pub async fn targets_adopted(&self) {
        self.until(Milestone::TargetsAdopted).await;
    }

    /// A report of 2020 is submitted; those before it are accepted.
    pub async fn report_submitted(&self, number: i64) {
        self.until(Milestone::Submitted(number)).await;
    }

    /// A report of 2020 is accepted by all.
    pub async fn report_accepted(&self, number: i64) {
        self.until(Milestone::Accepted(number)).await;
    }

    /// All reviews of 2020 are final; the year is closed.
    pub async fn reviewed(&self) {
        self.until(Milestone::Reviewed).await;
    }
}

/// Every point of the story, in order.
fn milestones() -> Vec<Milestone> {
    use Milestone as M;
    let mut all = vec![M::Drafted, M::Offered, M::Agreed, M::Adopted, M::Opened];
    all.extend([M::TargetsSet, M::TargetsProposed, M::TargetsAgreed, M::TargetsAdopted]);
    all.extend((1..=5).flat_map(|number| [M::Filled(number), M::Submitted(number), M::Accepted(number)]));
    all.extend([M::ReviewsWritten, M::ReviewsSent, M::ReviewsReplied, M::Reviewed]);
    all
}
