//! The numbers by which public registers know a party.

use super::Party;
use crate::domain::refusal::{Code, Outcome, Refusal, unless_refused};

/// The numbers of a party in public registers, each unique where it is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifiers {
    /// The number for exchange between public bodies (organisatie-identificatienummer), twenty digits.
    pub oin: Option<String>,
    /// The number in the trade register (KvK-nummer), eight digits.
    pub kvk_number: Option<String>,
}

/// Whether a text is exactly that many digits.
pub(super) fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every number must have its form; whether it was ever given out only its register knows. An OIN starts with a prefix
/// of eight digits that says which register the rest comes from; all prefixes given out start with six zeros.
pub(super) fn check(it: &Identifiers) -> Vec<Refusal> {
    let mut no = Vec::new();
    if it.oin.as_ref().is_some_and(|oin| !digits(oin, 20) || !oin.starts_with("000000")) {
        no.push(Refusal::at(Code::BadOin, ["oin"]));
    }
    if it.kvk_number.as_ref().is_some_and(|number| !digits(number, 8)) {
        no.push(Refusal::at(Code::BadKvkNumber, ["kvkNumber"]));
    }
    no
}

/// No other party may have the same number.
pub(super) fn check_unique(party: &Party, it: &Identifiers, same: &[Party]) -> Vec<Refusal> {
    let mut no = Vec::new();
    let taken = |of: fn(&Identifiers) -> &Option<String>| {
        let others = same.iter().filter(|other| other.id != party.id);
        of(it).is_some() && others.into_iter().any(|other| of(&other.detail.identifiers) == of(it))
    };
    if taken(|it| &it.oin) {
        no.push(Refusal::at(Code::Taken, ["oin"]));
    }
    if taken(|it| &it.kvk_number) {
        no.push(Refusal::at(Code::Taken, ["kvkNumber"]));
    }
    no
}

/// The party with these numbers in place of those it had; `same` are the parties that have one of them.
pub fn identify(party: &Party, it: Identifiers, same: &[Party]) -> Outcome<Party> {
    let mut no = check(&it);
    no.extend(check_unique(party, &it, same));
    let mut identified = party.clone();
    unless_refused(no, || {
        identified.detail.identifiers = it;
        identified.version += 1;
        identified
    })
}
