//! Taking attachments away. They are added over plain HTTP, for they are too large for a document.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use super::payload;
use crate::{
    commands::attachment,
    domain::ids::AttachmentId,
    graphql::{context::asking, errors::outcome, ids::Global, types::contract::Contract},
};

/// Which attachment is taken away (bijlage).
#[derive(InputObject)]
pub struct RemoveAttachmentInput {
    /// The attachment (bijlage).
    attachment_id: ID,
}

payload!(RemoveAttachmentPayload, contract: Contract, "taking an attachment away (bijlage verwijderen)");

/// Attachments.
#[derive(Default)]
pub struct AttachmentMutation;

#[Object]
impl AttachmentMutation {
    /// Takes an attachment away from a draft (bijlage verwijderen).
    async fn remove_attachment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The attachment.")] input: RemoveAttachmentInput,
    ) -> async_graphql::Result<Option<RemoveAttachmentPayload>> {
        let id = AttachmentId::parse(&input.attachment_id, "attachmentId")?;
        let done = attachment::remove(asking(ctx)?, id).await;
        Ok(RemoveAttachmentPayload::of(outcome(ctx, done.map(|it| Contract::of(ctx, Arc::new(it))))?))
    }
}
