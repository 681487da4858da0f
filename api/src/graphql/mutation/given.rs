//! What an act gives, and how it is found once more when the act was done before.

mod seen;

use std::{future::Future, sync::Arc};

use async_graphql::Context;
use uuid::Uuid;

use crate::{
    commands::{CommandError, Done},
    domain::{
        self,
        ids::{FrameworkId, IndicatorId, PartyId, PersonId, TaskId},
        refusal::Code,
    },
    graphql::{
        context::RequestContext,
        errors::{Refusal, outcome},
        ids::Global,
        loaders,
        once::FIELD,
        types::{
            framework::{PolicyFramework, Task},
            indicator::PerformanceIndicator,
            party::{ExecutingOrganisation, Municipality, Party},
            person::{Person, person},
        },
    },
    storage,
};

/// A thing that an act gives.
pub trait Given: Sized + Send {
    /// What the act itself gives.
    type From: Send;

    /// The thing as the viewer sees it after the act.
    fn shown(ctx: &Context<'_>, from: Self::From) -> impl Future<Output = async_graphql::Result<Option<Self>>> + Send;

    /// The thing that the act gave when it was done, as it is now, if it still exists for the viewer.
    fn again(ctx: &Context<'_>, id: Uuid) -> impl Future<Output = async_graphql::Result<Option<Self>>> + Send;
}

/// What an act gave, now or when it was done before with the same key; or why it was refused.
pub async fn told<T: Given>(
    ctx: &Context<'_>,
    done: Done<T::From>,
) -> async_graphql::Result<(Option<T>, Vec<Refusal>)> {
    if let Err(CommandError::DoneBefore(id)) = done {
        // What was loaded before may be older than the act, which someone else may have done meanwhile.
        RequestContext::of(ctx).forget();
        let gone = || domain::refusal::Refusal::at(Code::NotFound, [FIELD]).into();
        return outcome(ctx, T::again(ctx, id).await?.ok_or_else(gone));
    }
    match outcome(ctx, done)? {
        (Some(from), errors) => Ok((T::shown(ctx, from).await?, errors)),
        (None, errors) => Ok((None, errors)),
    }
}

/// Things that everybody signed in may read, kept behind an `Arc`.
macro_rules! for_all {
    ($($shown:ty, as $wrap:path, from $from:ty, by $id:ty;)*) => {$(
        impl Given for $shown {
            type From = $from;

            async fn shown(_: &Context<'_>, from: $from) -> async_graphql::Result<Option<Self>> {
                Ok(Some($wrap(Arc::new(from))))
            }

            async fn again(ctx: &Context<'_>, id: Uuid) -> async_graphql::Result<Option<Self>> {
                Ok(loaders::one(ctx, <$id>::of(id)).await?.map($wrap))
            }
        }
    )*};
}

impl Given for Person {
    type From = storage::person::Person;

    async fn shown(_: &Context<'_>, from: storage::person::Person) -> async_graphql::Result<Option<Self>> {
        Ok(Some(Self(Arc::new(from))))
    }

    async fn again(ctx: &Context<'_>, id: Uuid) -> async_graphql::Result<Option<Self>> {
        Ok(Some(person(ctx, PersonId(id)).await?))
    }
}

for_all! {
    Municipality, as Municipality, from domain::party::Party, by PartyId;
    ExecutingOrganisation, as ExecutingOrganisation, from domain::party::Party, by PartyId;
    Party, as Party::from, from domain::party::Party, by PartyId;
    PolicyFramework, as PolicyFramework, from domain::framework::Framework, by FrameworkId;
    Task, as Task, from domain::framework::Task, by TaskId;
    PerformanceIndicator, as PerformanceIndicator, from domain::indicator::Indicator, by IndicatorId;
}
