//! How an act reads what it decides on: with the eyes of the viewer (see `storage::seen`), and held, so that it stays as
//! it was read (see `storage::hold`).

use super::act::{Act, Done, OpenYear, measures, not_found};
use crate::{
    domain::{
        contract::Contract,
        ids::{ContractId, PartyId},
        party::Party,
    },
    storage::{
        self, hold,
        seen::{self, Seen, Sought, YearOf},
    },
};

impl Act<'_> {
    /// What a client names, if what it hangs on exists for the viewer; otherwise it is not found, at the input's field.
    /// Every act on something that is there already begins with this.
    pub async fn seen<I: Sought>(&self, id: I, field: &str) -> Done<Seen<I>> {
        let found = seen::find(self.unit.connection(), self.viewer, id).await?;
        found.ok_or_else(|| not_found(field))
    }

    /// Those of the contracts that exist for the viewer, as they are at this moment.
    pub async fn seen_contracts(&self, ids: &[ContractId]) -> Done<Vec<Contract>> {
        Ok(storage::contract::seen(self.unit.connection(), self.viewer, ids).await?)
    }

    /// The contract with everything under it, held; or that it is not found.
    pub async fn contract(&self, id: ContractId, field: &str) -> Done<Contract> {
        self.contract_of(&self.seen(id, field).await?, field).await
    }

    /// The contract that a thing hangs on, held with everything under it.
    pub async fn contract_of(&self, it: &Seen<impl Sought<Root = ContractId>>, field: &str) -> Done<Contract> {
        self.held_contract(it.root(), field).await
    }

    async fn held_contract(&self, id: ContractId, field: &str) -> Done<Contract> {
        self.unit.hold_contracts(&[id]).await?;
        storage::contract::by_id(self.unit.connection(), id).await?.ok_or_else(|| not_found(field))
    }

    /// The year in which a thing stands with its contract, held.
    pub async fn year_of(&self, it: &Seen<impl Sought<Root = YearOf>>, field: &str) -> Done<OpenYear> {
        let YearOf { contract, cycle } = it.root();
        let contract = self.held_contract(contract, field).await?;
        let cycle = storage::cycle::by_ids(self.unit.connection(), &[cycle]).await?.pop();
        let cycle = cycle.ok_or_else(|| not_found(field))?;
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
