//! Which framework succeeds which, and what became of each goal.

use entities::{framework_succession, goal_fate};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::{
    domain::{
        framework::{Fate, Framework, GoalFate},
        ids::{FrameworkId, GoalId},
    },
    storage::{
        convert::{insert_all, known},
        error::Result,
    },
};

/// The successors of these frameworks: each framework with what took its place.
pub async fn successions(
    connection: &impl ConnectionTrait,
    before: &[FrameworkId],
) -> Result<Vec<(FrameworkId, FrameworkId)>> {
    let rows = framework_succession::Entity::find()
        .filter(framework_succession::Column::PredecessorId.is_in(before.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (FrameworkId(row.predecessor_id), FrameworkId(row.framework_id))).collect())
}

/// What became of these goals.
pub async fn fates(connection: &impl ConnectionTrait, goals: &[GoalId]) -> Result<Vec<GoalFate>> {
    let of = goal_fate::Column::GoalId.is_in(goals.iter().map(|id| id.0));
    read(connection, of.into()).await
}

/// The goals that go on in these goals.
pub async fn origins(connection: &impl ConnectionTrait, goals: &[GoalId]) -> Result<Vec<GoalFate>> {
    let into = goal_fate::Column::SuccessorGoalId.is_in(goals.iter().map(|id| id.0));
    read(connection, into.into()).await
}

async fn read(connection: &impl ConnectionTrait, which: Condition) -> Result<Vec<GoalFate>> {
    let rows = goal_fate::Entity::find().filter(which).order_by_asc(goal_fate::Column::GoalId).all(connection).await?;
    let fate = |row: goal_fate::Model| {
        Ok(GoalFate {
            goal: GoalId(row.goal_id),
            fate: known(Fate::named(&row.fate), "goal_fate.fate", row.goal_id)?,
            successor: row.successor_goal_id.map(GoalId),
            explanation: row.explanation,
        })
    };
    rows.into_iter().map(fate).collect()
}

/// Keeps which framework a new one succeeds, and what became of the goals of that.
pub async fn insert_succession(
    connection: &impl ConnectionTrait,
    framework: &Framework,
    fates: &[GoalFate],
) -> Result<()> {
    let Some(before) = framework.succeeds else { return Ok(()) };
    let row = framework_succession::Model { framework_id: framework.id.0, predecessor_id: before.0 };
    framework_succession::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    let rows = fates.iter().map(|it| goal_fate::Model {
        goal_id: it.goal.0,
        fate: it.fate.name().to_owned(),
        successor_goal_id: it.successor.map(|goal| goal.0),
        explanation: it.explanation.clone(),
    });
    insert_all::<goal_fate::Entity, _>(connection, rows.collect()).await
}
