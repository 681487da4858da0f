//! What a municipality and an executing organisation have in common.

use std::sync::Arc;

use async_graphql::{Context, ID, Interface};

use super::{
    super::{event::AuditEventConnection, invitation::InvitationConnection},
    ExecutingOrganisation, Municipality, PersonInRole,
};
use crate::{
    domain::{self, ids::PartyId},
    graphql::{loaders, permission::Permission, scalars::Date},
};

/// A party (partij): a municipality or an executing organisation.
#[derive(Interface, Clone)]
#[expect(clippy::duplicated_attributes, reason = "two fields of an interface may have the same type")]
#[graphql(
    field(name = "id", ty = "ID", desc = "The global identity, opaque."),
    field(name = "name", ty = "&String", desc = "The name (naam). A name is not an identity."),
    field(
        name = "validFrom",
        method = "valid_from",
        ty = "Option<Date>",
        desc = "The first day it exists, where known (bestaat vanaf)."
    ),
    field(
        name = "validTo",
        method = "valid_to",
        ty = "Option<Date>",
        desc = "Its last day, where it ended (bestaat tot en met)."
    ),
    field(name = "version", ty = "i32", desc = "For optimistic locking: send it back as `expectedVersion`."),
    field(
        name = "oin",
        ty = "Option<&String>",
        desc = "The number for exchange between public bodies (OIN), twenty digits."
    ),
    field(
        name = "kvkNumber",
        method = "kvk_number",
        ty = "Option<&String>",
        desc = "The number in the trade register (KvK-nummer), eight digits."
    ),
    field(
        name = "parts",
        ty = "Vec<ExecutingOrganisation>",
        desc = "The organisations, departments and teams that are a part of it (onderdelen), by name."
    ),
    field(
        name = "people",
        ty = "Vec<PersonInRole>",
        desc = "Everybody who works for it and in which role (medewerkers); for its administrator and that of the platform."
    ),
    field(
        name = "invitations",
        ty = "InvitationConnection",
        desc = "Who was invited to it (uitnodigingen), newest first; for its administrator and that of the platform.",
        arg(name = "first", ty = "Option<i32>", desc = "How many, at most 100."),
        arg(name = "after", ty = "Option<String>", desc = "After this cursor.")
    ),
    field(
        name = "auditTrail",
        method = "audit_trail",
        ty = "AuditEventConnection",
        desc = "What happened to it (logboek), newest first: for its administrators, its portfolio holders and directors.",
        arg(name = "first", ty = "Option<i32>", desc = "How many, at most 100."),
        arg(name = "after", ty = "Option<String>", desc = "After this cursor.")
    ),
    field(
        name = "viewerCanIdentify",
        method = "viewer_can_identify",
        ty = "Permission",
        desc = "Whether the viewer may write down its numbers in public registers now."
    )
)]
pub enum Party {
    /// A municipality.
    Municipality(Municipality),
    /// An executing organisation.
    ExecutingOrganisation(ExecutingOrganisation),
}

impl From<Arc<domain::party::Party>> for Party {
    fn from(party: Arc<domain::party::Party>) -> Self {
        if party.is_municipality() {
            Self::Municipality(Municipality(party))
        } else {
            Self::ExecutingOrganisation(ExecutingOrganisation(party))
        }
    }
}

/// The parts of a party, by name.
pub(super) async fn parts(ctx: &Context<'_>, id: PartyId) -> async_graphql::Result<Vec<ExecutingOrganisation>> {
    let parts = loaders::one(ctx, loaders::PartsOf(id)).await?.unwrap_or_default();
    Ok(parts.iter().map(|part| ExecutingOrganisation(Arc::new(part.clone()))).collect())
}
