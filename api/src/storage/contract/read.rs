//! Rows as contracts.

use entities::{
    client_term, contract, contract_client, contract_indicator, contract_indicator_origin, hearing, matrix_entry,
};
use uuid::Uuid;

use super::{family::Under, offered};
use crate::{
    domain::{
        contract::{
            Adoption, Client, Contract, ContractKind, ContractStage, ContractState, ExtensionAnswer, ExtensionDecision,
            Hearing, Replacement, Successor, Termination, TerminationGround, Terms,
        },
        ids::{ContractId, ContractIndicatorId, FrameworkId, GoalId, IndicatorId, PartyId, PersonId, TaskId},
        indicator::ContractIndicator,
        period::{Frequency, Period},
        responsibility::{Deviation, LifeDomain, MatrixEntry, MatrixRole, Subject},
    },
    storage::{
        convert::{known, number},
        error::{Error, Result},
    },
};

/// The contract of a row, without its amendments.
pub(super) fn contract(row: contract::Model, under: &Under) -> Result<Contract> {
    let clients = under.clients.of(row.id);
    let bases = under.bases.of(row.id);
    let entries = under.entries.of(row.id);
    let indicators = under.indicators.of(row.id);
    let domains = row.deviation_domains.split(',').filter(|text| !text.is_empty());
    Ok(Contract {
        id: ContractId(row.id),
        state: state(&row)?,
        owner: row.owner_id.map(PartyId),
        clients: clients
            .iter()
            .map(|(client, term)| read_client(client, term.as_ref(), under))
            .collect::<Result<_>>()?,
        matrix: entries.iter().map(read_entry).collect::<Result<_>>()?,
        indicators: indicators.iter().map(|(it, origin)| read_indicator(it, origin.as_ref())).collect(),
        hearing: under.hearings.of(row.id).first().map(read_hearing),
        offered: under.offered.of(row.id).first().map(|text| offered::read(text, under)).transpose()?.map(Box::new),
        amends: None,
        amendments: Vec::new(),
        replaced: clients.iter().filter_map(replacement).collect(),
        joining_later: Vec::new(),
        successors: successors(row.id, under)?,
        extensions: extensions(row.id, under)?,
        terminations: terminations(row.id, under)?,
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
            legal_bases: bases.iter().map(|basis| basis.name.clone()).collect(),
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

fn read_client(row: &contract_client::Model, term: Option<&client_term::Model>, under: &Under) -> Result<Client> {
    let adoption = match (&row.decision_reference, row.decided_on, row.adopted_at, row.adopted_by) {
        (Some(reference), Some(decided_on), Some(at), Some(by)) => {
            Some(Adoption { decision_reference: reference.clone(), decided_on, at, by: PersonId(by) })
        }
        (None, None, None, None) => None,
        _ => return Err(Error::Inconsistent { place: "contract_client.adopted_at", id: row.id }),
    };
    Ok(Client {
        municipality: under.names.of(row.municipality_id)?,
        adoption,
        since: term.and_then(|term| term.since),
        until: term.and_then(|term| term.until),
    })
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

/// An indicator of an amendment that goes on with an earlier one is that one, with other margins perhaps.
fn read_indicator(
    row: &contract_indicator::Model,
    origin: Option<&contract_indicator_origin::Model>,
) -> ContractIndicator {
    ContractIndicator {
        id: ContractIndicatorId(origin.map_or(row.id, |origin| origin.origin_id)),
        indicator: IndicatorId(row.indicator_id),
        goal: row.goal_id.map(GoalId),
        amber_margin: number(row.amber_margin),
        red_margin: number(row.red_margin),
        annual_only: row.annual_only,
    }
}

fn replacement((client, term): &(contract_client::Model, Option<client_term::Model>)) -> Option<Replacement> {
    let term = term.as_ref()?;
    let (by, last) = term.replaced_by_id.zip(term.until)?;
    let from = last.succ_opt()?;
    Some(Replacement { municipality: PartyId(client.municipality_id), by: PartyId(by), from })
}

fn read_hearing(row: &hearing::Model) -> Hearing {
    Hearing { remarks: row.remarks.clone(), at: row.recorded_at, by: PersonId(row.recorded_by) }
}

fn successors(contract: Uuid, under: &Under) -> Result<Vec<Successor>> {
    let rows = under.successors.of(contract).iter();
    rows.map(|row| {
        let clients = under.clients.of(row.id).iter();
        Ok(Successor {
            contract: ContractId(row.id),
            stage: known(ContractStage::named(&row.state), "contract.state", row.id)?,
            period: Period { from: row.starts_on, to: row.ends_on },
            clients: clients.map(|(client, _)| PartyId(client.municipality_id)).collect(),
        })
    })
    .collect()
}

fn extensions(contract: Uuid, under: &Under) -> Result<Vec<ExtensionDecision>> {
    let rows = under.extensions.of(contract).iter();
    rows.map(|row| {
        Ok(ExtensionDecision {
            municipality: PartyId(row.municipality_id),
            answer: known(ExtensionAnswer::named(&row.answer), "extension_decision.answer", row.id)?,
            until: row.until,
            conditions: row.conditions.clone(),
            decision_reference: row.decision_reference.clone(),
            decided_on: row.decided_on,
            at: row.recorded_at,
            by: PersonId(row.recorded_by),
        })
    })
    .collect()
}

fn terminations(contract: Uuid, under: &Under) -> Result<Vec<Termination>> {
    let rows = under.terminations.of(contract).iter();
    rows.map(|row| {
        Ok(Termination {
            municipality: PartyId(row.municipality_id),
            last_day: row.last_day,
            ground: known(TerminationGround::named(&row.ground), "termination.ground", row.id)?,
            explanation: row.explanation.clone(),
            decision_reference: row.decision_reference.clone(),
            decided_on: row.decided_on,
            at: row.recorded_at,
            by: row.recorded_by.map(PersonId),
        })
    })
    .collect()
}
