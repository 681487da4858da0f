//! Choices between scenarios, as far as the viewer may see them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

use super::{
    Execution,
    compared::{HeldElement, ScenarioComparison, comparison, held},
};
use crate::{
    domain::{
        self,
        governance::scenario::{Scenario, Setting},
        ids::{ChoiceId, ScenarioId},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{ChainElement, MunicipalRole},
        errors::read_failed,
        ids::Global,
        permission::{Permission, permission},
        scalars::{Date, DateTime, version},
        seen::{ById, Found, place},
        types::party::{Municipality, municipality},
    },
    policy::{Action, Scope, Viewer, readable},
    storage,
};

/// A choice between scenarios (keuze).
#[derive(Clone)]
pub struct GovernanceChoice(pub Arc<domain::governance::choice::Choice>);

impl ById for GovernanceChoice {
    type Id = ChoiceId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: ChoiceId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let database = &RequestContext::of(ctx).services.database;
        let found = storage::governance::choice(database, &seen).await.map_err(|error| read_failed(ctx, &error))?;
        Ok(found.filter(|it| readable(viewer, &Scope::choice(it))).map(|it| Self(Arc::new(it))))
    }
}

impl GovernanceChoice {
    /// The scenarios that exist for the viewer.
    pub fn seen(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<&Scenario>> {
        let viewer = viewer(ctx)?;
        let all = self.0.scenarios.iter();
        Ok(all.filter(|scenario| readable(viewer, &Scope::scenario(&self.0, scenario.id))).collect())
    }

    fn scenario(&self, scenario: &Scenario) -> GovernanceScenario {
        GovernanceScenario { choice: self.0.clone(), scenario: Arc::new(scenario.clone()) }
    }
}

/// The decision for a scenario (besluit).
#[derive(SimpleObject)]
pub struct GovernanceDecision {
    /// The scenario that was chosen (gekozen scenario).
    scenario: GovernanceScenario,
    /// The reference of the college's decision (kenmerk van het collegebesluit).
    decision_reference: String,
    /// The day of the decision (datum van het besluit).
    decided_on: Date,
    /// Why this one (reden).
    reason: String,
    /// When it was recorded (vastgelegd op).
    recorded_at: DateTime,
}

/// A choice of a municipality between scenarios (keuze). Who decides again opens a new one; the past stays readable.
#[Object]
impl GovernanceChoice {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// Its code, unique within the municipality.
    async fn code(&self) -> &String {
        &self.0.code
    }

    /// Its title (titel).
    async fn title(&self) -> &String {
        &self.0.title
    }

    /// The municipality (gemeente) that chooses.
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.0.municipality.id).await
    }

    /// The core values (kernwaarden) that the scenarios are held against: as they are now, or as they were when it was
    /// decided.
    async fn core_values(&self) -> &Vec<String> {
        &self.0.values
    }

    /// Its scenarios, as far as they exist for the viewer: the council sees the one that was chosen.
    async fn scenarios(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<GovernanceScenario>> {
        Ok(self.seen(ctx)?.into_iter().map(|scenario| self.scenario(scenario)).collect())
    }

    /// What was decided (besluit); nothing while it is open.
    async fn decision(&self) -> Option<GovernanceDecision> {
        let (decision, chosen) = self.0.decision.as_ref().zip(self.0.chosen())?;
        Some(GovernanceDecision {
            scenario: self.scenario(chosen),
            decision_reference: decision.college.decision_reference.clone(),
            decided_on: Date(decision.college.decided_on),
            reason: decision.reason.clone(),
            recorded_at: DateTime(decision.college.at),
        })
    }

    /// The scenarios beside each other (vergelijking), a row for each element of the chain, and what is contracted on
    /// a day: today unless asked otherwise.
    async fn comparison(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<ScenarioComparison> {
        let day = as_of.map_or_else(|| RequestContext::of(ctx).today(), |day| day.0);
        comparison(ctx, self, day).await
    }

    /// Whether the viewer may draft a scenario now (mag een scenario opstellen).
    async fn viewer_can_draft_scenario(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::DraftScenario, &Scope::choice(&self.0), || self.0.cannot_draft())
    }
}

/// What a scenario wants of one element of the chain (inrichting van een onderdeel).
pub struct ElementSetting(pub Setting);

/// What a scenario wants of one element of the chain (inrichting van een onderdeel).
#[Object]
impl ElementSetting {
    /// The element of the chain (onderdeel van de keten).
    async fn element(&self) -> ChainElement {
        self.0.element.into()
    }

    /// What the municipality keeps to itself (rol van de gemeente), where the scenario says so.
    async fn role(&self) -> Option<MunicipalRole> {
        self.0.role.map(Into::into)
    }

