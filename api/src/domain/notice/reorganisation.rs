//! The mail that follows from a reorganisation: to the people who work for the successor from now on, and to the
//! contractors whose client changed.

use super::{
    Facts, Notice, Template,
    contracting::{at, facts},
};
use crate::domain::{
    person::Role,
    reorganisation::{ContractFate, Passing, Reorganisation},
};

const TOLD: [Role; 4] = [Role::AccountHolder, Role::FinancialAdviser, Role::PortfolioHolder, Role::PartyAdmin];

/// The mail about a reorganisation that was done. The people were moved before: they are found at the successor.
pub fn executed(it: &Reorganisation, passing: &Passing) -> Vec<Notice> {
    let own = Facts::from([
        ("municipality", it.successor.name.clone()),
        ("day", it.date.to_string()),
        ("reason", it.name.clone()),
    ]);
    let told = Notice {
        template: Template::ReorganisationDone,
        audience: at(&[it.successor.id], &TOLD),
        facts: own.clone(),
        due_on: None,
        path: format!("reorganisations/{}", it.id.0),
    };
    let adapt = passing.bodies.iter().filter(|body| body.adapt_by.is_some()).map(|body| {
        let mut facts = own.clone();
        facts.insert("organisation", body.party.name.clone());
        Notice {
            template: Template::JointBodyToAdapt,
            audience: at(&[it.successor.id], &[Role::AccountHolder, Role::PortfolioHolder]),
            facts,
            due_on: body.adapt_by,
            path: format!("parties/{}", body.party.id.0),
        }
    });
    let contractors = passing.contracts.iter().map(|moved| {
        let template = match moved.fate {
            ContractFate::Passes => Template::ContractPassed,
            ContractFate::Lapses => Template::ContractLapsed,
        };
        let mut told = facts(&moved.after);
        told.extend(own.clone());
        Notice {
            template,
            audience: at(&[moved.after.terms.contractor.id], &[Role::Director, Role::Reporter]),
            facts: told,
            due_on: None,
            path: format!("contracts/{}", moved.after.id.0),
        }
    });
    std::iter::once(told).chain(adapt).chain(contractors).collect()
}
