//! Targets and the talks about them.

mod point;
mod step;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use self::step::{because, value};
use super::{
    cycle::{self, AnnualCycle, of_the_parties},
    indicator::{ContractIndicator, measures},
    party::{Municipality, municipality},
    review::{self, Review},
};
use crate::{
    domain::{
        self,
        ids::{TargetId, TargetSetId},
        indicator::{Measure, measure},
        target::{Aim, PreviousResult, TargetSetState as State},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{Side, TargetKind, TargetSetState, TargetState},
        errors::read_failed,
        ids::Global,
        loaders::{self, PointsOf, TargetsOf},
        permission::{Permission, permission},
        scalars::{Date, Decimal, version},
        seen::{ById, Found, place},
    },
    policy::{Action, Scope, Viewer, readable},
    storage,
};

pub use point::{OpenPoint, shown as shown_point};
pub use step::TargetStep;

/// The targets of one municipality in one year.
#[derive(Clone)]
pub struct TargetSet {
    /// The year.
    pub cycle: AnnualCycle,
    /// The set itself.
    pub set: Arc<domain::target::TargetSet>,
}

impl ById for TargetSet {
    type Id = TargetSetId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: TargetSetId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let database = &RequestContext::of(ctx).services.database;
        match storage::target::by_id(database, &seen).await.map_err(|error| read_failed(ctx, &error))? {
            Some(set) => shown(ctx, set).await,
            None => Ok(None),
        }
    }
}

/// The set as the viewer may see it.
pub async fn shown(ctx: &Context<'_>, set: domain::target::TargetSet) -> async_graphql::Result<Option<TargetSet>> {
    let viewer = viewer(ctx)?;
    let year = cycle::linked(ctx, set.cycle).await?;
    let year = year.filter(|year| readable(viewer, &Scope::targets(&year.contract, &set)));
    Ok(year.map(|cycle| TargetSet { cycle, set: Arc::new(set) }))
}

impl TargetSet {
    fn ask(
        &self,
        ctx: &Context<'_>,
        action: Action,
        guards: impl FnOnce(&domain::target::TargetSet, &domain::cycle::Cycle) -> Vec<domain::refusal::Refusal>,
    ) -> async_graphql::Result<Permission> {
        let scope = Scope::targets(&self.cycle.contract, &self.set);
        permission(ctx, action, &scope, || guards(&self.set, &self.cycle.cycle))
    }
}

/// The targets (doelstellingen) of one municipality in one year: proposed, countered, agreed and adopted together.
#[Object]
impl TargetSet {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.set.id.global()
    }

    /// The version (versie) to give back with an act.
    async fn version(&self) -> i32 {
        version(self.set.version)
    }

    /// The year (jaarcyclus).
    async fn cycle(&self) -> AnnualCycle {
        self.cycle.clone()
    }

    /// The municipality (gemeente).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.set.municipality.id).await
    }

    /// How far they have come (status).
    async fn state(&self) -> TargetSetState {
        self.set.state.stage().into()
    }

    /// The targets (streefwaarden), in the contract's order.
    async fn targets(&self) -> Vec<Target> {
        let with = |target: &domain::target::Target| Target { cycle: self.cycle.clone(), target: target.clone() };
        self.set.targets.iter().map(with).collect()
    }

    /// The reference of the college's decision (kenmerk van het besluit), once adopted.
    async fn decision_reference(&self) -> Option<&String> {
        match &self.set.state {
            State::Adopted { adoption, .. } => Some(&adoption.decision_reference),
            _ => None,
        }
    }

    /// The day of the decision (datum van het besluit).
    async fn decided_on(&self) -> Option<Date> {
        match &self.set.state {
            State::Adopted { adoption, .. } => Some(Date(adoption.decided_on)),
            _ => None,
        }
    }

    /// Whether the viewer may write down targets now (mag invullen).
    async fn viewer_can_set(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::SetTargets, domain::target::TargetSet::cannot_set)
    }

    /// Whether the viewer may propose them now (mag voorstellen); otherwise everything that is missing.
    async fn viewer_can_propose(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let measures = measures(ctx, &self.cycle.contract).await?;
        let points = loaders::must(ctx, PointsOf(self.cycle.cycle.id)).await?;
        self.ask(ctx, Action::ProposeTargets, |set, cycle| set.cannot_propose(cycle, &measures, &points))
    }

    /// Whether the viewer may counter targets now (mag tegenvoorstel doen).
    async fn viewer_can_counter(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::CounterTargets, domain::target::TargetSet::cannot_answer)
    }

    /// Whether the viewer may agree with targets now (mag instemmen).
    async fn viewer_can_agree(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::AgreeTargets, domain::target::TargetSet::cannot_answer)
    }

    /// Whether the viewer may adopt them now (mag vaststellen).
    async fn viewer_can_adopt(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::AdoptTargets, domain::target::TargetSet::cannot_adopt)
    }
}

