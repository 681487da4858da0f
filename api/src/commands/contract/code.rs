//! Whose the code of a contract is: it is unique among the contracts of one client, its owner.

use crate::{
    domain::{
        contract::{Contract, Terms},
        ids::PartyId,
        refusal::{Code, Refusal},
    },
    policy::{Role, Viewer},
};

/// Whether the viewer gives out the codes of that client.
pub(super) fn keeps_codes(viewer: &Viewer, client: PartyId) -> bool {
    viewer.holds(Role::AccountHolder, client)
}

/// Another client leaves the code as it is: whether it is free, only its owner's own contracts tell.
pub(super) fn foreign_code(viewer: &Viewer, contract: &Contract, terms: &Terms) -> Option<Refusal> {
    let own = contract.owner.is_none_or(|owner| keeps_codes(viewer, owner));
    (!own && contract.terms.code != terms.code).then(|| Refusal::at(Code::OtherParty, ["code"]))
}
