//! Taking attachments away. They are added over plain HTTP, for they are too large for a document.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::attachment,
    domain::ids::AttachmentId,
    graphql::{context::asking, ids::Global, once::Repeatable, types::contract::Contract},
};

/// Which attachment is taken away (bijlage).
#[derive(InputObject)]
pub struct RemoveAttachmentInput {
    /// The attachment (bijlage).
    attachment_id: ID,
    #[graphql(flatten)]
    once: Repeatable,
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
        Ok(RemoveAttachmentPayload::of(told(ctx, done).await?))
    }
}
