//! Any thing by its global identity (Relay).

use async_graphql::{Context, ID, Interface};

use super::{
    attachment::Attachment,
    contract::Contract,
    cycle::AnnualCycle,
    event::AuditEvent,
    framework::{PolicyFramework, PolicyGoal, Task},
    governance::{Arrangement, GovernanceChoice, GovernanceScenario},
    indicator::{ContractIndicator, Dimension, PerformanceIndicator},
    invitation::Invitation,
    party::{ExecutingOrganisation, Municipality, Party},
    person::{Person, person},
    reorganisation::Reorganisation,
    report::Report,
    review::Review,
    target::{OpenPoint, Target, TargetSet},
};
use crate::{
    domain::ids::{FrameworkId, GoalId, IndicatorId, PartyId, PersonId, TaskId},
    graphql::{
        context::viewer,
        errors::bad_input,
        ids::Kind,
        loaders,
        seen::{ById, Found, seen},
    },
    policy::Viewer,
};

/// Anything with a global identity (object met een identiteit).
#[derive(Interface, Clone)]
#[graphql(field(name = "id", ty = "ID", desc = "The global identity, opaque."))]
pub enum Node {
    /// A municipality.
    Municipality(Municipality),
    /// An executing organisation.
    ExecutingOrganisation(ExecutingOrganisation),
    /// A person.
    Person(Person),
    /// A policy framework.
    PolicyFramework(PolicyFramework),
    /// A goal.
    PolicyGoal(PolicyGoal),
    /// A task.
    Task(Task),
    /// An indicator of the library.
    PerformanceIndicator(PerformanceIndicator),
    /// A contract.
    Contract(Contract),
    /// An attachment.
    Attachment(Attachment),
    /// An annual cycle.
    AnnualCycle(AnnualCycle),
    /// The targets of a municipality.
    TargetSet(TargetSet),
    /// A report.
    Report(Report),
    /// A municipal reorganisation.
    Reorganisation(Reorganisation),
    /// A review.
    Review(Review),
    /// An arrangement of an element of the chain.
    Arrangement(Arrangement),
    /// A choice between scenarios.
    GovernanceChoice(GovernanceChoice),
    /// A scenario.
    GovernanceScenario(GovernanceScenario),
    /// A breakdown of the library.
    Dimension(Dimension),
    /// An indicator as used by one contract.
    ContractIndicator(ContractIndicator),
    /// One target.
    Target(Target),
    /// A point left open by an earlier review.
    OpenPoint(OpenPoint),
    /// An invitation.
    Invitation(Invitation),
    /// An event of the audit trail.
    AuditEvent(AuditEvent),
}

impl From<Party> for Node {
    fn from(party: Party) -> Self {
        match party {
            Party::Municipality(it) => Self::Municipality(it),
            Party::ExecutingOrganisation(it) => Self::ExecutingOrganisation(it),
        }
    }
}

/// Things that everybody who is signed in may read.
macro_rules! open_to_all {
    ($($shown:ty, as $wrap:path, by $id:ty;)*) => {$(
        impl ById for $shown {
            type Id = $id;

            async fn find(ctx: &Context<'_>, _: &Viewer, id: $id) -> Found<Self> {
                Ok(loaders::one(ctx, id).await?.map($wrap))
            }
        }
    )*};
}

open_to_all! {
    Party, as Party::from, by PartyId;
    PolicyFramework, as PolicyFramework, by FrameworkId;
    PolicyGoal, as PolicyGoal, by GoalId;
    Task, as Task, by TaskId;
    PerformanceIndicator, as PerformanceIndicator, by IndicatorId;
}

impl ById for Person {
    type Id = PersonId;

    /// People are met through what they do; by identity one finds oneself.
    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: PersonId) -> Found<Self> {
        if id == viewer.person { Ok(Some(person(ctx, id).await?)) } else { Ok(None) }
    }
}

/// The thing with that identity, if it exists for the viewer. Every kind of identity has a line here, or this does not
/// compile.
pub async fn node(ctx: &Context<'_>, id: &ID) -> Found<Node> {
    viewer(ctx)?;
    let unknown = || bad_input("id: not an id of this service", "id");
    match Kind::of(id).ok_or_else(unknown)? {
        Kind::Party => found::<Party>(ctx, id).await,
        Kind::Person => found::<Person>(ctx, id).await,
        Kind::Invitation => found::<Invitation>(ctx, id).await,
        Kind::Framework => found::<PolicyFramework>(ctx, id).await,
        Kind::Goal => found::<PolicyGoal>(ctx, id).await,
        Kind::Task => found::<Task>(ctx, id).await,
        Kind::Indicator => found::<PerformanceIndicator>(ctx, id).await,
        Kind::Dimension => found::<Dimension>(ctx, id).await,
        Kind::Contract => found::<Contract>(ctx, id).await,
        Kind::Attachment => found::<Attachment>(ctx, id).await,
        Kind::ContractIndicator => found::<ContractIndicator>(ctx, id).await,
        Kind::Cycle => found::<AnnualCycle>(ctx, id).await,
        Kind::TargetSet => found::<TargetSet>(ctx, id).await,
        Kind::Target => found::<Target>(ctx, id).await,
        Kind::OpenPoint => found::<OpenPoint>(ctx, id).await,
        Kind::Report => found::<Report>(ctx, id).await,
        Kind::Review => found::<Review>(ctx, id).await,
        Kind::Reorganisation => found::<Reorganisation>(ctx, id).await,
        Kind::Arrangement => found::<Arrangement>(ctx, id).await,
        Kind::Choice => found::<GovernanceChoice>(ctx, id).await,
        Kind::Scenario => found::<GovernanceScenario>(ctx, id).await,
        Kind::Event => found::<AuditEvent>(ctx, id).await,
    }
}

async fn found<T: ById + Into<Node>>(ctx: &Context<'_>, id: &ID) -> Found<Node> {
    Ok(seen::<T>(ctx, id, "id").await?.map(Into::into))
}
