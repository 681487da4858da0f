//! The story as it is kept once it has been told.

mod cases;

use std::{path::PathBuf, sync::Arc};

use chrono::TimeDelta;
use migration::MigratorTrait;
use tokio::sync::{Notify, broadcast};

use super::*;
use crate::{
    attachments::DatabaseStore,
    auth::{
        jwt::{AccessTokens, TokenRules},
        keys::{KeyRing, SharedKeys},
        password::Passwords,
        throttle::Throttle,
    },
    clock::{Clock, IdSource},
    commands::{Anybody, account},
    domain::{
        context::{ContextLine, Suggestion},
        contract::{Contract, ContractStage},
        cycle::{Cycle, Phase},
        figure::total,
        indicator::{ContractIndicator, Measure},
        period::local_day,
        report::{HandlingState, Report, ReportStage, SelfAssessment},
        responsibility::open_cells,
        review::{Judged, ReplyKind, Review, ReviewStage},
        standing::Standing,
        target::{OpenPoint, StepAct, TargetSet, TargetSetStage},
    },
    policy::{self, Role, Viewer},
    storage::{
        self,
        contract::Filter,
        event::{Depth, TrailKeys, checkpoint, verify},
        outbox::Queue,
        security::SecurityLog,
    },
};

/// A database of its own, gone when the test is over.
struct Stage {
    file: PathBuf,
    services: Services,
    clock: FixedClock,
}

impl Stage {
    async fn set_up(name: &str) -> Self {
        let file = std::env::temp_dir().join(format!("regiekring-{name}-{}.sqlite", std::process::id()));
        let url = format!("sqlite://{}?mode=rwc", file.display());
        let database = storage::connect::connect(&url, 4).await.unwrap();
        migration::Migrator::up(database.pool(), None).await.unwrap();
        let clock = FixedClock::new("2018-01-01T00:00:00Z".parse().unwrap());
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let ids = IdSource::seeded(Arc::clone(&shared), 2020);
        let rules = TokenRules {
            issuer: "https://regie.example".to_owned(),
            audience: "regiekring".to_owned(),
            lifetime: TimeDelta::minutes(15),
        };
        let keys = Arc::new(KeyRing::in_memory().unwrap());
        let trail = TrailKeys::new(&SharedKeys::in_memory().unwrap().current, &[]);
        checkpoint::begin(&database, &trail, &ids, shared.now()).await.unwrap();
        let services = Services {
            attachments: Arc::new(DatabaseStore::new(database.clone())),
            attachment_bytes: 1 << 20,
            smallest_group: crate::domain::suppression::Threshold::of(10),
            database,
            security: SecurityLog::new(trail.clone(), ids.clone()),
            trail,
            clock: shared,
            passwords: Passwords::new(ids.clone(), 2).unwrap(),
            tokens: Arc::new(AccessTokens::new(keys, rules, ids.clone())),
            refresh_lifetime: TimeDelta::days(14),
            throttle: Arc::new(Throttle::new(&[0; 32])),
            free_tries: 60,
            wake: Arc::new(Notify::new()),
            resets: Arc::new(Notify::new()),
            events: broadcast::channel(16).0,
            withdrawals: crate::auth::withdrawal::Withdrawals::default(),
            ids,
        };
        Self { file, services, clock }
    }

    async fn viewer(&self, role: Role) -> Viewer {
        let sign_in = people().into_iter().find(|it| it.role == role).unwrap();
        let person = storage::person::by_email(&self.services.database, &sign_in.email).await.unwrap().unwrap();
        let today = local_day(self.clock.now());
        storage::person::viewer(&self.services.database, person.id, today).await.unwrap().unwrap()
    }

    /// The contract with that code, if whoever has the role may see it.
    async fn contract(&self, role: Role, code: &str) -> Option<Contract> {
        let visible = policy::visibility(&self.viewer(role).await);
        let page =
            storage::contract::page(&self.services.database, &visible, &Filter::default(), None, 10).await.unwrap();
        page.0.into_iter().find(|contract| contract.terms.code == code)
    }

    async fn year(&self, contract: &Contract, year: i32) -> Told {
        let database = &self.services.database;
        let cycles = storage::cycle::of_contracts(database, &[contract.id]).await.unwrap();
        let cycle = cycles.into_iter().find(|cycle| cycle.year == year).unwrap();
        let ids = [cycle.id];
        Told {
            targets: storage::target::of_cycles(database, &ids).await.unwrap(),
            reports: storage::report::of_cycles(database, &ids, crate::domain::report::Reading::Submitted)
                .await
                .unwrap(),
            reviews: storage::review::of_cycles(database, &ids).await.unwrap(),
            context: storage::cycle::context(database, &ids).await.unwrap().into_iter().map(|(_, it)| it).collect(),
            points: storage::cycle::points(database, &ids).await.unwrap(),
            cycle,
        }
    }

