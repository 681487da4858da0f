//! Who directs and executes: core values, the choice between scenarios, and the arrangements with their contracts.

use anyhow::{Context, ensure};

use super::{
    Contracts,
    chapter::{Chapter, Execution, Scenario},
};
use crate::{
    commands::governance::{self, Decided, ExecutionWording, ScenarioWording, SettingWording, Which, Wording},
    demo::story::{
        case::named,
        teller::{Teller, refused},
    },
    domain::{
        governance::{ChainElement, MunicipalRole, Scale, Sector, scenario::Score},
        ids::ChoiceId,
    },
    policy::Role,
};

/// Defines the core values, writes the scenarios down, scores them and records which was chosen.
pub(super) async fn choose(teller: &Teller<'_>, chapter: &Chapter) -> anyhow::Result<()> {
    let (values, choice) = (&chapter.core_values, &chapter.choice);
    let municipality = teller.party(&chapter.municipality)?;
    teller.on(values.on)?;
    let viewer = teller.account_holder(&chapter.municipality).await?;
    let defined = governance::define_core_values(teller.asking(&viewer), municipality, &values.values, 0).await;
    defined.map_err(refused)?;
    teller.on(choice.opened_on)?;
    let viewer = teller.account_holder(&chapter.municipality).await?;
    let opened = governance::open_choice(teller.asking(&viewer), municipality, &choice.code, &choice.title).await;
    let opened = opened.map_err(refused)?;
    let mut drafted = Vec::new();
    for scenario in &chapter.scenarios {
        let which = draft(teller, chapter, opened.id, scenario).await;
        drafted.push((scenario, which.with_context(|| format!("drafting {}", scenario.code))?));
    }
    teller.on(choice.scored_on)?;
    let mut chosen = None;
    for (scenario, which) in drafted {
        let which = score(teller, chapter, which, scenario).await;
        let which = which.with_context(|| format!("scoring {}", scenario.code))?;
        chosen = chosen.or_else(|| (scenario.code == choice.chosen).then_some(which));
    }
    teller.on(choice.decided_on)?;
    let chosen = chosen.with_context(|| format!("no scenario {}", choice.chosen))?;
    let decided = Decided { reference: choice.reference.clone(), on: choice.decided_on, reason: choice.reason.clone() };
    let viewer = teller.viewer(Some(&chapter.municipality), Role::PortfolioHolder).await?;
    governance::choose_scenario(teller.asking(&viewer), chosen, decided).await.map_err(refused)?;
    Ok(())
}

async fn draft(teller: &Teller<'_>, chapter: &Chapter, choice: ChoiceId, scenario: &Scenario) -> anyhow::Result<Which> {
    for element in scenario.elements.keys() {
        named(ChainElement::named, element)?;
    }
    // An element that the scenario does not speak of stays open.
    let setting = |element: &ChainElement| {
        let given = scenario.elements.get(element.name()).map_or(&[][..], Vec::as_slice);
        let executions = given.iter().map(|it| execution(teller, &Contracts::new(), it));
        Ok(SettingWording { element: *element, role: None, executions: executions.collect::<anyhow::Result<_>>()? })
    };
    let settings = ChainElement::ALL.iter().map(setting).collect::<anyhow::Result<_>>()?;
    let wording = ScenarioWording { code: scenario.code.clone(), title: scenario.title.clone(), settings };
    let viewer = teller.account_holder(&chapter.municipality).await?;
    let drafted = governance::draft_scenario(teller.asking(&viewer), choice, wording).await.map_err(refused)?;
    which(drafted)
}

async fn score(teller: &Teller<'_>, chapter: &Chapter, drafted: Which, scenario: &Scenario) -> anyhow::Result<Which> {
    let values = &chapter.core_values.values;
    ensure!(values.len() == scenario.scores.len(), "{} scores for {} core values", scenario.scores.len(), values.len());
    let score = |(value, score): (&String, &i32)| Score {
        core_value: value.clone(),
        score: *score,
        explanation: scenario.because.get(value).cloned(),
    };
    let scores = values.iter().zip(&scenario.scores).map(score).collect();
    let viewer = teller.account_holder(&chapter.municipality).await?;
    which(governance::score_scenario(teller.asking(&viewer), drafted, scores).await.map_err(refused)?)
}

fn which(
    (choice, id): (crate::domain::governance::choice::Choice, crate::domain::ids::ScenarioId),
) -> anyhow::Result<Which> {
    let scenario = choice.scenario(id).context("the scenario is not in its choice")?;
    Ok(Which { id, expected_version: scenario.version })
}

/// Arranges each element as the contracts have it.
pub(super) async fn arrange(teller: &Teller<'_>, chapter: &Chapter, contracts: &Contracts) -> anyhow::Result<()> {
    teller.on(chapter.arranged_on)?;
    let municipality = teller.party(&chapter.municipality)?;
    for it in &chapter.arrangements {
        let executions = it.executions.iter().map(|it| execution(teller, contracts, it));
        let wording = Wording {
            municipality,
            element: named(ChainElement::named, &it.element)?,
            role: named(MunicipalRole::named, &it.role)?,
            executions: executions.collect::<anyhow::Result<_>>()?,
            from: it.from,
            decision_reference: Some(it.reference.clone()),
        };
        let viewer = teller.account_holder(&chapter.municipality).await?;
        let set = governance::set_arrangement(teller.asking(&viewer), wording).await.map_err(refused);
        set.with_context(|| it.element.clone())?;
    }
    Ok(())
}

fn execution(teller: &Teller<'_>, contracts: &Contracts, it: &Execution) -> anyhow::Result<ExecutionWording> {
    let contract = it
        .contract
        .as_ref()
        .map(|code| contracts.get(code).map(|contract| contract.id).with_context(|| format!("no contract {code}")));
    Ok(ExecutionWording {
        executor: it.executor.as_deref().map(|code| teller.party(code)).transpose()?,
        contract: contract.transpose()?,
        in_words: it.in_words.clone(),
        sector: it.sector.as_deref().map(|text| named(Sector::named, text)).transpose()?,
        scale: it.scale.as_deref().map(|text| named(Scale::named, text)).transpose()?,
    })
}
