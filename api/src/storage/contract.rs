//! Contracts, whole: terms, clients, matrix and indicators in a constant number of statements.

use entities::{contract, contract_client, contract_indicator, contract_legal_basis, matrix_entry};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    convert::{insert_all, known, number, position, scaled},
    error::{Error, Result},
    party::{self, Names},
    visible,
};
use crate::{
    clock::IdSource,
    domain::{
        contract::{Adoption, Client, Contract, ContractKind, ContractStage, ContractState, Terms},
        ids::{ContractId, ContractIndicatorId, FrameworkId, GoalId, IndicatorId, PartyId, PersonId, TaskId},
        indicator::ContractIndicator,
        period::{Frequency, Period},
        responsibility::{Deviation, LifeDomain, MatrixEntry, MatrixRole, Subject},
    },
    policy::Visibility,
};

mod write;

pub use write::{insert, save_indicators, save_matrix, update};

/// The contract, whatever its state; the caller decides whether the viewer may know it.
pub async fn by_id(connection: &impl ConnectionTrait, id: ContractId) -> Result<Option<Contract>> {
    Ok(by_ids(connection, &[id]).await?.into_iter().next())
}

/// The contracts with these ids, whatever their state.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<Vec<Contract>> {
    let keys = ids.iter().map(|id| id.0);
    let rows = contract::Entity::find().filter(contract::Column::Id.is_in(keys)).all(connection).await?;
    assemble(connection, rows).await
}

/// The contract with that code, whatever its state; the caller decides whether the viewer may know it.
pub async fn by_code(connection: &impl ConnectionTrait, code: &str) -> Result<Option<Contract>> {
    let rows = contract::Entity::find().filter(contract::Column::Code.eq(code)).all(connection).await?;
    Ok(assemble(connection, rows).await?.into_iter().next())
}

/// Which contracts a list asks for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this client.
    pub client: Option<PartyId>,
    /// Of this contractor.
    pub contractor: Option<PartyId>,
    /// In this stage.
    pub stage: Option<ContractStage>,
}

/// A page of the contracts that exist for the viewer, in order of drafting, and how many there are.
pub async fn page(
    connection: &impl ConnectionTrait,
    visibility: &Visibility,
    filter: &Filter,
    after: Option<ContractId>,
    limit: u64,
) -> Result<(Vec<Contract>, u64)> {
    let client = filter.client.map(|client| contract::Column::Id.in_subquery(visible::of_clients(&[client])));
    let wanted = Condition::all()
        .add(visible::contracts(visibility))
        .add_option(client)
        .add_option(filter.contractor.map(|party| contract::Column::ContractorId.eq(party.0)))
        .add_option(filter.stage.map(|stage| contract::Column::State.eq(stage.name())));
    let all = contract::Entity::find().filter(wanted);
    let count = all.clone().count(connection).await?;
    let mut page = all.order_by_asc(contract::Column::Id).limit(limit);
    if let Some(after) = after {
        page = page.filter(contract::Column::Id.gt(after.0));
    }
    let rows = page.all(connection).await?;
    Ok((assemble(connection, rows).await?, count))
}

/// The rows under a set of contracts.
struct Under {
    clients: Vec<contract_client::Model>,
    bases: Vec<contract_legal_basis::Model>,
    entries: Vec<matrix_entry::Model>,
    indicators: Vec<contract_indicator::Model>,
    names: Names,
}

async fn assemble(connection: &impl ConnectionTrait, rows: Vec<contract::Model>) -> Result<Vec<Contract>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let clients = contract_client::Entity::find()
        .filter(contract_client::Column::ContractId.is_in(keys.clone()))
        .order_by_asc(contract_client::Column::Position)
        .all(connection)
        .await?;
    let bases = contract_legal_basis::Entity::find()
        .filter(contract_legal_basis::Column::ContractId.is_in(keys.clone()))
        .order_by_asc(contract_legal_basis::Column::Position)
        .all(connection)
        .await?;
    let entries = matrix_entry::Entity::find()
        .filter(matrix_entry::Column::ContractId.is_in(keys.clone()))
        .order_by_asc(matrix_entry::Column::Position)
        .all(connection)
        .await?;
    let indicators = contract_indicator::Entity::find()
        .filter(contract_indicator::Column::ContractId.is_in(keys))
        .order_by_asc(contract_indicator::Column::Position)
        .all(connection)
        .await?;
    let parties = clients.iter().map(|row| row.municipality_id).chain(rows.iter().map(|row| row.contractor_id));
    let names = party::names(connection, parties).await?;
    let under = Under { clients, bases, entries, indicators, names };
    rows.into_iter().map(|row| read(row, &under)).collect()
}