/// One target.
#[derive(Clone)]
pub struct Target {
    /// The year.
    pub cycle: AnnualCycle,
    /// The target itself.
    pub target: domain::target::Target,
}

impl ById for Target {
    type Id = TargetId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: TargetId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let Some(cycle) = cycle::linked(ctx, seen.root().cycle).await? else { return Ok(None) };
        let sets = loaders::must(ctx, TargetsOf(cycle.cycle.id)).await?;
        let mut read = sets.iter().filter(|set| readable(viewer, &Scope::targets(&cycle.contract, set)));
        let target = read.find_map(|set| set.targets.iter().find(|target| target.id == id)).cloned();
        Ok(target.map(|target| Self { cycle, target }))
    }
}

/// One target (streefwaarde): what is aimed at, why, and how far the talks have come.
#[Object]
impl Target {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.target.id.global()
    }

    /// The indicator (prestatie-indicator) it is for.
    async fn indicator(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<ContractIndicator>> {
        let measures = measures(ctx, &self.cycle.contract).await?;
        let of =
            |it: &Measure| ContractIndicator { measure: Arc::new(it.clone()), contract: self.cycle.contract.clone() };
        Ok(measure(&measures, self.target.indicator).map(of))
    }

    /// Of what kind it is (soort); nothing when there is explicitly no target.
    async fn kind(&self) -> Option<TargetKind> {
        match &self.target.aim {
            Aim::Value { kind, .. } => Some((*kind).into()),
            Aim::NoTarget { .. } => None,
        }
    }

    /// What is aimed at (streefwaarde).
    async fn value(&self) -> Option<Decimal> {
        value(&self.target.aim)
    }

    /// Why there is no target (geen streefwaarde, want).
    async fn no_target_because(&self) -> Option<&String> {
        because(&self.target.aim)
    }

    /// The reasoning from the labour market (arbeidsmarkt).
    async fn labour_market(&self) -> &String {
        &self.target.reasoning.labour_market
    }

    /// The reasoning from the size and nature of the groups (doelgroepen).
    async fn target_groups(&self) -> &String {
        &self.target.reasoning.target_groups
    }

    /// The reviewed result of the year before (beoordeeld resultaat), if one is linked.
    async fn previous_review(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Review>> {
        match self.target.reasoning.previous {
            PreviousResult::Reviewed(id) => review::of_earlier_year(ctx, self.cycle.cycle.id, id).await,
            PreviousResult::None { .. } => Ok(None),
        }
    }

    /// Why no reviewed result is linked (geen eerder resultaat, want).
    async fn no_previous_result_because(&self) -> Option<&String> {
        match &self.target.reasoning.previous {
            PreviousResult::Reviewed(_) => None,
            PreviousResult::None { because } => Some(because),
        }
    }

    /// How far it has come (status).
    async fn state(&self) -> TargetState {
        self.target.state.into()
    }

    /// Whose move it is (aan zet), while it is being talked about.
    async fn turn(&self) -> Option<Side> {
        self.target.turn().map(Into::into)
    }

    /// Every step of the talks (stappen), oldest first; for the parties.
    async fn steps(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<TargetStep>> {
        if !of_the_parties(ctx, &self.cycle.contract)? {
            return Ok(Vec::new());
        }
        Ok(self.target.steps.iter().map(TargetStep::of).collect())
    }
}
