//! What coherence is computed from, and the findings that were set aside.

use std::{collections::BTreeSet, sync::Arc};

use entities::finding_dismissal;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{contract, error::Result, framework, party};
use crate::domain::{
    coherence::{Sources, dismissal::Dismissal},
    contract::Contract,
    ids::{DismissalId, GoalId, PartyId, PersonId, TaskId},
    responsibility::Subject,
};

/// Everything that is kept about the municipalities and that coherence looks at, on whatever day: a constant number of
/// statements, however many contracts, entries and municipalities there are.
pub async fn sources(connection: &impl ConnectionTrait, municipalities: &[PartyId]) -> Result<Sources> {
    let contracts = contract::of_municipalities(connection, municipalities).await?;
    let frameworks = framework::of_owners(connection, municipalities).await?;
    let memberships = party::category_memberships_in(connection, municipalities).await?;
    let (mut tasks, mut parties) = (BTreeSet::<TaskId>::new(), BTreeSet::<PartyId>::new());
    for contract in &contracts {
        parties.insert(contract.terms.contractor.id);
        for entry in contract.texts_and_drafts().flat_map(|text| &text.matrix) {
            match entry.subject {
                Subject::Task(task) => drop(tasks.insert(task)),
                Subject::Partner(partner) => drop(parties.insert(partner)),
                Subject::None => {}
            }
        }
    }
    parties.extend(municipalities);
    parties.extend(memberships.iter().flat_map(|it| [it.category, it.member]));
    let own = frameworks.iter().flat_map(|it| &it.goals).map(|goal| goal.id);
    let measured = contracts
        .iter()
        .flat_map(Contract::texts_and_drafts)
        .flat_map(|text| &text.indicators)
        .filter_map(|usage| usage.goal);
    let goals: BTreeSet<GoalId> = own.chain(measured).collect();
    let goals: Vec<GoalId> = goals.into_iter().collect();
    let tasks: Vec<TaskId> = tasks.into_iter().collect();
    let parties: Vec<PartyId> = parties.into_iter().collect();
    Ok(Sources {
        tasks: shared(framework::tasks_or_serving(connection, &tasks, &goals).await?),
        parties: shared(party::by_ids(connection, &parties).await?),
        contracts: shared(contracts),
        frameworks: shared(frameworks),
        memberships,
    })
}

fn shared<T>(all: Vec<T>) -> Vec<Arc<T>> {
    all.into_iter().map(Arc::new).collect()
}

/// What these municipalities set aside, the last time for each finding.
pub async fn dismissals(connection: &impl ConnectionTrait, municipalities: &[PartyId]) -> Result<Vec<Dismissal>> {
    let own = finding_dismissal::Column::MunicipalityId.is_in(municipalities.iter().map(|it| it.0));
    let rows = finding_dismissal::Entity::find().filter(own).all(connection).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// When the municipality set the finding aside for the last time, if ever.
pub async fn dismissal(
    connection: &impl ConnectionTrait,
    municipality: PartyId,
    code: &str,
) -> Result<Option<Dismissal>> {
    let row = finding_dismissal::Entity::find()
        .filter(finding_dismissal::Column::MunicipalityId.eq(municipality.0))
        .filter(finding_dismissal::Column::Code.eq(code))
        .one(connection)
        .await?;
    Ok(row.map(read))
}

/// The dismissal with that identity.
pub async fn by_id(connection: &impl ConnectionTrait, id: DismissalId) -> Result<Option<Dismissal>> {
    Ok(finding_dismissal::Entity::find_by_id(id.0).one(connection).await?.map(read))
}

/// Keeps the first dismissal of a finding.
pub async fn insert(connection: &impl ConnectionTrait, it: &Dismissal) -> Result<()> {
    finding_dismissal::Entity::insert(row(it).into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps a dismissal in the place of the one before; `false` when it had moved on.
pub async fn update(connection: &impl ConnectionTrait, it: &Dismissal) -> Result<bool> {
    let result = finding_dismissal::Entity::update_many()
        .set(row(it).into_active_model().reset_all())
        .filter(finding_dismissal::Column::Id.eq(it.id.0))
        .filter(finding_dismissal::Column::Version.eq(it.version - 1))
        .exec(connection)
        .await?;
    Ok(result.rows_affected == 1)
}

fn row(it: &Dismissal) -> finding_dismissal::Model {
    finding_dismissal::Model {
        id: it.id.0,
        municipality_id: it.municipality.0,
        code: it.code.clone(),
        facts: it.facts.clone(),
        reason: it.reason.clone(),
        until: it.until,
        dismissed_by: it.by.0,
        dismissed_at: it.at,
        ended_at: it.ended_at,
        version: it.version,
    }
}

fn read(row: finding_dismissal::Model) -> Dismissal {
    Dismissal {
        id: DismissalId(row.id),
        municipality: PartyId(row.municipality_id),
        code: row.code,
        facts: row.facts,
        reason: row.reason,
        until: row.until,
        by: PersonId(row.dismissed_by),
        at: row.dismissed_at,
        ended_at: row.ended_at,
        version: row.version,
    }
}
