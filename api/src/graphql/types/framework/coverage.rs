//! Whether each goal of a framework is in somebody's hands and is measured.

use std::sync::Arc;

use async_graphql::{Context, Object};

use super::{PolicyGoal, Task};
use crate::{
    domain::{
        contract::ContractStage,
        framework::{self, Framework},
        ids::{ContractId, GoalId, PartyId},
    },
    graphql::{
        context::{RequestContext, viewer},
        errors::read_failed,
        loaders,
        scalars::Date,
        types::{contract::Contract, indicator::PerformanceIndicator},
    },
    policy::visibility,
    storage::{self, contract::Filter},
};

/// The most contracts of one municipality that are looked at.
const MOST: u64 = 1_000;

/// How a goal is covered (dekking van een doel).
pub struct GoalCoverage {
    it: framework::GoalCoverage,
    contracts: Arc<Vec<Arc<crate::domain::contract::Contract>>>,
}

/// How a goal is covered (dekking van een doel) for one municipality on one day.
#[Object]
impl GoalCoverage {
    /// The goal (doel).
    async fn goal(&self, ctx: &Context<'_>) -> async_graphql::Result<PolicyGoal> {
        Ok(PolicyGoal(loaders::must(ctx, self.it.goal).await?))
    }

    /// The tasks (opgaven) that serve it.
    async fn tasks(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Task>> {
        Ok(loaders::many(ctx, self.it.tasks.clone()).await?.into_iter().map(Task).collect())
    }

    /// The contracts in force whose contractor is responsible (verantwoordelijk) for such a task.
    async fn responsible(&self, ctx: &Context<'_>) -> Vec<Contract> {
        self.these(ctx, &self.it.responsible)
    }

    /// The contracts in force whose contractor contributes (draagt bij) to such a task.
    async fn contributing(&self, ctx: &Context<'_>) -> Vec<Contract> {
        self.these(ctx, &self.it.contributing)
    }

    /// The indicators (prestatie-indicatoren) of contracts in force that measure it.
    async fn indicators(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<PerformanceIndicator>> {
        Ok(loaders::many(ctx, self.it.indicators.clone()).await?.into_iter().map(PerformanceIndicator).collect())
    }

    /// Whether a contractor is responsible for a task that serves it and an indicator measures it (gedekt).
    async fn covered(&self) -> bool {
        self.it.is_covered()
    }
}

impl GoalCoverage {
    fn these(&self, ctx: &Context<'_>, ids: &[ContractId]) -> Vec<Contract> {
        self.contracts
            .iter()
            .filter(|contract| ids.contains(&contract.id))
            .map(|it| Contract::of(ctx, it.clone()))
            .collect()
    }
}

/// The coverage of a framework by what the viewer may see.
pub async fn of(
    ctx: &Context<'_>,
    framework: &Framework,
    municipality: PartyId,
    as_of: Option<Date>,
) -> async_graphql::Result<Vec<GoalCoverage>> {
    let request = RequestContext::of(ctx);
    let (database, day) = (&request.services.database, as_of.map_or_else(|| request.today(), |day| day.0));
    let goals: Vec<GoalId> = framework.goals.iter().map(|goal| goal.id).collect();
    let failed = |error| read_failed(ctx, &error);
    let tasks = storage::framework::tasks_of_goals(database, &goals).await.map_err(failed)?;
    let filter = Filter { client: Some(municipality), contractor: None, stage: Some(ContractStage::Adopted) };
    let seen = visibility(viewer(ctx)?);
    let (contracts, _) = storage::contract::page(database, &seen, &filter, None, MOST).await.map_err(failed)?;
    let covered = framework::coverage(framework, &tasks, &contracts, municipality, day);
    let contracts = Arc::new(contracts.into_iter().map(Arc::new).collect());
    Ok(covered.into_iter().map(|it| GoalCoverage { it, contracts: Arc::clone(&contracts) }).collect())
}
