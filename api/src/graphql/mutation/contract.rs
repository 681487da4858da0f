//! The acts of contracting.

mod amendment;
mod input;

pub use amendment::AmendmentMutation;

use async_graphql::{Context, ID, Object};

use self::input::{
    AdoptContractInput, AgreeContractInput, ChooseIndicatorsInput, DraftContractInput, FillMatrixInput,
    OfferContractInput, ReviseContractInput, SendBackContractInput, WithdrawContractInput,
};
use super::{given::told, payload};
use crate::{
    commands::contract::{self, Which},
    domain::ids::{ContractId, PartyId},
    graphql::{
        context::asking,
        ids::{Global, parse_all},
        types::contract::Contract,
    },
};

payload!(DraftContractPayload, contract: Contract, "drafting a contract (overeenkomst opstellen)");
payload!(ReviseContractPayload, contract: Contract, "changing a draft (concept wijzigen)");
payload!(FillMatrixPayload, contract: Contract, "filling the matrix (matrix invullen)");
payload!(ChooseIndicatorsPayload, contract: Contract, "choosing indicators (indicatoren kiezen)");
payload!(OfferContractPayload, contract: Contract, "offering a contract (aanbieden)");
payload!(SendBackContractPayload, contract: Contract, "sending a contract back (terugsturen)");
payload!(AgreeContractPayload, contract: Contract, "agreeing with a contract (instemmen)");
payload!(AdoptContractPayload, contract: Contract, "adopting a contract (vaststellen)");
payload!(WithdrawContractPayload, contract: Contract, "withdrawing a contract (intrekken)");

/// The contract that is meant, in the version the viewer had read.
fn which(id: &ID, expected_version: i32) -> async_graphql::Result<Which> {
    Ok(Which { id: ContractId::parse(id, "contractId")?, expected_version: expected_version.into() })
}

/// Contracts.
#[derive(Default)]
pub struct ContractMutation;

#[Object]
impl ContractMutation {
    /// Drafts a contract (overeenkomst opstellen). An account holder of one of the clients.
    async fn draft_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The terms and the parties.")] input: DraftContractInput,
    ) -> async_graphql::Result<Option<DraftContractPayload>> {
        let clients = parse_all(&input.client_ids, "clientIds")?;
        let contractor = PartyId::parse(&input.contractor_id, "contractorId")?;
        let wording = input.terms.wording()?;
        Ok(DraftContractPayload::of(
            told(ctx, contract::draft(asking(ctx)?, wording, clients, contractor).await).await?,
        ))
    }

    /// Changes the terms of a draft (concept wijzigen).
    async fn revise_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract and its new terms.")] input: ReviseContractInput,
    ) -> async_graphql::Result<Option<ReviseContractPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        let wording = input.terms.wording()?;
        Ok(ReviseContractPayload::of(told(ctx, contract::revise(asking(ctx)?, which, wording).await).await?))
    }

    /// Fills the responsibility matrix of a draft (matrix invullen), replacing what stood there.
    async fn fill_matrix(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract and all entries of its matrix.")] input: FillMatrixInput,
    ) -> async_graphql::Result<Option<FillMatrixPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        let entries = input.entries()?;
        Ok(FillMatrixPayload::of(told(ctx, contract::fill_matrix(asking(ctx)?, which, entries).await).await?))
    }

    /// Chooses the indicators of a draft (indicatoren kiezen), replacing those there were.
    async fn choose_indicators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract and all its indicators.")] input: ChooseIndicatorsInput,
    ) -> async_graphql::Result<Option<ChooseIndicatorsPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        let choices = input.choices()?;
        Ok(ChooseIndicatorsPayload::of(
            told(ctx, contract::choose_indicators(asking(ctx)?, which, choices).await).await?,
        ))
    }

    /// Offers a draft to its contractor (aanbieden). An account holder of one of the clients.
    async fn offer_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract.")] input: OfferContractInput,
    ) -> async_graphql::Result<Option<OfferContractPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        Ok(OfferContractPayload::of(told(ctx, contract::offer(asking(ctx)?, which).await).await?))
    }

    /// Sends an offer back with remarks (terugsturen). The director.
    async fn send_back_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract and the remarks.")] input: SendBackContractInput,
    ) -> async_graphql::Result<Option<SendBackContractPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        Ok(SendBackContractPayload::of(
            told(ctx, contract::send_back(asking(ctx)?, which, &input.remarks).await).await?,
        ))
    }

    /// Agrees with an offer (instemmen). The director.
    async fn agree_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract.")] input: AgreeContractInput,
    ) -> async_graphql::Result<Option<AgreeContractPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        Ok(AgreeContractPayload::of(told(ctx, contract::agree(asking(ctx)?, which).await).await?))
    }

    /// Adopts a contract for one client, with its college's decision (vaststellen).
    async fn adopt_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract, the client and the decision.")] input: AdoptContractInput,
    ) -> async_graphql::Result<Option<AdoptContractPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        let client = PartyId::parse(&input.municipality_id, "municipalityId")?;
        let done = contract::adopt(asking(ctx)?, which, client, &input.decision_reference, input.decided_on.0).await;
        Ok(AdoptContractPayload::of(told(ctx, done).await?))
    }

    /// Withdraws a contract before it is adopted (intrekken). An account holder of one of the clients.
    async fn withdraw_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract and the reason.")] input: WithdrawContractInput,
    ) -> async_graphql::Result<Option<WithdrawContractPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        Ok(WithdrawContractPayload::of(told(ctx, contract::withdraw(asking(ctx)?, which, &input.reason).await).await?))
    }
}
