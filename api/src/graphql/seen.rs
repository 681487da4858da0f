//! The one way in which a thing is found by an identity that a client gave.
//!
//! It cannot be gone without a viewer, and what does not exist for them is answered as what does not exist at all:
//! nothing, after as many statements. Identities that come out of rows the viewer already reads are loaded by `loaders`.

use std::future::Future;

use async_graphql::{Context, ID};

use super::{
    context::{RequestContext, viewer},
    errors::read_failed,
    ids::Global,
};
use crate::{
    policy::Viewer,
    storage::{
        self,
        seen::{Seen, Sought},
    },
};

/// A thing, if it exists for the viewer.
pub type Found<T> = async_graphql::Result<Option<T>>;

/// A thing that clients name by its identity.
pub trait ById: Sized + Send {
    /// Its identity.
    type Id: Global;

    /// The thing, if it exists for the viewer.
    fn find(ctx: &Context<'_>, viewer: &Viewer, id: Self::Id) -> impl Future<Output = Found<Self>> + Send;
}

/// The thing with the identity that a client gave at `field`, if it exists for the viewer. Who asks comes first: whoever
/// is not signed in learns nothing of the identity, not even whether it is one.
pub async fn seen<T: ById>(ctx: &Context<'_>, id: &ID, field: &str) -> Found<T> {
    let viewer = viewer(ctx)?;
    T::find(ctx, viewer, T::Id::parse(id, field)?).await
}

/// The thing with an identity that was written down for the viewer.
pub async fn again<T: ById>(ctx: &Context<'_>, id: T::Id) -> Found<T> {
    T::find(ctx, viewer(ctx)?, id).await
}

/// Where the thing hangs, if that exists for the viewer.
pub async fn place<I: Sought>(ctx: &Context<'_>, viewer: &Viewer, id: I) -> Found<Seen<I>> {
    let database = &RequestContext::of(ctx).services.database;
    storage::seen::find(database, viewer, id).await.map_err(|error| read_failed(ctx, &error))
}
