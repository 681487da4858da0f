//! Frameworks, goals and tasks.

use entities::{framework, framework_owner, goal, task, task_goal};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::ExprTrait,
};
use uuid::Uuid;

use super::{
    convert::{insert_all, known, position},
    error::Result,
    party,
};
use crate::{
    clock::IdSource,
    domain::{
        framework::{Framework, Goal, Task},
        ids::{FrameworkId, GoalId, TaskId},
        responsibility::LifeDomain,
    },
};

/// The frameworks with these ids.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[FrameworkId]) -> Result<Vec<Framework>> {
    let keys: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = framework::Entity::find().filter(framework::Column::Id.is_in(keys.clone())).all(connection).await?;
    assemble(connection, rows).await
}

/// A page of frameworks, in order of making, and how many there are.
pub async fn page(
    connection: &impl ConnectionTrait,
    after: Option<FrameworkId>,
    limit: u64,
) -> Result<(Vec<Framework>, u64)> {
    let count = framework::Entity::find().count(connection).await?;
    let mut page = framework::Entity::find().order_by_asc(framework::Column::Id).limit(limit);
    if let Some(after) = after {
        page = page.filter(framework::Column::Id.gt(after.0));
    }
    let rows = page.all(connection).await?;
    Ok((assemble(connection, rows).await?, count))
}

async fn assemble(connection: &impl ConnectionTrait, rows: Vec<framework::Model>) -> Result<Vec<Framework>> {
    let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let owners = framework_owner::Entity::find()
        .filter(framework_owner::Column::FrameworkId.is_in(keys.clone()))
        .order_by_asc(framework_owner::Column::Id)
        .all(connection)
        .await?;
    let names = party::names(connection, owners.iter().map(|row| row.municipality_id)).await?;
    let goals = of_frameworks(connection, &keys).await?;
    rows.into_iter()
        .map(|row| {
            let own = owners.iter().filter(|owner| owner.framework_id == row.id);
            Ok(Framework {
                id: FrameworkId(row.id),
                name: row.name,
                year_from: row.year_from,
                year_to: row.year_to,
                predecessor: row.predecessor_name,
                owners: own.map(|owner| names.of(owner.municipality_id)).collect::<Result<_>>()?,
                goals: goals.iter().filter(|goal| goal.framework.0 == row.id).cloned().collect(),
                version: row.version,
            })
        })
        .collect()
}

async fn of_frameworks(connection: &impl ConnectionTrait, frameworks: &[Uuid]) -> Result<Vec<Goal>> {
    let rows = goal::Entity::find()
        .filter(goal::Column::FrameworkId.is_in(frameworks.iter().copied()))
        .order_by_asc(goal::Column::Position)
        .all(connection)
        .await?;
    rows.into_iter().map(read_goal).collect()
}

/// The goals with these ids.
pub async fn goals(connection: &impl ConnectionTrait, ids: &[GoalId]) -> Result<Vec<Goal>> {
    let rows = goal::Entity::find().filter(goal::Column::Id.is_in(ids.iter().map(|id| id.0))).all(connection).await?;
    rows.into_iter().map(read_goal).collect()
}

fn read_goal(row: goal::Model) -> Result<Goal> {
    Ok(Goal {
        id: GoalId(row.id),
        framework: FrameworkId(row.framework_id),
        code: row.code,
        domain: known(LifeDomain::named(&row.domain), "goal.domain", row.id)?,
        text: row.text,
    })
}

/// Keeps a new framework with its owners and goals.
pub async fn insert(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Framework,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    let row = framework::Model {
        id: it.id.0,
        name: it.name.clone(),
        year_from: it.year_from,
        year_to: it.year_to,
        predecessor_name: it.predecessor.clone(),
        created_at: at,
        version: it.version,
    };
    framework::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    let owners = it.owners.iter().map(|owner| framework_owner::Model {
        id: ids.next(),
        framework_id: it.id.0,
        municipality_id: owner.id.0,
    });
    insert_all::<framework_owner::Entity, _>(connection, owners.collect()).await?;
    let goals = it.goals.iter().enumerate().map(|(index, goal)| goal::Model {
        id: goal.id.0,
        framework_id: it.id.0,
        code: goal.code.clone(),
        domain: goal.domain.name().to_owned(),
        text: goal.text.clone(),
        position: position(index),
    });
    insert_all::<goal::Entity, _>(connection, goals.collect()).await
}

/// The tasks with these ids.
pub async fn tasks(connection: &impl ConnectionTrait, ids: &[TaskId]) -> Result<Vec<Task>> {
    let rows = task::Entity::find().filter(task::Column::Id.is_in(ids.iter().map(|id| id.0))).all(connection).await?;
    with_goals(connection, rows).await
}

/// A page of the vocabulary, by name, and how many tasks there are.
pub async fn task_page(
    connection: &impl ConnectionTrait,
    after: Option<(String, TaskId)>,
    limit: u64,
) -> Result<(Vec<Task>, u64)> {
    let count = task::Entity::find().count(connection).await?;
    let mut page = task::Entity::find().order_by_asc(task::Column::Name).order_by_asc(task::Column::Id).limit(limit);
    if let Some((name, id)) = after {
        let same = task::Column::Name.eq(name.as_str()).and(task::Column::Id.gt(id.0));
        page = page.filter(task::Column::Name.gt(name).or(same));
    }
    let rows = page.all(connection).await?;
    Ok((with_goals(connection, rows).await?, count))
}

async fn with_goals(connection: &impl ConnectionTrait, rows: Vec<task::Model>) -> Result<Vec<Task>> {
    let links = task_goal::Entity::find()
        .filter(task_goal::Column::TaskId.is_in(rows.iter().map(|row| row.id)))
        .all(connection)
        .await?;
    let read = |row: task::Model| {
        let goals = links.iter().filter(|link| link.task_id == row.id).map(|link| GoalId(link.goal_id)).collect();
        Task { id: TaskId(row.id), name: row.name, goals }
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Keeps a new task.
pub async fn insert_task(connection: &impl ConnectionTrait, ids: &IdSource, it: &Task) -> Result<()> {
    let row = task::Model { id: it.id.0, name: it.name.clone(), version: 1 };
    task::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    let links =
        it.goals.iter().map(|goal| task_goal::Model { id: ids.next(), task_id: it.id.0, goal_id: goal.0 }).collect();
    insert_all::<task_goal::Entity, _>(connection, links).await
}
