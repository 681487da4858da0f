//! Writing contracts.

use entities::known_value;
use sea_orm::ActiveModelTrait;

use super::{
    ColumnTrait, ConnectionTrait, Contract, ContractIndicator, ContractState, EntityTrait, IdSource, IntoActiveModel,
    QueryFilter, Result, Set, Subject, contract, contract_client, contract_indicator, contract_legal_basis, insert_all,
    matrix_entry, position, scaled,
};
use crate::domain::indicator::KnownValue;

/// Keeps a new contract.
pub async fn insert(connection: &impl ConnectionTrait, ids: &IdSource, it: &Contract) -> Result<()> {
    contract::Entity::insert(row(it).into_active_model()).exec_without_returning(connection).await?;
    let clients = it.clients.iter().enumerate().map(|(index, client)| contract_client::Model {
        id: ids.next(),
        contract_id: it.id.0,
        municipality_id: client.municipality.id.0,
        position: position(index),
        decision_reference: None,
        decided_on: None,
        adopted_at: None,
        adopted_by: None,
    });
    insert_all::<contract_client::Entity, _>(connection, clients.collect()).await?;
    save_bases(connection, ids, it).await
}

/// Keeps terms, state and adoptions of a contract that was at version `was`; false when it has moved on since.
pub async fn update(connection: &impl ConnectionTrait, ids: &IdSource, it: &Contract, was: i64) -> Result<bool> {
    let done = contract::Entity::update_many()
        .set(row(it).into_active_model().reset_all())
        .filter(contract::Column::Id.eq(it.id.0))
        .filter(contract::Column::Version.eq(was))
        .exec(connection)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    for client in
        it.clients.iter().filter(|client| client.adoption.as_ref().is_some_and(|new| new.at >= last_change(it)))
    {
        let Some(adoption) = &client.adoption else { continue };
        contract_client::Entity::update_many()
            .set(contract_client::ActiveModel {
                decision_reference: Set(Some(adoption.decision_reference.clone())),
                decided_on: Set(Some(adoption.decided_on)),
                adopted_at: Set(Some(adoption.at)),
                adopted_by: Set(Some(adoption.by.0)),
                ..Default::default()
            })
            .filter(contract_client::Column::ContractId.eq(it.id.0))
            .filter(contract_client::Column::MunicipalityId.eq(client.municipality.id.0))
            .filter(contract_client::Column::AdoptedAt.is_null())
            .exec(connection)
            .await?;
    }
    if matches!(it.state, ContractState::Draft { .. }) {
        save_bases(connection, ids, it).await?;
    }
    Ok(true)
}

/// The latest adoption: only it can be new.
fn last_change(it: &Contract) -> chrono::DateTime<chrono::Utc> {
    it.clients.iter().filter_map(|client| client.adoption.as_ref()).map(|it| it.at).max().unwrap_or(it.created_at)
}

async fn save_bases(connection: &impl ConnectionTrait, ids: &IdSource, it: &Contract) -> Result<()> {
    contract_legal_basis::Entity::delete_many()
        .filter(contract_legal_basis::Column::ContractId.eq(it.id.0))
        .exec(connection)
        .await?;
    let bases = it.terms.legal_bases.iter().enumerate().map(|(index, name)| contract_legal_basis::Model {
        id: ids.next(),
        contract_id: it.id.0,
        name: name.clone(),
        position: position(index),
    });
    insert_all::<contract_legal_basis::Entity, _>(connection, bases.collect()).await
}

/// Replaces the matrix.
pub async fn save_matrix(connection: &impl ConnectionTrait, ids: &IdSource, it: &Contract) -> Result<()> {
    matrix_entry::Entity::delete_many().filter(matrix_entry::Column::ContractId.eq(it.id.0)).exec(connection).await?;
    let entries = it.matrix.iter().enumerate().map(|(index, entry)| {
        let (task_id, partner_id) = match entry.subject {
            Subject::Task(task) => (Some(task.0), None),
            Subject::Partner(partner) => (None, Some(partner.0)),
            Subject::None => (None, None),
        };
        matrix_entry::Model {
            id: ids.next(),
            contract_id: it.id.0,
            role: entry.role.name().to_owned(),
            domain: entry.domain.name().to_owned(),
            task_id,
            partner_id,
            municipality_id: entry.deviation.as_ref().map(|deviation| deviation.municipality.0),
            decision_reference: entry.deviation.as_ref().map(|deviation| deviation.decision_reference.clone()),
            target_group: entry.target_group.clone(),
            explanation: entry.explanation.clone(),
            position: position(index),
        }
    });
    insert_all::<matrix_entry::Entity, _>(connection, entries.collect()).await
}

