//! Municipal reorganisations, for the platform's administrators.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use crate::{
    domain::ids::ReorganisationId,
    graphql::{
        context::{RequestContext, viewer},
        errors::{forbidden, read_failed},
        seen::seen,
        types::{
            connection::{Page, uuid_part},
            reorganisation::{Reorganisation, ReorganisationConnection},
        },
    },
    policy::{Action, Scope, decide},
    storage,
};

/// Municipal reorganisations.
#[derive(Default)]
pub struct ReorganisationQuery;

/// Municipal reorganisations (herindelingen).
#[Object]
impl ReorganisationQuery {
    /// A municipal reorganisation (herindeling) by its identity; for administrators of the platform.
    async fn reorganisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The reorganisation's identity.")] id: ID,
    ) -> async_graphql::Result<Option<Reorganisation>> {
        seen(ctx, &id, "id").await
    }

    /// The municipal reorganisations (herindelingen), in order of entering; for administrators of the platform.
    async fn reorganisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<ReorganisationConnection> {
        decide(viewer(ctx)?, Action::ReadReorganisations, &Scope::Platform).map_err(|denial| forbidden(ctx, denial))?;
        let page = Page::of(first, after.as_deref(), 1)?;
        let after = page.after.as_ref().map(|place| uuid_part(place.first()).map(ReorganisationId)).transpose()?;
        let database = &RequestContext::of(ctx).services.database;
        let (rows, total) = storage::reorganisation::page(database, after, page.limit())
            .await
            .map_err(|error| read_failed(ctx, &error))?;
        let rows = rows.into_iter().map(|row| Reorganisation(Arc::new(row))).collect();
        let place = |it: &Reorganisation| vec![it.0.id.0.to_string()];
        Ok(ReorganisationConnection::new(page.cut(rows, place), total))
    }
}
