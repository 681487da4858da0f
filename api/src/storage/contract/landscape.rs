//! All contracts of a municipality at once: what coherence looks at.

use entities::contract;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{family::assemble, visible};
use crate::{
    domain::{
        contract::{Contract, ContractStage},
        ids::PartyId,
    },
    storage::error::Result,
};

/// Every contract that has one of the municipalities as a client and was not withdrawn, whole, in order of drafting:
/// a constant number of statements, however many there are.
pub async fn of_municipalities(connection: &impl ConnectionTrait, municipalities: &[PartyId]) -> Result<Vec<Contract>> {
    let rows = contract::Entity::find()
        .filter(contract::Column::Id.in_subquery(visible::of_clients(municipalities)))
        .filter(contract::Column::State.ne(ContractStage::Withdrawn.name()))
        .order_by_asc(contract::Column::Id)
        .all(connection)
        .await?;
    assemble(connection, rows).await
}
