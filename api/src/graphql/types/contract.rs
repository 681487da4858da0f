//! Contracts, as far as the viewer may see them.

mod client;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{
    connection::{Page, connection},
    cycle::AnnualCycle,
    event::{AuditEventConnection, trail},
    framework::PolicyFramework,
    indicator::{ContractIndicator, measures},
    party::{Party, party},
    responsibility::{MatrixCell, cells},
};
use crate::{
    domain::{self, contract::ContractState as State, ids::ContractId},
    graphql::{
        context::{RequestContext, viewer},
        enums::{ContractKind, ContractState, LifeDomain, ReportingFrequency, Validity},
        ids::Global,
        loaders::{self, CyclesOf},
        permission::{Permission, permission},
        scalars::{Date, DateTime, version},
    },
    policy::{Action, Scope, readable},
};

pub use client::ContractClient;

/// A contract (overeenkomst).
#[derive(Clone)]
pub struct Contract(pub Arc<domain::contract::Contract>);

/// The contract, if it exists for the viewer.
pub async fn visible(ctx: &Context<'_>, id: ContractId) -> async_graphql::Result<Option<Contract>> {
    let found = loaders::one(ctx, id).await?;
    let viewer = viewer(ctx)?;
    Ok(found.filter(|contract| readable(viewer, &Scope::contract(contract))).map(Contract))
}

impl Contract {
    fn year(&self, cycle: &domain::cycle::Cycle) -> AnnualCycle {
        AnnualCycle { contract: self.0.clone(), cycle: Arc::new(cycle.clone()) }
    }

    fn ask(
        &self,
        ctx: &Context<'_>,
        action: Action,
        guards: impl FnOnce(&domain::contract::Contract) -> Vec<domain::refusal::Refusal>,
    ) -> async_graphql::Result<Permission> {
        permission(ctx, action, &Scope::contract(&self.0), || guards(&self.0))
    }
}

/// A contract (overeenkomst) between one or more clients and one contractor.
#[Object]
impl Contract {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The version (versie) to give back with an act: it tells what the viewer had read.
    async fn version(&self) -> i32 {
        version(self.0.version)
    }

    /// A short code, unique.
    async fn code(&self) -> &String {
        &self.0.terms.code
    }

    /// The title (titel).
    async fn title(&self) -> &String {
        &self.0.terms.title
    }

    /// The kind (soort).
    async fn kind(&self) -> ContractKind {
        self.0.terms.kind.into()
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

    /// The contractor (opdrachtnemer).
    async fn contractor(&self, ctx: &Context<'_>) -> async_graphql::Result<Party> {
        party(ctx, self.0.terms.contractor.id).await
    }

    /// The clients (opdrachtgevers), in order.
    async fn clients(&self) -> Vec<ContractClient> {
        self.0.clients.iter().map(ContractClient::of).collect()
    }

    /// The first day (ingangsdatum).
    async fn starts_on(&self) -> Date {
        Date(self.0.terms.period.from)
    }

    /// The last day (einddatum), included.
    async fn ends_on(&self) -> Date {
        Date(self.0.terms.period.to)
    }

    /// How often the contractor reports (rapportagefrequentie).
    async fn reporting_frequency(&self) -> ReportingFrequency {
        self.0.terms.frequency.into()
    }

    /// The conditions (voorwaarden), in words.
    async fn conditions(&self) -> &String {
        &self.0.terms.conditions
    }

    /// The legal bases (wettelijke grondslagen).
    async fn legal_bases(&self) -> &Vec<String> {
        &self.0.terms.legal_bases
    }

    /// Where a municipality may give a deviating assignment (afwijkende opdracht).
    async fn deviation_domains(&self) -> Vec<LifeDomain> {
        self.0.terms.deviation_domains.iter().map(|domain| (*domain).into()).collect()
    }

    /// The day on which it is decided whether to go on (verlengingsbesluit).
    async fn extension_decision_on(&self) -> Option<Date> {
        self.0.terms.extension_decision_on.map(Date)
    }

    /// The framework (beleidskader) whose goals it serves.
    async fn framework(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PolicyFramework>> {
        match self.0.terms.framework {
            Some(id) => Ok(Some(PolicyFramework(loaders::must(ctx, id).await?))),
            None => Ok(None),
        }
    }

    /// The contract it follows (voorganger), if the viewer may see it.
    async fn predecessor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Contract>> {
        match self.0.terms.predecessor {
            Some(id) => visible(ctx, id).await,
            None => Ok(None),
        }
    }

    /// The contractor's remarks (opmerkingen), when it was sent back.
    async fn remarks(&self) -> Option<&String> {
        match &self.0.state {
            State::Draft { remarks } => remarks.as_ref(),
            _ => None,
        }
    }

    /// Why it was withdrawn (reden van intrekking).
    async fn withdrawal_reason(&self) -> Option<&String> {
        match &self.0.state {
            State::Withdrawn { reason, .. } => Some(reason),
            _ => None,
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

    /// The responsibility matrix (verantwoordelijkheidsmatrix): nine cells, row by row.
    async fn matrix(&self) -> Vec<MatrixCell> {
        cells(&self.0.matrix)
    }

    /// The indicators (prestatie-indicatoren), in order.
    async fn indicators(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ContractIndicator>> {
        let measures = measures(ctx, &self.0).await?;
        Ok(measures.into_iter().map(|measure| ContractIndicator(Arc::new(measure))).collect())
    }

    /// Whether it has more than seven indicators (meer dan zeven indicatoren): a warning, not a refusal.
    async fn too_many_indicators(&self) -> bool {
        self.0.indicators.len() > 7
    }

    /// Its years (jaarcycli), newest first.
    async fn cycles(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<AnnualCycle>> {
        let cycles = loaders::must(ctx, CyclesOf(self.0.id)).await?;
        let with =
            |cycle: &domain::cycle::Cycle| AnnualCycle { contract: self.0.clone(), cycle: Arc::new(cycle.clone()) };
        Ok(cycles.iter().map(with).collect())
    }

    /// One of its years (jaarcyclus).
    async fn cycle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The calendar year (jaar).")] year: i32,
    ) -> async_graphql::Result<Option<AnnualCycle>> {
        let cycles = loaders::must(ctx, CyclesOf(self.0.id)).await?;
        Ok(cycles.iter().find(|cycle| cycle.year == year).map(|cycle| self.year(cycle)))
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
        let municipality = domain::ids::PartyId::parse(&municipality_id, "municipalityId")?;
        let scope = Scope::contract_for(&self.0, municipality);
        permission(ctx, Action::AdoptContract, &scope, || self.0.cannot_adopt(Some(municipality)))
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
}

connection!(ContractConnection, ContractEdge, Contract, "contracts (overeenkomsten)");
