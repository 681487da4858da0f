use std::{path::PathBuf, sync::Arc};

use super::*;
use crate::{
    app::{App, Parts},
    clock::FixedClock,
    config::Config,
    demo::story,
    domain::{
        contract::{ContractStage, ExtensionState},
        governance::{ChainElement, arrangement, choice::Choice},
        ids::PartyId,
        period::local_day,
        responsibility::open_cells,
    },
    policy,
    storage::{self, contract::Filter},
};

/// The whole story in a folder of its own, gone when the test is over.
struct Told {
    folder: PathBuf,
    app: App,
    clock: FixedClock,
}

impl Told {
    async fn set_up(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("regiekring-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let clock = FixedClock::new("2022-01-01T00:00:00Z".parse().unwrap());
        let app = App::build(Config::development(&folder), Parts::at(Arc::new(clock.clone()))).await.unwrap();
        story::load(app.services(), &clock).await.unwrap();
        Self { folder, app, clock }
    }

    /// What whoever signs in with that address finds in the list of contracts.
    async fn contracts(&self, email: &str) -> BTreeMap<String, Contract> {
        let database = &self.app.services().database;
        let person = storage::person::by_email(database, email).await.unwrap().unwrap();
        let today = local_day(crate::clock::Clock::now(&self.clock));
        let viewer = storage::person::viewer(database, person.id, today).await.unwrap().unwrap();
        let visible = policy::visibility(&viewer);
        let page = storage::contract::page(database, &visible, &Filter::default(), None, 20).await.unwrap();
        page.0.into_iter().map(|contract| (contract.terms.code.clone(), contract)).collect()
    }

    async fn choices(&self, municipality: PartyId) -> Vec<Choice> {
        storage::governance::choices_of(&self.app.services().database, &[municipality]).await.unwrap()
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test]
async fn the_chain_of_overbetuwe_is_chosen_contracted_arranged_and_extended() {
    let told = Told::set_up("overbetuwe").await;
    let contracts = told.contracts("leida.luchtkasteel@overbetuwe.example").await;
    assert_eq!(contracts.keys().collect::<Vec<_>>(), ["AB-SCAL", "DVO-WSP", "OPDR-CWI"]);
    for contract in contracts.values() {
        assert_eq!(contract.state.stage(), ContractStage::Adopted);
        assert_eq!(open_cells(&contract.matrix), []);
    }
    the_designated_was_heard_and_the_designation_extended(&contracts["AB-SCAL"]);
    let named: Vec<usize> = ["DVO-WSP", "OPDR-CWI"].iter().map(|code| contracts[*code].indicators.len()).collect();
    assert_eq!(named, [1, 7]);
    let tasks =
        contracts["DVO-WSP"].matrix.iter().filter(|it| it.subject != crate::domain::responsibility::Subject::None);
    assert_eq!(tasks.count(), 5);
    let municipality = contracts["AB-SCAL"].client_ids()[0];
    let choices = told.choices(municipality).await;
    assert_eq!(choices.len(), 1);
    the_first_of_three_scenarios_was_chosen(&choices[0]);
    let database = &told.app.services().database;
    let arranged = storage::governance::arrangements_of(database, &[municipality]).await.unwrap();
    let before = arrangement::on(&arranged, "2017-12-31".parse().unwrap());
    assert!(before.is_empty());
    let since = arrangement::on(&arranged, "2018-01-01".parse().unwrap());
    let under = since.iter().map(|it| (it.element, it.contracts().next()));
    let [designation, service, assignment] = ["AB-SCAL", "DVO-WSP", "OPDR-CWI"].map(|code| contracts[code].id);
    let expected = [
        (ChainElement::Intake, Some(assignment)),
        (ChainElement::IncomeProvision, Some(assignment)),
        (ChainElement::EmployerServices, Some(service)),
        (ChainElement::WorkDevelopment, Some(designation)),
        (ChainElement::Participation, None),
    ];
    assert_eq!(under.collect::<Vec<_>>(), expected);
    // The story goes on where it had come furthest, and the other case's people see nothing of this one.
    assert_eq!(local_day(crate::clock::Clock::now(&told.clock)).to_string(), "2021-09-01");
    assert!(!told.contracts("aafje.voorbeeld@assen.example").await.contains_key("AB-SCAL"));
    let own = told.contracts("okke.onbestaand@scalabor.example").await;
    assert_eq!(own.keys().collect::<Vec<_>>(), ["AB-SCAL"]);
}

fn the_designated_was_heard_and_the_designation_extended(contract: &Contract) {
    let hearing = contract.hearing.as_ref().unwrap();
    assert_eq!(local_day(hearing.at).to_string(), "2017-10-27");
    assert!(hearing.remarks.contains("verlengd"));
    let due = contract.extension_due_on().unwrap();
    assert_eq!(due.to_string(), "2021-06-30");
    assert_eq!(contract.extension_state(due), Some(ExtensionState::ExtendedOnConditions));
    let decision = &contract.extensions[0];
    assert!(local_day(decision.at) <= due && decision.conditions.is_some());
    assert_eq!(contract.ends_on().to_string(), "2025-12-31");
}

fn the_first_of_three_scenarios_was_chosen(choice: &Choice) {
    let codes: Vec<&str> = choice.scenarios.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["S1", "S2", "S3"]);
    assert_eq!(choice.chosen().unwrap().code, "S1");
    assert_eq!(choice.values.len(), 10);
    let totals: Vec<_> = choice.scenarios.iter().map(|it| it.total(&choice.values)).collect();
    assert!(totals.iter().all(|total| total.complete() && total.sum <= totals[0].sum));
    // No more than the papers say: two executors in S1, and of S3 nothing about the intake.
    let executions = |scenario: usize, element| choice.scenarios[scenario].setting(element).unwrap().executions.len();
    assert_eq!((executions(0, ChainElement::WorkDevelopment), executions(2, ChainElement::Intake)), (2, 0));
    assert!(choice.scenarios.iter().flat_map(|it| &it.settings).all(|setting| setting.role.is_none()));
}