    async fn measures(&self, contract: &Contract) -> Vec<Measure> {
        let ids: Vec<_> = contract.indicators.iter().map(|it| it.indicator).collect();
        let library = storage::indicator::by_ids(&self.services.database, &ids).await.unwrap();
        let with = |usage: &ContractIndicator| Measure {
            usage: usage.clone(),
            definition: library.iter().find(|it| it.id == usage.indicator).unwrap().clone(),
        };
        contract.indicators.iter().map(with).collect()
    }
}

/// A year with everything in it.
struct Told {
    cycle: Cycle,
    targets: Vec<TargetSet>,
    reports: Vec<Report>,
    reviews: Vec<Review>,
    context: Vec<ContextLine>,
    points: Vec<OpenPoint>,
}

impl Told {
    fn accepted(&self) -> usize {
        self.reports.iter().filter(|report| report.state.stage() == ReportStage::Accepted).count()
    }

    fn review(&self, municipality: &str) -> &Review {
        self.reviews.iter().find(|it| it.municipality.name == municipality).unwrap()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let mut name = self.file.clone().into_os_string();
            name.push(ending);
            let _ = std::fs::remove_file(name);
        }
    }
}

#[tokio::test]
async fn the_story_is_told_through_the_acts_and_ends_where_it_says() {
    let stage = Stage::set_up("story").await;
    load(&stage.services, &stage.clock).await.unwrap();
    assert_eq!(local_day(stage.clock.now()).to_string(), "2021-09-01");
    for code in ["PO-WPDA", "INK-DAGB"] {
        let contract = stage.contract(Role::AccountHolder, code).await.unwrap();
        assert_eq!(contract.state.stage(), ContractStage::Adopted);
        assert_eq!(open_cells(&contract.matrix), []);
        assert_eq!(contract.clients.len(), 3);
    }
    let contract = stage.contract(Role::AccountHolder, "PO-WPDA").await.unwrap();
    assert_eq!(contract.indicators.len(), 11);
    the_first_year_is_closed(&stage.year(&contract, 2020).await, &stage.measures(&contract).await);
    the_second_year_runs(&stage.year(&contract, 2021).await);
    let first = stage.year(&contract, 2020).await;
    the_third_year_starts_from_the_first(&stage.year(&contract, 2022).await, &first, &contract);
    cases::what_does_not_fit_in_assen_is_found(&stage).await;
    cases::the_reorganisations_are_done(&stage).await;
    everyone_signs_in_and_sees_what_is_theirs(&stage).await;
    nothing_is_left_undone(&stage).await;
}

fn the_first_year_is_closed(year: &Told, measures: &[Measure]) {
    assert_eq!(year.cycle.phase(), Phase::Closed);
    assert!(year.targets.iter().all(|set| set.state.stage() == TargetSetStage::Adopted && set.targets.len() == 11));
    // The 560 of 2017 is that of the three together and no starting point for one of them; 9% is, and so is 18%.
    assert!(year.context.iter().all(|line| line.earlier.is_empty()));
    let suggested: Vec<_> = year.context.iter().filter_map(|line| line.suggested).collect();
    assert_eq!(suggested, [9, 9, 9, 18, 18, 18].map(rust_decimal::Decimal::from));
    let steps = year.targets.iter().flat_map(|set| &set.targets).flat_map(|target| &target.steps);
    assert_eq!(steps.filter(|step| step.act == StepAct::Countered).count(), 1);
    // Four quarters and the year; the second was returned once.
    assert_eq!((year.reports.len(), year.accepted()), (5, 5));
    let submissions: Vec<i32> = year.reports.iter().map(|report| report.submissions).collect();
    assert_eq!(submissions, [1, 2, 1, 1, 1]);
    let mut once = year.reports.iter().filter(|report| report.submissions == 1);
    assert!(once.all(|report| local_day(report.state.submission().unwrap().at) <= report.due_on), "late");
    let annual = year.reports.last().unwrap();
    assert_eq!((annual.annual, annual.assessments.len()), (true, 6));
    let outflow = measures.iter().find(|it| it.definition.code == "W1-UITSTROOM").unwrap().usage.id;
    let of = |report: &Report| {
        let values = report.values.iter().filter(|it| it.indicator == outflow && it.cell.is_none());
        total(values.map(|it| &it.figure)).unwrap().number().unwrap()
    };
    let quarters = year.reports.iter().filter(|report| !report.annual).map(of).sum::<rust_decimal::Decimal>();
    assert_eq!((of(annual), quarters), (455.into(), 455.into()));
    // Every review is final; the one the director disputed was decided by the portfolio holder.
    assert!(year.reviews.iter().all(|review| review.state.stage() == ReviewStage::Final));
    let replies = ["Assen", "Aa en Hunze", "Tynaarlo"].map(|name| year.review(name).state.reply_kind());
    assert_eq!(replies, [Some(ReplyKind::Agree), Some(ReplyKind::Disagree), Some(ReplyKind::Agree)]);
    // Where the organisation and a municipality see a goal differently: W3 everywhere, W1 in Aa en Hunze as well.
    let differs = |review: &Review| {
        let theirs = |own: &SelfAssessment| review.judgement(Judged::Goal(own.goal)).unwrap().judgement;
        annual.assessments.iter().filter(|own| own.judgement != theirs(own)).count()
    };
    assert_eq!(["Assen", "Aa en Hunze", "Tynaarlo"].map(|name| differs(year.review(name))), [1, 2, 1]);
}

