//! What happens to a contract after it was offered: hearing, amending, extending and ending it.

use chrono::NaiveDate;

use super::{
    Act, Asking, Contract, Done, PartyId, PartyRef, Refusal, Which, all, allowed, clients_named, fitting, keep,
    storage, taken,
};
use crate::{
    domain::{
        contract::{ExtensionAnswer, ExtensionDecision, Plan, Termination, TerminationGround},
        ids::ContractId,
    },
    policy::Action,
};

/// The contractor of a unilateral decision leaves its remarks.
pub async fn hear(asking: Asking<'_>, which: Which, remarks: &str) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::LeaveRemarks, None).await?;
    let (contract, event) = contract.hear(remarks, act.by)?;
    keep(&act, &contract, which).await?;
    if let Some(hearing) = &contract.hearing {
        storage::contract::save_hearing(act.unit.connection(), act.unit.new_id(), contract.id, hearing).await?;
    }
    act.commit(permit, event).await?;
    Ok(contract)
}

/// Drafts an amendment of an adopted contract; `clients` are all those from its first day, where they change.
pub async fn amend(asking: Asking<'_>, which: Which, plan: Plan, clients: Option<Vec<PartyId>>) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::AmendContract, None).await?;
    let (clients, no) = match clients {
        Some(ids) => {
            let (clients, no) = joined(&act, &contract, &ids, plan.effective_from).await?;
            (Some(clients), no)
        }
        None => (None, Vec::new()),
    };
    let id = ContractId(act.unit.new_id());
    let (amendment, event) = all(no, contract.amend(id, Plan { clients, ..plan }, act.by))?;
    let inserted = storage::contract::insert(act.unit.connection(), act.ids(), &amendment).await;
    taken(inserted, "contractId")?;
    act.commit(permit, event).await?;
    Ok(amendment)
}

/// The clients from that day by name, and what is wrong with them as they are known; the contractor stays the same.
async fn joined(
    act: &Act<'_>,
    contract: &Contract,
    ids: &[PartyId],
    from: NaiveDate,
) -> Done<(Vec<PartyRef>, Vec<Refusal>)> {
    let contractor = &contract.terms.contractor;
    let wanted: Vec<PartyId> = ids.iter().copied().chain([contractor.id]).collect();
    let parties = act.parties(&wanted).await?;
    let mut no = Vec::new();
    let clients = clients_named(&parties, ids, &mut no);
    if !no.is_empty() {
        return Err(no.into());
    }
    // What does not fit the contractor is brought about by the clients: they are all that can be chosen here.
    let at_clients = |it: Refusal| {
        let of_contractor = it.path.first().is_some_and(|step| step == "contractorId");
        if of_contractor { Refusal { path: vec!["clientIds".to_owned()], ..it } } else { it }
    };
    let no = fitting(&parties, contract.terms.kind, from, &clients, contractor).into_iter().map(at_clients).collect();
    Ok((clients, no))
}

/// A decision of a client's college, as recorded.
#[derive(Debug, Clone)]
pub struct Decided {
    /// Which client.
    pub municipality: PartyId,
    /// The reference of the decision.
    pub reference: String,
    /// The day of the decision.
    pub on: NaiveDate,
}

/// What a client decides on going on.
#[derive(Debug, Clone)]
pub struct Extension {
    /// Whether it goes on.
    pub answer: ExtensionAnswer,
    /// The new last day.
    pub until: Option<NaiveDate>,
    /// On which conditions.
    pub conditions: Option<String>,
}

/// How a client ends a contract.
#[derive(Debug, Clone)]
pub struct Ending {
    /// The last day.
    pub last_day: NaiveDate,
    /// The ground.
    pub ground: TerminationGround,
    /// Why.
    pub explanation: String,
}

/// A client decides whether to go on.
pub async fn decide_extension(
    asking: Asking<'_>,
    which: Which,
    decided: Decided,
    extension: Extension,
) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::DecideExtension, Some(decided.municipality)).await?;
    let decision = ExtensionDecision {
        municipality: decided.municipality,
        answer: extension.answer,
        until: extension.until,
        conditions: extension.conditions,
        decision_reference: decided.reference,
        decided_on: decided.on,
        at: act.by.at,
        by: act.by.person,
    };
    let (contract, event) = contract.decide_extension(decision, act.by)?;
    keep(&act, &contract, which).await?;
    if let Some(decision) = contract.extensions.last() {
        storage::contract::save_extension(act.unit.connection(), act.unit.new_id(), contract.id, decision).await?;
    }
    act.commit(permit, event).await?;
    Ok(contract)
}

/// A client ends the contract for itself.
pub async fn terminate(asking: Asking<'_>, which: Which, decided: Decided, ending: Ending) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::TerminateContract, Some(decided.municipality)).await?;
    let termination = Termination {
        municipality: decided.municipality,
        last_day: ending.last_day,
        ground: ending.ground,
        explanation: ending.explanation,
        decision_reference: decided.reference,
        decided_on: decided.on,
        at: act.by.at,
        by: Some(act.by.person),
    };
    let (contract, event) = contract.terminate(termination, act.by)?;
    keep(&act, &contract, which).await?;
    if let Some(termination) = contract.terminations.last() {
        storage::contract::save_termination(act.unit.connection(), act.unit.new_id(), contract.id, termination).await?;
    }
    act.commit(permit, event).await?;
    Ok(contract)
}
