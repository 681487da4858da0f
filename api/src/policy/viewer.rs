//! Who is asking.

use std::collections::HashSet;

use crate::domain::ids::{PartyId, PersonId};
pub use crate::domain::person::{Locale, Role};

/// A role held at a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Membership {
    /// The municipality or organisation.
    pub party: PartyId,
    /// What the person does there.
    pub role: Role,
}

/// A signed-in person with everything a decision about them needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The person.
    pub person: PersonId,
    /// Their roles, at every party they belong to.
    pub memberships: Vec<Membership>,
    /// Whether they administer the platform.
    pub platform_admin: bool,
    /// (municipality, organisation): the joint bodies in which their municipalities take part today.
    pub participations: Vec<(PartyId, PartyId)>,
    /// The language they read.
    pub locale: Locale,
}

impl Viewer {
    /// The parties where the viewer holds one of the roles.
    pub fn parties_as(&self, roles: &[Role]) -> Vec<PartyId> {
        self.memberships.iter().filter(|held| roles.contains(&held.role)).map(|held| held.party).collect()
    }

    /// Whether the viewer has exactly the rights of the other, in whatever order they were read.
    pub fn may_as_much_as(&self, other: &Self) -> bool {
        let roles = |it: &Self| it.memberships.iter().copied().collect::<HashSet<_>>();
        let bodies = |it: &Self| it.participations.iter().copied().collect::<HashSet<_>>();
        self.platform_admin == other.platform_admin && roles(self) == roles(other) && bodies(self) == bodies(other)
    }

    /// Whether the viewer holds the role at the party.
    pub fn holds(&self, role: Role, party: PartyId) -> bool {
        self.memberships.contains(&Membership { party, role })
    }
}
