//! Indicators: the library, and their use in contracts.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

use super::{connection::connection, contract, framework::PolicyGoal};
use crate::{
    commands::act_measures,
    domain::{
        self,
        ids::{ContractIndicatorId, DimensionId},
        indicator::{Measures, measure},
    },
    graphql::{
        context::RequestContext,
        enums::{Direction, IndicatorKind, Locale},
        errors::read_failed,
        figures::{self, KnownValue},
        ids::Global,
        loaders,
        scalars::Decimal,
        seen::{ById, Found, place},
    },
    policy::Viewer,
    storage,
};

/// A definition in the library (prestatie-indicator).
#[derive(Clone)]
pub struct PerformanceIndicator(pub Arc<domain::indicator::Indicator>);

/// A definition in the library (prestatie-indicator).
#[Object]
impl PerformanceIndicator {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// Its code, unique.
    async fn code(&self) -> &String {
        &self.0.code
    }

    /// Its name (naam), in Dutch unless asked otherwise.
    async fn name(
        &self,
        #[graphql(desc = "The language (taal) of the name.", default_with = "Locale::Nl")] locale: Locale,
    ) -> &String {
        match locale {
            Locale::Nl => &self.0.name_nl,
            Locale::En => &self.0.name_en,
        }
    }

    /// What exactly is counted (omschrijving).
    async fn description(&self) -> &String {
        &self.0.description
    }

    /// The unit (eenheid).
    async fn unit(&self) -> &String {
        &self.0.unit
    }

    /// How values behave over time (soort).
    async fn kind(&self) -> IndicatorKind {
        self.0.kind.into()
    }

    /// Which way is good (richting).
    async fn direction(&self) -> Direction {
        self.0.direction.into()
    }

    /// How many decimals its values have (decimalen).
    async fn decimals(&self) -> i32 {
        i32::try_from(self.0.decimals).unwrap_or_default()
    }

    /// Whether each report gives the year so far instead of the period alone (cumulatief).
    async fn cumulative(&self) -> bool {
        self.0.cumulative
    }

    /// How it is broken down (uitsplitsing), if it is.
    async fn dimension(&self) -> Option<Dimension> {
        self.0.dimension.clone().map(Dimension)
    }

    /// A national or other reference value (referentiewaarde).
    async fn reference_value(&self) -> Option<Decimal> {
        self.0.reference.as_ref().map(|it| Decimal(it.value))
    }

    /// Where the reference value comes from (bron).
    async fn reference_source(&self) -> Option<&String> {
        self.0.reference.as_ref().map(|it| &it.source)
    }
}

/// A breakdown (uitsplitsing).
#[derive(Clone)]
pub struct Dimension(pub domain::indicator::Dimension);

impl ById for Dimension {
    type Id = DimensionId;

    /// The library is there for everybody who is signed in.
    async fn find(ctx: &Context<'_>, _: &Viewer, id: DimensionId) -> Found<Self> {
        let database = &RequestContext::of(ctx).services.database;
        let found = storage::indicator::dimensions(database, &[id]).await.map_err(|error| read_failed(ctx, &error))?;
        Ok(found.into_iter().next().map(Self))
    }
}

/// A breakdown (uitsplitsing): its cells add up to the total.
#[Object]
impl Dimension {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// Its code, unique.
    async fn code(&self) -> &String {
        &self.0.code
    }

    /// Its Dutch name.
    async fn name_nl(&self) -> &String {
        &self.0.name_nl
    }

    /// Its English name.
    async fn name_en(&self) -> &String {
        &self.0.name_en
    }

    /// Its cells (categorieën), in order.
    async fn cells(&self) -> Vec<DimensionCell> {
        let cell = |it: &domain::indicator::Cell| DimensionCell {
            code: it.code.clone(),
            name_nl: it.name_nl.clone(),
            name_en: it.name_en.clone(),
        };
        self.0.cells.iter().map(cell).collect()
    }
}

/// A cell of a breakdown (categorie).
#[derive(SimpleObject)]
pub struct DimensionCell {
    /// Its code within the dimension.
    pub code: String,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its English name.
    pub name_en: String,
}

/// An indicator as used by one contract (prestatie-indicator in de overeenkomst).
#[derive(Clone)]
pub struct ContractIndicator {
    /// The indicator with its definition.
    pub measure: Arc<domain::indicator::Measure>,
    /// The contract that uses it, as it is read here.
    pub contract: Arc<domain::contract::Contract>,
}

impl ById for ContractIndicator {
    type Id = ContractIndicatorId;

    /// As the contract reads today; one that is not in that text, as it stood in the last that had it.
    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: ContractIndicatorId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let Some(contract) = contract::linked(ctx, seen.root()).await? else { return Ok(None) };
        let contract = contract.inner();
        let has = |text: &&domain::contract::Contract| text.indicators.iter().any(|usage| usage.id == id);
        let today = Some(contract.as_of(RequestContext::of(ctx).today())).filter(has);
        let before = || contract.adopted_texts().filter(has).last();
        let Some(text) = today.or_else(before).or_else(|| Some(contract.as_ref()).filter(has)) else { return Ok(None) };
        let measures = measures(ctx, text).await?;
        let measure = measure(&measures, id).cloned().map(Arc::new);
        Ok(measure.map(|measure| Self { measure, contract: Arc::new(text.clone()) }))
    }
}

/// An indicator as used by one contract (prestatie-indicator in de overeenkomst).
#[Object]
impl ContractIndicator {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.measure.usage.id.global()
    }

    /// The definition (definitie).
    async fn indicator(&self) -> PerformanceIndicator {
        PerformanceIndicator(Arc::new(self.measure.definition.clone()))
    }

    /// The goal (doel) it measures.
    async fn goal(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PolicyGoal>> {
        match self.measure.usage.goal {
            Some(goal) => Ok(Some(PolicyGoal(loaders::must(ctx, goal).await?))),
            None => Ok(None),
        }
    }

    /// Green up to this far from the target, in percent of it (marge groen–oranje).
    async fn amber_margin(&self) -> Decimal {
        Decimal(self.measure.usage.amber_margin)
    }

    /// Red beyond this far from the target, in percent of it (marge oranje–rood).
    async fn red_margin(&self) -> Decimal {
        Decimal(self.measure.usage.red_margin)
    }

    /// Whether only the annual report gives it (alleen jaarlijks).
    async fn annual_only(&self) -> bool {
        self.measure.usage.annual_only
    }

    /// Figures from before the service (bekende cijfers), for all clients together.
    async fn known_values(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<KnownValue>> {
        figures::known_values(ctx, &self.contract, &self.measure).await
    }
}

/// The contract's indicators with their definitions.
pub async fn measures(ctx: &Context<'_>, contract: &domain::contract::Contract) -> async_graphql::Result<Measures> {
    let ids = contract.indicators.iter().map(|usage| usage.indicator).collect();
    let definitions: Vec<_> = loaders::many(ctx, ids).await?.iter().map(|it| it.as_ref().clone()).collect();
    Ok(act_measures(contract, &definitions))
}

connection!(
    PerformanceIndicatorConnection,
    PerformanceIndicatorEdge,
    PerformanceIndicator,
    "indicators of the library (prestatie-indicatoren)"
);
