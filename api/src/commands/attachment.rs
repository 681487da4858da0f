//! Adding, reading and taking away attachments.

mod content;

use sha2::{Digest, Sha256};

pub use content::Content;

use super::act::{CommandError, Done, Services, not_found};
use super::contract::Asking;
use crate::{
    attachments::{StoreError, Taken, sniff},
    domain::{
        attachment::{self, Attachment, Offered},
        contract::{By, Contract},
        ids::{AttachmentId, ContractId},
        period::local_day,
    },
    policy::{Action, Denial, Scope, Viewer, decide, reads_file},
    storage::{self, once::Once},
};

/// A file as someone sends it.
pub struct File {
    /// Its name.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
    /// The key under which it is added once, if it came with one.
    pub key: Option<String>,
}

/// Whether the viewer may add a file to the contract at all: asked before its content is read.
pub async fn may_add(asking: Asking<'_>, contract: ContractId) -> Done<Contract> {
    let found = storage::contract::seen(&asking.services.database, asking.viewer, &[contract]).await?.pop();
    let contract = found.ok_or_else(|| not_found("contract"))?;
    match decide(asking.viewer, Action::AddAttachment, &Scope::contract(&contract)) {
        Ok(_) => Ok(contract),
        Err(Denial::NotFound) => Err(not_found("contract")),
        Err(denial) => Err(CommandError::Denied(denial)),
    }
}

/// Adds a file to the contract.
///
/// What is certain to be refused is refused before the content goes anywhere; then it is put, and then the row is
/// committed. No transaction is open while a store on the network takes its time.
pub async fn add(asking: Asking<'_>, contract: ContractId, file: File) -> Done<Attachment> {
    let services = asking.services;
    let seen = may_add(asking, contract).await?;
    let held = storage::attachment::of_contracts(&services.database, &[contract]).await?.len();
    let id = AttachmentId(services.ids.next());
    let key = file.key.clone();
    let (offered, content) = looked_at(id, file).await?;
    let asked = format!("{}/{}/{}", contract.0, offered.sha256, offered.name);
    let once = key.map(|key| Once::new(&key, "addAttachment", &asked));
    let asking = Asking { once, ..asking };
    let at = services.clock.now();
    if let Some(once) = once
        && let Some(gave) = storage::once::done(&services.database, asking.viewer.person, once, at).await?
    {
        return Err(CommandError::DoneBefore(gave));
    }
    let by = By { person: asking.viewer.person, at, today: local_day(at) };
    attachment::add(&seen, held, offered.clone(), services.attachment_bytes, by)?;
    let taken = services.attachments.put(id, &content).await?;

    let act = match asking.begin().await {
        // Sent twice at once: what the other one added is there, and this content hangs on nothing.
        Err(error @ CommandError::DoneBefore(_)) => {
            services.attachments.delete(id).await?;
            return Err(error);
        }
        begun => begun?,
    };
    let contract = act.contract(contract, "contract").await?;
    let permit = act.permit(Action::AddAttachment, &Scope::contract(&contract), "contract")?;
    let held = storage::attachment::of_contracts(act.unit.connection(), &[contract.id]).await?.len();
    let (attachment, event) = attachment::add(&contract, held, offered, services.attachment_bytes, act.by)?;
    storage::attachment::insert(act.unit.connection(), &attachment).await?;
    if taken == Taken::WithRow {
        storage::attachment::insert_content(act.unit.connection(), act.unit.new_id(), id, content).await?;
    }
    act.commit(permit, event).await?;
    Ok(attachment)
}

/// Checksum and kind of a file, found where they keep no other request waiting.
async fn looked_at(id: AttachmentId, file: File) -> Result<(Offered, Vec<u8>), StoreError> {
    let looking = move || {
        let File { name, content, .. } = file;
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        (Offered { id, name, size, sha256: hex::encode(Sha256::digest(&content)), sniffed: sniff(&content) }, content)
    };
    Ok(tokio::task::spawn_blocking(looking).await?)
}

/// Takes an attachment away from a draft; gives the contract.
pub async fn remove(asking: Asking<'_>, id: AttachmentId) -> Done<Contract> {
    let act = asking.begin().await?;
    let connection = act.unit.connection();
    let missing = || not_found("attachmentId");
    let seen = act.seen(id, "attachmentId").await?;
    let contract = act.contract_of(&seen, "attachmentId").await?;
    let attachment = storage::attachment::by_id(connection, &seen).await?.ok_or_else(missing)?;
    let permit = act.permit(Action::RemoveAttachment, &Scope::contract(&contract), "attachmentId")?;
    let event = attachment::remove(&contract, &attachment)?;
    if !storage::attachment::remove(connection, id).await? {
        return Err(missing());
    }
    act.giving(contract.id.0).commit(permit, event).await?;
    // The row is gone, so nobody can reach the content; what stays behind is for the sweep.
    if let Err(error) = asking.services.attachments.delete(id).await {
        let error: &(dyn std::error::Error + 'static) = &error;
        tracing::warn!(error, attachment = %id.0, "the content of a removed attachment stays behind");
    }
    Ok(contract)
}

/// The attachment, if its contract exists for the viewer.
pub async fn visible(services: &Services, viewer: &Viewer, id: AttachmentId) -> Done<Option<Attachment>> {
    let database = &services.database;
    let Some(seen) = storage::seen::find(database, viewer, id).await? else { return Ok(None) };
    let contract = storage::contract::seen(database, viewer, &[seen.root()]).await?.pop();
    let Some(contract) = contract else { return Ok(None) };
    let found = storage::attachment::by_id(database, &seen).await?;
    Ok(found.filter(|it| reads_file(viewer, &contract, it)))
}
