//! How an act reads what it decides on: held, so that it stays as it was read (see `storage::hold`).

use super::act::{Act, Done, OpenYear, measures, not_found};
use crate::{
    domain::{
        contract::Contract,
        ids::{ContractId, CycleId, PartyId},
        party::Party,
    },
    storage::{self, hold},
};

impl Act<'_> {
    /// The contract with everything under it, held; or that it is not found.
    pub async fn contract(&self, id: ContractId, field: &str) -> Done<Contract> {
        self.unit.hold_contracts(&[id]).await?;
        self.held_contract(id, field).await
    }

    async fn held_contract(&self, id: ContractId, field: &str) -> Done<Contract> {
        storage::contract::by_id(self.unit.connection(), id).await?.ok_or_else(|| not_found(field))
    }

    /// The year with its contract, held.
    pub async fn held_year(&self, id: CycleId, field: &str) -> Done<OpenYear> {
        let contract = self.unit.hold_year(id).await?.ok_or_else(|| not_found(field))?;
        let cycle = storage::cycle::by_ids(self.unit.connection(), &[id]).await?.pop();
        let cycle = cycle.ok_or_else(|| not_found(field))?;
        let contract = self.held_contract(contract, field).await?;
        let contract = contract.for_year(cycle.year, cycle.opened_at).into_owned();
        let measures = measures(self.unit.connection(), &contract).await?;
        Ok(OpenYear { contract, cycle, measures })
    }

    /// The parties that the act names, held together with others who name them: none of them ends meanwhile.
    pub async fn parties(&self, ids: &[PartyId]) -> Done<Vec<Party>> {
        hold::named_parties(self.unit.connection(), ids).await?;
        Ok(storage::party::by_ids(self.unit.connection(), ids).await?)
    }

    /// The parties whose own the act is about, held with all that they have.
    pub async fn held_parties(&self, ids: &[PartyId]) -> Done<Vec<Party>> {
        self.unit.hold_parties(ids).await?;
        Ok(storage::party::by_ids(self.unit.connection(), ids).await?)
    }
}
