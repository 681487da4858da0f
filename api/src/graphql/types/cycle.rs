//! Years: phases, dates, and what they started from.

mod calendar;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use tokio::sync::OnceCell;

use super::{
    contract::{self, Contract},
    dashboard::{DashboardLine, dashboard},
    duty::{Duty, duties},
    indicator::{ContractIndicator, measures},
    party::{Municipality, municipality},
    report::{self, Report},
    review::Review,
    target::{OpenPoint, TargetSet},
};
use crate::{
    domain::{
        self,
        ids::{CycleId, PartyId},
        indicator::measure,
        suppression::{Gate, SeenContext},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{CyclePhase, Judgement, Standing, SuggestionReason},
        figures::{self, ValueStatus},
        ids::{Global, parse_optional},
        loaders::{self, ContextOf, CyclesOf, PointsOf, ReviewsOf, TargetsOf},
        permission::{Permission, permission},
        scalars::{Date, DateTime, Decimal, version},
        seen::{ById, Found, place},
    },
    policy::{Action, Scope, Viewer, readable},
};

pub use calendar::CycleCalendar;

/// An annual cycle (jaarcyclus).
#[derive(Clone)]
pub struct AnnualCycle {
    /// Its contract, as the year runs under it.
    pub contract: Arc<domain::contract::Contract>,
    /// The year itself.
    pub cycle: Arc<domain::cycle::Cycle>,
    gate: Arc<OnceCell<Gate>>,
}

impl ById for AnnualCycle {
    type Id = CycleId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: CycleId) -> Found<Self> {
        match place(ctx, viewer, id).await? {
            Some(seen) => linked(ctx, seen.root().cycle).await,
            None => Ok(None),
        }
    }
}

/// The year in which something stands, if its contract exists for the viewer.
pub async fn linked(ctx: &Context<'_>, id: CycleId) -> Found<AnnualCycle> {
    let cycle = loaders::must(ctx, id).await?;
    let contract = contract::linked(ctx, cycle.contract).await?;
    Ok(contract.map(|contract| AnnualCycle::of(contract.inner(), cycle)))
}

impl AnnualCycle {
    /// A year with its contract as the year runs under it.
    pub fn of(contract: &Arc<domain::contract::Contract>, cycle: Arc<domain::cycle::Cycle>) -> Self {
        let contract = match contract.for_year(cycle.year, cycle.opened_at) {
            std::borrow::Cow::Borrowed(_) => contract.clone(),
            std::borrow::Cow::Owned(text) => Arc::new(text),
        };
        Self { contract, cycle, gate: Arc::default() }
    }

    /// What the viewer reads of the figures of this year; found out once for all its reports.
    pub async fn gate(&self, ctx: &Context<'_>) -> async_graphql::Result<&Gate> {
        self.gate.get_or_try_init(async || figures::gate(ctx, &self.contract, &[self.cycle.id]).await).await
    }
}

/// Whether what the parties said to each other in a year is for the viewer.
pub fn of_the_parties(ctx: &Context<'_>, contract: &domain::contract::Contract) -> async_graphql::Result<bool> {
    Ok(readable(viewer(ctx)?, &Scope::talks(contract)))
}

