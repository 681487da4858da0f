//! The mail that follows from the acts of contracting.

use super::{Audience, Facts, Notice, Template};
use crate::domain::{
    contract::{Contract, ContractState},
    event::EventKind,
    ids::PartyId,
    person::Role,
};

const DECIDING: [Role; 2] = [Role::AccountHolder, Role::PortfolioHolder];

/// The mail that follows from what just happened to a contract.
pub fn of(kind: EventKind, contract: &Contract) -> Vec<Notice> {
    let write = |template, audience| Notice {
        template,
        audience,
        facts: facts(contract),
        due_on: None,
        path: format!("contracts/{}", contract.id.0),
    };
    let director = || at(&[contract.terms.contractor.id], &[Role::Director]);
    let account_holders = || at(&contract.client_ids(), &[Role::AccountHolder]);
    match kind {
        EventKind::ContractOffered if contract.unilateral() => vec![
            Notice { due_on: contract.hearing_until(), ..write(Template::DecisionForInformation, director()) },
            write(Template::DecisionToAdopt, at(&contract.client_ids(), &DECIDING)),
        ],
        EventKind::ContractOffered => vec![write(Template::ContractOffered, director())],
        EventKind::ContractSentBack => vec![write(Template::ContractSentBack, account_holders())],
        EventKind::ContractAgreed => vec![write(Template::ContractAgreed, at(&contract.client_ids(), &DECIDING))],
        EventKind::ContractAdoptedByClient => {
            let mut notice = write(Template::ContractAdoptedByClient, join(director(), account_holders()));
            let latest = contract.clients.iter().max_by_key(|client| client.adoption.as_ref().map(|it| it.at));
            notice.facts.extend(latest.map(|client| ("municipality", client.municipality.name.clone())));
            vec![notice]
        }
        EventKind::ContractAdopted => vec![write(Template::ContractAdopted, everyone(contract))],
        EventKind::ContractorHeard => {
            let remarks = contract.hearing.as_ref().map(|hearing| ("reason", hearing.remarks.clone()));
            let mut notice = write(Template::ContractorHeard, at(&contract.client_ids(), &DECIDING));
            notice.facts.extend(remarks);
            vec![notice]
        }
        EventKind::ExtensionDecided => {
            vec![Notice { facts: decided(contract), ..write(Template::ExtensionDecided, everyone(contract)) }]
        }
        EventKind::ContractTerminated | EventKind::ContractTerminatedByClient => {
            vec![Notice { facts: ended(contract), ..write(Template::ContractTerminated, everyone(contract)) }]
        }
        EventKind::ContractWithdrawn if contract.was_offered() => withdrawn(contract, director(), account_holders()),
        _ => Vec::new(),
    }
}

/// That it was withdrawn; to the contractor as it knows the contract.
fn withdrawn(contract: &Contract, director: Audience, account_holders: Audience) -> Vec<Notice> {
    let write = |audience, facts| Notice {
        template: Template::ContractWithdrawn,
        audience,
        facts,
        due_on: None,
        path: format!("contracts/{}", contract.id.0),
    };
    match contract.as_offered() {
        Some(known) => vec![write(director, facts(&known)), write(account_holders, facts(contract))],
        None => vec![write(join(director, account_holders), facts(contract))],
    }
}

/// Who decides at the clients and who carries it out at the contractor.
fn everyone(contract: &Contract) -> Audience {
    join(at(&[contract.terms.contractor.id], &[Role::Director, Role::Reporter]), at(&contract.client_ids(), &DECIDING))
}

/// What the mail about an extension decision may tell: the latest of them.
fn decided(contract: &Contract) -> Facts {
    let mut facts = facts(contract);
    if let Some(latest) = contract.extensions.iter().max_by_key(|decision| decision.at) {
        facts.insert("answer", latest.answer.to_string());
        facts.insert("municipality", contract.client_name(latest.municipality));
    }
    facts
}

/// What the mail about a termination may tell: the latest of them.
fn ended(contract: &Contract) -> Facts {
    let mut facts = facts(contract);
    if let Some(latest) = contract.terminations.iter().max_by_key(|termination| termination.at) {
        facts.insert("day", latest.last_day.to_string());
        facts.insert("reason", latest.explanation.clone());
        facts.insert("municipality", contract.client_name(latest.municipality));
    }
    facts
}

/// The mail that follows from a file added to the contract. A draft is its writers' own.
pub fn attached(contract: &Contract, file: &str) -> Vec<Notice> {
    if contract.state.offered_at().is_none() {
        return Vec::new();
    }
    let mut facts = facts(contract);
    facts.insert("file", file.to_owned());
    let director = at(&[contract.terms.contractor.id], &[Role::Director]);
    let audience = join(director, at(&contract.client_ids(), &[Role::AccountHolder]));
    let path = format!("contracts/{}", contract.id.0);
    vec![Notice { template: Template::AttachmentAdded, audience, facts, due_on: None, path }]
}

/// What every mail about a contract may tell.
pub(super) fn facts(contract: &Contract) -> Facts {
    let mut facts = Facts::from([
        ("contract", contract.terms.title.clone()),
        ("contract_code", contract.terms.code.clone()),
        ("organisation", contract.terms.contractor.name.clone()),
    ]);
    match &contract.state {
        ContractState::Draft { remarks: Some(text) } | ContractState::Withdrawn { reason: text, .. } => {
            facts.insert("reason", text.clone());
        }
        _ => {}
    }
    facts
}

/// Everyone in one of the roles at one of the parties.
pub(super) fn at(parties: &[PartyId], roles: &[Role]) -> Audience {
    Audience::Roles(parties.iter().flat_map(|party| roles.iter().map(|role| (*party, *role))).collect())
}

/// Both audiences as one.
pub(super) fn join(one: Audience, other: Audience) -> Audience {
    match (one, other) {
        (Audience::Roles(mut one), Audience::Roles(other)) => {
            one.extend(other);
            Audience::Roles(one)
        }
        (one, _) => one,
    }
}
