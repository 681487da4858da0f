//! Policy frameworks, goals and tasks.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

mod coverage;

pub use coverage::GoalCoverage;

use super::{connection::connection, party::Municipality};
use crate::{
    domain::{self, ids::PartyId},
    graphql::{
        enums::{Fate, LifeDomain},
        ids::Global,
        loaders,
        permission::{Permission, permission},
        scalars::Date,
    },
    policy::{Action, Scope},
};

/// A policy framework (beleidskader).
#[derive(Clone)]
pub struct PolicyFramework(pub Arc<domain::framework::Framework>);

/// A policy framework (beleidskader) of one or more municipalities, for about four years.
#[Object]
impl PolicyFramework {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The name (naam).
    async fn name(&self) -> &String {
        &self.0.name
    }

    /// The first year it holds (eerste jaar).
    async fn year_from(&self) -> i32 {
        self.0.year_from
    }

    /// The last year it holds (laatste jaar).
    async fn year_to(&self) -> i32 {
        self.0.year_to
    }

    /// The name of the framework before it (naam van de voorganger), for one that is not known here.
    async fn predecessor_name(&self) -> Option<&String> {
        self.0.predecessor.as_ref()
    }

    /// The framework before it (voorganger), where that is known here.
    async fn predecessor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PolicyFramework>> {
        match self.0.succeeds {
            Some(id) => Ok(Some(PolicyFramework(loaders::must(ctx, id).await?))),
            None => Ok(None),
        }
    }

    /// The framework that took its place (opvolger).
    async fn successor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PolicyFramework>> {
        let found = loaders::one(ctx, loaders::SuccessorOf(self.0.id)).await?.unwrap_or_default();
        match found.first() {
            Some(id) => Ok(Some(PolicyFramework(loaders::must(ctx, *id).await?))),
            None => Ok(None),
        }
    }

    /// What it goes out from (uitgangspunten), in order.
    async fn principles(&self) -> &[String] {
        &self.0.principles
    }

    /// What comes first (prioriteiten), in order.
    async fn priorities(&self) -> &[String] {
        &self.0.priorities
    }

    /// Whether each goal is in somebody's hands and is measured (dekking), by the contracts that hold for a
    /// municipality on a day. What the viewer may not see does not count.
    async fn coverage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For this municipality (gemeente).")] municipality_id: ID,
        #[graphql(desc = "On this day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<Vec<GoalCoverage>> {
        let municipality = PartyId::parse(&municipality_id, "municipalityId")?;
        coverage::of(ctx, &self.0, municipality, as_of).await
    }

    /// Whose it is (eigenaren).
    async fn owners(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Municipality>> {
        let ids = domain::framework::owners(&self.0);
        Ok(loaders::many(ctx, ids).await?.into_iter().map(Municipality).collect())
    }

    /// Its goals (doelen), in order.
    async fn goals(&self) -> Vec<PolicyGoal> {
        self.0.goals.iter().map(|goal| PolicyGoal(Arc::new(goal.clone()))).collect()
    }
}

/// A goal (doel) of a framework.
#[derive(Clone)]
pub struct PolicyGoal(pub Arc<domain::framework::Goal>);

/// A goal (doel) of a framework.
#[Object]
impl PolicyGoal {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// Its code within the framework.
    async fn code(&self) -> &String {
        &self.0.code
    }

    /// The life domain (levensdomein) it belongs to.
    async fn domain(&self) -> LifeDomain {
        self.0.domain.into()
    }

    /// The goal in words.
    async fn text(&self) -> &String {
        &self.0.text
    }

    /// What became of it (wat ermee gebeurde) in the framework that succeeds its own; nothing while there is none.
    async fn fate(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<GoalFate>> {
        let found = loaders::one(ctx, loaders::FateOf(self.0.id)).await?.unwrap_or_default();
        Ok(found.first().cloned().map(GoalFate))
    }

    /// From which goals of the framework before it came (herkomst).
    async fn origin(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<GoalFate>> {
        let found = loaders::one(ctx, loaders::OriginsOf(self.0.id)).await?.unwrap_or_default();
        Ok(found.iter().cloned().map(GoalFate).collect())
    }

    /// The framework (beleidskader) it stands in.
    async fn framework(&self, ctx: &Context<'_>) -> async_graphql::Result<PolicyFramework> {
        Ok(PolicyFramework(loaders::must(ctx, self.0.framework).await?))
    }
}

/// What became of a goal (wat er met een doel gebeurde).
pub struct GoalFate(domain::framework::GoalFate);

/// What became of a goal (wat er met een doel gebeurde) in the next framework.
#[Object]
impl GoalFate {
    /// The goal of the framework before.
    async fn goal(&self, ctx: &Context<'_>) -> async_graphql::Result<PolicyGoal> {
        Ok(PolicyGoal(loaders::must(ctx, self.0.goal).await?))
    }

    /// What became of it.
    async fn fate(&self) -> Fate {
        self.0.fate.into()
    }

    /// The goal in which it goes on; none when it was dropped.
    async fn successor_goal(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PolicyGoal>> {
        match self.0.successor {
            Some(id) => Ok(Some(PolicyGoal(loaders::must(ctx, id).await?))),
            None => Ok(None),
        }
    }

    /// Why (toelichting).
    async fn explanation(&self) -> Option<&String> {
        self.0.explanation.as_ref()
    }
}

/// A task (opgave).
#[derive(Clone)]
pub struct Task(pub Arc<domain::framework::Task>);

/// A task (opgave): the shared vocabulary of the matrices.
#[Object]
impl Task {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The task in words, unique.
    async fn name(&self) -> &String {
        &self.0.name
    }

    /// The goals (doelen) it serves.
    async fn goals(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<PolicyGoal>> {
        Ok(loaders::many(ctx, self.0.goals.clone()).await?.into_iter().map(PolicyGoal).collect())
    }

    /// Whether the viewer may choose the goals that it serves now.
    async fn viewer_can_link(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::LinkTask, &Scope::Platform, Vec::new)
    }
}

connection!(PolicyFrameworkConnection, PolicyFrameworkEdge, PolicyFramework, "policy frameworks (beleidskaders)");
connection!(TaskConnection, TaskEdge, Task, "tasks (opgaven)");
