//! Proof that an act was allowed: the unit of work commits nothing without one.

use super::{Action, Role};
use crate::domain::ids::{PartyId, PersonId};

/// Made by `rules` alone; says who may do what, and by which role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    action: Action,
    person: Option<PersonId>,
    held: Option<(Role, PartyId)>,
}

impl Permit {
    pub(super) const fn new(action: Action, person: Option<PersonId>, held: Option<(Role, PartyId)>) -> Self {
        Self { action, person, held }
    }

    /// What was allowed.
    pub const fn action(&self) -> Action {
        self.action
    }

    /// To whom; nobody for the operator of the machine.
    pub const fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// The party in whose name it is done, if in one's.
    pub fn party(&self) -> Option<PartyId> {
        self.held.map(|(_, party)| party)
    }

    /// The role that allowed it, if one did.
    pub fn role(&self) -> Option<Role> {
        self.held.map(|(role, _)| role)
    }

    /// In words, for the audit trail: "offerContract as `ACCOUNT_HOLDER`".
    pub fn in_words(&self) -> String {
        self.role().map_or_else(|| self.action.to_string(), |role| format!("{} as {role}", self.action))
    }
}
