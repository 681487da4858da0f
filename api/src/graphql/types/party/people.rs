//! Who works for a party, who was invited to it, and what happened to it: for those who look after it.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};

use crate::{
    domain::ids::PartyId,
    graphql::{
        context::{RequestContext, viewer},
        enums::Role,
        errors::{bad_input, forbidden, read_failed},
        loaders,
        types::{
            connection::{Page, uuid_part},
            event::{AuditEvent, AuditEventConnection},
            invitation::{Invitation, InvitationConnection},
            person::Person,
        },
    },
    policy::{Action, Scope, decide},
    storage,
};

/// Somebody with a role at a party (medewerker).
#[derive(SimpleObject)]
pub struct PersonInRole {
    /// Who.
    pub person: Person,
    /// In which role (rol).
    pub role: Role,
}

fn may(ctx: &Context<'_>, action: Action, party: PartyId) -> async_graphql::Result<()> {
    let decision = decide(viewer(ctx)?, action, &Scope::Parties(vec![party]));
    decision.map(|_| ()).map_err(|denial| forbidden(ctx, denial))
}

/// Everybody with a role at the party.
pub async fn people(ctx: &Context<'_>, party: PartyId) -> async_graphql::Result<Vec<PersonInRole>> {
    may(ctx, Action::ReadPeople, party)?;
    let found = loaders::one(ctx, loaders::PeopleOf(party)).await?.unwrap_or_default();
    let shown = |(person, role): &(storage::person::Person, crate::policy::Role)| PersonInRole {
        person: Person(Arc::new(person.clone())),
        role: (*role).into(),
    };
    Ok(found.iter().map(shown).collect())
}

/// A page of the invitations to the party.
pub async fn invitations(ctx: &Context<'_>, party: PartyId, page: Page) -> async_graphql::Result<InvitationConnection> {
    may(ctx, Action::ReadPeople, party)?;
    let before = page.after.as_ref().map(|place| uuid_part(place.first())).transpose()?;
    let database = &RequestContext::of(ctx).services.database;
    let (rows, total) = storage::invitation::page(database, party, before, page.limit())
        .await
        .map_err(|error| read_failed(ctx, &error))?;
    let rows = rows.into_iter().map(|row| Invitation(Arc::new(row))).collect();
    Ok(InvitationConnection::new(page.cut(rows, |it: &Invitation| vec![it.0.id.0.to_string()]), total))
}

/// A page of the trail of the party.
pub async fn trail(ctx: &Context<'_>, party: PartyId, page: Page) -> async_graphql::Result<AuditEventConnection> {
    may(ctx, Action::ReadPartyTrail, party)?;
    let before = page.after.as_ref().map(|place| {
        let number = place.first().and_then(|text| text.parse::<i64>().ok());
        number.ok_or_else(|| bad_input("after: not a cursor of this list", "after"))
    });
    let database = &RequestContext::of(ctx).services.database;
    let (rows, total) = storage::event::of_party(database, party, before.transpose()?, page.limit())
        .await
        .map_err(|error| read_failed(ctx, &error))?;
    let events = rows.into_iter().map(AuditEvent::of_party).collect();
    Ok(AuditEventConnection::new(page.cut(events, |event: &AuditEvent| vec![event.number.to_string()]), total))
}
