//! What concerned the security of the service.

use async_graphql::{Context, ID, Object};

use crate::{
    domain::ids::PartyId,
    graphql::{
        context::viewer,
        errors::forbidden,
        ids::Global,
        types::{
            connection::Page,
            security::{SecurityEventConnection, events},
        },
    },
    policy::{Action, Scope, decide},
};

/// What concerned the security of the service.
#[derive(Default)]
pub struct SecurityQuery;

/// What concerned the security of the service (beveiliging).
#[Object]
impl SecurityQuery {
    /// What concerned security (beveiligingsgebeurtenissen), newest first: of the people of a party for its
    /// administrators; without a party of people who belong to none, for administrators of the platform.
    async fn security_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The party whose people it concerned.")] party_id: Option<ID>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<SecurityEventConnection> {
        let party = party_id.map(|id| PartyId::parse(&id, "partyId")).transpose()?;
        let (action, scope) = match party {
            Some(party) => (Action::ReadSecurityEvents, Scope::Parties(vec![party])),
            None => (Action::ReadSecurityEventsOfNobody, Scope::Platform),
        };
        decide(viewer(ctx)?, action, &scope).map_err(|denial| forbidden(ctx, denial))?;
        events(ctx, party, Page::of(first, after.as_deref(), 1)?).await
    }
}
