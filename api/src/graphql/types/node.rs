//! Any thing by its global identity (Relay).

use async_graphql::{Context, ID, Interface};

use super::{
    attachment::{self, Attachment},
    contract::{self, Contract},
    cycle::{self, AnnualCycle},
    framework::{PolicyFramework, PolicyGoal, Task},
    governance::{self, Arrangement, GovernanceChoice, GovernanceScenario},
    indicator::PerformanceIndicator,
    party::{ExecutingOrganisation, Municipality, Party},
    person::Person,
    reorganisation::{self, Reorganisation},
    report::{self, Report},
    review::{self, Review},
    target::{self, TargetSet},
};
use crate::{
    domain::ids::{
        ArrangementId, AttachmentId, ChoiceId, ContractId, CycleId, FrameworkId, GoalId, IndicatorId, PartyId,
        PersonId, ReorganisationId, ReportId, ReviewId, ScenarioId, TargetSetId, TaskId,
    },
    graphql::{context::viewer, errors::bad_input, ids::Global, loaders},
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
}

/// The thing with that identity, if it exists for the viewer.
pub async fn node(ctx: &Context<'_>, id: &ID) -> async_graphql::Result<Option<Node>> {
    let viewer = viewer(ctx)?;
    let kind = id.split(':').next().unwrap_or_default();
    Ok(match kind {
        PartyId::KIND => loaders::one(ctx, PartyId::parse(id, "id")?).await?.map(|party| match Party::from(party) {
            Party::Municipality(it) => Node::Municipality(it),
            Party::ExecutingOrganisation(it) => Node::ExecutingOrganisation(it),
        }),
        PersonId::KIND => {
            // People are met through what they do; by id one finds oneself.
            let id = PersonId::parse(id, "id")?;
            if id == viewer.person { loaders::one(ctx, id).await?.map(|it| Node::Person(Person(it))) } else { None }
        }
        FrameworkId::KIND => {
            loaders::one(ctx, FrameworkId::parse(id, "id")?).await?.map(|it| Node::PolicyFramework(PolicyFramework(it)))
        }
        GoalId::KIND => loaders::one(ctx, GoalId::parse(id, "id")?).await?.map(|it| Node::PolicyGoal(PolicyGoal(it))),
        TaskId::KIND => loaders::one(ctx, TaskId::parse(id, "id")?).await?.map(|it| Node::Task(Task(it))),
        IndicatorId::KIND => loaders::one(ctx, IndicatorId::parse(id, "id")?)
            .await?
            .map(|it| Node::PerformanceIndicator(PerformanceIndicator(it))),
        ContractId::KIND => contract::visible(ctx, ContractId::parse(id, "id")?).await?.map(Node::Contract),
        AttachmentId::KIND => attachment::visible(ctx, AttachmentId::parse(id, "id")?).await?.map(Node::Attachment),
        CycleId::KIND => cycle::visible(ctx, CycleId::parse(id, "id")?).await?.map(Node::AnnualCycle),
        TargetSetId::KIND => target::visible(ctx, TargetSetId::parse(id, "id")?).await?.map(Node::TargetSet),
        ReorganisationId::KIND => {
            reorganisation::visible(ctx, ReorganisationId::parse(id, "id")?).await?.map(Node::Reorganisation)
        }
        ReportId::KIND => report::visible(ctx, ReportId::parse(id, "id")?).await?.map(Node::Report),
        ReviewId::KIND => review::visible(ctx, ReviewId::parse(id, "id")?).await?.map(Node::Review),
        ArrangementId::KIND => {
            governance::visible_arrangement(ctx, ArrangementId::parse(id, "id")?).await?.map(Node::Arrangement)
        }
        ChoiceId::KIND => {
            governance::visible_choice(ctx, ChoiceId::parse(id, "id")?).await?.map(Node::GovernanceChoice)
        }
        ScenarioId::KIND => {
            governance::visible_scenario(ctx, ScenarioId::parse(id, "id")?).await?.map(Node::GovernanceScenario)
        }
        _ => return Err(bad_input("id: not an id of this service", "id")),
    })
}
