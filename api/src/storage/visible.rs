//! The one place where what a viewer may see becomes a condition.

use entities::{contract, contract_client};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, sea_query::SelectStatement};

use crate::{
    domain::{contract::ContractStage, ids::PartyId},
    policy::Visibility,
};

/// Contracts that exist for the viewer. An empty visibility finds nothing.
pub fn contracts(visibility: &Visibility) -> Condition {
    let adopted = || contract::Column::State.eq(ContractStage::Adopted.name());
    let offered = || {
        let stages = [ContractStage::Offered, ContractStage::Agreed, ContractStage::Adopted];
        let taken_back = contract::Column::State.eq(ContractStage::Withdrawn.name());
        Condition::any()
            .add(contract::Column::State.is_in(stages.map(ContractStage::name)))
            .add(Condition::all().add(taken_back).add(contract::Column::OfferedAt.is_not_null()))
    };
    let contractor = |parties: &[PartyId]| contract::Column::ContractorId.is_in(parties.iter().map(|party| party.0));
    Condition::any()
        .add(contract::Column::Id.in_subquery(of_clients(&visibility.as_client)))
        .add(Condition::all().add(contract::Column::Id.in_subquery(of_clients(&visibility.as_council))).add(adopted()))
        .add(Condition::all().add(contractor(&visibility.as_contractor)).add(offered()))
        .add(Condition::all().add(contractor(&visibility.as_participant)).add(adopted()))
}

/// The ids of the contracts of these clients.
pub fn of_clients(clients: &[PartyId]) -> SelectStatement {
    sea_orm::QueryTrait::into_query(
        contract_client::Entity::find()
            .select_only()
            .column(contract_client::Column::ContractId)
            .filter(contract_client::Column::MunicipalityId.is_in(clients.iter().map(|party| party.0))),
    )
}