fn read(row: contract::Model, under: &Under) -> Result<Contract> {
    let clients = under.clients.iter().filter(|it| it.contract_id == row.id);
    let bases = under.bases.iter().filter(|it| it.contract_id == row.id);
    let entries = under.entries.iter().filter(|it| it.contract_id == row.id);
    let indicators = under.indicators.iter().filter(|it| it.contract_id == row.id);
    let domains = row.deviation_domains.split(',').filter(|text| !text.is_empty());
    Ok(Contract {
        id: ContractId(row.id),
        state: state(&row)?,
        clients: clients.map(|client| read_client(client, under)).collect::<Result<_>>()?,
        matrix: entries.map(read_entry).collect::<Result<_>>()?,
        indicators: indicators.map(read_indicator).collect(),
        created_at: row.created_at,
        created_by: PersonId(row.created_by),
        version: row.version,
        terms: Terms {
            kind: known(ContractKind::named(&row.kind), "contract.kind", row.id)?,
            contractor: under.names.of(row.contractor_id)?,
            framework: row.framework_id.map(FrameworkId),
            predecessor: row.predecessor_id.map(ContractId),
            period: Period { from: row.starts_on, to: row.ends_on },
            frequency: known(Frequency::named(&row.reporting_frequency), "contract.reporting_frequency", row.id)?,
            legal_bases: bases.map(|basis| basis.name.clone()).collect(),
            deviation_domains: domains
                .map(|text| known(LifeDomain::named(text), "contract.deviation_domains", row.id))
                .collect::<Result<_>>()?,
            extension_decision_on: row.extension_decision_on,
            code: row.code,
            title: row.title,
            conditions: row.conditions,
        },
    })
}

fn state(row: &contract::Model) -> Result<ContractState> {
    let no = |place| Error::Inconsistent { place, id: row.id };
    let offered_at = || row.offered_at.ok_or_else(|| no("contract.offered_at"));
    Ok(match known(ContractStage::named(&row.state), "contract.state", row.id)? {
        ContractStage::Draft => ContractState::Draft { remarks: row.sent_back_remarks.clone() },
        ContractStage::Offered => ContractState::Offered { at: offered_at()? },
        ContractStage::Agreed => ContractState::Agreed {
            offered_at: offered_at()?,
            at: row.agreed_at.ok_or_else(|| no("contract.agreed_at"))?,
        },
        ContractStage::Adopted => ContractState::Adopted {
            offered_at: offered_at()?,
            agreed_at: row.agreed_at,
            at: row.adopted_at.ok_or_else(|| no("contract.adopted_at"))?,
        },
        ContractStage::Withdrawn => ContractState::Withdrawn {
            offered_at: row.offered_at,
            at: row.withdrawn_at.ok_or_else(|| no("contract.withdrawn_at"))?,
            reason: row.withdrawal_reason.clone().ok_or_else(|| no("contract.withdrawal_reason"))?,
        },
    })
}

fn read_client(row: &contract_client::Model, under: &Under) -> Result<Client> {
    let adoption = match (&row.decision_reference, row.decided_on, row.adopted_at, row.adopted_by) {
        (Some(reference), Some(decided_on), Some(at), Some(by)) => {
            Some(Adoption { decision_reference: reference.clone(), decided_on, at, by: PersonId(by) })
        }
        (None, None, None, None) => None,
        _ => return Err(Error::Inconsistent { place: "contract_client.adopted_at", id: row.id }),
    };
    Ok(Client { municipality: under.names.of(row.municipality_id)?, adoption })
}

fn read_entry(row: &matrix_entry::Model) -> Result<MatrixEntry> {
    let subject = match (row.task_id, row.partner_id) {
        (Some(task), None) => Subject::Task(TaskId(task)),
        (None, Some(partner)) => Subject::Partner(PartyId(partner)),
        (None, None) => Subject::None,
        (Some(_), Some(_)) => return Err(Error::Inconsistent { place: "matrix_entry.task_id", id: row.id }),
    };
    Ok(MatrixEntry {
        role: known(MatrixRole::named(&row.role), "matrix_entry.role", row.id)?,
        domain: known(LifeDomain::named(&row.domain), "matrix_entry.domain", row.id)?,
        subject,
        deviation: row.municipality_id.map(|municipality| Deviation {
            municipality: PartyId(municipality),
            decision_reference: row.decision_reference.clone().unwrap_or_default(),
        }),
        target_group: row.target_group.clone(),
        explanation: row.explanation.clone(),
    })
}

fn read_indicator(row: &contract_indicator::Model) -> ContractIndicator {
    ContractIndicator {
        id: ContractIndicatorId(row.id),
        indicator: IndicatorId(row.indicator_id),
        goal: row.goal_id.map(GoalId),
        amber_margin: number(row.amber_margin),
        red_margin: number(row.red_margin),
        annual_only: row.annual_only,
    }
}
