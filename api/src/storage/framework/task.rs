//! The shared vocabulary of tasks, and the goals they serve.

use std::collections::HashMap;

use entities::{task, task_goal};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::{
    clock::IdSource,
    domain::{
        framework::Task,
        ids::{GoalId, TaskId},
    },
    storage::{convert::insert_all, error::Result},
};

/// The tasks with these ids.
pub async fn tasks(connection: &impl ConnectionTrait, ids: &[TaskId]) -> Result<Vec<Task>> {
    let rows = task::Entity::find().filter(task::Column::Id.is_in(ids.iter().map(|id| id.0))).all(connection).await?;
    with_goals(connection, rows).await
}

/// The tasks that serve any of these goals, by name.
pub async fn tasks_of_goals(connection: &impl ConnectionTrait, goals: &[GoalId]) -> Result<Vec<Task>> {
    let serving = task_goal::Entity::find()
        .select_only()
        .column(task_goal::Column::TaskId)
        .filter(task_goal::Column::GoalId.is_in(goals.iter().map(|id| id.0)));
    let rows = task::Entity::find()
        .filter(task::Column::Id.in_subquery(serving.into_query()))
        .order_by_asc(task::Column::Name)
        .order_by_asc(task::Column::Id)
        .all(connection)
        .await?;
    with_goals(connection, rows).await
}

/// The tasks with these ids, and those that serve one of these goals; with these goals alone, for the whole country
/// links the shared tasks to goals of its own.
pub async fn tasks_or_serving(
    connection: &impl ConnectionTrait,
    ids: &[TaskId],
    goals: &[GoalId],
) -> Result<Vec<Task>> {
    let serving = task_goal::Entity::find()
        .select_only()
        .column(task_goal::Column::TaskId)
        .filter(task_goal::Column::GoalId.is_in(goals.iter().map(|id| id.0)));
    let wanted =
        task::Column::Id.is_in(ids.iter().map(|id| id.0)).or(task::Column::Id.in_subquery(serving.into_query()));
    let rows = task::Entity::find().filter(wanted).order_by_asc(task::Column::Id).all(connection).await?;
    let links = task_goal::Entity::find()
        .filter(task_goal::Column::TaskId.is_in(rows.iter().map(|row| row.id)))
        .filter(task_goal::Column::GoalId.is_in(goals.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    Ok(joined(rows, &links))
}

/// Keeps the goals that a task serves, in place of those it had.
pub async fn save_links(connection: &impl ConnectionTrait, ids: &IdSource, it: &Task) -> Result<()> {
    task_goal::Entity::delete_many().filter(task_goal::Column::TaskId.eq(it.id.0)).exec(connection).await?;
    task::Entity::update_many()
        .col_expr(task::Column::Version, Expr::col(task::Column::Version).add(1))
        .filter(task::Column::Id.eq(it.id.0))
        .exec(connection)
        .await?;
    insert_all::<task_goal::Entity, _>(connection, links(ids, it)).await
}

fn links(ids: &IdSource, it: &Task) -> Vec<task_goal::Model> {
    it.goals.iter().map(|goal| task_goal::Model { id: ids.next(), task_id: it.id.0, goal_id: goal.0 }).collect()
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
    Ok(joined(rows, &links))
}

fn joined(rows: Vec<task::Model>, links: &[task_goal::Model]) -> Vec<Task> {
    let mut goals: HashMap<Uuid, Vec<GoalId>> = HashMap::with_capacity(rows.len());
    for link in links {
        goals.entry(link.task_id).or_default().push(GoalId(link.goal_id));
    }
    let read = |row: task::Model| {
        let goals = goals.remove(&row.id).unwrap_or_default();
        Task { id: TaskId(row.id), name: row.name, goals }
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a new task.
pub async fn insert_task(connection: &impl ConnectionTrait, ids: &IdSource, it: &Task) -> Result<()> {
    let row = task::Model { id: it.id.0, name: it.name.clone(), version: 1 };
    task::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    insert_all::<task_goal::Entity, _>(connection, links(ids, it)).await
}
