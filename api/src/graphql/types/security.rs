//! What concerned the security of the service, for those who answer for people's access.

use async_graphql::{Context, Enum, ID, Object};

use super::{
    connection::{Page, connection, uuid_part},
    person::{Person, person},
};
use crate::{
    domain::ids::PartyId,
    graphql::{context::RequestContext, errors::read_failed, scalars::DateTime},
    storage::{self, security},
};

/// Afloop. What came of it.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "security::SecurityResult")]
pub enum SecurityResult {
    /// Gelukt: it was done.
    Done,
    /// Geweigerd: it was refused.
    Refused,
}

/// Something that concerned security (beveiligingsgebeurtenis): who asked what, of what, from where, when, and what
/// came of it. Alike things of one minute are one event.
#[derive(Clone)]
pub struct SecurityEvent(pub security::SecurityEvent);

/// Something that concerned security (beveiligingsgebeurtenis): who asked what, of what, from where, when, and what
/// came of it. Alike things of one minute are one event.
#[Object]
impl SecurityEvent {
    /// The identity.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// What was asked: the name of a mutation or query, or of a way to fetch a file (handeling).
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// Of what: identities, with a space between them (object).
    async fn object(&self) -> Option<&str> {
        self.0.object.as_deref()
    }

    /// What came of it (afloop).
    async fn result(&self) -> SecurityResult {
        self.0.result.into()
    }

    /// Why it was refused: a code (reden).
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// From which address; "many" where there were more than are kept apart (herkomst).
    async fn origin(&self) -> &str {
        &self.0.origin
    }

    /// Who asked; for an attempt to sign in, whose account it was (persoon).
    async fn actor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Person>> {
        match self.0.actor {
            Some(actor) => person(ctx, actor).await.map(Some),
            None => Ok(None),
        }
    }

    /// Where an address was typed that nobody has: the same for the same address, and not the address.
    async fn account_key(&self) -> Option<&str> {
        self.0.account_key.as_deref()
    }

    /// The first time within its minute (eerste keer).
    async fn first_at(&self) -> DateTime {
        DateTime(self.0.first_at)
    }

    /// The last time within its minute (laatste keer).
    async fn last_at(&self) -> DateTime {
        DateTime(self.0.last_at)
    }

    /// How often within its minute (aantal keren).
    async fn times(&self) -> i32 {
        i32::try_from(self.0.times).unwrap_or(i32::MAX)
    }
}

/// A page of what concerned the people of a party, or without one of nobody's people; newest first.
pub async fn events(
    ctx: &Context<'_>,
    party: Option<PartyId>,
    page: Page,
) -> async_graphql::Result<SecurityEventConnection> {
    let before = page.after.as_ref().map(|place| uuid_part(place.first())).transpose()?;
    let services = &RequestContext::of(ctx).services;
    let failed = |error| read_failed(ctx, &error);
    // What was noted until now is in it.
    services.security.write(&services.database).await.map_err(failed)?;
    let (rows, total) =
        storage::security::page(&services.database, party, before, page.limit()).await.map_err(failed)?;
    let rows = rows.into_iter().map(SecurityEvent).collect();
    Ok(SecurityEventConnection::new(page.cut(rows, |it: &SecurityEvent| vec![it.0.id.to_string()]), total))
}

connection!(SecurityEventConnection, SecurityEventEdge, SecurityEvent, "security events (beveiligingsgebeurtenissen)");