fn the_second_year_runs(year: &Told) {
    assert_eq!(year.cycle.phase(), Phase::Execution);
    assert_eq!((year.reports.len(), year.accepted(), year.reviews.len()), (5, 2, 0));
    let waiting = year.reports.iter().filter(|report| report.state.stage() == ReportStage::Expected);
    assert!(waiting.flat_map(|report| &report.handlings).all(|it| it.state == HandlingState::Pending));
    // It was opened when two quarters of 2020 were known.
    assert_eq!(year.context.len(), 33);
    let standings: Vec<_> = year.context.iter().filter_map(|line| line.standing).collect();
    assert!(standings.iter().all(|(_, day)| day.to_string() == "2020-06-30"), "{standings:?}");
    assert!(standings.iter().any(|(standing, _)| *standing == Standing::Red));
    assert!(year.context.iter().all(|line| line.reviewed.is_none()));
    assert!(year.points.is_empty());
}

fn the_third_year_starts_from_the_first(year: &Told, first: &Told, contract: &Contract) {
    assert_eq!(year.cycle.phase(), Phase::TargetSetting);
    assert!(year.targets.iter().all(|set| set.state.stage() == TargetSetStage::Draft && set.targets.is_empty()));
    let indicators: Vec<_> = contract.indicators.iter().map(|it| it.id).collect();
    let clients = contract.client_ids();
    let places = indicators.iter().flat_map(|id| clients.iter().map(move |client| (*id, *client)));
    let found = year.context.iter().map(|line| (line.indicator, line.municipality));
    assert_eq!(found.collect::<Vec<_>>(), places.collect::<Vec<_>>(), "context lines in the contract's order");
    for line in &year.context {
        let review = first.reviews.iter().find(|review| review.municipality.id == line.municipality).unwrap();
        let judgement = review.judgement(Judged::Indicator(line.indicator)).unwrap().judgement;
        assert_eq!(line.reviewed, Some((review.id, judgement)));
    }
    // Assen's review asked to adjust the outflow: half of the way from 319 to 392, the half rounded up.
    let adjusted: Vec<_> = year.context.iter().filter(|line| line.suggestion == Suggestion::Adjusted).collect();
    let suggested: Vec<_> = adjusted.iter().map(|line| line.suggested.unwrap().to_string()).collect();
    assert_eq!(suggested, ["356"]);
    let points: Vec<&str> = year.points.iter().map(|point| point.municipality.name.as_str()).collect();
    assert_eq!(points, ["Assen", "Aa en Hunze"]);
}

async fn everyone_signs_in_and_sees_what_is_theirs(stage: &Stage) {
    let people = people();
    for &role in Role::ALL {
        assert!(people.iter().any(|it| it.role == role), "nobody is {role}");
    }
    for it in &people {
        let session = account::sign_in(Anybody::here(&stage.services, "test"), &it.email, PASSWORD).await;
        assert!(session.is_ok(), "{} cannot sign in", it.email);
    }
    for (role, sees) in [(Role::CouncilMember, true), (Role::PlatformAdmin, false), (Role::PartyAdmin, false)] {
        assert_eq!(stage.contract(role, "PO-WPDA").await.is_some(), sees, "{role}");
    }
    assert!(stage.contract(Role::Director, "PO-WPDA").await.is_some());
    assert!(stage.contract(Role::Director, "INK-DAGB").await.is_none(), "it is not the director's contract");
}

async fn nothing_is_left_undone(stage: &Stage) {
    let verified = verify(&stage.services.database, &stage.services.trail, &[], Depth::Things).await.unwrap();
    let contracts: usize = case::read()
        .unwrap()
        .iter()
        .chain([&crate::demo::overbetuwe::case().unwrap()])
        .map(|case| case.contracts.len())
        .sum();
    assert_eq!(verified.faults, [], "the trail holds, and what it tells is so");
    assert_eq!(verified.chains, u64::try_from(contracts).unwrap() + 1, "one for each contract, and the platform's");
    assert!(verified.events > 250, "every act stands in one: {}", verified.events);
    let mail = Queue::new(stage.services.database.pool().clone()).counts().await.unwrap();
    let invited = people().iter().filter(|it| it.party.is_some()).count();
    assert_eq!((mail.sent, mail.dead), (u64::try_from(invited).unwrap(), 0), "the invitations are handed over");
    assert!(mail.waiting > 200, "{mail:?}");
}

#[tokio::test]
async fn a_story_is_told_once() {
    let stage = Stage::set_up("twice").await;
    let elsewhere = FixedClock::new("2030-01-01T00:00:00Z".parse().unwrap());
    assert!(load(&stage.services, &elsewhere).await.is_err(), "another clock than that of the services");
    load(&stage.services, &stage.clock).await.unwrap();
    let again = load(&stage.services, &stage.clock).await.unwrap_err();
    assert!(format!("{again:#}").contains("Taken"), "{again:#}");
}
