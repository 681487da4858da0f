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
        context::viewer,
        ids::Global,
        loaders,
        permission::{Permission, permission},
        scalars::DateTime,
    },
    policy::{Action, Scope, reads_file},
};

/// An attachment (bijlage) of a contract.
#[derive(Clone)]
pub struct Attachment {
    /// The contract it hangs on.
    pub contract: Arc<domain::contract::Contract>,
    /// The attachment itself.
    pub it: Arc<domain::attachment::Attachment>,
}

/// The attachment, if its contract exists for the viewer.
pub async fn visible(ctx: &Context<'_>, id: AttachmentId) -> async_graphql::Result<Option<Attachment>> {
    let Some(it) = loaders::one(ctx, id).await? else { return Ok(None) };
    let contract = contract::visible(ctx, it.contract).await?;
    let viewer = viewer(ctx)?;
    let contract = contract.filter(|contract| reads_file(viewer, contract.inner(), &it));
    Ok(contract.map(|contract| Attachment { contract: contract.inner().clone(), it }))
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
