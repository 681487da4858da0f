//! Points left open by earlier reviews.

use async_graphql::{Context, ID, Object};

use crate::{
    domain::{self, ids::OpenPointId, target::PointAnswer},
    graphql::{
        context::{RequestContext, viewer},
        errors::read_failed,
        ids::Global,
        loaders::{self, TargetsOf},
        permission::{Permission, permission},
        scalars::version,
        seen::{ById, Found, place},
        types::{
            cycle::{self, AnnualCycle},
            party::{Municipality, municipality},
        },
    },
    policy::{Action, Scope, Viewer, readable},
    storage,
};

/// A point left open by an earlier review (openstaand punt).
#[derive(Clone)]
pub struct OpenPoint {
    /// The year that must answer it.
    pub cycle: AnnualCycle,
    /// The point itself.
    pub point: domain::target::OpenPoint,
    /// Whether the viewer reads how it was dealt with: not while the targets that deal with it are another's draft.
    told: bool,
}

impl ById for OpenPoint {
    type Id = OpenPointId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: OpenPointId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let database = &RequestContext::of(ctx).services.database;
        match storage::cycle::point(database, &seen).await.map_err(|error| read_failed(ctx, &error))? {
            Some(point) => shown(ctx, point).await,
            None => Ok(None),
        }
    }
}

/// The point as the viewer may see it, if it exists for them.
pub async fn shown(ctx: &Context<'_>, point: domain::target::OpenPoint) -> Found<OpenPoint> {
    let viewer = viewer(ctx)?;
    let year = cycle::linked(ctx, point.cycle).await?;
    match year.filter(|year| readable(viewer, &Scope::open_point(&year.contract, &point))) {
        Some(year) => Ok(Some(OpenPoint::of(ctx, &year, point).await?)),
        None => Ok(None),
    }
}

impl OpenPoint {
    /// The point as the viewer may see it: how it was dealt with only together with the targets that do so.
    pub async fn of(
        ctx: &Context<'_>,
        cycle: &AnnualCycle,
        point: domain::target::OpenPoint,
    ) -> async_graphql::Result<Self> {
        let sets = loaders::must(ctx, TargetsOf(cycle.cycle.id)).await?;
        let set = sets.iter().find(|set| set.municipality.id == point.municipality.id);
        let viewer = viewer(ctx)?;
        let told = set.is_none_or(|set| readable(viewer, &Scope::targets(&cycle.contract, set)));
        Ok(Self { cycle: cycle.clone(), point, told })
    }

    fn answer(&self) -> Option<&PointAnswer> {
        self.point.answer.as_ref().filter(|_| self.told)
    }
}

/// A point left open by an earlier review (openstaand punt): answered by a target or closed with a reason.
#[Object]
impl OpenPoint {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.point.id.global()
    }

    /// The version (versie) to give back with an act: it tells what the viewer had read. Nothing, as `answered`, for who
    /// does not see how it is dealt with.
    async fn version(&self) -> Option<i32> {
        self.told.then_some(version(self.point.version))
    }

    /// The municipality (gemeente) that must answer it.
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.point.municipality.id).await
    }

    /// The consequence (gevolg) in words.
    async fn description(&self) -> &String {
        &self.point.description
    }

    /// Whether it has been dealt with (afgehandeld); nothing while the targets of its municipality are a draft that the
    /// viewer does not see.
    async fn answered(&self) -> Option<bool> {
        self.told.then_some(self.point.answer.is_some())
    }

    /// The target (streefwaarde) that answers it.
    async fn target_id(&self) -> Option<ID> {
        match self.answer() {
            Some(PointAnswer::Target(target)) => Some(target.global()),
            _ => None,
        }
    }

    /// Why it was closed (reden van afsluiting).
    async fn closed_because(&self) -> Option<&String> {
        match self.answer() {
            Some(PointAnswer::Closed { reason, .. }) => Some(reason),
            _ => None,
        }
    }

    /// Whether the viewer may deal with it now (mag afhandelen).
    async fn viewer_can_close(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let sets = loaders::must(ctx, TargetsOf(self.cycle.cycle.id)).await?;
        let own = sets.iter().find(|set| set.municipality.id == self.point.municipality.id);
        let Some(set) = own else { return Ok(Permission { allowed: false, reasons: Vec::new() }) };
        let scope = Scope::open_point(&self.cycle.contract, &self.point);
        permission(ctx, Action::CloseOpenPoint, &scope, || self.point.cannot_close(set, &self.cycle.cycle))
    }
}
