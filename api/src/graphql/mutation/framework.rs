//! Writing down frameworks and tasks.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use super::payload;
use crate::{
    commands::framework::{self, Wording},
    graphql::{
        context::asking,
        enums::LifeDomain,
        errors::outcome,
        ids::parse_all,
        types::framework::{PolicyFramework, Task},
    },
};

/// A goal as written down (doel).
#[derive(InputObject)]
pub struct PolicyGoalInput {
    /// Its code within the framework.
    code: String,
    /// The life domain (levensdomein).
    domain: LifeDomain,
    /// The goal in words.
    text: String,
}

/// A framework as written down (beleidskader).
#[derive(InputObject)]
pub struct CreatePolicyFrameworkInput {
    /// The name (naam).
    name: String,
    /// The first year it holds (eerste jaar).
    year_from: i32,
    /// The last year it holds (laatste jaar).
    year_to: i32,
    /// The framework before it, by name (voorganger).
    predecessor: Option<String>,
    /// The municipalities whose it is (eigenaren).
    #[graphql(validator(max_items = 50))]
    owner_ids: Vec<ID>,
    /// Its goals (doelen), in order.
    #[graphql(validator(max_items = 100))]
    goals: Vec<PolicyGoalInput>,
}

/// A task as written down (opgave).
#[derive(InputObject)]
pub struct DefineTaskInput {
    /// The task in words, unique.
    name: String,
    /// The goals (doelen) it serves.
    #[graphql(default, validator(max_items = 50))]
    goal_ids: Vec<ID>,
}

payload!(CreatePolicyFrameworkPayload, framework: PolicyFramework, "writing down a framework (beleidskader vastleggen)");
payload!(DefineTaskPayload, task: Task, "adding a task (opgave toevoegen)");

/// Frameworks and tasks.
#[derive(Default)]
pub struct FrameworkMutation;

#[Object]
impl FrameworkMutation {
    /// Writes down a policy framework with its goals (beleidskader vastleggen).
    async fn create_framework(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The framework.")] input: CreatePolicyFrameworkInput,
    ) -> async_graphql::Result<Option<CreatePolicyFrameworkPayload>> {
        let wording = Wording {
            name: input.name,
            years: (input.year_from, input.year_to),
            predecessor: input.predecessor,
            owners: parse_all(&input.owner_ids, "ownerIds")?,
            goals: input.goals.into_iter().map(|goal| (goal.code, goal.domain.into(), goal.text)).collect(),
        };
        let done = framework::create(asking(ctx)?, wording).await;
        Ok(CreatePolicyFrameworkPayload::of(outcome(ctx, done.map(|it| PolicyFramework(Arc::new(it))))?))
    }

    /// Adds a task to the shared vocabulary of the matrices (opgave toevoegen).
    async fn define_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The task.")] input: DefineTaskInput,
    ) -> async_graphql::Result<Option<DefineTaskPayload>> {
        let goals = parse_all(&input.goal_ids, "goalIds")?;
        let done = framework::define_task(asking(ctx)?, &input.name, goals).await;
        Ok(DefineTaskPayload::of(outcome(ctx, done.map(|it| Task(Arc::new(it))))?))
    }
}
