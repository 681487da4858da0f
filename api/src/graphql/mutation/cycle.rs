//! Opening years and their reviews.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::cycle,
    domain::ids::{ContractId, CycleId},
    graphql::{context::asking, ids::Global, once::Repeatable, types::cycle::AnnualCycle},
};

/// A year to open (jaarcyclus openen).
#[derive(InputObject)]
pub struct OpenCycleInput {
    /// Of which contract (overeenkomst).
    contract_id: ID,
    /// The calendar year (jaar).
    year: i32,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A year whose reviews are to open although the annual report stays out (beoordeling openen).
#[derive(InputObject)]
pub struct OpenReviewInput {
    /// The year (jaarcyclus).
    cycle_id: ID,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(OpenCyclePayload, cycle: AnnualCycle, "opening a year (jaarcyclus openen)");
payload!(OpenReviewPayload, cycle: AnnualCycle, "opening the reviews (beoordeling openen)");

/// Years.
#[derive(Default)]
pub struct CycleMutation;

#[Object]
impl CycleMutation {
    /// Opens a year of a contract with what was learned (jaarcyclus openen); from 1 September of the year before.
    async fn open_cycle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract and the year.")] input: OpenCycleInput,
    ) -> async_graphql::Result<Option<OpenCyclePayload>> {
        let contract = ContractId::parse(&input.contract_id, "contractId")?;
        Ok(OpenCyclePayload::of(told(ctx, cycle::open(asking(ctx)?, contract, input.year).await).await?))
    }

    /// Opens the reviews although the annual report stays out (beoordeling openen): its term is over.
    async fn open_review(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The year.")] input: OpenReviewInput,
    ) -> async_graphql::Result<Option<OpenReviewPayload>> {
        let id = CycleId::parse(&input.cycle_id, "cycleId")?;
        Ok(OpenReviewPayload::of(told(ctx, cycle::open_review(asking(ctx)?, id).await).await?))
    }
}