/// Replaces the indicators and the figures known from before; only a draft, which has no years yet, allows it.
pub async fn save_indicators(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Contract,
    known: &[KnownValue],
) -> Result<()> {
    let of_contract = sea_orm::QueryTrait::into_query(sea_orm::QuerySelect::column(
        sea_orm::QuerySelect::select_only(
            contract_indicator::Entity::find().filter(contract_indicator::Column::ContractId.eq(it.id.0)),
        ),
        contract_indicator::Column::Id,
    ));
    known_value::Entity::delete_many()
        .filter(known_value::Column::ContractIndicatorId.in_subquery(of_contract))
        .exec(connection)
        .await?;
    contract_indicator::Entity::delete_many()
        .filter(contract_indicator::Column::ContractId.eq(it.id.0))
        .exec(connection)
        .await?;
    let indicators = it.indicators.iter().enumerate().map(|(index, usage)| indicator_row(it, index, usage));
    insert_all::<contract_indicator::Entity, _>(connection, indicators.collect()).await?;
    let known = known.iter().map(|known| known_value::Model {
        id: ids.next(),
        contract_indicator_id: known.indicator.0,
        year: known.year,
        value: scaled(known.value),
        source: known.source.clone(),
    });
    insert_all::<known_value::Entity, _>(connection, known.collect()).await
}

fn indicator_row(contract: &Contract, index: usize, usage: &ContractIndicator) -> contract_indicator::Model {
    contract_indicator::Model {
        id: usage.id.0,
        contract_id: contract.id.0,
        indicator_id: usage.indicator.0,
        goal_id: usage.goal.map(|goal| goal.0),
        position: position(index),
        amber_margin: scaled(usage.amber_margin),
        red_margin: scaled(usage.red_margin),
        annual_only: usage.annual_only,
    }
}

fn row(it: &Contract) -> contract::Model {
    let terms = &it.terms;
    let (mut remarks, mut reason) = (None, None);
    let (mut offered, mut agreed, mut adopted, mut withdrawn) = (None, None, None, None);
    match &it.state {
        ContractState::Draft { remarks: text } => remarks.clone_from(text),
        ContractState::Offered { at } => offered = Some(*at),
        ContractState::Agreed { offered_at, at } => (offered, agreed) = (Some(*offered_at), Some(*at)),
        ContractState::Adopted { offered_at, agreed_at, at } => {
            (offered, agreed, adopted) = (Some(*offered_at), *agreed_at, Some(*at));
        }
        ContractState::Withdrawn { offered_at, at, reason: text } => {
            (offered, withdrawn, reason) = (*offered_at, Some(*at), Some(text.clone()));
        }
    }
    let domains: Vec<&str> = terms.deviation_domains.iter().map(|domain| domain.name()).collect();
    contract::Model {
        id: it.id.0,
        code: terms.code.clone(),
        title: terms.title.clone(),
        kind: terms.kind.name().to_owned(),
        contractor_id: terms.contractor.id.0,
        framework_id: terms.framework.map(|id| id.0),
        predecessor_id: terms.predecessor.map(|id| id.0),
        state: it.state.stage().name().to_owned(),
        starts_on: terms.period.from,
        ends_on: terms.period.to,
        reporting_frequency: terms.frequency.name().to_owned(),
        conditions: terms.conditions.clone(),
        deviation_domains: domains.join(","),
        extension_decision_on: terms.extension_decision_on,
        sent_back_remarks: remarks,
        withdrawal_reason: reason,
        offered_at: offered,
        agreed_at: agreed,
        adopted_at: adopted,
        withdrawn_at: withdrawn,
        created_at: it.created_at,
        created_by: it.created_by.0,
        version: it.version,
    }
}
