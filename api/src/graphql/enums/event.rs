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
    /// A person was asked to join a party in a role.
    PersonInvited,
    /// A person chose a password for the first time.
    InvitationAccepted,
    /// A person's role at a party ended.
    RoleEnded,
    /// A person asked for a new password.
    PasswordResetRequested,
    /// A person chose a new password.
    PasswordChanged,
    /// The first administrator of the platform was made.
    AdministratorCreated,
    /// A policy framework was written down.
    FrameworkCreated,
    /// A task was added to the vocabulary.
    TaskDefined,
    /// A breakdown was added to the library.
    DimensionDefined,
    /// An indicator was added to the library.
    IndicatorDefined,
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
    /// The contract was withdrawn before adoption.
    ContractWithdrawn,
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
}

/// Soort onderwerp. What kind of thing an event is about.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::event::SubjectKind")]
pub enum SubjectKind {
    /// A municipality or organisation.
    Party,
    /// A person.
    Person,
    /// A framework.
    Framework,
    /// A task.
    Task,
    /// A dimension.
    Dimension,
    /// An indicator.
    Indicator,
    /// A contract.
    Contract,
    /// An annual cycle.
    AnnualCycle,
    /// The targets of a municipality.
    TargetSet,
    /// A report.
    Report,
    /// A review.
    Review,
}
