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
        seen::again,
        types::{
            coherence::FindingDismissal,
            contract::Contract,
            cycle::AnnualCycle,
            governance::{Arrangement, CoreValues, GovernanceChoice, GovernanceScenario},
            indicator::Dimension,
            invitation::Invitation,
            mail::Mail,
            reorganisation::Reorganisation,
            report::Report,
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
        |id| again(ctx, ContractId(id)).await;
    AnnualCycle, from domain::cycle::Cycle: |ctx, it| again(ctx, it.id).await,
        |id| again(ctx, CycleId(id)).await;
    TargetSet, from domain::target::TargetSet: |ctx, it| target::shown(ctx, it).await,
        |id| again(ctx, TargetSetId(id)).await;
    OpenPoint, from domain::target::OpenPoint: |ctx, it| target::shown_point(ctx, it).await,
        |id| again(ctx, OpenPointId(id)).await;
    // Read anew, so that nobody is shown another's working copy.
    Report, from ReportId: |ctx, it| again(ctx, it).await,
        |id| again(ctx, ReportId(id)).await;
    Review, from domain::review::Review: |ctx, it| review::shown(ctx, it).await,
        |id| again(ctx, ReviewId(id)).await;
    Invitation, from domain::invitation::Invitation: |ctx, it| Ok(Some(Self(Arc::new(it)))),
        |id| again(ctx, InvitationId(id)).await;
    Reorganisation, from domain::reorganisation::Reorganisation: |ctx, it| Ok(Some(Self(Arc::new(it)))),
        |id| again(ctx, ReorganisationId(id)).await;
    Arrangement, from domain::governance::arrangement::Arrangement: |ctx, it| Ok(Some(Self(Arc::new(it)))),
        |id| again(ctx, ArrangementId(id)).await;
    CoreValues, from domain::governance::values::CoreValues: |ctx, it| Ok(Some(Self::from(&it))),
        |id| core_values(ctx, PartyId(id)).await;
    GovernanceChoice, from domain::governance::choice::Choice: |ctx, it| Ok(Some(Self(Arc::new(it)))),
        |id| again(ctx, ChoiceId(id)).await;
    GovernanceScenario, from (domain::governance::choice::Choice, ScenarioId): |ctx, it| Ok(Self::of(it.0, it.1)),
        |id| again(ctx, ScenarioId(id)).await;
    Dimension, from domain::indicator::Dimension: |ctx, it| Ok(Some(Self(it))),
        |id| again(ctx, DimensionId(id)).await;
    Mail, from storage::outbox::MailRecord: |ctx, it| Ok(Some(Self::from(it))), |id| mail(ctx, id).await;
    FindingDismissal, from domain::coherence::dismissal::Dismissal: |ctx, it| Ok(Some(Self::recorded(it))),
        |id| dismissal(ctx, DismissalId(id)).await;
}

fn database<'a>(ctx: &Context<'a>) -> &'a Connection {
    &RequestContext::of(ctx).services.database
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
