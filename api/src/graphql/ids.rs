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
pub trait Global: Copy {
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

macro_rules! global {
    ($($name:ident => $kind:literal),* $(,)?) => {$(
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
    PartyId => "party",
    PersonId => "person",
    InvitationId => "invitation",
    FrameworkId => "framework",
    GoalId => "goal",
    TaskId => "task",
    IndicatorId => "indicator",
    DimensionId => "dimension",
    ContractId => "contract",
    AttachmentId => "attachment",
    ContractIndicatorId => "contractIndicator",
    CycleId => "annualCycle",
    TargetSetId => "targetSet",
    TargetId => "target",
    OpenPointId => "openPoint",
    ReportId => "report",
    ReviewId => "review",
    ReorganisationId => "reorganisation",
    ArrangementId => "arrangement",
    ChoiceId => "governanceChoice",
    ScenarioId => "governanceScenario",
    EventId => "auditEvent",
}

/// Every one of a list, each named when it is not one.
pub fn parse_all<T: Global>(ids: &[ID], field: &str) -> async_graphql::Result<Vec<T>> {
    ids.iter().enumerate().map(|(index, id)| T::parse(id, &format!("{field}.{index}"))).collect()
}

/// One that may be left out.
pub fn parse_optional<T: Global>(id: Option<&ID>, field: &str) -> async_graphql::Result<Option<T>> {
    id.map(|id| T::parse(id, field)).transpose()
}
