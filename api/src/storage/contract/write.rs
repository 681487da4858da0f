//! Writing contracts.

use entities::{amendment, client_term, contract, contract_client, contract_legal_basis, matrix_entry};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::indicator::save_indicators;
use crate::{
    clock::IdSource,
    domain::{
        contract::{Client, Contract, ContractState},
        ids::ContractId,
        responsibility::{MatrixEntry, Subject},
    },
    storage::{
        convert::{insert_all, position},
        error::Result,
    },
};

/// Keeps a new contract or amendment.
pub async fn insert(connection: &impl ConnectionTrait, ids: &IdSource, it: &Contract) -> Result<()> {
    contract::Entity::insert(row(it).into_active_model()).exec_without_returning(connection).await?;
    insert_clients(connection, ids, it.id.0, it.clients.iter().enumerate()).await?;
    save_bases(connection, ids, it).await?;
    let Some(amends) = &it.amends else { return Ok(()) };
    let row = amendment::Model {
        id: ids.next(),
        contract_id: it.id.0,
        amends_id: amends.contract.0,
        number: amends.number,
        effective_from: amends.effective_from,
        reason: amends.reason.clone(),
    };
    amendment::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    save_matrix(connection, ids, it).await?;
    save_indicators(connection, ids, it, &[]).await
}

async fn insert_clients(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    contract: uuid::Uuid,
    clients: impl Iterator<Item = (usize, &Client)>,
) -> Result<()> {
    let (mut rows, mut terms) = (Vec::new(), Vec::new());
    for (index, client) in clients {
        let id = ids.next();
        rows.push(contract_client::Model {
            id,
            contract_id: contract,
            municipality_id: client.municipality.id.0,
            position: position(index),
            decision_reference: None,
            decided_on: None,
            adopted_at: None,
            adopted_by: None,
        });
        if client.since.is_some() || client.until.is_some() {
            let (since, until) = (client.since, client.until);
            terms.push(client_term::Model {
                id: ids.next(),
                contract_client_id: id,
                since,
                until,
                replaced_by_id: None,
            });
        }
    }
    insert_all::<contract_client::Entity, _>(connection, rows).await?;
    insert_all::<client_term::Entity, _>(connection, terms).await
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

/// The row of an entry of a contract's matrix.
pub(in crate::storage) fn entry_row(
    ids: &IdSource,
    contract: ContractId,
    index: usize,
    entry: &MatrixEntry,
) -> matrix_entry::Model {
    let (task_id, partner_id) = match entry.subject {
        Subject::Task(task) => (Some(task.0), None),
        Subject::Partner(partner) => (None, Some(partner.0)),
        Subject::None => (None, None),
    };
    matrix_entry::Model {
        id: ids.next(),
        contract_id: contract.0,
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
}

/// Replaces the matrix.
pub async fn save_matrix(connection: &impl ConnectionTrait, ids: &IdSource, it: &Contract) -> Result<()> {
    matrix_entry::Entity::delete_many().filter(matrix_entry::Column::ContractId.eq(it.id.0)).exec(connection).await?;
    let entries = it.matrix.iter().enumerate().map(|(index, entry)| entry_row(ids, it.id, index, entry));
    insert_all::<matrix_entry::Entity, _>(connection, entries.collect()).await
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
        owner_id: it.owner.map(|id| id.0),
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
