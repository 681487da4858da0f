//! Policy frameworks, goals and tasks.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{connection::connection, party::Municipality};
use crate::{
    domain,
    graphql::{enums::LifeDomain, ids::Global, loaders},
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

    /// The framework before it, by name (voorganger).
    async fn predecessor(&self) -> Option<&String> {
        self.0.predecessor.as_ref()
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

    /// The framework (beleidskader) it stands in.
    async fn framework(&self, ctx: &Context<'_>) -> async_graphql::Result<PolicyFramework> {
        Ok(PolicyFramework(loaders::must(ctx, self.0.framework).await?))
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
}

connection!(PolicyFrameworkConnection, PolicyFrameworkEdge, PolicyFramework, "policy frameworks (beleidskaders)");
connection!(TaskConnection, TaskEdge, Task, "tasks (opgaven)");
