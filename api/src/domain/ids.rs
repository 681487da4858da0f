//! Typed identities: an id of one kind cannot be handed over as another.

use uuid::Uuid;

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident),* $(,)?) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);
    )*};
}

ids! {
    /// A municipality or an executing organisation.
    PartyId,
    /// A person who can sign in.
    PersonId,
    /// An invitation (uitnodiging).
    InvitationId,
    /// A policy framework (beleidskader).
    FrameworkId,
    /// A goal of a framework (doel).
    GoalId,
    /// A task of the shared vocabulary (opgave).
    TaskId,
    /// A finding of coherence set aside (terzijde gelegde bevinding).
    DismissalId,
    /// An indicator of the library (prestatie-indicator).
    IndicatorId,
    /// A breakdown dimension.
    DimensionId,
    /// A contract (overeenkomst).
    ContractId,
    /// An attachment of a contract (bijlage).
    AttachmentId,
    /// An indicator as used by one contract.
    ContractIndicatorId,
    /// An annual cycle (jaarcyclus).
    CycleId,
    /// The targets of one municipality in one cycle.
    TargetSetId,
    /// One target (streefwaarde).
    TargetId,
    /// A point left open by an earlier review.
    OpenPointId,
    /// A report (rapportage).
    ReportId,
    /// A review (beoordeling).
    ReviewId,
    /// A consequence of a review.
    ConsequenceId,
    /// A municipal reorganisation (herindeling).
    ReorganisationId,
    /// An arrangement of an element of the chain (inrichting).
    ArrangementId,
    /// A choice between scenarios (keuze).
    ChoiceId,
    /// A scenario.
    ScenarioId,
    /// An audit event.
    EventId,
}