/// An annual cycle (jaarcyclus): one contract, one calendar year.
#[Object]
impl AnnualCycle {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.cycle.id.global()
    }

    /// The version (versie) to give back with an act.
    async fn version(&self) -> i32 {
        version(self.cycle.version)
    }

    /// The calendar year (jaar).
    async fn year(&self) -> i32 {
        self.cycle.year
    }

    /// The phase (fase).
    async fn phase(&self) -> CyclePhase {
        self.cycle.phase().into()
    }

    /// The contract (overeenkomst).
    async fn contract(&self, ctx: &Context<'_>) -> async_graphql::Result<Contract> {
        Ok(Contract::of(ctx, loaders::must(ctx, self.contract.id).await?))
    }

    /// The dates (kalender).
    async fn calendar(&self) -> CycleCalendar {
        CycleCalendar::of(self.cycle.calendar)
    }

    /// When it was opened (geopend op).
    async fn opened_at(&self) -> DateTime {
        DateTime(self.cycle.opened_at)
    }

    /// What it started from (context), per indicator and client; for the parties.
    async fn context(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<CycleContext>> {
        if !of_the_parties(ctx, &self.contract)? {
            return Ok(Vec::new());
        }
        let measures = measures(ctx, &self.contract).await?;
        let lines = loaders::must(ctx, ContextOf(self.cycle.id)).await?;
        let cycles = loaders::must(ctx, CyclesOf(self.contract.id)).await?;
        let before: Vec<CycleId> = cycles.iter().filter(|it| it.year < self.cycle.year).map(|it| it.id).collect();
        let gate = figures::gate(ctx, &self.contract, &before).await?;
        let with = |line: &domain::context::ContextLine| {
            let measure = Arc::new(measure(&measures, line.indicator)?.clone());
            let (contract, cycle) = (self.contract.clone(), self.cycle.id);
            Some(CycleContext { contract, measure, seen: gate.context(line), line: line.clone(), cycle })
        };
        Ok(lines.iter().filter_map(with).collect())
    }

    /// The points left open by earlier reviews (openstaande punten); for the parties.
    async fn open_points(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<OpenPoint>> {
        if !of_the_parties(ctx, &self.contract)? {
            return Ok(Vec::new());
        }
        let points = loaders::must(ctx, PointsOf(self.cycle.id)).await?;
        let mut told = Vec::with_capacity(points.len());
        for point in points.iter() {
            told.push(OpenPoint::of(ctx, self, point.clone()).await?);
        }
        Ok(told)
    }

    /// The targets (doelstellingen) of each municipality, as far as the viewer may see them.
    async fn target_sets(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<TargetSet>> {
        let viewer = viewer(ctx)?;
        let sets = loaders::must(ctx, TargetsOf(self.cycle.id)).await?;
        let seen = sets.iter().filter(|set| readable(viewer, &Scope::targets(&self.contract, set)));
        Ok(seen.map(|set| TargetSet { cycle: self.clone(), set: Arc::new(set.clone()) }).collect())
    }

    /// The reports (rapportages) it owes, in order, as far as the viewer may see them.
    async fn reports(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Report>> {
        report::of_year(ctx, self).await
    }

    /// What the year owes now (wat nog moet gebeuren), the first due first, whether or not somebody drafts it; for the
    /// parties.
    async fn duties(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Duty>> {
        if of_the_parties(ctx, &self.contract)? { duties(ctx, self).await } else { Ok(Vec::new()) }
    }

    /// The reviews (beoordelingen) of each municipality, as far as the viewer may see them.
    async fn reviews(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Review>> {
        let viewer = viewer(ctx)?;
        let reviews = loaders::must(ctx, ReviewsOf(self.cycle.id)).await?;
        let seen = reviews.iter().filter(|it| readable(viewer, &Scope::review(&self.contract, it)));
        Ok(seen.map(|review| Review { cycle: self.clone(), review: Arc::new(review.clone()) }).collect())
    }

    /// Everything one wants to see of the year at a glance (dashboard): per indicator and client its target, the
    /// year to date, where it stands, and the last values.
    async fn dashboard(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "How many earlier values to give, at most 24.",
            default = 4,
            validator(minimum = 0, maximum = 24)
        )]
        last: usize,
        #[graphql(desc = "Only the indicator with this code (prestatie-indicator).")] indicator_code: Option<String>,
        #[graphql(desc = "Only this client (gemeente).")] municipality_id: Option<ID>,
    ) -> async_graphql::Result<Vec<DashboardLine>> {
        let only = parse_optional::<PartyId>(municipality_id.as_ref(), "municipalityId")?;
        let lines = dashboard(ctx, self, last).await?;
        let asked = |line: &DashboardLine| line.concerns(indicator_code.as_deref(), only);
        Ok(lines.into_iter().filter(asked).collect())
    }

    /// Whether the viewer may open the reviews now although the annual report stays out (mag beoordeling openen).
    async fn viewer_can_open_review(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let today = RequestContext::of(ctx).today();
        let scope = Scope::cycle(&self.contract);
        permission(ctx, Action::OpenReview, &scope, || self.cycle.cannot_open_review(today))
    }
}

/// What is known of one indicator of one municipality when a year opens (context).
pub struct CycleContext {
    contract: Arc<domain::contract::Contract>,
    measure: Arc<domain::indicator::Measure>,
    line: domain::context::ContextLine,
    seen: SeenContext,
    cycle: CycleId,
}

/// What is known of one indicator of one municipality when a year opens (context).
#[Object]
impl CycleContext {
    /// The indicator (prestatie-indicator).
    async fn indicator(&self) -> ContractIndicator {
        ContractIndicator { measure: self.measure.clone(), contract: self.contract.clone() }
    }

    /// The municipality (gemeente).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.line.municipality).await
    }

    /// Earlier values (eerdere waarden), oldest first.
    async fn earlier_values(&self) -> Vec<figures::EarlierValue> {
        figures::earlier_values(&self.seen)
    }

    /// Where the running year stood (stand van het lopende jaar); nothing where an earlier value is suppressed.
    async fn standing(&self) -> Option<Standing> {
        self.seen.standing.clone().shown().flatten().map(|(standing, _)| standing.into())
    }

    /// The day until which that standing counts (stand tot en met).
    async fn standing_as_of(&self) -> Option<Date> {
        self.seen.standing.clone().shown().flatten().map(|(_, day)| Date(day))
    }

    /// What the last final review said of the indicator (oordeel).
    async fn judgement(&self) -> Option<Judgement> {
        self.line.reviewed.map(|(_, judgement)| judgement.into())
    }

    /// The last final review (beoordeling).
    async fn review(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Review>> {
        match self.line.reviewed {
            Some((id, _)) => super::review::of_earlier_year(ctx, self.cycle, id).await,
            None => Ok(None),
        }
    }

    /// The reference value (referentiewaarde).
    async fn reference_value(&self) -> Option<Decimal> {
        self.line.reference.map(Decimal)
    }

    /// The suggested target (voorgestelde streefwaarde); nothing where there is none or it rests on suppressed values.
    async fn suggested_target(&self) -> Option<Decimal> {
        figures::suggested(&self.seen).1
    }

    /// What stands where a suggested target is expected: it is suppressed (onderdrukt) where it rests on suppressed
    /// values.
    async fn suggested_target_status(&self) -> ValueStatus {
        figures::suggested(&self.seen).0
    }

    /// Why it is suggested (reden).
    async fn suggestion_reason(&self) -> SuggestionReason {
        self.line.suggestion.into()
    }

    /// Why it is suggested, in words (reden in woorden).
    async fn suggestion_in_words(&self, ctx: &Context<'_>) -> String {
        let request = RequestContext::of(ctx);
        let key = format!("suggestion-{}", self.line.suggestion.name().to_lowercase().replace('_', "-"));
        request.texts.text(request.locale(), &key, &[])
    }
}
