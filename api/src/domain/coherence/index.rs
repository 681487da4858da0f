//! The landscape put in order once, so that every question about it is a look-up.

use std::collections::{HashMap, HashSet};

use super::{Holding, Landscape, Partner};
use crate::domain::{
    ids::{ContractId, GoalId, PartyId, TaskId},
    responsibility::{LifeDomain, MatrixRole, Subject},
};

/// A task in the matrix of a contract. Sorts by task, then contractor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Assignment<'a> {
    pub task: TaskId,
    pub contractor: PartyId,
    pub contract: ContractId,
    pub domain: LifeDomain,
    pub group: Option<&'a str>,
}

/// A partner in the matrix of a contract. Sorts by contractor, then partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Naming {
    pub contractor: PartyId,
    pub partner: PartyId,
    pub domain: LifeDomain,
    pub contract: ContractId,
}

/// The landscape in order. The maps are for looking up alone: nothing depends on the order of what is in them.
pub(super) struct Index<'a> {
    pub landscape: &'a Landscape<'a>,
    /// Who answers for what.
    pub responsible: Vec<Assignment<'a>>,
    /// Who contributes to what.
    pub contributing: Vec<Assignment<'a>>,
    /// Who names whom.
    pub namings: Vec<Naming>,
    /// The tasks that serve a goal of a framework in force.
    serving: Vec<(GoalId, TaskId)>,
    goals_of_tasks: HashMap<TaskId, &'a [GoalId]>,
    in_force: HashSet<GoalId>,
    measured: HashSet<GoalId>,
    measured_by: HashSet<(PartyId, GoalId)>,
    holdings: HashMap<ContractId, &'a Holding<'a>>,
    contracts: Vec<(PartyId, ContractId)>,
    partners: HashMap<PartyId, &'a Partner>,
    categories: Vec<(PartyId, PartyId)>,
}

impl<'a> Index<'a> {
    pub fn of(landscape: &'a Landscape<'a>) -> Self {
        let entries = landscape.holdings.iter().map(|holding| holding.entries.len()).sum();
        let (mut responsible, mut contributing, mut namings) = (Vec::with_capacity(entries), Vec::new(), Vec::new());
        let (mut measured, mut measured_by) = (HashSet::new(), HashSet::new());
        for holding in &landscape.holdings {
            let Holding { contract, contractor, .. } = *holding;
            for entry in &holding.entries {
                let domain = entry.domain;
                match (entry.role, entry.subject) {
                    (role, Subject::Task(task)) => {
                        let group = entry.target_group.as_deref();
                        let it = Assignment { task, contractor, contract, domain, group };
                        if role == MatrixRole::Responsible { responsible.push(it) } else { contributing.push(it) }
                    }
                    (_, Subject::Partner(partner)) => namings.push(Naming { contractor, partner, domain, contract }),
                    (_, Subject::None) => {}
                }
            }
            measured.extend(&holding.measured);
            measured_by.extend(holding.measured.iter().map(|goal| (contractor, *goal)));
        }
        responsible.sort_unstable();
        contributing.sort_unstable();
        namings.sort_unstable();
        let in_force: HashSet<GoalId> = landscape.goals.iter().map(|goal| goal.id).collect();
        let links = landscape.tasks.iter().flat_map(|task| task.goals.iter().map(|goal| (*goal, task.id)));
        let members = landscape.partners.iter();
        Self {
            landscape,
            responsible,
            contributing,
            namings,
            serving: super::sorted(links.filter(|(goal, _)| in_force.contains(goal))),
            goals_of_tasks: landscape.tasks.iter().map(|task| (task.id, task.goals.as_slice())).collect(),
            in_force,
            measured,
            measured_by,
            holdings: landscape.holdings.iter().map(|holding| (holding.contract, holding)).collect(),
            contracts: super::sorted(landscape.holdings.iter().map(|holding| (holding.contractor, holding.contract))),
            partners: landscape.partners.iter().map(|partner| (partner.party, partner)).collect(),
            categories: super::sorted(members.flat_map(|it| it.members.iter().map(|member| (*member, it.party)))),
        }
    }

    /// Who answers for the task.
    pub fn responsible_for(&self, task: TaskId) -> &[Assignment<'a>] {
        run(&self.responsible, |it| it.task.cmp(&task))
    }

    /// Who contributes to the task.
    pub fn contributing_to(&self, task: TaskId) -> &[Assignment<'a>] {
        run(&self.contributing, |it| it.task.cmp(&task))
    }

    /// Where the contractor names the partner.
    pub fn namings_of(&self, contractor: PartyId, partner: PartyId) -> &[Naming] {
        run(&self.namings, |it| (it.contractor, it.partner).cmp(&(contractor, partner)))
    }

    /// The tasks that goals in force need.
    pub fn needed(&self) -> impl Iterator<Item = TaskId> {
        self.serving.iter().map(|(_, task)| *task)
    }

    /// The tasks that serve the goal.
    pub fn serving(&self, goal: GoalId) -> impl Iterator<Item = TaskId> {
        run(&self.serving, |(it, _)| it.cmp(&goal)).iter().map(|(_, task)| *task)
    }

    /// The goals that the task serves, whatever framework they stand in.
    pub fn goals_of(&self, task: TaskId) -> &'a [GoalId] {
        self.goals_of_tasks.get(&task).copied().unwrap_or_default()
    }

    /// The goals in force that the task serves.
    pub fn goals_needing(&self, task: TaskId) -> Vec<GoalId> {
        super::sorted(self.goals_of(task).iter().copied().filter(|goal| self.in_force.contains(goal)))
    }

    /// Whether an indicator of any contract measures the goal.
    pub fn is_measured(&self, goal: GoalId) -> bool {
        self.measured.contains(&goal)
    }

    /// Whether an indicator of a contract of this contractor measures the goal.
    pub fn is_measured_by(&self, contractor: PartyId, goal: GoalId) -> bool {
        self.measured_by.contains(&(contractor, goal))
    }

    /// The last day of a contract that holds.
    pub fn holding(&self, contract: ContractId) -> Option<&'a Holding<'a>> {
        self.holdings.get(&contract).copied()
    }

    /// The contracts that the party holds here.
    pub fn contracts_of(&self, party: PartyId) -> impl Iterator<Item = ContractId> {
        run(&self.contracts, |(contractor, _)| contractor.cmp(&party)).iter().map(|(_, contract)| *contract)
    }

    /// Who is meant when the party is named.
    pub fn partner(&self, party: PartyId) -> Option<&'a Partner> {
        self.partners.get(&party).copied()
    }

    /// The categories to which the party belongs here.
    pub fn categories_of(&self, member: PartyId) -> impl Iterator<Item = PartyId> {
        run(&self.categories, |(it, _)| it.cmp(&member)).iter().map(|(_, category)| *category)
    }
}

/// The part of a sorted list that compares as equal.
fn run<T>(list: &[T], compare: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let start = list.partition_point(|it| compare(it).is_lt());
    let rest = list.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|it| compare(it).is_eq())).unwrap_or_default()
}
