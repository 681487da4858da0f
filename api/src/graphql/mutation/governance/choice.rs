//! The acts of choosing between scenarios.

use async_graphql::{Context, ID, InputObject, Object};

use super::{ExecutionInput, wordings};
use crate::{
    commands::governance::{self, Decided, ScenarioWording, SettingWording, Which},
    domain::{
        governance::scenario::Score,
        ids::{ChoiceId, PartyId, ScenarioId},
    },
    graphql::{
        context::asking,
        enums::{ChainElement, MunicipalRole},
        ids::Global,
        mutation::{given::told, payload},
        once::Repeatable,
        scalars::Date,
        types::governance::{GovernanceChoice, GovernanceScenario},
    },
};

/// A choice to open (keuze openen).
#[derive(InputObject)]
pub struct OpenGovernanceChoiceInput {
    /// The municipality (gemeente) that chooses.
    municipality_id: ID,
    /// Its code, unique within the municipality.
    code: String,
    /// Its title (titel).
    title: String,
    #[graphql(flatten)]
    once: Repeatable,
}

/// What a scenario wants of one element of the chain (inrichting van een onderdeel).
#[derive(InputObject)]
pub struct ElementSettingInput {
    /// The element of the chain (onderdeel van de keten).
    element: ChainElement,
    /// What the municipality keeps to itself (rol van de gemeente), where the scenario says so.
    role: Option<MunicipalRole>,
    /// Who executes (uitvoering), at most ten; none where the scenario leaves that open.
    #[graphql(default, validator(max_items = 50))]
    executions: Vec<ExecutionInput>,
}

/// A scenario to draft (scenario opstellen).
#[derive(InputObject)]
pub struct DraftScenarioInput {
    /// The choice (keuze) it belongs to.
    choice_id: ID,
    /// Its code within the choice.
    code: String,
    /// Its title (titel).
    title: String,
    /// What it wants of each of the five elements of the chain (onderdelen), each once.
    #[graphql(validator(max_items = 20))]
    elements: Vec<ElementSettingInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A scenario written anew (scenario wijzigen). Its scores stay.
#[derive(InputObject)]
pub struct ReviseScenarioInput {
    /// The scenario.
    scenario_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// Its code within the choice.
    code: String,
    /// Its title (titel).
    title: String,
    /// What it wants of each of the five elements of the chain (onderdelen), each once.
    #[graphql(validator(max_items = 20))]
    elements: Vec<ElementSettingInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// How a scenario serves a core value (score op een kernwaarde).
#[derive(InputObject)]
pub struct ScenarioScoreInput {
    /// The core value (kernwaarde), in the words in which it is defined.
    core_value: String,
    /// From -2, against it, to 2, fully.
    score: i32,
    /// Why (toelichting).
    explanation: Option<String>,
}

/// Scores of a scenario (scenario scoren), in place of those it had.
#[derive(InputObject)]
pub struct ScoreScenarioInput {
    /// The scenario.
    scenario_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The scores, each core value at most once.
    #[graphql(validator(max_items = 100))]
    scores: Vec<ScenarioScoreInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// The college's decision for a scenario (scenario kiezen).
#[derive(InputObject)]
pub struct ChooseScenarioInput {
    /// The scenario.
    scenario_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The reference of the college's decision (kenmerk van het collegebesluit).
    decision_reference: String,
    /// The day of the decision (datum van het besluit).
    decided_on: Date,
    /// Why this one (reden).
    reason: String,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(OpenGovernanceChoicePayload, choice: GovernanceChoice, "opening a choice (keuze openen)");
payload!(DraftScenarioPayload, scenario: GovernanceScenario, "drafting a scenario (scenario opstellen)");
payload!(ReviseScenarioPayload, scenario: GovernanceScenario, "writing a scenario anew (scenario wijzigen)");
payload!(ScoreScenarioPayload, scenario: GovernanceScenario, "scoring a scenario (scenario scoren)");
payload!(ChooseScenarioPayload, scenario: GovernanceScenario, "choosing a scenario (scenario kiezen)");

fn which(id: &ID, expected_version: i32) -> async_graphql::Result<Which> {
    Ok(Which { id: ScenarioId::parse(id, "scenarioId")?, expected_version: expected_version.into() })
}

fn wording(code: String, title: String, given: Vec<ElementSettingInput>) -> async_graphql::Result<ScenarioWording> {
    let setting = |(index, it): (usize, ElementSettingInput)| {
        Ok(SettingWording {
            element: it.element.into(),
            role: it.role.map(Into::into),
            executions: wordings(it.executions, &format!("elements.{index}.executions"))?,
        })
    };
    let settings = given.into_iter().enumerate().map(setting).collect::<async_graphql::Result<_>>()?;
    Ok(ScenarioWording { code, title, settings })
}

/// Choices between scenarios.
#[derive(Default)]
pub struct ScenarioMutation;

#[Object]
impl ScenarioMutation {
    /// Opens a choice between scenarios (keuze openen).
    async fn open_governance_choice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose, and what it is about.")] input: OpenGovernanceChoiceInput,
    ) -> async_graphql::Result<Option<OpenGovernanceChoicePayload>> {
        let municipality = PartyId::parse(&input.municipality_id, "municipalityId")?;
        let done = governance::open_choice(asking(ctx)?, municipality, &input.code, &input.title).await;
        Ok(OpenGovernanceChoicePayload::of(told(ctx, done).await?))
    }

