//! Choosing between scenarios.

use chrono::NaiveDate;

use super::{Asking, ExecutionWording, Found, both, taken};
use crate::{
    commands::act::{Act, Done, check_version, not_found, saved},
    domain::{
        governance::{
            ChainElement, MunicipalRole,
            choice::{Changed, Choice},
            scenario::{Scenario, Score, Setting, Wording},
        },
        ids::{ChoiceId, PartyId, ScenarioId},
        party::PartyRef,
        refusal::{Outcome, Refusal},
    },
    policy::{Action, Permit, Scope},
    storage,
};

/// What a scenario wants of one element, as written down.
#[derive(Debug, Clone)]
pub struct SettingWording {
    /// Of which element of the chain.
    pub element: ChainElement,
    /// What the municipality keeps to itself, where the scenario says so.
    pub role: Option<MunicipalRole>,
    /// Who executes; none where the scenario leaves that open.
    pub executions: Vec<ExecutionWording>,
}

/// A scenario as written down.
#[derive(Debug, Clone)]
pub struct ScenarioWording {
    /// Its code within the choice.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it wants of each element.
    pub settings: Vec<SettingWording>,
}

/// A scenario that exists, in the version the viewer read.
#[derive(Debug, Clone, Copy)]
pub struct Which {
    /// Which scenario.
    pub id: ScenarioId,
    /// The version that was read.
    pub expected_version: i64,
}

/// The college's decision for a scenario.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The reference of the decision.
    pub reference: String,
    /// The day of the decision.
    pub on: NaiveDate,
    /// Why this one.
    pub reason: String,
}

/// Opens a choice between scenarios.
pub async fn open_choice(asking: Asking<'_>, municipality: PartyId, code: &str, title: &str) -> Done<Choice> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::OpenGovernanceChoice, &Scope::preparation(municipality), "municipalityId")?;
    let found = storage::party::by_ids(act.unit.connection(), &[municipality]).await?.into_iter().next();
    let party = found.ok_or_else(|| not_found("municipalityId"))?;
    let whose = PartyRef { id: party.id, name: party.name };
    let (choice, event) = Choice::open(ChoiceId(act.unit.new_id()), whose, code, title)?;
    taken(storage::governance::insert_choice(act.unit.connection(), &choice).await, "code")?;
    act.commit(permit, event).await?;
    Ok(choice)
}

/// Writes down a scenario of a choice.
pub async fn draft_scenario(
    asking: Asking<'_>,
    choice: ChoiceId,
    wording: ScenarioWording,
) -> Done<(Choice, ScenarioId)> {
    let act = asking.begin().await?;
    let field = "choiceId";
    let seen = act.seen(choice, field).await?;
    storage::hold::parties(act.unit.connection(), &[seen.root()]).await?;
    let found = storage::governance::choice(act.unit.connection(), &seen).await?;
    let choice = found.ok_or_else(|| not_found(field))?;
    let permit = act.permit(Action::DraftScenario, &Scope::choice(&choice), field)?;
    let (wording, no) = resolved(&act, choice.municipality.id, wording).await?;
    let id = ScenarioId(act.unit.new_id());
    let (scenario, event) = both(no, choice.draft(id, wording))?;
    storage::governance::insert_scenario(act.unit.connection(), act.ids(), &scenario).await?;
    act.commit(permit, event).await?;
    Ok((with(choice, scenario), id))
}

/// Writes a scenario anew.
pub async fn revise_scenario(asking: Asking<'_>, which: Which, wording: ScenarioWording) -> Done<(Choice, ScenarioId)> {
    let act = asking.begin().await?;
    let (choice, scenario, permit) = begun(&act, which, Action::ReviseScenario).await?;
    let (wording, no) = resolved(&act, choice.municipality.id, wording).await?;
    let changed = both(no, choice.revise(&scenario, wording));
    keep(act, choice, changed, permit).await
}

/// Scores a scenario on the core values, in place of the scores it had.
pub async fn score_scenario(asking: Asking<'_>, which: Which, scores: Vec<Score>) -> Done<(Choice, ScenarioId)> {
    let act = asking.begin().await?;
    let (choice, scenario, permit) = begun(&act, which, Action::ScoreScenario).await?;
    let changed = choice.score(&scenario, scores);
    keep(act, choice, changed, permit).await
}

/// Records the college's decision for a scenario.
pub async fn choose_scenario(asking: Asking<'_>, which: Which, decided: Decided) -> Done<(Choice, ScenarioId)> {
    let act = asking.begin().await?;
    let (choice, scenario, permit) = begun(&act, which, Action::ChooseScenario).await?;
    let Decided { reference, on, reason } = decided;
    let (choice, event) = choice.choose(scenario.id, &reference, on, &reason, act.by)?;
    if let Some(decision) = &choice.decision {
        storage::governance::decide(act.unit.connection(), act.ids(), &choice, decision).await?;
    }
    act.commit(permit, event).await?;
    Ok((choice, scenario.id))
}

/// The choice of a scenario, held, with the scenario and the permit to act on it.
async fn begun(act: &Act<'_>, which: Which, action: Action) -> Done<(Choice, Scenario, Permit)> {
    let field = "scenarioId";
    let seen = act.seen(which.id, field).await?;
    storage::hold::parties(act.unit.connection(), &[seen.root()]).await?;
    let found = storage::governance::choice_with(act.unit.connection(), &seen).await?;
    let choice = found.ok_or_else(|| not_found(field))?;
    let scenario = choice.scenario(which.id).cloned().ok_or_else(|| not_found(field))?;
    let permit = act.permit(action, &Scope::scenario(&choice, which.id), field)?;
    check_version(scenario.version, which.expected_version)?;
    Ok((choice, scenario, permit))
}

async fn keep(act: Act<'_>, choice: Choice, changed: Outcome<Changed>, permit: Permit) -> Done<(Choice, ScenarioId)> {
    let (scenario, event) = changed?;
    saved(storage::governance::update_scenario(act.unit.connection(), act.ids(), &scenario).await?)?;
    act.commit(permit, event).await?;
    let id = scenario.id;
    Ok((with(choice, scenario), id))
}

/// The choice with the scenario as it is now.
fn with(mut choice: Choice, scenario: Scenario) -> Choice {
    match choice.scenarios.iter_mut().find(|it| it.id == scenario.id) {
        Some(place) => *place = scenario,
        None => choice.scenarios.push(scenario),
    }
    choice
}

async fn resolved(act: &Act<'_>, municipality: PartyId, wording: ScenarioWording) -> Done<(Wording, Vec<Refusal>)> {
    let found = Found::load(act, wording.settings.iter().flat_map(|setting| &setting.executions)).await?;
    let (mut settings, mut no) = (Vec::with_capacity(wording.settings.len()), Vec::new());
    for (index, SettingWording { element, role, executions }) in wording.settings.into_iter().enumerate() {
        let (executions, inner) = found.resolve(municipality, executions);
        no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("elements")));
        settings.push(Setting { element, role, executions });
    }
    Ok((Wording { code: wording.code, title: wording.title, settings }, no))
}
