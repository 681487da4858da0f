//! One municipality with more contracts than anyone will have, as values.

use std::sync::Arc;

use api::domain::coherence::Sources;
use api::domain::contract::{Client, Contract, ContractKind, ContractState, Terms};
use api::domain::framework::Task;
use api::domain::ids::{ContractId, PartyId, TaskId};
use api::domain::party::PartyRef;
use api::domain::period::{Frequency, Period};
use api::domain::responsibility::{LifeDomain, MatrixEntry, MatrixRole, Subject};

use super::national::{at, day, id, organisation, person, somewhere};

/// One municipality with 200 contracts of 300 entries, as values: more than anyone will have.
pub fn large() -> Sources {
    let tasks = 5_000_u128;
    let entry = |place: u128, row: u128| {
        let (role, subject) = match row % 3 {
            0 => (MatrixRole::Responsible, Subject::Task(TaskId(id(7, (place * 100 + row) % tasks)))),
            1 => (MatrixRole::Contributes, Subject::Task(TaskId(id(7, (place * 131 + row) % tasks)))),
            _ => (MatrixRole::Cooperates, Subject::Partner(PartyId(organisation((place + row) % 200)))),
        };
        let domain = LifeDomain::ALL[usize::try_from(row % 3).unwrap()];
        MatrixEntry { role, domain, subject, deviation: None, target_group: None, explanation: None }
    };
    let contract = |place: u128| Contract {
        owner: None,
        id: ContractId(id(10, place)),
        terms: Terms {
            code: format!("C{place}"),
            title: format!("Overeenkomst {place}"),
            kind: ContractKind::ServiceAgreement,
            contractor: PartyRef { id: PartyId(organisation(place)), name: format!("Organisatie {place}") },
            framework: None,
            predecessor: None,
            period: Period { from: day(2020, 1, 1), to: day(2023, 12, 31) },
            frequency: Frequency::Yearly,
            conditions: String::new(),
            legal_bases: Vec::new(),
            deviation_domains: Vec::new(),
            extension_decision_on: None,
        },
        clients: vec![Client::throughout(PartyRef { id: somewhere(), name: "Gemeente".to_owned() })],
        matrix: (0..300).map(|row| entry(place, row)).collect(),
        indicators: Vec::new(),
        state: ContractState::Adopted { offered_at: at(), agreed_at: None, at: at() },
        hearing: None,
        amends: None,
        amendments: Vec::new(),
        replaced: Vec::new(),
        joining_later: Vec::new(),
        offered: None,
        successors: Vec::new(),
        extensions: Vec::new(),
        terminations: Vec::new(),
        created_at: at(),
        created_by: person(),
        version: 1,
    };
    Sources {
        contracts: (0..200).map(|place| Arc::new(contract(place))).collect(),
        tasks: (0..tasks)
            .map(|number| {
                Arc::new(Task { id: TaskId(id(7, number)), name: format!("opgave {number}"), goals: Vec::new() })
            })
            .collect(),
        ..Sources::default()
    }
}
