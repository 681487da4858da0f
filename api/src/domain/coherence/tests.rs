//! A world small enough to write down: parties, tasks and contracts by name.

mod adapter;
mod amended;
mod chosen;
mod duration;
mod generated;
mod grounds;
mod set_aside;
mod what_if;
mod wpda;

use std::sync::Arc;

use super::*;
use crate::domain::{
    contract::{Client, Contract, ContractState},
    framework::{Framework, Goal, Task},
    ids::{ContractIndicatorId, FrameworkId, IndicatorId},
    indicator::ContractIndicator,
    party::{CategoryMembership, Detail, LegalForm, Party, PartyKind, PartyRef},
    responsibility::{MatrixEntry, MatrixRole, Subject},
    samples::{self, day, id, number, period},
};

use LifeDomain::{Income as I, Participation as P, Work as W};
use MatrixRole::{Contributes as C, Cooperates as S, Responsible as R};

/// A cell: the role, the domain, and tasks (`task @ group`) or partners.
type Cell<'a> = (MatrixRole, LifeDomain, &'a [&'a str]);

/// Things by name, and what is kept about them.
struct World {
    names: Vec<String>,
    sources: Sources,
}

impl World {
    fn new() -> Self {
        Self { names: Vec::new(), sources: Sources::default() }
    }

    /// The identity of whatever has that name.
    fn id(&mut self, name: &str) -> Uuid {
        let place = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        id(1_000 + u128::try_from(place).unwrap())
    }

    fn party(&mut self, name: &str) -> PartyId {
        let id = PartyId(self.id(name));
        if self.sources.parties.iter().all(|party| party.id != id) {
            let legal_form = LegalForm::PrivateCompany;
            let kind = PartyKind::Organisation { code: name.into(), legal_form };
            let (name, detail) = (name.into(), Detail::default());
            let party = Party { id, name, kind, valid_from: None, valid_to: None, successor: None, detail, version: 1 };
            self.sources.parties.push(Arc::new(party));
        }
        id
    }

    /// A task, unless it is there already, and the goals it serves.
    fn task(&mut self, name: &str, goals: &[&str]) -> TaskId {
        let id = TaskId(self.id(name));
        let goals = goals.iter().map(|goal| GoalId(self.id(goal))).collect();
        if self.sources.tasks.iter().all(|task| task.id != id) {
            self.sources.tasks.push(Arc::new(Task { id, name: name.into(), goals }));
        }
        id
    }

    /// The framework of the municipality, from 2020 to 2023.
    fn framework(&mut self, goals: &[(&str, LifeDomain)]) {
        let id = FrameworkId(self.id("framework"));
        let goals = goals.iter().map(|(code, domain)| {
            let id_of_goal = GoalId(self.id(code));
            Goal { id: id_of_goal, framework: id, code: (*code).into(), domain: *domain, text: (*code).into() }
        });
        let goals = goals.collect();
        let owners = vec![samples::north()];
        let framework = Framework {
            id,
            name: "Kader".into(),
            year_from: 2020,
            year_to: 2023,
            predecessor: None,
            owners,
            goals,
            principles: Vec::new(),
            priorities: Vec::new(),
            succeeds: None,
            version: 1,
        };
        self.sources.frameworks.push(Arc::new(framework));
    }

    /// A category in the municipality, since 2015.
    fn member(&mut self, category: &str, member: &str) {
        let (category, member) = (self.party(category), self.party(member));
        let municipality = samples::north().id;
        let membership = CategoryMembership { category, member, municipality, from: day("2015-01-01"), to: None };
        self.sources.memberships.push(membership);
    }

    fn entries(&mut self, cells: &[Cell<'_>]) -> Vec<MatrixEntry> {
        let mut entries = Vec::new();
        for (role, domain, names) in cells {
            for name in *names {
                let (name, group) = name.split_once(" @ ").map_or((*name, None), |(name, group)| (name, Some(group)));
                let subject = match role {
                    S => Subject::Partner(self.party(name)),
                    R | C => Subject::Task(self.task(name, &[])),
                };
                let target_group = group.map(str::to_owned);
                entries.push(MatrixEntry { target_group, ..samples::entry(*role, *domain, subject) });
            }
        }
        entries
    }

    /// A contract from 2020 to 2023 that the municipality adopted; its indicators measure these goals.
    fn contract(&mut self, code: &str, contractor: &str, cells: &[Cell<'_>], goals: &[&str]) -> ContractId {
        let contract = self.worded(code, contractor, cells, goals);
        let id = contract.id;
        self.sources.contracts.push(Arc::new(contract));
        id
    }

    fn worded(&mut self, code: &str, contractor: &str, cells: &[Cell<'_>], goals: &[&str]) -> Contract {
        let usage = |(place, goal): (u128, &str), world: &mut Self| ContractIndicator {
            id: ContractIndicatorId(id(500 + place)),
            indicator: IndicatorId(id(600 + place)),
            goal: Some(GoalId(world.id(goal))),
            amber_margin: number("5"),
            red_margin: number("10"),
            annual_only: false,
        };
        let indicators = (0..).zip(goals.iter().copied()).map(|it| usage(it, self)).collect();
        let contractor = PartyRef { id: self.party(contractor), name: contractor.into() };
        let adopted = samples::adopted();
        let terms = crate::domain::contract::Terms {
            code: code.into(),
            contractor,
            period: period("2020-01-01", "2023-12-31"),
            ..adopted.terms.clone()
        };
        Contract { id: ContractId(self.id(code)), terms, matrix: self.entries(cells), indicators, ..adopted }
    }

    /// Changes a contract.
    fn change(&mut self, code: &str, change: impl FnOnce(&mut Contract)) {
        let id = ContractId(self.id(code));
        let found = self.sources.contracts.iter_mut().find(|it| it.id == id).unwrap();
        change(Arc::make_mut(found));
    }

    fn on(&self, view: &View) -> Vec<Finding> {
        findings(&self.sources.landscape(samples::north().id, view))
    }

    /// What is found in the middle of 2021.
    fn found(&self) -> Vec<Finding> {
        self.on(&View::on(day("2021-06-01")))
    }

    fn name(&self, id: Uuid) -> String {
        let place = usize::try_from(id.as_u128()).unwrap().checked_sub(1_000);
        place.and_then(|place| self.names.get(place)).cloned().unwrap_or_else(|| id.to_string())
    }

    /// A finding in short: kind, outcome and so on, then the names of what it is about.
    fn told(&self, finding: &Finding) -> String {
        let ids = |ids: Vec<Uuid>| ids.into_iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ");
        let words = |words: &[LifeDomain]| words.iter().map(|it| it.name()).collect::<Vec<_>>().join(", ");
        let parts = [
            ("", finding.outcome.map(|it| it.to_string()).unwrap_or_default()),
            ("lacks ", finding.gap.map(|it| it.to_string()).unwrap_or_default()),
            ("by ", ids(finding.contractors.iter().map(|it| it.0).collect())),
            ("with ", ids(finding.partners.iter().map(|it| it.0).collect())),
            ("task ", ids(finding.tasks.iter().map(|it| it.0).collect())),
            ("goal ", ids(finding.goals.iter().map(|it| it.0).collect())),
            ("in ", words(&finding.domains)),
            ("named in ", words(&finding.named_in)),
            ("for ", finding.target_groups.join(", ")),
            ("until ", finding.last_day.map(|it| it.to_string()).unwrap_or_default()),
        ];
        let parts = parts.iter().filter(|(_, text)| !text.is_empty()).map(|(word, text)| format!("{word}{text}"));
        format!("{} {}: {}", finding.severity, finding.kind, parts.collect::<Vec<_>>().join("; "))
    }

    /// The findings of a kind, in short and in the order of their words.
    fn of(&self, kind: FindingKind) -> Vec<String> {
        sorted(self.found().iter().filter(|it| it.kind == kind).map(|it| self.told(it)))
    }
}

/// As a draft.
fn unsigned(contract: &mut Contract) {
    contract.state = ContractState::Draft { remarks: None };
    for Client { adoption, .. } in &mut contract.clients {
        *adoption = None;
    }
}
