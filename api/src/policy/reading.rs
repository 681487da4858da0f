//! Which text a viewer reads, where there are two: the draft of its writers, and what the others were given last.

use std::sync::Arc;

use super::{
    Scope, Viewer, readable,
    rules::{EXECUTING, STAFF},
};
use crate::domain::{
    attachment::Attachment,
    contract::{Contract, Offered},
    report::Reading,
};

/// Which text of a contract's reports the viewer reads: the working copy is their own side's, or else what was submitted.
pub fn reading(viewer: &Viewer, contract: &Contract) -> Reading {
    let contractor = contract.terms.contractor.id;
    let own = viewer.memberships.iter().any(|held| held.party == contractor && EXECUTING.contains(&held.role));
    if own { Reading::Working } else { Reading::Submitted }
}

/// What the viewer reads in the place of a contract that was sent back: the clients' staff what they write, everybody
/// else what was offered. Nothing where the text itself is read.
pub fn offered_instead<'a>(viewer: &Viewer, contract: &'a Contract) -> Option<&'a Offered> {
    let staff = viewer.parties_as(&STAFF);
    let writes = contract.client_ids().iter().any(|client| staff.contains(client));
    if writes { None } else { contract.offered.as_deref() }
}

/// The contract as the viewer reads it.
pub fn as_read(viewer: &Viewer, contract: Arc<Contract>) -> Arc<Contract> {
    match offered_instead(viewer, &contract).and_then(|_| contract.as_offered()) {
        Some(offered) => Arc::new(offered),
        None => contract,
    }
}

/// Whether the file that hangs on the contract exists for the viewer.
pub fn reads_file(viewer: &Viewer, contract: &Contract, file: &Attachment) -> bool {
    let is_draft = offered_instead(viewer, contract).is_some() && contract.is_redrafting(file.added_at);
    !is_draft && readable(viewer, &Scope::contract(contract))
}
