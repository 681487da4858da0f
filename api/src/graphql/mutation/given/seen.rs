//! Things that exist for some and not for others: found once more with the rights of now.

use std::sync::Arc;

use async_graphql::Context;
use uuid::Uuid;

use super::Given;
use crate::{
    domain::{
        self,
        ids::{
            ArrangementId, ChoiceId, ContractId, CycleId, DimensionId, DismissalId, InvitationId, OpenPointId, PartyId,
            ReorganisationId, ReportId, ReviewId, ScenarioId, TargetSetId,
        },
    },
    graphql::{
        context::{RequestContext, viewer},
        errors::read_failed,
        loaders::{self, CoreValuesOf},
        types::{
            coherence::FindingDismissal,
            contract::{self, Contract},
            cycle::{self, AnnualCycle},
            governance::{self, Arrangement, CoreValues, GovernanceChoice, GovernanceScenario},
            indicator::Dimension,
            invitation::{self, Invitation},
            mail::Mail,
            reorganisation::{self, Reorganisation},
            report::{self, Report},
            review::{self, Review},
            target::{self, OpenPoint, TargetSet},
        },
    },
    policy::{Action, Scope, decide, readable},
    storage::{self, Connection},
};

type Found<T> = async_graphql::Result<Option<T>>;

/// Each thing: what its act gives, how that is shown, and how the thing is found by its identity.
macro_rules! given {
    ($($shown:ty, from $from:ty: |$ctx:ident, $it:ident| $show:expr, |$id:ident| $again:expr;)*) => {$(
        impl Given for $shown {
            type From = $from;

            async fn shown($ctx: &Context<'_>, $it: $from) -> Found<Self> {
                let _ = $ctx;
                $show
            }

            async fn again($ctx: &Context<'_>, $id: Uuid) -> Found<Self> {
                $again
            }
        }
    )*};
}

given! {
    Contract, from domain::contract::Contract: |ctx, it| Ok(Some(Self::of(ctx, Arc::new(it)))),
        |id| contract::visible(ctx, ContractId(id)).await;
    AnnualCycle, from domain::cycle::Cycle: |ctx, it| cycle::visible(ctx, it.id).await,
        |id| cycle::visible(ctx, CycleId(id)).await;
    TargetSet, from domain::target::TargetSet: |ctx, it| target::shown(ctx, it).await,
        |id| target::visible(ctx, TargetSetId(id)).await;
    OpenPoint, from domain::target::OpenPoint: |ctx, it| point(ctx, it).await,
        |id| match storage::cycle::point(database(ctx), OpenPointId(id)).await {
            Ok(Some(found)) => point(ctx, found).await,
            Ok(None) => Ok(None),
            Err(error) => Err(read_failed(ctx, &error)),
        };
    // Read anew, so that nobody is shown another's working copy.
    Report, from ReportId: |ctx, it| report::visible(ctx, it).await,
        |id| report::visible(ctx, ReportId(id)).await;
    Review, from domain::review::Review: |ctx, it| review::shown(ctx, it).await,
        |id| review::visible(ctx, ReviewId(id)).await;
    Invitation, from domain::invitation::Invitation: |ctx, it| Ok(Some(Self(Arc::new(it)))),
        |id| invitation::visible(ctx, InvitationId(id)).await;
    Reorganisation, from domain::reorganisation::Reorganisation: |ctx, it| Ok(Some(Self(Arc::new(it)))),
        |id| reorganisation::visible(ctx, ReorganisationId(id)).await;
    Arrangement, from domain::governance::arrangement::Arrangement: |ctx, it| Ok(Some(Self(Arc::new(it)))),
        |id| governance::visible_arrangement(ctx, ArrangementId(id)).await;
    CoreValues, from domain::governance::values::CoreValues: |ctx, it| Ok(Some(Self::from(&it))),
        |id| core_values(ctx, PartyId(id)).await;
    GovernanceChoice, from domain::governance::choice::Choice: |ctx, it| Ok(Some(Self(Arc::new(it)))),
        |id| governance::visible_choice(ctx, ChoiceId(id)).await;
    GovernanceScenario, from (domain::governance::choice::Choice, ScenarioId): |ctx, it| Ok(Self::of(it.0, it.1)),
        |id| governance::visible_scenario(ctx, ScenarioId(id)).await;
    Dimension, from domain::indicator::Dimension: |ctx, it| Ok(Some(Self(it))),
        |id| match storage::indicator::dimensions(database(ctx), &[DimensionId(id)]).await {
            Ok(found) => Ok(found.into_iter().next().map(Self)),
            Err(error) => Err(read_failed(ctx, &error)),
        };
    Mail, from storage::outbox::MailRecord: |ctx, it| Ok(Some(Self::from(it))), |id| mail(ctx, id).await;
    FindingDismissal, from domain::coherence::dismissal::Dismissal: |ctx, it| Ok(Some(Self::recorded(it))),
        |id| dismissal(ctx, DismissalId(id)).await;
}

fn database<'a>(ctx: &Context<'a>) -> &'a Connection {
    &RequestContext::of(ctx).services.database
}

async fn point(ctx: &Context<'_>, point: domain::target::OpenPoint) -> Found<OpenPoint> {
    match cycle::visible(ctx, point.cycle).await? {
        Some(cycle) => Ok(Some(OpenPoint::of(ctx, &cycle, point).await?)),
        None => Ok(None),
    }
}

async fn core_values(ctx: &Context<'_>, municipality: PartyId) -> Found<CoreValues> {
    if !readable(viewer(ctx)?, &Scope::preparation(municipality)) {
        return Ok(None);
    }
    Ok(loaders::must(ctx, CoreValuesOf(municipality)).await?.first().map(CoreValues::from))
}

async fn mail(ctx: &Context<'_>, id: Uuid) -> Found<Mail> {
    if decide(viewer(ctx)?, Action::ReadMail, &Scope::Platform).is_err() {
        return Ok(None);
    }
    let found = storage::outbox::by_id(database(ctx), id).await.map_err(|error| read_failed(ctx, &error))?;
    Ok(found.map(Mail::from))
}

async fn dismissal(ctx: &Context<'_>, id: DismissalId) -> Found<FindingDismissal> {
    let found = storage::coherence::by_id(database(ctx), id).await.map_err(|error| read_failed(ctx, &error))?;
    let viewer = viewer(ctx)?;
    let seen = found.filter(|it| readable(viewer, &Scope::coherence(it.municipality)));
    Ok(seen.map(FindingDismissal::recorded))
}
