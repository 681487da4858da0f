//! Municipal reorganisations.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::reorganisation,
    domain::{
        self,
        ids::{PartyId, ReorganisationId},
    },
    graphql::{
        context::asking,
        ids::{Global, parse_all},
        once::Repeatable,
        scalars::Date,
        types::reorganisation::Reorganisation,
    },
};

payload!(PlanReorganisationPayload, reorganisation: Reorganisation, "entering a reorganisation (herindeling invoeren)");
payload!(CancelReorganisationPayload, reorganisation: Reorganisation, "calling a reorganisation off (laten vervallen)");
payload!(ExecuteReorganisationPayload, reorganisation: Reorganisation, "doing a reorganisation (uitvoeren)");

/// A municipal reorganisation to enter (herindeling invoeren).
#[derive(InputObject)]
pub struct PlanReorganisationInput {
    /// What people call it (naam).
    pub name: String,
    /// The day on which it takes effect (datum van herindeling): a 1 January.
    pub date: Date,
    /// The municipalities that end the day before (op te heffen gemeenten).
    #[graphql(validator(max_items = 30))]
    pub predecessor_ids: Vec<ID>,
    /// The municipality that takes their place (rechtsopvolger).
    pub successor_id: ID,
    /// The law that says so (wettelijke grondslag).
    pub legal_basis: String,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A reorganisation to call off (laten vervallen).
#[derive(InputObject)]
pub struct CancelReorganisationInput {
    /// The reorganisation.
    pub reorganisation_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why (reden).
    pub reason: String,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A reorganisation to do (uitvoeren).
#[derive(InputObject)]
pub struct ExecuteReorganisationInput {
    /// The reorganisation.
    pub reorganisation_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Municipal reorganisations.
#[derive(Default)]
pub struct ReorganisationMutation;

#[Object]
impl ReorganisationMutation {
    /// Enters a municipal reorganisation (herindeling invoeren); nothing moves yet. The platform's administrator.
    async fn plan_reorganisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The municipalities and the day.")] input: PlanReorganisationInput,
    ) -> async_graphql::Result<Option<PlanReorganisationPayload>> {
        let predecessors = parse_all(&input.predecessor_ids, "predecessorIds")?;
        let successor = PartyId::parse(&input.successor_id, "successorId")?;
        let PlanReorganisationInput { name, date, legal_basis, .. } = input;
        let plan = domain::reorganisation::Plan { name, date: date.0, legal_basis };
        let done = reorganisation::plan(asking(ctx)?, plan, predecessors, successor).await;
        Ok(PlanReorganisationPayload::of(told(ctx, done).await?))
    }

    /// Calls a planned reorganisation off (laten vervallen). The platform's administrator.
    async fn cancel_reorganisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The reorganisation and the reason.")] input: CancelReorganisationInput,
    ) -> async_graphql::Result<Option<CancelReorganisationPayload>> {
        let id = ReorganisationId::parse(&input.reorganisation_id, "reorganisationId")?;
        let done = reorganisation::cancel(asking(ctx)?, id, input.expected_version.into(), &input.reason).await;
        Ok(CancelReorganisationPayload::of(told(ctx, done).await?))
    }

    /// Does a planned reorganisation from its day on (uitvoeren): everything its preview shows in one transaction, or
    /// nothing. Asking again once it is done changes nothing. The platform's administrator.
    async fn execute_reorganisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The reorganisation.")] input: ExecuteReorganisationInput,
    ) -> async_graphql::Result<Option<ExecuteReorganisationPayload>> {
        let id = ReorganisationId::parse(&input.reorganisation_id, "reorganisationId")?;
        let done = reorganisation::execute(asking(ctx)?, id, input.expected_version.into()).await;
        Ok(ExecuteReorganisationPayload::of(told(ctx, done).await?))
    }
}
