//! Writing down frameworks and tasks.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::framework::{self, Wording},
    domain::{
        framework::FateWording,
        ids::{GoalId, TaskId},
    },
    graphql::{
        context::asking,
        enums::{Fate, LifeDomain},
        ids::{Global, parse_all, parse_optional},
        once::Repeatable,
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

/// What became of a goal of the framework before (wat er met een doel gebeurt).
#[derive(InputObject)]
pub struct GoalFateInput {
    /// The goal of the framework before.
    goal_id: ID,
    /// What became of it.
    fate: Fate,
    /// The code of the goal of the new framework in which it goes on; left out when it is dropped.
    successor_goal_code: Option<String>,
    /// Why (toelichting); needed when it is changed or dropped.
    explanation: Option<String>,
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
    /// The framework before it, by name (voorganger), where it is not known here.
    predecessor: Option<String>,
    /// The framework before it (voorganger), where it is known here: then `goalFates` tells of each of its goals.
    predecessor_id: Option<ID>,
    /// What became of each goal of the framework before, each once.
    #[graphql(default, validator(max_items = 100))]
    goal_fates: Vec<GoalFateInput>,
    /// What it goes out from (uitgangspunten), in order.
    #[graphql(default, validator(max_items = 50))]
    principles: Vec<String>,
    /// What comes first (prioriteiten), in order.
    #[graphql(default, validator(max_items = 50))]
    priorities: Vec<String>,
    /// The municipalities whose it is (eigenaren).
    #[graphql(validator(max_items = 50))]
    owner_ids: Vec<ID>,
    /// Its goals (doelen), in order.
    #[graphql(validator(max_items = 100))]
    goals: Vec<PolicyGoalInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A task as written down (opgave).
#[derive(InputObject)]
pub struct DefineTaskInput {
    /// The task in words, unique.
    name: String,
    /// The goals (doelen) it serves.
    #[graphql(default, validator(max_items = 50))]
    goal_ids: Vec<ID>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// The goals that a task serves (doelen van een opgave).
#[derive(InputObject)]
pub struct LinkTaskInput {
    /// The task (opgave).
    task_id: ID,
    /// The goals (doelen) it serves, of frameworks of the own municipality; links to goals of others stay.
    #[graphql(validator(max_items = 50))]
    goal_ids: Vec<ID>,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(CreatePolicyFrameworkPayload, framework: PolicyFramework, "writing down a framework (beleidskader vastleggen)");
payload!(DefineTaskPayload, task: Task, "adding a task (opgave toevoegen)");
payload!(LinkTaskPayload, task: Task, "choosing the goals of a task (opgave aan doelen koppelen)");

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
            succeeds: parse_optional(input.predecessor_id.as_ref(), "predecessorId")?,
            fates: fates(input.goal_fates)?,
            principles: input.principles,
            priorities: input.priorities,
            owners: parse_all(&input.owner_ids, "ownerIds")?,
            goals: input.goals.into_iter().map(|goal| (goal.code, goal.domain.into(), goal.text)).collect(),
        };
        let done = framework::create(asking(ctx)?, wording).await;
        Ok(CreatePolicyFrameworkPayload::of(told(ctx, done).await?))
    }

    /// Adds a task to the shared vocabulary of the matrices (opgave toevoegen).
    async fn define_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The task.")] input: DefineTaskInput,
    ) -> async_graphql::Result<Option<DefineTaskPayload>> {
        let goals = parse_all(&input.goal_ids, "goalIds")?;
        let done = framework::define_task(asking(ctx)?, &input.name, goals).await;
        Ok(DefineTaskPayload::of(told(ctx, done).await?))
    }

    /// Chooses the goals that a task serves, among those of the own municipality (opgave aan doelen koppelen).
    async fn link_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The task and its goals.")] input: LinkTaskInput,
    ) -> async_graphql::Result<Option<LinkTaskPayload>> {
        let task = TaskId::parse(&input.task_id, "taskId")?;
        let goals = parse_all(&input.goal_ids, "goalIds")?;
        let done = framework::link_task(asking(ctx)?, task, goals).await;
        Ok(LinkTaskPayload::of(told(ctx, done).await?))
    }
}

fn fates(inputs: Vec<GoalFateInput>) -> async_graphql::Result<Vec<FateWording>> {
    let fate = |(index, input): (usize, GoalFateInput)| {
        Ok(FateWording {
            goal: GoalId::parse(&input.goal_id, &format!("goalFates.{index}.goalId"))?,
            fate: input.fate.into(),
            successor_code: input.successor_goal_code,
            explanation: input.explanation,
        })
    };
    inputs.into_iter().enumerate().map(fate).collect()
}
