//! How a municipality has arranged the chain, as far as the viewer may see it.

mod choice;
mod compared;

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

use super::{
    contract::{self, Contract},
    party::{Municipality, Party, municipality, party},
};
use crate::{
    domain::{
        self,
        governance::values,
        ids::{ArrangementId, PartyId},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{ChainElement, ExecutionScale, ExecutionSector, MunicipalRole},
        errors::read_failed,
        ids::Global,
        loaders::{self, ArrangementsOf, ChoicesOf, CoreValuesOf},
        permission::{Permission, permission},
        scalars::{Date, version},
        seen::{ById, Found, place},
    },
    policy::{Action, Scope, Viewer, readable},
    storage,
};

pub use choice::{GovernanceChoice, GovernanceScenario};

/// One of those who execute an element (uitvoerder), as far as it is known.
pub struct Execution(pub domain::governance::Execution);

/// One of those who execute an element (uitvoerder), as far as it is known.
#[Object]
impl Execution {
    /// The party that executes (uitvoerder).
    async fn executor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Party>> {
        match &self.0.executor {
            Some(executor) => Ok(Some(party(ctx, executor.id).await?)),
            None => Ok(None),
        }
    }

    /// The contract (overeenkomst) under which it is executed, if it exists for the viewer.
    async fn contract(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Contract>> {
        match self.0.contract {
            Some(id) => contract::linked(ctx, id).await,
            None => Ok(None),
        }
    }

    /// Who executes, in words (in woorden).
    async fn in_words(&self) -> Option<&String> {
        self.0.in_words.as_ref()
    }

    /// In which sector (publiek, privaat), where that was said.
    async fn sector(&self) -> Option<ExecutionSector> {
        self.0.sector.map(Into::into)
    }

    /// At which scale (schaal), where that was said.
    async fn scale(&self) -> Option<ExecutionScale> {
        self.0.scale.map(Into::into)
    }
}

/// An arrangement of an element (inrichting).
#[derive(Clone)]
pub struct Arrangement(pub Arc<domain::governance::arrangement::Arrangement>);

impl ById for Arrangement {
    type Id = ArrangementId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: ArrangementId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let database = &RequestContext::of(ctx).services.database;
        let found =
            storage::governance::arrangement(database, &seen).await.map_err(|error| read_failed(ctx, &error))?;
        let found = found.filter(|it| readable(viewer, &Scope::arrangements(it.municipality)));
        Ok(found.map(|it| Self(Arc::new(it))))
    }
}

/// Who directs and executes an element of the chain in a municipality (inrichting), over time.
#[Object]
impl Arrangement {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The version (versie) to give back with an act: it tells what the viewer had read.
    async fn version(&self) -> i32 {
        version(self.0.version)
    }

    /// The municipality (gemeente).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.0.municipality).await
    }

    /// The element of the chain (onderdeel van de keten).
    async fn element(&self) -> ChainElement {
        self.0.element.into()
    }

    /// What the municipality keeps to itself (rol van de gemeente).
    async fn role(&self) -> MunicipalRole {
        self.0.role.into()
    }

    /// Who executes (uitvoering): one or more at the same time.
    async fn executions(&self) -> Vec<Execution> {
        self.0.executions.iter().cloned().map(Execution).collect()
    }

    /// From which day (vanaf).
    async fn from(&self) -> Date {
        Date(self.0.from)
    }

    /// Up to and including which day (tot en met), where its end is known.
    async fn to(&self) -> Option<Date> {
        self.0.to.map(Date)
    }

    /// The reference of the decision (kenmerk van het besluit), where there is one.
    async fn decision_reference(&self) -> Option<&String> {
        self.0.decision_reference.as_ref()
    }

    /// The reference of the decision to end it (kenmerk van het besluit tot beëindiging), where there is one.
    async fn end_reference(&self) -> Option<&String> {
        self.0.end_reference.as_ref()
    }

    /// Whether the viewer may end it now (mag beëindigen).
    async fn viewer_can_end(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let scope = Scope::arrangements(self.0.municipality);
        permission(ctx, Action::EndArrangement, &scope, || self.0.cannot_end())
    }
}

