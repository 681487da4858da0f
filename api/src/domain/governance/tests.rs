//! The rules of governance.

mod arranging;
mod choosing;
mod comparing;

use super::{
    ChainElement, Execution, MunicipalRole, Scale, Sector,
    choice::Choice,
    scenario::{Scenario, Setting, Wording},
};
use crate::domain::{
    ids::{ChoiceId, ContractId, ScenarioId},
    samples::{id, north},
};

fn executed(sector: Option<Sector>, scale: Option<Scale>) -> Execution {
    Execution { executor: None, contract: None, in_words: None, sector, scale }
}

fn public(scale: Scale) -> Execution {
    executed(Some(Sector::Public), Some(scale))
}

fn private(scale: Scale) -> Execution {
    executed(Some(Sector::Private), Some(scale))
}

/// The same under a contract, by number.
fn under(contract: u128, execution: Execution) -> Execution {
    Execution { contract: Some(ContractId(id(contract))), ..execution }
}

fn setting(element: ChainElement, executions: Vec<Execution>) -> Setting {
    Setting { element, role: Some(MunicipalRole::PolicyDirection), executions }
}

/// Every element public and regional.
fn complete() -> Vec<Setting> {
    ChainElement::ALL.iter().map(|element| setting(*element, vec![public(Scale::Regional)])).collect()
}

fn wording(code: &str, settings: Vec<Setting>) -> Wording {
    Wording { code: code.into(), title: format!("Scenario {code}"), settings }
}

fn values() -> Vec<String> {
    ["inwoner centraal", "publiek en privaat", "dicht bij huis"].map(str::to_owned).to_vec()
}

/// A choice that is open, with core values and no scenarios.
fn open() -> Choice {
    let (choice, _) = Choice::open(ChoiceId(id(200)), north(), "2020", "Inrichting").unwrap();
    Choice { values: values(), ..choice }
}

/// The choice with two scenarios.
fn with_two() -> Choice {
    let mut choice = open();
    for (place, code) in [(201, "S1"), (202, "S2")] {
        let (scenario, _) = choice.draft(ScenarioId(id(place)), wording(code, complete())).unwrap();
        choice.scenarios.push(scenario);
    }
    choice
}

fn first(choice: &Choice) -> Scenario {
    choice.scenarios[0].clone()
}
