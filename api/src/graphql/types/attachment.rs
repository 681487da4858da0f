//! Attachments of contracts.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{
    contract,
    person::{Person, person},
};
use crate::{
    domain::{self, attachment::cannot_remove, ids::AttachmentId},
    graphql::{
        context::RequestContext,
        errors::read_failed,
        ids::Global,
        permission::{Permission, permission},
        scalars::DateTime,
        seen::{ById, Found, place},
    },
    policy::{Action, Scope, Viewer, reads_file},
    storage,
};

/// An attachment (bijlage) of a contract.
#[derive(Clone)]
pub struct Attachment {
    /// The contract it hangs on.
    pub contract: Arc<domain::contract::Contract>,
    /// The attachment itself.
    pub it: Arc<domain::attachment::Attachment>,
}

impl ById for Attachment {
    type Id = AttachmentId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: AttachmentId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let Some(contract) = contract::linked(ctx, seen.root()).await? else { return Ok(None) };
        let database = &RequestContext::of(ctx).services.database;
        let it = storage::attachment::by_id(database, &seen).await.map_err(|error| read_failed(ctx, &error))?;
        let it = it.filter(|it| reads_file(viewer, contract.inner(), it));
        Ok(it.map(|it| Self { contract: contract.inner().clone(), it: Arc::new(it) }))
    }
}

/// A file that hangs on a contract (bijlage). It never changes; a new version is a new attachment.
#[Object]
impl Attachment {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.it.id.global()
    }

    /// The name of the file (bestandsnaam).
    async fn name(&self) -> &String {
        &self.it.name
    }

    /// The type of the file (mediatype), found out by looking at its content.
    async fn media_type(&self) -> &'static str {
        self.it.kind.media_type()
    }

    /// Its size in bytes (omvang).
    async fn size_bytes(&self) -> i32 {
        i32::try_from(self.it.size).unwrap_or(i32::MAX)
    }

    /// The checksum of its content (controlegetal): SHA-256, hexadecimal.
    async fn sha256(&self) -> &String {
        &self.it.sha256
    }

    /// When it was added (toegevoegd op).
    async fn added_at(&self) -> DateTime {
        DateTime(self.it.added_at)
    }

    /// Who added it (toegevoegd door).
    async fn added_by(&self, ctx: &Context<'_>) -> async_graphql::Result<Person> {
        person(ctx, self.it.added_by).await
    }

    /// Where to fetch it (adres), under the address of the service and with the same access token.
    async fn download_url(&self) -> String {
        format!("/attachments/{}", self.it.id.global().as_str())
    }

    /// Whether the viewer may take it away now (mag verwijderen).
    async fn viewer_can_remove(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let scope = Scope::contract(&self.contract);
        permission(ctx, Action::RemoveAttachment, &scope, || cannot_remove(&self.contract, &self.it))
    }
}
