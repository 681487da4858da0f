//! Writing what was said and decided about a contract: hearings, extension decisions, terminations.

use entities::{extension_decision, hearing, termination};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use crate::{
    domain::{
        contract::{ExtensionDecision, Hearing, Termination},
        ids::ContractId,
    },
    storage::error::Result,
};

/// Keeps what the contractor said.
pub async fn save_hearing(
    connection: &impl ConnectionTrait,
    id: Uuid,
    contract: ContractId,
    it: &Hearing,
) -> Result<()> {
    let row = hearing::Model {
        id,
        contract_id: contract.0,
        remarks: it.remarks.clone(),
        recorded_at: it.at,
        recorded_by: it.by.0,
    };
    hearing::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps what a client decided on going on.
pub async fn save_extension(
    connection: &impl ConnectionTrait,
    id: Uuid,
    contract: ContractId,
    it: &ExtensionDecision,
) -> Result<()> {
    let row = extension_decision::Model {
        id,
        contract_id: contract.0,
        municipality_id: it.municipality.0,
        answer: it.answer.name().to_owned(),
        until: it.until,
        conditions: it.conditions.clone(),
        decision_reference: it.decision_reference.clone(),
        decided_on: it.decided_on,
        recorded_at: it.at,
        recorded_by: it.by.0,
    };
    extension_decision::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps how a client ended it.
pub async fn save_termination(
    connection: &impl ConnectionTrait,
    id: Uuid,
    contract: ContractId,
    it: &Termination,
) -> Result<()> {
    let row = termination::Model {
        id,
        contract_id: contract.0,
        municipality_id: it.municipality.0,
        last_day: it.last_day,
        ground: it.ground.name().to_owned(),
        explanation: it.explanation.clone(),
        decision_reference: it.decision_reference.clone(),
        decided_on: it.decided_on,
        recorded_at: it.at,
        recorded_by: it.by.map(|person| person.0),
    };
    termination::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}
