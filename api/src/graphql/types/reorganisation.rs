//! Municipal reorganisations and what they move.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, Object, SimpleObject};

use super::{
    connection::connection,
    party::{ExecutingOrganisation, Municipality, municipality},
};
use crate::{
    commands,
    domain::{
        self,
        contract::By,
        ids::{PartyId, ReorganisationId},
        reorganisation::{Passing, ReorganisationState as State},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{ContractFate, JointBodyFate, ReorganisationState},
        errors::{Refusal, internal, read_failed, refusal},
        ids::Global,
        loaders,
        permission::{Permission, permission},
        scalars::{Date, DateTime, version},
        seen::{ById, Found},
    },
    policy::{Action, Scope, Viewer, decide},
    storage,
};

/// A municipal reorganisation (herindeling).
#[derive(Clone)]
pub struct Reorganisation(pub Arc<domain::reorganisation::Reorganisation>);

impl ById for Reorganisation {
    type Id = ReorganisationId;

    /// For the platform's administrators.
    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: ReorganisationId) -> Found<Self> {
        if decide(viewer, Action::ReadReorganisations, &Scope::Platform).is_err() {
            return Ok(None);
        }
        let database = &RequestContext::of(ctx).services.database;
        let found = storage::reorganisation::by_ids(database, &[id]).await.map_err(|error| read_failed(ctx, &error))?;
        Ok(found.into_iter().next().map(|it| Self(Arc::new(it))))
    }
}

/// A municipal reorganisation (herindeling): municipalities end, another takes their place on 1 January.
#[Object]
impl Reorganisation {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The version (versie) to give back with an act.
    async fn version(&self) -> i32 {
        version(self.0.version)
    }

    /// What people call it (naam).
    async fn name(&self) -> &String {
        &self.0.name
    }

    /// The day on which it takes effect (datum van herindeling).
    async fn date(&self) -> Date {
        Date(self.0.date)
    }

    /// The municipalities that end the day before (op te heffen gemeenten).
    async fn predecessors(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Municipality>> {
        Ok(loaders::many(ctx, self.0.predecessor_ids()).await?.into_iter().map(Municipality).collect())
    }

    /// The municipality that takes their place (rechtsopvolger).
    async fn successor(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.0.successor.id).await
    }

    /// The law that says so (wettelijke grondslag).
    async fn legal_basis(&self) -> &String {
        &self.0.legal_basis
    }

    /// How far it has come (stand).
    async fn state(&self) -> ReorganisationState {
        self.0.state.stage().into()
    }

    /// When it was done (uitgevoerd op).
    async fn executed_at(&self) -> Option<DateTime> {
        match self.0.state {
            State::Executed { at, .. } => Some(DateTime(at)),
            State::Planned | State::Cancelled { .. } => None,
        }
    }

    /// Why it was called off (reden van vervallen).
    async fn cancellation_reason(&self) -> Option<&String> {
        match &self.0.state {
            State::Cancelled { reason, .. } => Some(reason),
            State::Planned | State::Executed { .. } => None,
        }
    }

    /// Everything it would move if it were done now (voorbeeld), and what keeps it from being done; for a planned one.
    async fn preview(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<ReorganisationPreview>> {
        if self.0.state != State::Planned {
            return Ok(None);
        }
        let request = RequestContext::of(ctx);
        let by = By { person: viewer(ctx)?.person, at: request.services.clock.now(), today: request.today() };
        let (passing, mut unclear) = commands::reorganisation::preview(&request.services, &self.0, by)
            .await
            .map_err(|error| internal(ctx, &error))?;
        unclear.extend(self.0.cannot_execute(by.today));
        let unclear = unclear.iter().map(|it| refusal(ctx, it)).collect();
        Ok(Some(ReorganisationPreview::of(&passing, unclear)))
    }

    /// The joint arrangements that are to be adapted because of it (aan te passen regelingen, Wet arhi art. 41).
    async fn adaptations(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Adaptation>> {
        let database = &RequestContext::of(ctx).services.database;
        let found = storage::reorganisation::adaptations(database, &[self.0.id])
            .await
            .map_err(|error| read_failed(ctx, &error))?;
        Ok(found.into_iter().map(|(_, body, due_on)| Adaptation { body, due_on: Date(due_on) }).collect())
    }

    /// Whether the viewer may do it now (mag uitvoeren); what is unclear is told by its preview.
    async fn viewer_can_execute(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let today = RequestContext::of(ctx).today();
        permission(ctx, Action::ExecuteReorganisation, &Scope::Platform, || self.0.cannot_execute(today))
    }

    /// Whether the viewer may call it off now (mag laten vervallen).
    async fn viewer_can_cancel(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::CancelReorganisation, &Scope::Platform, || self.0.cannot_cancel())
    }
}

/// A joint arrangement that is to be adapted (aan te passen regeling).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Adaptation {
    #[graphql(skip)]
    body: PartyId,
    /// The last day by law (uiterlijk).
    pub due_on: Date,
}

