//! People, as far as others see them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

use super::{
    invitation::Invitation,
    party::{Party, party},
};
use crate::{
    domain::ids::PersonId,
    graphql::{
        context::{RequestContext, viewer},
        enums::{Locale, Role},
        errors::read_failed,
        ids::Global,
        loaders,
    },
    storage::{self, person},
};

/// A person (persoon).
#[derive(Clone)]
pub struct Person(pub Arc<person::Person>);

/// A person (persoon) who works for one or more parties.
#[Object]
impl Person {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The name (naam).
    async fn name(&self) -> &String {
        &self.0.name
    }
}

/// The person with that id, which exists.
pub async fn person(ctx: &Context<'_>, id: PersonId) -> async_graphql::Result<Person> {
    Ok(Person(loaders::must(ctx, id).await?))
}

/// A role held at a party (rol bij een partij).
#[derive(SimpleObject)]
pub struct Membership {
    /// The municipality or organisation.
    pub party: Party,
    /// What the person does there.
    pub role: Role,
}

/// The signed-in person (de ingelogde gebruiker).
pub struct Viewer;

/// The signed-in person (de ingelogde gebruiker), with everything only they see of themselves.
#[Object]
impl Viewer {
    /// The person.
    async fn person(&self, ctx: &Context<'_>) -> async_graphql::Result<Person> {
        person(ctx, viewer(ctx)?.person).await
    }

    /// The address one signs in with (e-mailadres).
    async fn email(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        Ok(loaders::must(ctx, viewer(ctx)?.person).await?.email.clone())
    }

    /// The language of mail and messages (taal).
    async fn locale(&self, ctx: &Context<'_>) -> async_graphql::Result<Locale> {
        Ok(viewer(ctx)?.locale.into())
    }

    /// Whether they administer the platform (platformbeheerder).
    async fn platform_admin(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        Ok(viewer(ctx)?.platform_admin)
    }

    /// The roles they are offered and have yet to accept or decline (uitnodigingen), oldest first.
    async fn invitations(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Invitation>> {
        let (request, person) = (RequestContext::of(ctx), viewer(ctx)?.person);
        let now = request.services.clock.now();
        let found = storage::invitation::open_of(&request.services.database, &[person], now).await;
        let found = found.map_err(|error| read_failed(ctx, &error))?;
        Ok(found.into_iter().map(|it| Invitation(Arc::new(it))).collect())
    }

    /// Their roles, at every party they belong to (rollen).
    async fn memberships(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Membership>> {
        let held = &viewer(ctx)?.memberships;
        let mut memberships = Vec::with_capacity(held.len());
        for it in held {
            memberships.push(Membership { party: party(ctx, it.party).await?, role: it.role.into() });
        }
        Ok(memberships)
    }
}
