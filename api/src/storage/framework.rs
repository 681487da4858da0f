//! Frameworks, goals and tasks.

mod succession;
mod task;

use entities::{framework, framework_owner, framework_statement, framework_succession, goal};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

pub use succession::{fates, insert_succession, origins, successions};
pub use task::{insert_task, save_links, task_page, tasks, tasks_of_goals, tasks_or_serving};

use super::{
    convert::{insert_all, known, position},
    error::Result,
    party,
};
use crate::{
    clock::IdSource,
    domain::{
        framework::{Framework, Goal},
        ids::{FrameworkId, GoalId, PartyId},
        responsibility::LifeDomain,
    },
};

/// The frameworks with these ids.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[FrameworkId]) -> Result<Vec<Framework>> {
    let keys: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = framework::Entity::find().filter(framework::Column::Id.is_in(keys.clone())).all(connection).await?;
    assemble(connection, rows).await
}

/// The frameworks of these municipalities.
pub async fn of_owners(connection: &impl ConnectionTrait, owners: &[PartyId]) -> Result<Vec<Framework>> {
    let owned = framework_owner::Entity::find()
        .select_only()
        .column(framework_owner::Column::FrameworkId)
        .filter(framework_owner::Column::MunicipalityId.is_in(owners.iter().map(|party| party.0)));
    let rows = framework::Entity::find()
        .filter(framework::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(owned)))
        .order_by_asc(framework::Column::Id)
        .all(connection)
        .await?;
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
    let statements = framework_statement::Entity::find()
        .filter(framework_statement::Column::FrameworkId.is_in(keys.clone()))
        .order_by_asc(framework_statement::Column::Position)
        .all(connection)
        .await?;
    let before = framework_succession::Entity::find()
        .filter(framework_succession::Column::FrameworkId.is_in(keys))
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let own = owners.iter().filter(|owner| owner.framework_id == row.id);
            let of_kind = |kind: &str| {
                let own = statements.iter().filter(|it| it.framework_id == row.id && it.kind == kind);
                own.map(|it| it.text.clone()).collect()
            };
            let succeeds = before.iter().find(|it| it.framework_id == row.id);
            Ok(Framework {
                id: FrameworkId(row.id),
                principles: of_kind(PRINCIPLE),
                priorities: of_kind(PRIORITY),
                succeeds: succeeds.map(|it| FrameworkId(it.predecessor_id)),
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

const PRINCIPLE: &str = "PRINCIPLE";
const PRIORITY: &str = "PRIORITY";

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
    insert_all::<goal::Entity, _>(connection, goals.collect()).await?;
    let statement = |kind: &'static str| {
        move |(index, text): (usize, &String)| framework_statement::Model {
            id: ids.next(),
            framework_id: it.id.0,
            kind: kind.to_owned(),
            position: position(index),
            text: text.clone(),
        }
    };
    let principles = it.principles.iter().enumerate().map(statement(PRINCIPLE));
    let priorities = it.priorities.iter().enumerate().map(statement(PRIORITY));
    insert_all::<framework_statement::Entity, _>(connection, principles.chain(priorities).collect()).await
}