#[ComplexObject]
impl Adaptation {
    /// The joint arrangement (gemeenschappelijke regeling).
    async fn organisation(&self, ctx: &Context<'_>) -> async_graphql::Result<ExecutingOrganisation> {
        Ok(ExecutingOrganisation(loaders::must(ctx, self.body).await?))
    }
}

/// What a reorganisation would move (voorbeeld). Of contracts no more than which: their content is not the platform's.
#[derive(SimpleObject)]
pub struct ReorganisationPreview {
    /// The contracts (overeenkomsten).
    pub contracts: Vec<MovedContract>,
    /// The joint bodies (gemeenschappelijke regelingen).
    pub bodies: Vec<MovedBody>,
    /// How many sets of targets are put together (samengevoegde doelstellingen).
    pub targets_merged: usize,
    /// How many years pass, with their open points and expected reports (overgaande jaarcycli).
    pub years_moved: usize,
    /// How many roles of people move (overgaande rollen).
    pub roles_moved: usize,
    /// How many frameworks the successor comes to own as well (overgaande beleidskaders).
    pub frameworks_moved: usize,
    /// How many memberships of categories of partners go on (overgaande leden van categorieën).
    pub category_members_moved: usize,
    /// What keeps it from being done (belemmeringen): too early, or unclear.
    pub refusals: Vec<Refusal>,
}

/// A contract that is moved (overgaande overeenkomst).
#[derive(SimpleObject)]
pub struct MovedContract {
    /// Its code.
    pub code: String,
    /// The name of its contractor (opdrachtnemer).
    pub contractor: String,
    /// What becomes of it (gevolg).
    pub fate: ContractFate,
    /// Its clients from the day on (opdrachtgevers), by name.
    pub clients: Vec<String>,
}

/// A joint body that is moved (gemeenschappelijke regeling).
#[derive(SimpleObject)]
pub struct MovedBody {
    /// Its name.
    pub name: String,
    /// What becomes of it (gevolg).
    pub fate: JointBodyFate,
    /// By when it is to be adapted, when it goes on (uiterlijk aanpassen).
    pub adapt_by: Option<Date>,
}

impl ReorganisationPreview {
    fn of(passing: &Passing, refusals: Vec<Refusal>) -> Self {
        let contract = |moved: &domain::reorganisation::MovedContract| MovedContract {
            code: moved.after.terms.code.clone(),
            contractor: moved.after.terms.contractor.name.clone(),
            fate: moved.fate.into(),
            clients: moved.clients_from_then().map(|client| client.municipality.name.clone()).collect(),
        };
        let body = |moved: &domain::reorganisation::MovedBody| MovedBody {
            name: moved.party.name.clone(),
            fate: moved.fate.into(),
            adapt_by: moved.adapt_by.map(Date),
        };
        Self {
            contracts: passing.contracts.iter().map(contract).collect(),
            bodies: passing.bodies.iter().map(body).collect(),
            targets_merged: passing.targets.len(),
            years_moved: passing.years.len(),
            roles_moved: passing.roles.len(),
            frameworks_moved: passing.frameworks.len(),
            category_members_moved: passing.categories.len(),
            refusals,
        }
    }
}

connection!(ReorganisationConnection, ReorganisationEdge, Reorganisation, "reorganisations (herindelingen)");
