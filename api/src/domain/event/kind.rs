//! What can happen, and what to.

use crate::domain::named::named;

named! {
    /// What happened, in the past tense.
    EventKind {
        /// A municipality was entered.
        MunicipalityRegistered => "MUNICIPALITY_REGISTERED",
        /// An executing organisation was entered.
        OrganisationRegistered => "ORGANISATION_REGISTERED",
        /// A municipality joined a joint body.
        ParticipantAdded => "PARTICIPANT_ADDED",
        /// A municipality left a joint body.
        ParticipationEnded => "PARTICIPATION_ENDED",
        /// The numbers of a party in public registers were written down.
        PartyIdentified => "PARTY_IDENTIFIED",
        /// A party joined a category of partners in a municipality.
        CategoryMemberAdded => "CATEGORY_MEMBER_ADDED",
        /// A party left a category of partners in a municipality.
        CategoryMembershipEnded => "CATEGORY_MEMBERSHIP_ENDED",
        /// A person was asked to join a party in a role.
        PersonInvited => "PERSON_INVITED",
        /// A person accepted a role at a party.
        InvitationAccepted => "INVITATION_ACCEPTED",
        /// A person did not want a role at a party.
        InvitationDeclined => "INVITATION_DECLINED",
        /// An invitation was taken back.
        InvitationWithdrawn => "INVITATION_WITHDRAWN",
        /// A person accepted a role at a party that they had given to themselves.
        RoleGivenToOneself => "ROLE_GIVEN_TO_ONESELF",
        /// A person's role at a party ended.
        RoleEnded => "ROLE_ENDED",
        /// A municipal reorganisation was entered.
        ReorganisationPlanned => "REORGANISATION_PLANNED",
        /// A municipal reorganisation was called off.
        ReorganisationCancelled => "REORGANISATION_CANCELLED",
        /// A municipal reorganisation was done.
        ReorganisationExecuted => "REORGANISATION_EXECUTED",
        /// A person asked for a new password.
        PasswordResetRequested => "PASSWORD_RESET_REQUESTED",
        /// A person chose a password.
        PasswordChanged => "PASSWORD_CHANGED",
        /// The first administrator of the platform was made.
        AdministratorCreated => "ADMINISTRATOR_CREATED",
        /// A policy framework was written down.
        FrameworkCreated => "FRAMEWORK_CREATED",
        /// A task was added to the vocabulary.
        TaskDefined => "TASK_DEFINED",
        /// The goals that a task serves were chosen.
        TaskLinked => "TASK_LINKED",
        /// A breakdown was added to the library.
        DimensionDefined => "DIMENSION_DEFINED",
        /// An indicator was added to the library.
        IndicatorDefined => "INDICATOR_DEFINED",
        /// A finding of coherence was set aside.
        FindingDismissed => "FINDING_DISMISSED",
        /// A finding that was set aside was opened again by hand.
        DismissalEnded => "DISMISSAL_ENDED",
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
        /// The contractor of a unilateral decision left its remarks.
        ContractorHeard => "CONTRACTOR_HEARD",
        /// An amendment was drafted.
        AmendmentDrafted => "AMENDMENT_DRAFTED",
        /// A client decided whether to go on.
        ExtensionDecided => "EXTENSION_DECIDED",
        /// One client ended the contract for itself.
        ContractTerminatedByClient => "CONTRACT_TERMINATED_BY_CLIENT",
        /// The last client ended the contract.
        ContractTerminated => "CONTRACT_TERMINATED",
        /// The contract passed to the successor of its clients by law.
        ContractPassed => "CONTRACT_PASSED",
        /// The contract lapsed with its contractor.
        ContractLapsed => "CONTRACT_LAPSED",
        /// The contract was withdrawn before adoption.
        ContractWithdrawn => "CONTRACT_WITHDRAWN",
        /// A file was added to a contract.
        AttachmentAdded => "ATTACHMENT_ADDED",
        /// A file was taken away from a draft.
        AttachmentRemoved => "ATTACHMENT_REMOVED",
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
        /// A municipality arranged an element of the chain.
        ArrangementSet => "ARRANGEMENT_SET",
        /// An arrangement was ended with nothing in its place.
        ArrangementEnded => "ARRANGEMENT_ENDED",
        /// A municipality defined its core values.
        CoreValuesDefined => "CORE_VALUES_DEFINED",
        /// A choice between scenarios was opened.
        GovernanceChoiceOpened => "GOVERNANCE_CHOICE_OPENED",
        /// A scenario was drafted.
        ScenarioDrafted => "SCENARIO_DRAFTED",
        /// A scenario was written anew.
        ScenarioRevised => "SCENARIO_REVISED",
        /// A scenario was scored on the core values.
        ScenarioScored => "SCENARIO_SCORED",
        /// A scenario was chosen.
        ScenarioChosen => "SCENARIO_CHOSEN",
        /// A mail that was given up is sent again.
        MailResent => "MAIL_RESENT",
    }
}

named! {
    /// What kind of thing an event is about.
    SubjectKind {
        /// A municipality or organisation.
        Party => "PARTY",
        /// A person.
        Person => "PERSON",
        /// A municipal reorganisation.
        Reorganisation => "REORGANISATION",
        /// A framework.
        Framework => "FRAMEWORK",
        /// A task.
        Task => "TASK",
        /// A dimension.
        Dimension => "DIMENSION",
        /// An indicator.
        Indicator => "INDICATOR",
        /// A finding of coherence set aside.
        FindingDismissal => "FINDING_DISMISSAL",
        /// A contract.
        Contract => "CONTRACT",
        /// An attachment of a contract.
        Attachment => "ATTACHMENT",
        /// An annual cycle.
        AnnualCycle => "ANNUAL_CYCLE",
        /// The targets of a municipality.
        TargetSet => "TARGET_SET",
        /// A report.
        Report => "REPORT",
        /// A review.
        Review => "REVIEW",
        /// An arrangement of an element of the chain.
        Arrangement => "ARRANGEMENT",
        /// The core values of a municipality.
        CoreValues => "CORE_VALUES",
        /// A choice between scenarios.
        GovernanceChoice => "GOVERNANCE_CHOICE",
        /// A scenario.
        Scenario => "SCENARIO",
        /// A mail.
        Mail => "MAIL",
    }
}
