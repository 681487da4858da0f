//! What happened: one event per act, with what it changed and who is to be told.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{ids::ContractId, named::named, notice::Notice};

named! {
    /// What happened, in the past tense.
    EventKind {
        /// A municipality was entered.
        MunicipalityRegistered => "MUNICIPALITY_REGISTERED",
        /// An executing organisation was entered.
        OrganisationRegistered => "ORGANISATION_REGISTERED",
        /// A municipality joined a joint body.
        ParticipantAdded => "PARTICIPANT_ADDED",
        /// A person was asked to join a party in a role.
        PersonInvited => "PERSON_INVITED",
        /// A person chose a password for the first time.
        InvitationAccepted => "INVITATION_ACCEPTED",
        /// A person's role at a party ended.
        RoleEnded => "ROLE_ENDED",
        /// A person asked for a new password.
        PasswordResetRequested => "PASSWORD_RESET_REQUESTED",
        /// A person chose a new password.
        PasswordChanged => "PASSWORD_CHANGED",
        /// The first administrator of the platform was made.
        AdministratorCreated => "ADMINISTRATOR_CREATED",
        /// A policy framework was written down.
        FrameworkCreated => "FRAMEWORK_CREATED",
        /// A task was added to the vocabulary.
        TaskDefined => "TASK_DEFINED",
        /// A breakdown was added to the library.
        DimensionDefined => "DIMENSION_DEFINED",
        /// An indicator was added to the library.
        IndicatorDefined => "INDICATOR_DEFINED",
        /// A contract was drafted.
        ContractDrafted => "CONTRACT_DRAFTED",
        /// The terms of a draft changed.
        ContractRevised => "CONTRACT_REVISED",
        /// The matrix of a draft was filled.
        MatrixFilled => "MATRIX_FILLED",
        /// The indicators of a draft were chosen.
        IndicatorsChosen => "INDICATORS_CHOSEN",
        /// A contract was offered to its contractor.
        ContractOffered => "CONTRACT_OFFERED",
        /// The contractor sent it back with remarks.
        ContractSentBack => "CONTRACT_SENT_BACK",
        /// The contractor agreed.
        ContractAgreed => "CONTRACT_AGREED",
        /// One client adopted.
        ContractAdoptedByClient => "CONTRACT_ADOPTED_BY_CLIENT",
        /// The last client adopted.
        ContractAdopted => "CONTRACT_ADOPTED",
        /// The contract was withdrawn before adoption.
        ContractWithdrawn => "CONTRACT_WITHDRAWN",
        /// A year was opened.
        CycleOpened => "CYCLE_OPENED",
        /// A municipality wrote down targets.
        TargetsSet => "TARGETS_SET",
        /// A municipality proposed its targets.
        TargetsProposed => "TARGETS_PROPOSED",
        /// One side made a counter-proposal.
        TargetsCountered => "TARGETS_COUNTERED",
        /// One side agreed with some of the targets.
        TargetsPartlyAgreed => "TARGETS_PARTLY_AGREED",
        /// All targets of a municipality are agreed.
        TargetsAgreed => "TARGETS_AGREED",
        /// One municipality adopted its targets.
        TargetsAdopted => "TARGETS_ADOPTED",
        /// The last municipality adopted: the targets are fixed.
        TargetsFixed => "TARGETS_FIXED",
        /// A point left open by a review was closed with a reason.
        OpenPointClosed => "OPEN_POINT_CLOSED",
        /// Values or texts were filled in.
        ReportFilled => "REPORT_FILLED",
        /// A report was submitted.
        ReportSubmitted => "REPORT_SUBMITTED",
        /// A municipality returned a report.
        ReportReturned => "REPORT_RETURNED",
        /// One municipality accepted a report.
        ReportAcceptedByClient => "REPORT_ACCEPTED_BY_CLIENT",
        /// The last municipality accepted a report.
        ReportAccepted => "REPORT_ACCEPTED",
        /// The reviews of a year were opened.
        ReviewOpened => "REVIEW_OPENED",
        /// A municipality wrote in its review.
        ReviewWritten => "REVIEW_WRITTEN",
        /// A concept was sent to the director.
        ReviewSentForReply => "REVIEW_SENT_FOR_REPLY",
        /// The director replied.
        ReviewReplied => "REVIEW_REPLIED",
        /// A review was made final.
        ReviewFinalised => "REVIEW_FINALISED",
        /// The last review was made final: the year is closed.
        CycleClosed => "CYCLE_CLOSED",
    }
}

named! {
    /// What kind of thing an event is about.
    SubjectKind {
        /// A municipality or organisation.
        Party => "PARTY",
        /// A person.
        Person => "PERSON",
        /// A framework.
        Framework => "FRAMEWORK",
        /// A task.
        Task => "TASK",
        /// A dimension.
        Dimension => "DIMENSION",
        /// An indicator.
        Indicator => "INDICATOR",
        /// A contract.
        Contract => "CONTRACT",
        /// An annual cycle.
        AnnualCycle => "ANNUAL_CYCLE",
        /// The targets of a municipality.
        TargetSet => "TARGET_SET",
        /// A report.
        Report => "REPORT",
        /// A review.
        Review => "REVIEW",
    }
}

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