    /// Drafts a scenario of a choice (scenario opstellen): complete, with each element of the chain once.
    async fn draft_scenario(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The scenario.")] input: DraftScenarioInput,
    ) -> async_graphql::Result<Option<DraftScenarioPayload>> {
        let choice = ChoiceId::parse(&input.choice_id, "choiceId")?;
        let wording = wording(input.code, input.title, input.elements)?;
        let done = governance::draft_scenario(asking(ctx)?, choice, wording).await;
        Ok(DraftScenarioPayload::of(told(ctx, done).await?))
    }

    /// Writes a scenario anew, as long as none of its choice is chosen (scenario wijzigen).
    async fn revise_scenario(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The scenario as it should read.")] input: ReviseScenarioInput,
    ) -> async_graphql::Result<Option<ReviseScenarioPayload>> {
        let which = which(&input.scenario_id, input.expected_version)?;
        let wording = wording(input.code, input.title, input.elements)?;
        let done = governance::revise_scenario(asking(ctx)?, which, wording).await;
        Ok(ReviseScenarioPayload::of(told(ctx, done).await?))
    }

    /// Scores a scenario on the core values (scenario scoren), in place of the scores it had.
    async fn score_scenario(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The scenario and its scores.")] input: ScoreScenarioInput,
    ) -> async_graphql::Result<Option<ScoreScenarioPayload>> {
        let which = which(&input.scenario_id, input.expected_version)?;
        let score =
            |it: ScenarioScoreInput| Score { core_value: it.core_value, score: it.score, explanation: it.explanation };
        let scores = input.scores.into_iter().map(score).collect();
        let done = governance::score_scenario(asking(ctx)?, which, scores).await;
        Ok(ScoreScenarioPayload::of(told(ctx, done).await?))
    }

    /// Records the college's decision for a scenario (scenario kiezen): one for each choice.
    async fn choose_scenario(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The scenario and the decision.")] input: ChooseScenarioInput,
    ) -> async_graphql::Result<Option<ChooseScenarioPayload>> {
        let which = which(&input.scenario_id, input.expected_version)?;
        let decided = Decided { reference: input.decision_reference, on: input.decided_on.0, reason: input.reason };
        let done = governance::choose_scenario(asking(ctx)?, which, decided).await;
        Ok(ChooseScenarioPayload::of(told(ctx, done).await?))
    }
}
