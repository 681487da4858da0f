//! Whom and what findings name, loaded together with what they were computed from: showing them asks nothing more.

use std::{collections::HashMap, sync::Arc};

use async_graphql::Context;
use chrono::NaiveDate;

use super::CoherenceFinding;
use crate::{
    domain::{
        coherence::{Finding, Sources, dismissal::Dismissal},
        contract::Contract,
        framework::{Goal, Task},
        ids::{ContractId, GoalId, PartyId, TaskId},
        party::Party,
    },
    graphql::{
        loaders,
        types::{framework, party::Municipality},
    },
};

/// Whom and what findings name, by identity.
pub struct Known {
    /// The day that is looked at.
    pub day: NaiveDate,
    contracts: HashMap<ContractId, Arc<Contract>>,
    tasks: HashMap<TaskId, Arc<Task>>,
    goals: HashMap<GoalId, Arc<Goal>>,
    parties: HashMap<PartyId, Arc<Party>>,
    dismissals: HashMap<PartyId, HashMap<String, Arc<Dismissal>>>,
}

impl Known {
    /// What the sources name, and what was set aside.
    pub fn of(sources: &Sources, dismissals: Vec<Dismissal>, day: NaiveDate) -> Arc<Self> {
        let goals = sources.frameworks.iter().flat_map(|it| &it.goals);
        let mut set_aside: HashMap<PartyId, HashMap<String, Arc<Dismissal>>> = HashMap::new();
        for it in dismissals {
            set_aside.entry(it.municipality).or_default().insert(it.code.clone(), Arc::new(it));
        }
        Arc::new(Self {
            day,
            contracts: sources.contracts.iter().map(|it| (it.id, it.clone())).collect(),
            tasks: sources.tasks.iter().map(|it| (it.id, it.clone())).collect(),
            goals: goals.map(|it| (it.id, Arc::new(it.clone()))).collect(),
            parties: sources.parties.iter().map(|it| (it.id, it.clone())).collect(),
            dismissals: set_aside,
        })
    }

    /// The findings as they are shown; `signed` says whether they follow from what is signed.
    pub fn shown(self: &Arc<Self>, findings: Vec<Finding>, signed: bool) -> Vec<CoherenceFinding> {
        findings.into_iter().map(|finding| self.one(finding, signed)).collect()
    }

    /// A finding as it is shown.
    pub fn one(self: &Arc<Self>, finding: Finding, signed: bool) -> CoherenceFinding {
        CoherenceFinding { finding: Arc::new(finding), signed, known: self.clone() }
    }

    /// When the finding was set aside for the last time, if ever.
    pub fn dismissal(&self, finding: &Finding) -> Option<&Arc<Dismissal>> {
        self.dismissals.get(&finding.municipality)?.get(&finding.code)
    }

    /// Whether the finding is not set aside.
    pub fn is_open(&self, finding: &Finding) -> bool {
        self.dismissal(finding).is_none_or(|it| it.reopened(&finding.facts, self.day).is_some())
    }

    /// A contract.
    pub fn contract(&self, id: ContractId) -> Option<Arc<Contract>> {
        self.contracts.get(&id).cloned()
    }

    /// A task.
    pub fn task(&self, id: TaskId) -> Option<Arc<Task>> {
        self.tasks.get(&id).cloned()
    }

    /// The tasks as they are shown. What was loaded of them knows the goals that matter here alone, so that whoever asks
    /// for all goals has them loaded again.
    pub async fn tasks(&self, ctx: &Context<'_>, ids: &[TaskId]) -> async_graphql::Result<Vec<framework::Task>> {
        if ctx.look_ahead().field("goals").exists() {
            return Ok(loaders::many(ctx, ids.to_vec()).await?.into_iter().map(framework::Task).collect());
        }
        Ok(ids.iter().filter_map(|id| self.task(*id)).map(framework::Task).collect())
    }

    /// A goal of the frameworks of the municipality; one of another framework is not among them.
    pub fn goal(&self, id: GoalId) -> Option<Arc<Goal>> {
        self.goals.get(&id).cloned()
    }

    /// A party.
    pub fn party(&self, id: PartyId) -> Option<Arc<Party>> {
        self.parties.get(&id).cloned()
    }

    /// A municipality.
    pub fn municipality(&self, id: PartyId) -> Option<Municipality> {
        self.party(id).map(Municipality)
    }
}
