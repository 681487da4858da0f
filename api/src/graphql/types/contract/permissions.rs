//! What the viewer may do with a contract now.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use crate::{
    domain::{self, ids::PartyId},
    graphql::{
        context::RequestContext,
        ids::Global,
        loaders::{self, CyclesOf},
        permission::{Permission, permission},
    },
    policy::{Action, Scope},
};

/// What the viewer may do with a contract.
#[derive(Clone)]
pub struct ContractPermissions(pub Arc<domain::contract::Contract>);

impl ContractPermissions {
    fn ask(
        &self,
        ctx: &Context<'_>,
        action: Action,
        guards: impl FnOnce(&domain::contract::Contract) -> Vec<domain::refusal::Refusal>,
    ) -> async_graphql::Result<Permission> {
        permission(ctx, action, &Scope::contract(&self.0), || guards(&self.0))
    }

    /// Asks about an act of one client, on today.
    fn ask_for(
        &self,
        ctx: &Context<'_>,
        action: Action,
        municipality_id: &ID,
        guards: impl FnOnce(&domain::contract::Contract, PartyId, chrono::NaiveDate) -> Vec<domain::refusal::Refusal>,
    ) -> async_graphql::Result<Permission> {
        let municipality = PartyId::parse(municipality_id, "municipalityId")?;
        let today = RequestContext::of(ctx).today();
        let scope = Scope::contract_for(&self.0, municipality);
        permission(ctx, action, &scope, || guards(&self.0, municipality, today))
    }
}

/// What the viewer may do with a contract now (bevoegdheden).
#[Object]
impl ContractPermissions {
    /// Whether the viewer may change its terms, matrix and indicators now (mag wijzigen).
    async fn viewer_can_revise(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::ReviseContract, domain::contract::Contract::cannot_revise)
    }

    /// Whether the viewer may offer it now (mag aanbieden).
    async fn viewer_can_offer(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::OfferContract, domain::contract::Contract::cannot_offer)
    }

    /// Whether the viewer may send it back now (mag terugsturen).
    async fn viewer_can_send_back(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::SendBackContract, domain::contract::Contract::cannot_send_back)
    }

    /// Whether the viewer may agree with it now (mag instemmen).
    async fn viewer_can_agree(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::AgreeContract, domain::contract::Contract::cannot_agree)
    }

    /// Whether the viewer may adopt it now for a client (mag vaststellen).
    async fn viewer_can_adopt(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For which client (gemeente).")] municipality_id: ID,
    ) -> async_graphql::Result<Permission> {
        self.ask_for(ctx, Action::AdoptContract, &municipality_id, |contract, client, today| {
            contract.cannot_adopt(Some(client), today)
        })
    }

    /// Whether the viewer may withdraw it now (mag intrekken).
    async fn viewer_can_withdraw(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::WithdrawContract, domain::contract::Contract::cannot_withdraw)
    }

    /// Whether the viewer may open a year of it now (mag jaarcyclus openen).
    async fn viewer_can_open_cycle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The calendar year (jaar).")] year: i32,
    ) -> async_graphql::Result<Permission> {
        let today = RequestContext::of(ctx).today();
        let opened = loaders::must(ctx, CyclesOf(self.0.id)).await?.iter().any(|cycle| cycle.year == year);
        self.ask(ctx, Action::OpenCycle, |contract| {
            let mut no = contract.cannot_open_cycle(year, today);
            if opened {
                no.push(domain::refusal::Refusal::at(domain::refusal::Code::Taken, ["year"]));
            }
            no
        })
    }

    /// Whether the viewer may be heard on it now (mag opmerkingen geven): the director, on a unilateral decision.
    async fn viewer_can_leave_remarks(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::LeaveRemarks, domain::contract::Contract::cannot_be_heard)
    }

    /// Whether the viewer may draft an amendment of it now (mag wijziging opstellen).
    async fn viewer_can_amend(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let today = RequestContext::of(ctx).today();
        self.ask(ctx, Action::AmendContract, |contract| contract.cannot_amend(today))
    }

    /// Whether the viewer may decide now for a client whether to go on (mag over verlenging besluiten).
    async fn viewer_can_decide_extension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For which client (gemeente).")] municipality_id: ID,
    ) -> async_graphql::Result<Permission> {
        self.ask_for(ctx, Action::DecideExtension, &municipality_id, |contract, client, today| {
            contract.cannot_decide_extension(Some(client), today)
        })
    }

    /// Whether the viewer may end it now for a client (mag beëindigen).
    async fn viewer_can_terminate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For which client (gemeente).")] municipality_id: ID,
    ) -> async_graphql::Result<Permission> {
        self.ask_for(ctx, Action::TerminateContract, &municipality_id, |contract, client, today| {
            contract.cannot_terminate(Some(client), today)
        })
    }
}
