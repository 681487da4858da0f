//! The enums of what happened.

use async_graphql::Enum;

use crate::domain;

/// Soort gebeurtenis. What happened, in the past tense.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::event::EventKind")]
pub enum EventKind {
    /// A municipality was entered.
    MunicipalityRegistered,
    /// An executing organisation was entered.
    OrganisationRegistered,
    /// A municipality joined a joint body.
    ParticipantAdded,
    /// A municipality left a joint body.
    ParticipationEnded,
    /// The numbers of a party in public registers were written down.
    PartyIdentified,
    /// A party joined a category of partners in a municipality.
    CategoryMemberAdded,
    /// A party left a category of partners in a municipality.
    CategoryMembershipEnded,
    /// A person was asked to join a party in a role.
    PersonInvited,
    /// A person accepted a role at a party.
    InvitationAccepted,
    /// A person did not want a role at a party.
    InvitationDeclined,
    /// An invitation was taken back.
    InvitationWithdrawn,
    /// A person accepted a role at a party that they had given to themselves.
    RoleGivenToOneself,
    /// A person's role at a party ended.
    RoleEnded,
    /// A municipal reorganisation was entered.
    ReorganisationPlanned,
    /// A municipal reorganisation was called off.
    ReorganisationCancelled,
    /// A municipal reorganisation was done.
    ReorganisationExecuted,
    /// A person asked for a new password.
    PasswordResetRequested,
    /// A person chose a password.
    PasswordChanged,
    /// The first administrator of the platform was made.
    AdministratorCreated,
    /// A policy framework was written down.
    FrameworkCreated,
    /// A task was added to the vocabulary.
    TaskDefined,
    /// The goals that a task serves were chosen.
    TaskLinked,
    /// A breakdown was added to the library.
    DimensionDefined,
    /// An indicator was added to the library.
    IndicatorDefined,
    /// A finding of coherence was set aside.
    FindingDismissed,
    /// A finding that was set aside was opened again by hand.
    DismissalEnded,
    /// A contract was drafted.
    ContractDrafted,
    /// The terms of a draft changed.
    ContractRevised,
    /// The matrix of a draft was filled.
    MatrixFilled,
    /// The indicators of a draft were chosen.
    IndicatorsChosen,
    /// A contract was offered to its contractor.
    ContractOffered,
    /// The contractor sent it back with remarks.
    ContractSentBack,
    /// The contractor agreed.
    ContractAgreed,
    /// One client adopted.
    ContractAdoptedByClient,
    /// The last client adopted.
    ContractAdopted,
    /// The contractor of a unilateral decision left its remarks.
    ContractorHeard,
    /// An amendment was drafted.
    AmendmentDrafted,
    /// A client decided whether to go on.
    ExtensionDecided,
    /// One client ended the contract for itself.
    ContractTerminatedByClient,
    /// The last client ended the contract.
    ContractTerminated,
    /// The contract passed to the successor of its clients by law.
    ContractPassed,
    /// The contract lapsed with its contractor.
    ContractLapsed,
    /// The contract was withdrawn before adoption.
    ContractWithdrawn,
    /// A file was added to a contract.
    AttachmentAdded,
    /// A file was taken away from a draft.
    AttachmentRemoved,
    /// A year was opened.
    CycleOpened,
    /// A municipality wrote down targets.
    TargetsSet,
    /// A municipality proposed its targets.
    TargetsProposed,
    /// One side made a counter-proposal.
    TargetsCountered,
    /// One side agreed with some of the targets.
    TargetsPartlyAgreed,
    /// All targets of a municipality are agreed.
    TargetsAgreed,
    /// One municipality adopted its targets.
    TargetsAdopted,
    /// The last municipality adopted: the targets are fixed.
    TargetsFixed,
    /// A point left open by a review was closed with a reason.
    OpenPointClosed,
    /// Values or texts were filled in.
    ReportFilled,
    /// A report was submitted.
    ReportSubmitted,
    /// A municipality returned a report.
    ReportReturned,
    /// One municipality accepted a report.
    ReportAcceptedByClient,
    /// The last municipality accepted a report.
    ReportAccepted,
    /// The reviews of a year were opened.
    ReviewOpened,
    /// A municipality wrote in its review.
    ReviewWritten,
    /// A concept was sent to the director.
    ReviewSentForReply,
    /// The director replied.
    ReviewReplied,
    /// A review was made final.
    ReviewFinalised,
    /// The last review was made final: the year is closed.
    CycleClosed,
    /// A municipality arranged an element of the chain.
    ArrangementSet,
    /// An arrangement was ended with nothing in its place.
    ArrangementEnded,
    /// A municipality defined its core values.
    CoreValuesDefined,
    /// A choice between scenarios was opened.
    GovernanceChoiceOpened,
    /// A scenario was drafted.
    ScenarioDrafted,
    /// A scenario was written anew.
    ScenarioRevised,
    /// A scenario was scored on the core values.
    ScenarioScored,
    /// A scenario was chosen.
    ScenarioChosen,
    /// A mail that was given up is sent again.
    MailResent,
}

/// Soort onderwerp. What kind of thing an event is about.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::event::SubjectKind")]
pub enum SubjectKind {
    /// A municipality or organisation.
    Party,
    /// A person.
    Person,
    /// A municipal reorganisation.
    Reorganisation,
    /// A framework.
    Framework,
    /// A task.
    Task,
    /// A dimension.
    Dimension,
    /// An indicator.
    Indicator,
    /// A finding of coherence set aside.
    FindingDismissal,
    /// A contract.
    Contract,
    /// An attachment of a contract.
    Attachment,
    /// An annual cycle.
    AnnualCycle,
    /// The targets of a municipality.
    TargetSet,
    /// A report.
    Report,
    /// A review.
    Review,
    /// An arrangement of an element of the chain.
    Arrangement,
    /// The core values of a municipality.
    CoreValues,
    /// A choice between scenarios.
    GovernanceChoice,
    /// A scenario.
    Scenario,
    /// A mail.
    Mail,
}
