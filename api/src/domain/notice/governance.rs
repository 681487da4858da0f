//! The mail that follows from the acts of governance.

use super::{Facts, Notice, Template, contracting::at};
use crate::domain::{governance::choice::Choice, person::Role};

/// A scenario was chosen: whoever steers for the municipality knows what was decided.
pub fn scenario_chosen(choice: &Choice) -> Vec<Notice> {
    let Some(scenario) = choice.chosen() else { return Vec::new() };
    let notice = Notice {
        template: Template::ScenarioChosen,
        audience: at(&[choice.municipality.id], &[Role::AccountHolder, Role::PortfolioHolder]),
        facts: Facts::from([
            ("municipality", choice.municipality.name.clone()),
            ("choice", choice.title.clone()),
            ("scenario", scenario.title.clone()),
        ]),
        due_on: None,
        path: format!("choices/{}", choice.id.0),
    };
    vec![notice]
}
