//! What happened: one event per act, with what it changed and who is to be told.

mod kind;

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{ids::ContractId, notice::Notice};

pub use kind::{EventKind, SubjectKind};

/// The state of a thing as named texts, for the audit trail. Figures stand in it exactly.
pub type Facts = BTreeMap<String, String>;

/// One fact before and after an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which fact.
    pub field: String,
    /// What it was; nothing when it is new.
    pub before: Option<String>,
    /// What it is; nothing when it is gone.
    pub after: Option<String>,
}

/// The facts that differ, in order of their names.
pub fn changes(before: &Facts, after: &Facts) -> Vec<Change> {
    let fields: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    fields
        .into_iter()
        .filter(|field| before.get(*field) != after.get(*field))
        .map(|field| Change {
            field: field.clone(),
            before: before.get(field).cloned(),
            after: after.get(field).cloned(),
        })
        .collect()
}

/// Something that happened, as the unit of work records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// What kind of thing it happened to.
    pub subject_kind: SubjectKind,
    /// Which one.
    pub subject: Uuid,
    /// Under which contract, if under one: its parties may read the event.
    pub contract: Option<ContractId>,
    /// What it changed.
    pub changes: Vec<Change>,
    /// Which mail follows from it.
    pub notices: Vec<Notice>,
}

impl Event {
    /// An event outside any contract.
    pub fn new(kind: EventKind, subject_kind: SubjectKind, subject: Uuid, before: &Facts, after: &Facts) -> Self {
        Self { kind, subject_kind, subject, contract: None, changes: changes(before, after), notices: Vec::new() }
    }

    /// The same event under a contract.
    #[must_use]
    pub fn under(mut self, contract: ContractId) -> Self {
        self.contract = Some(contract);
        self
    }

    /// The same event with the mail that follows from it.
    #[must_use]
    pub fn telling(mut self, notices: Vec<Notice>) -> Self {
        self.notices = notices;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::id;

    fn facts(pairs: &[(&str, &str)]) -> Facts {
        pairs.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_is_new_gone_or_different_is_a_change_in_order_of_names() {
        let found = changes(
            &facts(&[("gone", "1"), ("same", "2"), ("different", "3")]),
            &facts(&[("new", "4"), ("same", "2"), ("different", "5")]),
        );
        let told: Vec<_> =
            found.iter().map(|it| (it.field.as_str(), it.before.as_deref(), it.after.as_deref())).collect();
        assert_eq!(told, [("different", Some("3"), Some("5")), ("gone", Some("1"), None), ("new", None, Some("4"))]);
    }

    #[test]
    fn an_empty_text_is_not_the_same_as_none() {
        let found = changes(&facts(&[("remarks", "")]), &Facts::new());
        assert_eq!((found[0].before.as_deref(), found[0].after.as_deref()), (Some(""), None));
    }

    #[test]
    fn an_event_is_about_a_thing_and_may_stand_under_a_contract() {
        let event =
            Event::new(EventKind::TaskDefined, SubjectKind::Task, id(1), &Facts::new(), &facts(&[("name", "x")]));
        assert_eq!((event.contract, event.changes.len(), event.notices.len()), (None, 1, 0));
        assert_eq!(event.under(ContractId(id(2))).contract, Some(ContractId(id(2))));
    }

    #[test]
    fn every_kind_has_a_spelling_of_its_own() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::named(kind.name()), Some(*kind));
        }
        assert_eq!(EventKind::named("contract_drafted"), None);
    }
}
