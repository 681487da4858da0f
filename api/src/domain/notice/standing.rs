//! Whether a recorded mail still goes to its reader: the right counts when it is sent, not when it was recorded.

use super::{SECRET_FACT, Template};
use crate::domain::{
    ids::PartyId,
    named::named,
    person::Role,
    refusal::{Code, Refusal},
};

named! {
    /// Why a recorded mail is not sent.
    Skip {
        /// The reader may not sign in any more.
        PersonLeft => "PERSON_LEFT",
        /// The reader has no password yet: before an invitation is accepted only the invitation is sent.
        NotJoined => "NOT_JOINED",
        /// The reader no longer holds a role by which they were told.
        RoleEnded => "ROLE_ENDED",
    }
}

/// A reader as they stand when their mail is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Whether they may sign in.
    pub active: bool,
    /// Whether they chose a password.
    pub joined: bool,
    /// The roles they hold, at each party with those whose place it took.
    pub roles: Vec<(PartyId, Role)>,
}

impl Template {
    /// Whether it is about the reader's own way in, which needs no role and comes before they have joined.
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::Invitation | Self::PasswordReset)
    }
}

/// Why the mail is not sent to that reader now, if it is not. `audience` are the roles by which it was told; none means
/// that it is for the person, whatever their roles.
pub fn skipped(template: Template, audience: &[(PartyId, Role)], reader: &Reader) -> Option<Skip> {
    let told = |held: &(PartyId, Role)| audience.contains(held);
    if !reader.active {
        Some(Skip::PersonLeft)
    } else if template.is_personal() {
        None
    } else if !reader.joined {
        Some(Skip::NotJoined)
    } else if !audience.is_empty() && !reader.roles.iter().any(told) {
        Some(Skip::RoleEnded)
    } else {
        None
    }
}

/// Why a recorded mail of that kind cannot be sent again: only one that was given up can, and only while it still has
/// all it needs. The secret of a link is erased with the last try.
pub fn cannot_resend(template: Option<Template>, given_up: bool) -> Vec<Refusal> {
    if !given_up {
        vec![Refusal::at(Code::WrongState, ["mailId"])]
    } else if template.is_none_or(|template| template.facts().contains(&SECRET_FACT)) {
        vec![Refusal::at(Code::SecretGone, ["mailId"])]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_up_is_sent_again_unless_its_secret_is_gone() {
        let no = |template, given_up| cannot_resend(template, given_up).iter().map(|no| no.code).collect::<Vec<_>>();
        assert_eq!(no(Some(Template::ContractOffered), true), []);
        assert_eq!(no(Some(Template::ContractOffered), false), [Code::WrongState]);
        assert_eq!(no(Some(Template::PasswordReset), true), [Code::SecretGone]);
        assert_eq!(no(None, true), [Code::SecretGone]);
    }

    fn party(number: u128) -> PartyId {
        PartyId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn what_counts_is_the_reader_as_they_are_now() {
        let told = [(party(1), Role::Director), (party(2), Role::AccountHolder)];
        let reader = |active, joined, roles: &[(PartyId, Role)]| Reader { active, joined, roles: roles.to_vec() };
        let offered = |reader: &Reader| skipped(Template::ContractOffered, &told, reader);
        assert_eq!(offered(&reader(true, true, &told[..1])), None);
        assert_eq!(offered(&reader(true, true, &[(party(2), Role::Director)])), Some(Skip::RoleEnded));
        assert_eq!(offered(&reader(true, true, &[])), Some(Skip::RoleEnded));
        assert_eq!(offered(&reader(true, false, &told)), Some(Skip::NotJoined));
        assert_eq!(offered(&reader(false, true, &told)), Some(Skip::PersonLeft));
        for personal in [Template::Invitation, Template::PasswordReset] {
            assert_eq!(skipped(personal, &[], &reader(true, false, &[])), None);
            assert_eq!(skipped(personal, &[], &reader(false, false, &[])), Some(Skip::PersonLeft));
        }
        assert_eq!(skipped(Template::ContractOffered, &[], &reader(true, true, &[])), None, "for the person as such");
    }
}
