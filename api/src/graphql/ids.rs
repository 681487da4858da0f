//! Global identities: `kind:uuid`, opaque to clients.

use async_graphql::ID;
use uuid::Uuid;

use super::errors::bad_input;
use crate::domain::ids::{
    ArrangementId, AttachmentId, ChoiceId, ContractId, ContractIndicatorId, CycleId, DimensionId, EventId, FrameworkId,
    GoalId, IndicatorId, InvitationId, OpenPointId, PartyId, PersonId, ReorganisationId, ReportId, ReviewId,
    ScenarioId, TargetId, TargetSetId, TaskId,
};

/// An identity that clients see.
pub trait Global: Copy + Send {
    /// What stands before the colon.
    const KIND: &'static str;

    /// The identity of that kind.
    fn of(uuid: Uuid) -> Self;

    /// The bare identity.
    fn uuid(self) -> Uuid;

    /// As clients see it.
    fn global(self) -> ID {
        ID(format!("{}:{}", Self::KIND, self.uuid()))
    }

    /// From what a client sent; `field` is named when it is not one.
    fn parse(id: &ID, field: &str) -> async_graphql::Result<Self> {
        let uuid = id.strip_prefix(Self::KIND).and_then(|rest| rest.strip_prefix(':'));
        // Exactly the form that is given out: no braces, no capitals, no missing hyphens.
        let parsed = uuid.and_then(|text| Uuid::try_parse(text).ok().filter(|uuid| uuid.to_string() == *text));
        parsed.map(Self::of).ok_or_else(|| bad_input(format!("{field}: not an id of a {}", Self::KIND), field))
    }
}

/// Declares every kind of global identity, each once: `node` answers all of them.
macro_rules! global {
    ($($variant:ident: $name:ident => $kind:literal),* $(,)?) => {
        /// What an identity may be of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = concat!("`", $kind, "`.")] $variant,)*
        }

        impl Kind {
            /// The kind that an identity names, if it names one.
            pub fn of(id: &ID) -> Option<Self> {
                match id.split(':').next()? {
                    $($kind => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        $(
        impl Global for $name {
            const KIND: &'static str = $kind;

            fn of(uuid: Uuid) -> Self {
                Self(uuid)
            }

            fn uuid(self) -> Uuid {
                self.0
            }
        }
    )*};
}

global! {
    Party: PartyId => "party",
    Person: PersonId => "person",
    Invitation: InvitationId => "invitation",
    Framework: FrameworkId => "framework",
    Goal: GoalId => "goal",
    Task: TaskId => "task",
    Indicator: IndicatorId => "indicator",
    Dimension: DimensionId => "dimension",
    Contract: ContractId => "contract",
    Attachment: AttachmentId => "attachment",
    ContractIndicator: ContractIndicatorId => "contractIndicator",
    Cycle: CycleId => "annualCycle",
    TargetSet: TargetSetId => "targetSet",
    Target: TargetId => "target",
    OpenPoint: OpenPointId => "openPoint",
    Report: ReportId => "report",
    Review: ReviewId => "review",
    Reorganisation: ReorganisationId => "reorganisation",
    Arrangement: ArrangementId => "arrangement",
    Choice: ChoiceId => "governanceChoice",
    Scenario: ScenarioId => "governanceScenario",
    Event: EventId => "auditEvent",
}

/// Every one of a list, each named when it is not one.
pub fn parse_all<T: Global>(ids: &[ID], field: &str) -> async_graphql::Result<Vec<T>> {
    ids.iter().enumerate().map(|(index, id)| T::parse(id, &format!("{field}.{index}"))).collect()
}

/// One that may be left out.
pub fn parse_optional<T: Global>(id: Option<&ID>, field: &str) -> async_graphql::Result<Option<T>> {
    id.map(|id| T::parse(id, field)).transpose()
}