/// The core values (kernwaarden) of a municipality, in order.
#[derive(SimpleObject)]
pub struct CoreValues {
    /// The values in words; none while they are not defined.
    pub values: Vec<String>,
    /// The version (versie) to give back with an act; zero while they are not defined.
    pub version: i32,
}

impl From<&values::CoreValues> for CoreValues {
    fn from(it: &values::CoreValues) -> Self {
        Self { values: it.values.clone(), version: version(it.version) }
    }
}

/// How a municipality steers the chain (sturing).
pub struct MunicipalGovernance {
    municipality: PartyId,
}

impl MunicipalGovernance {
    /// The governance of a municipality, if it exists for the viewer.
    pub fn visible(ctx: &Context<'_>, municipality: PartyId) -> async_graphql::Result<Option<Self>> {
        let seen = readable(viewer(ctx)?, &Scope::arrangements(municipality));
        Ok(seen.then_some(Self { municipality }))
    }

    fn preparing(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        Ok(readable(viewer(ctx)?, &Scope::preparation(self.municipality)))
    }
}

/// How a municipality steers the chain of work and income (sturing): for the municipality itself, and what is arranged
/// and chosen for its council as well.
#[Object]
impl MunicipalGovernance {
    /// How each element is arranged on a day (inrichting), in the order of the chain; today unless asked otherwise.
    async fn arrangements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<Vec<Arrangement>> {
        let day = as_of.map_or_else(|| RequestContext::of(ctx).today(), |day| day.0);
        let all = loaders::must(ctx, ArrangementsOf(self.municipality)).await?;
        let holding = domain::governance::arrangement::on(&all, day);
        Ok(holding.into_iter().map(|it| Arrangement(Arc::new(it.clone()))).collect())
    }

    /// All arrangements there were and will be (geschiedenis), oldest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this element of the chain (onderdeel); of all when left out.")] element: Option<
            ChainElement,
        >,
    ) -> async_graphql::Result<Vec<Arrangement>> {
        let all = loaders::must(ctx, ArrangementsOf(self.municipality)).await?;
        let element = element.map(domain::governance::ChainElement::from);
        let wanted = all.iter().filter(|it| element.is_none_or(|element| element == it.element));
        Ok(wanted.map(|it| Arrangement(Arc::new(it.clone()))).collect())
    }

    /// The core values (kernwaarden); for the municipality's own staff.
    async fn core_values(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<CoreValues>> {
        if !self.preparing(ctx)? {
            return Ok(None);
        }
        let found = loaders::must(ctx, CoreValuesOf(self.municipality)).await?;
        let none = values::CoreValues::undefined(self.municipality);
        Ok(Some(found.first().unwrap_or(&none).into()))
    }

    /// The choices between scenarios (keuzes) that exist for the viewer, newest first.
    async fn choices(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<GovernanceChoice>> {
        let viewer = viewer(ctx)?;
        let all = loaders::must(ctx, ChoicesOf(self.municipality)).await?;
        let seen = all.iter().filter(|choice| readable(viewer, &Scope::choice(choice)));
        Ok(seen.map(|choice| GovernanceChoice(Arc::new(choice.clone()))).collect())
    }

    /// Whether the viewer may arrange an element now (mag inrichten).
    async fn viewer_can_set_arrangement(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::SetArrangement, &Scope::arrangements(self.municipality), Vec::new)
    }

    /// Whether the viewer may define the core values now (mag kernwaarden bepalen).
    async fn viewer_can_define_core_values(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::DefineCoreValues, &Scope::preparation(self.municipality), Vec::new)
    }

    /// Whether the viewer may open a choice now (mag een keuze openen).
    async fn viewer_can_open_choice(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::OpenGovernanceChoice, &Scope::preparation(self.municipality), Vec::new)
    }
}