    /// Who executes (uitvoering); none where the scenario leaves that open.
    async fn executions(&self) -> Vec<Execution> {
        self.0.executions.iter().cloned().map(Execution).collect()
    }
}

/// How a scenario serves a core value (score op een kernwaarde).
#[derive(SimpleObject)]
pub struct ScenarioScore {
    /// The core value (kernwaarde), in words.
    core_value: String,
    /// From -2, against it, to 2, fully.
    score: i32,
    /// Why (toelichting).
    explanation: Option<String>,
}

/// What the scores of a scenario come to (totaalscore).
#[derive(SimpleObject)]
pub struct ScenarioTotal {
    /// The scores added up (som).
    sum: i32,
    /// How many core values are scored.
    scored: i32,
    /// The core values that are not scored.
    unscored: Vec<String>,
    /// Whether every core value is scored: only then totals can be compared (volledig).
    complete: bool,
}

/// A scenario (scenario) of a choice.
#[derive(Clone)]
pub struct GovernanceScenario {
    /// The choice it belongs to.
    pub choice: Arc<domain::governance::choice::Choice>,
    /// The scenario itself.
    pub scenario: Arc<Scenario>,
}

impl ById for GovernanceScenario {
    type Id = ScenarioId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: ScenarioId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let database = &RequestContext::of(ctx).services.database;
        let found =
            storage::governance::choice_with(database, &seen).await.map_err(|error| read_failed(ctx, &error))?;
        let found = found.filter(|choice| readable(viewer, &Scope::scenario(choice, id)));
        Ok(found.and_then(|choice| Self::of(choice, id)))
    }
}

impl GovernanceScenario {
    /// The scenario of a choice.
    pub fn of(choice: domain::governance::choice::Choice, id: ScenarioId) -> Option<Self> {
        let scenario = Arc::new(choice.scenario(id)?.clone());
        Some(Self { choice: Arc::new(choice), scenario })
    }

    fn ask(&self, ctx: &Context<'_>, action: Action) -> async_graphql::Result<Permission> {
        let scope = Scope::scenario(&self.choice, self.scenario.id);
        permission(ctx, action, &scope, || self.choice.cannot_change())
    }
}

/// A scenario (scenario): a complete set of settings, one for each element of the chain.
#[Object]
impl GovernanceScenario {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.scenario.id.global()
    }

    /// The version (versie) to give back with an act: it tells what the viewer had read.
    async fn version(&self) -> i32 {
        version(self.scenario.version)
    }

    /// Its code within the choice.
    async fn code(&self) -> &String {
        &self.scenario.code
    }

    /// Its title (titel).
    async fn title(&self) -> &String {
        &self.scenario.title
    }

    /// The choice (keuze) it belongs to, if that exists for the viewer.
    async fn choice(&self) -> GovernanceChoice {
        // Who sees one of its scenarios sees the choice.
        GovernanceChoice(self.choice.clone())
    }

    /// What it wants of each element (onderdelen), in the order of the chain.
    async fn elements(&self) -> Vec<ElementSetting> {
        self.scenario.settings.iter().cloned().map(ElementSetting).collect()
    }

    /// How it serves the core values (scores op de kernwaarden), as far as that was said.
    async fn scores(&self) -> Vec<ScenarioScore> {
        let told = |it: &domain::governance::scenario::Score| ScenarioScore {
            core_value: it.core_value.clone(),
            score: it.score,
            explanation: it.explanation.clone(),
        };
        self.scenario.scores.iter().map(told).collect()
    }

    /// What its scores come to (totaalscore).
    async fn total(&self) -> ScenarioTotal {
        let total = self.scenario.total(&self.choice.values);
        let scored = i32::try_from(total.scored).unwrap_or(i32::MAX);
        ScenarioTotal { sum: total.sum, scored, complete: total.complete(), unscored: total.unscored }
    }

    /// Whether it was chosen (gekozen).
    async fn chosen(&self) -> bool {
        self.choice.chosen().is_some_and(|chosen| chosen.id == self.scenario.id)
    }

    /// What is contracted on a day held against it (overeengekomen naast het scenario), for each element of the chain;
    /// today unless asked otherwise.
    async fn held_against_contracts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<Vec<HeldElement>> {
        let day = as_of.map_or_else(|| RequestContext::of(ctx).today(), |day| day.0);
        held(ctx, self.choice.municipality.id, &self.scenario, day).await
    }

    /// Whether the viewer may write it anew now (mag wijzigen).
    async fn viewer_can_revise(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::ReviseScenario)
    }

    /// Whether the viewer may score it now (mag scoren).
    async fn viewer_can_score(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::ScoreScenario)
    }

    /// Whether the viewer may record that it was chosen now (mag kiezen).
    async fn viewer_can_choose(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        self.ask(ctx, Action::ChooseScenario)
    }
}
