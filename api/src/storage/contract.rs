//! Contracts, whole: terms, clients, matrix, indicators, amendments and decisions in a constant number of statements.

use entities::contract;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{error::Result, visible};
use crate::{
    domain::{
        contract::{Contract, ContractStage},
        ids::{ContractId, PartyId},
    },
    policy::{Scope, Viewer, Visibility, readable, visibility},
};

mod decision;
mod family;
mod indicator;
mod landscape;
mod offered;
mod read;
mod write;

pub use decision::{save_extension, save_hearing, save_termination};
pub use indicator::save_indicators;
pub use landscape::of_municipalities;
pub use offered::save_offered;
pub(super) use write::entry_row;
pub use write::{insert, save_matrix, update};

/// The contract, whatever its state: for what is known to belong to it. What a client names is [`seen`].
pub async fn by_id(connection: &impl ConnectionTrait, id: ContractId) -> Result<Option<Contract>> {
    Ok(by_ids(connection, &[id]).await?.into_iter().next())
}

/// The contracts with these ids, whatever their state.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<Vec<Contract>> {
    let keys: Vec<_> = ids.iter().map(|id| id.0).collect();
    let rows = contract::Entity::find().filter(contract::Column::Id.is_in(keys)).all(connection).await?;
    family::assemble(connection, rows).await
}

/// Those of the contracts with these ids that exist for the viewer: what does not costs as much as what is not there.
pub async fn seen(connection: &impl ConnectionTrait, viewer: &Viewer, ids: &[ContractId]) -> Result<Vec<Contract>> {
    let wanted = contract::Column::Id.is_in(ids.iter().map(|id| id.0));
    let rows = contract::Entity::find().filter(wanted).filter(visible::contracts(&visibility(viewer)));
    let found = family::assemble(connection, rows.all(connection).await?).await?;
    Ok(found.into_iter().filter(|it| readable(viewer, &Scope::contract(it))).collect())
}

/// The contracts with that code that exist for the viewer: every client has codes of its own.
pub async fn by_code(connection: &impl ConnectionTrait, viewer: &Viewer, code: &str) -> Result<Vec<Contract>> {
    let rows = contract::Entity::find()
        .filter(contract::Column::Code.eq(code))
        .filter(visible::contracts(&visibility(viewer)))
        .order_by_asc(contract::Column::Id);
    let found = family::assemble(connection, rows.all(connection).await?).await?;
    Ok(found.into_iter().filter(|it| readable(viewer, &Scope::contract(it))).collect())
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
        // Amendments are found with the contract they amend.
        .add(contract::Column::Id.not_in_subquery(visible::amendments()))
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
    Ok((family::assemble(connection, rows).await?, count))
}
