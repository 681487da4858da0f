//! How far a contract has come, and what happened to it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{
    Contract, all_linked,
    amendment::{ContractChange, ContractVersion, changes, versions},
    decision::{Extension, Hearing, Termination},
    linked,
};
use crate::{
    domain::{self, contract::ContractState as State},
    graphql::{
        context::RequestContext,
        enums::{ContractState, Validity},
        ids::Global,
        loaders::{self, CyclesOf},
        scalars::{Date, DateTime, version},
        types::{
            connection::Page,
            cycle::AnnualCycle,
            event::{AuditEventConnection, trail},
            party::{Municipality, municipality},
        },
    },
};

/// How far a contract has come.
#[derive(Clone)]
pub struct ContractCourse(pub Arc<domain::contract::Contract>);

/// How far a contract has come (voortgang).
#[Object]
impl ContractCourse {
    /// The global identity, opaque.
    async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The version (versie) to give back with an act: it tells what the viewer had read.
    async fn version(&self) -> i32 {
        version(self.0.version)
    }

    /// A short code, unique among the contracts of its owner.
    async fn code(&self) -> &String {
        &self.0.terms.code
    }

    /// The client that the code is of (eigenaar van de code): the one that drafted the contract. Nothing for an amendment,
    /// which is numbered within the contract it amends.
    async fn owner(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Municipality>> {
        match self.0.owner {
            Some(id) => Ok(Some(municipality(ctx, id).await?)),
            None => Ok(None),
        }
    }

    /// How far it has come (status).
    async fn state(&self) -> ContractState {
        self.0.state.stage().into()
    }

    /// Whether it holds on a day (geldigheid), today unless asked otherwise.
    async fn validity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> Validity {
        let day = as_of.map_or_else(|| RequestContext::of(ctx).today(), |day| day.0);
        self.0.validity(day).into()
    }

    /// The last day for whichever client it holds longest (laatste dag), as amended, extended or terminated.
    async fn holds_until(&self) -> Date {
        Date(self.0.ends_on())
    }

    /// The contract it follows (voorganger), if the viewer may see it.
    async fn predecessor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Contract>> {
        match self.0.terms.predecessor {
            Some(id) => linked(ctx, id).await,
            None => Ok(None),
        }
    }

    /// When it was last offered (aangeboden op).
    async fn offered_at(&self) -> Option<DateTime> {
        self.0.state.offered_at().map(DateTime)
    }

    /// When the contractor agreed (overeengekomen op).
    async fn agreed_at(&self) -> Option<DateTime> {
        match &self.0.state {
            State::Agreed { at, .. } => Some(DateTime(*at)),
            State::Adopted { agreed_at, .. } => agreed_at.map(DateTime),
            _ => None,
        }
    }

    /// When the last client adopted (vastgesteld op).
    async fn adopted_at(&self) -> Option<DateTime> {
        match &self.0.state {
            State::Adopted { at, .. } => Some(DateTime(*at)),
            _ => None,
        }
    }

    /// The contracts that follow it (opvolgers), as far as the viewer may see them.
    async fn successors(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Contract>> {
        all_linked(ctx, self.0.successors.iter().map(|successor| successor.contract).collect()).await
    }

    /// The contract it amends, if it is an amendment (gewijzigde overeenkomst).
    async fn amends(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Contract>> {
        match &self.0.amends {
            Some(amends) => linked(ctx, amends.contract).await,
            None => Ok(None),
        }
    }

    /// The first day on which its text holds, if it is an amendment (wijziging van kracht per).
    async fn effective_from(&self) -> Option<Date> {
        self.0.amends.as_ref().map(|amends| Date(amends.effective_from))
    }

    /// Why it is made, if it is an amendment (reden van de wijziging).
    async fn amendment_reason(&self) -> Option<&String> {
        self.0.amends.as_ref().map(|amends| &amends.reason)
    }

    /// What it changes, if it is an amendment (wat er verandert): added, removed and changed.
    async fn changes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ContractChange>> {
        match &self.0.amends {
            Some(amends) => changes(ctx, &amends.before, &self.0).await,
            None => Ok(Vec::new()),
        }
    }

    /// Its amendments (wijzigingen), in order, as far as the viewer may see them.
    async fn amendments(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Contract>> {
        all_linked(ctx, self.0.amendments.iter().map(|amendment| amendment.id).collect()).await
    }

    /// Its texts as adopted (versies), the first one first; an old text stays readable.
    async fn versions(&self) -> Vec<ContractVersion> {
        versions(&self.0)
    }

    /// The text that holds on a day (tekst op peildatum).
    async fn text_as_of(&self, #[graphql(desc = "The day (peildatum).")] day: Date) -> Option<ContractVersion> {
        versions(&self.0).into_iter().rev().find(|text| text.holds_from() <= day.0)
    }

    /// The extension decision (verlengingsbesluit), if the contract asks for one.
    async fn extension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> Option<Extension> {
        Extension::of(&self.0, as_of.map_or_else(|| RequestContext::of(ctx).today(), |day| day.0))
    }

    /// The clients that ended it before its time (beëindigingen).
    async fn terminations(&self) -> Vec<Termination> {
        self.0.terminations.iter().map(Termination::of).collect()
    }

    /// What the contractor of a unilateral decision said when it was heard (zienswijze).
    async fn hearing(&self) -> Option<Hearing> {
        self.0.hearing.as_ref().map(Hearing::of)
    }

    /// Until when the contractor of a unilateral decision can be heard before it is adopted (horen tot en met).
    async fn hearing_until(&self) -> Option<Date> {
        self.0.hearing_until().map(Date)
    }

    /// Its years (jaarcycli), newest first.
    async fn cycles(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<AnnualCycle>> {
        let cycles = loaders::must(ctx, CyclesOf(self.0.id)).await?;
        Ok(cycles.iter().map(|cycle| AnnualCycle::of(&self.0, Arc::new(cycle.clone()))).collect())
    }

    /// One of its years (jaarcyclus).
    async fn cycle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The calendar year (jaar).")] year: i32,
    ) -> async_graphql::Result<Option<AnnualCycle>> {
        let cycles = loaders::must(ctx, CyclesOf(self.0.id)).await?;
        Ok(cycles
            .iter()
            .find(|cycle| cycle.year == year)
            .map(|cycle| AnnualCycle::of(&self.0, Arc::new(cycle.clone()))))
    }

    /// Everything that happened to it (logboek), newest first; for its parties.
    async fn audit_trail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<AuditEventConnection> {
        trail(ctx, &self.0, Page::of(first, after.as_deref(), 1)?).await
    }
}
