//! Attachments in and out.

use std::sync::Arc;

use chrono::SecondsFormat;
use futures_util::{Stream, StreamExt, stream};

use super::{Added, BrokenOff, Content, Desk, Download, Fetched, No, Sent, no::identity, viewer};
use crate::{
    commands::{
        CommandError,
        attachment::{self, File},
    },
    domain::ids::{AttachmentId, ContractId},
    graphql::{context::Caller, ids::Global, once},
};

/// Whether the caller may add a file to the contract.
pub(super) async fn may_add(desk: &Desk, caller: &Caller, contract: &str) -> Result<(), No> {
    let asking = desk.asking(caller)?;
    let contract = identity::<ContractId>(contract)?;
    let found = attachment::may_add(asking, contract).await;
    found.map(drop).map_err(|error| No::because(&desk.texts, caller, error))
}

/// Adds a file to the contract.
pub(super) async fn add(desk: &Desk, caller: &Caller, contract: &str, sent: Sent<'_>) -> Result<Added, No> {
    let asking = desk.asking(caller)?;
    let contract = identity::<ContractId>(contract)?;
    let Sent { name, content, key } = sent;
    if key.is_some_and(|key| !once::fits(key)) {
        return Err(No::Bad("expected 8 to 128 visible ASCII characters", once::FIELD));
    }
    let file = File { name: name.to_owned(), content, key: key.map(str::to_owned) };
    let because = |error| No::because(&desk.texts, caller, error);
    let it = match attachment::add(asking, contract, file).await {
        // The same once more: the file that was added then, if it is still there for the caller.
        Err(CommandError::DoneBefore(id)) => {
            let found = attachment::visible(&desk.services, viewer(caller)?, AttachmentId(id)).await;
            found.map_err(because)?.ok_or(No::NotFound)?
        }
        done => done.map_err(because)?,
    };
    let id = it.id.global().to_string();
    Ok(Added {
        download_url: format!("/attachments/{id}"),
        id,
        name: it.name,
        media_type: it.kind.media_type().to_owned(),
        size: it.size,
        sha256: it.sha256,
        added_at: it.added_at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
    })
}

/// An attachment, unless the caller has it already.
pub(super) async fn fetch(desk: &Desk, caller: &Caller, id: &str, known: &str) -> Result<Fetched, No> {
    let viewer = viewer(caller)?;
    let id = identity::<AttachmentId>(id)?;
    let because = |error| No::because(&desk.texts, caller, error);
    let found = attachment::visible(&desk.services, viewer, id).await.map_err(because)?;
    let attachment = found.ok_or(No::NotFound)?;
    let own = |tag: &str| tag == "*" || tag.trim_start_matches("W/").trim_matches('"') == attachment.sha256;
    if known.split(',').any(|tag| own(tag.trim())) {
        return Ok(Fetched::Unchanged(attachment.sha256));
    }
    let (name, media_type, tag) = (attachment.name.clone(), attachment.kind.media_type(), attachment.sha256.clone());
    let content = attachment::Content::open(Arc::clone(&desk.services), attachment).await.map_err(because)?;
    // Lost or changed: the log says which, and nothing of it is sent.
    let content = content.ok_or(No::Broken)?;
    let content = Content::Kept { size: content.size(), parts: parts(content).boxed() };
    Ok(Fetched::File(Download { name, media_type, content, tag: Some(tag) }))
}

/// The parts of a content, each read when the one before it is on its way.
fn parts(content: attachment::Content) -> impl Stream<Item = Result<Vec<u8>, BrokenOff>> + Send + 'static {
    stream::try_unfold(content, async |mut content| match content.next_part().await {
        Ok(part) => Ok(part.map(|part| (part, content))),
        Err(error) => {
            let error: &(dyn std::error::Error + 'static) = &error;
            tracing::error!(error, "an attachment cannot be given to its end");
            Err(BrokenOff)
        }
    })
}
