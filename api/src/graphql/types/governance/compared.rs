//! Scenarios beside each other, and what is contracted beside them.

use std::{collections::BTreeSet, sync::Arc};

use async_graphql::{Context, SimpleObject};
use chrono::NaiveDate;

use super::{
    Arrangement,
    choice::{ElementSetting, GovernanceChoice, GovernanceScenario},
};
use crate::{
    domain::{
        self,
        governance::{
            arrangement,
            compare::{self, Difference},
            scenario::Scenario,
        },
        ids::{ContractId, PartyId},
    },
    graphql::{
        context::RequestContext,
        enums::{ChainElement, GovernanceAspect, GovernanceFit},
        loaders::{self, ArrangementsOf},
        types::contract::{self, Contract},
    },
};

/// One scenario's setting of the element of the row (cel).
#[derive(SimpleObject)]
pub struct ComparisonCell {
    /// The scenario of the column.
    scenario: GovernanceScenario,
    /// What it wants of the element.
    setting: Option<ElementSetting>,
}

/// One element of the chain, as each scenario wants it (rij).
#[derive(SimpleObject)]
pub struct ComparisonRow {
    /// The element of the chain (onderdeel van de keten).
    element: ChainElement,
    /// What each scenario wants of it, in the order of the columns.
    cells: Vec<ComparisonCell>,
    /// Whether the scenarios want different things (verschilt).
    differs: bool,
    /// How the element is arranged on the day (inrichting), if it is.
    arrangement: Option<Arrangement>,
    /// The contracts (overeenkomsten) in force on the day that the arrangement names, as far as they exist for the
    /// viewer.
    contracted: Vec<Contract>,
}

/// Scenarios beside each other (vergelijking van scenario's).
#[derive(SimpleObject)]
pub struct ScenarioComparison {
    /// The columns (kolommen), in order of drafting.
    scenarios: Vec<GovernanceScenario>,
    /// The rows (rijen), in the order of the chain.
    rows: Vec<ComparisonRow>,
}

/// In what the contracted differs from the chosen (afwijking).
#[derive(SimpleObject)]
pub struct GovernanceDifference {
    /// In what (aspect).
    aspect: GovernanceAspect,
    /// In words, in the viewer's language (in woorden).
    in_words: String,
}

/// What is contracted for an element, held against a scenario (overeengekomen naast het scenario).
#[derive(SimpleObject)]
pub struct HeldElement {
    /// The element of the chain (onderdeel van de keten).
    element: ChainElement,
    /// How the two stand to each other.
    fit: GovernanceFit,
    /// In what they differ (afwijkingen).
    differences: Vec<GovernanceDifference>,
    /// The contracts (overeenkomsten) in force that the arrangement names, as far as they exist for the viewer.
    contracts: Vec<Contract>,
}

/// The arrangements of a municipality, and those of the contracts they name that are in force on the day.
async fn contracted(
    ctx: &Context<'_>,
    municipality: PartyId,
    day: NaiveDate,
) -> async_graphql::Result<(Arc<Vec<arrangement::Arrangement>>, BTreeSet<ContractId>)> {
    let all = loaders::must(ctx, ArrangementsOf(municipality)).await?;
    let named: BTreeSet<ContractId> = arrangement::on(&all, day).iter().flat_map(|it| it.contracts()).collect();
    let contracts = loaders::many(ctx, named.into_iter().collect()).await?;
    let in_force = contracts.iter().filter(|contract| contract.holds_for(municipality, day));
    Ok((all.clone(), in_force.map(|contract| contract.id).collect()))
}

async fn shown(ctx: &Context<'_>, ids: Vec<ContractId>) -> async_graphql::Result<Vec<Contract>> {
    let mut found = Vec::with_capacity(ids.len());
    // All of them were loaded together just before.
    for id in ids {
        found.extend(contract::linked(ctx, id).await?);
    }
    Ok(found)
}

/// The scenarios of a choice beside each other, and what is contracted on a day.
pub async fn comparison(
    ctx: &Context<'_>,
    choice: &GovernanceChoice,
    day: NaiveDate,
) -> async_graphql::Result<ScenarioComparison> {
    let (all, in_force) = contracted(ctx, choice.0.municipality.id, day).await?;
    let arrangements = arrangement::on(&all, day);
    let seen = choice.seen(ctx)?;
    let column =
        |scenario: &Scenario| GovernanceScenario { choice: choice.0.clone(), scenario: Arc::new(scenario.clone()) };
    let mut rows = Vec::new();
    for row in compare::side_by_side(&seen) {
        let under = compare::contracted(row.element, &arrangements, &in_force);
        let ids: BTreeSet<ContractId> = under.iter().filter_map(|execution| execution.contract).collect();
        let arranged = arrangements.iter().find(|it| it.element == row.element);
        let cell = |(scenario, setting): (&Scenario, Option<&domain::governance::scenario::Setting>)| ComparisonCell {
            scenario: column(scenario),
            setting: setting.cloned().map(ElementSetting),
        };
        rows.push(ComparisonRow {
            element: row.element.into(),
            cells: row.cells.into_iter().map(cell).collect(),
            differs: row.differs,
            arrangement: arranged.map(|it| Arrangement(Arc::new((*it).clone()))),
            contracted: shown(ctx, ids.into_iter().collect()).await?,
        });
    }
    Ok(ScenarioComparison { scenarios: seen.into_iter().map(column).collect(), rows })
}

/// What is contracted on a day held against a scenario.
pub async fn held(
    ctx: &Context<'_>,
    municipality: PartyId,
    scenario: &Scenario,
    day: NaiveDate,
) -> async_graphql::Result<Vec<HeldElement>> {
    let (all, in_force) = contracted(ctx, municipality, day).await?;
    let mut elements = Vec::new();
    for it in compare::held(scenario, &arrangement::on(&all, day), &in_force) {
        elements.push(HeldElement {
            element: it.element.into(),
            fit: it.fit.into(),
            differences: it.differences.iter().map(|difference| told(ctx, difference)).collect(),
            contracts: shown(ctx, it.contracts).await?,
        });
    }
    Ok(elements)
}

fn told(ctx: &Context<'_>, it: &Difference) -> GovernanceDifference {
    let request = RequestContext::of(ctx);
    let locale = request.locale();
    let word = |name: &&str| {
        let key = format!("governance-{}", name.to_lowercase().replace('_', "-"));
        request.texts.text(locale, &key, &[])
    };
    let list = |names: &[&str]| match names {
        [] => request.texts.text(locale, "governance-nothing", &[]),
        names => names.iter().map(word).collect::<Vec<_>>().join(", "),
    };
    let (wanted, found) = (list(&it.wanted), list(&it.found));
    let given = [("aspect", it.aspect.name()), ("wanted", &wanted), ("found", &found)];
    let in_words = request.texts.text(locale, "governance-differs", &given);
    GovernanceDifference { aspect: it.aspect.into(), in_words }
}
