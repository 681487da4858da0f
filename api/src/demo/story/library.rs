//! What is written down once for all contracts: the framework, the tasks and the library of indicators.

use std::collections::BTreeMap;

use super::{
    case::{Case, Dimension, find, named},
    teller::{Teller, refused},
};
use crate::{
    commands::{framework, indicator},
    domain::{
        ids::{DimensionId, FrameworkId, GoalId, TaskId},
        indicator::{Cell, Direction, Indicator, IndicatorKind, Reference},
        responsibility::LifeDomain,
    },
};

/// What was written down, by name or code.
pub struct Library {
    pub framework: FrameworkId,
    /// Where known figures come from.
    pub source: String,
    pub goals: BTreeMap<String, GoalId>,
    pub tasks: BTreeMap<String, TaskId>,
    pub indicators: BTreeMap<String, Indicator>,
}

/// Writes down framework, tasks, breakdown and indicators, by the account holder of the first municipality.
pub async fn write(teller: &Teller<'_>, case: &Case) -> anyhow::Result<Library> {
    teller.on(case.library_on)?;
    let (framework, goals) = framework(teller, case).await?;
    let mut tasks = BTreeMap::new();
    for it in &case.tasks {
        let serves = it.goals.iter().map(|code| find(&goals, code).copied()).collect::<anyhow::Result<_>>()?;
        let viewer = author(teller, case).await?;
        let task = framework::define_task(teller.asking(&viewer), &it.name, serves).await.map_err(refused)?;
        tasks.insert(it.name.clone(), task.id);
    }
    let dimension = match &case.dimension {
        Some(wanted) => Some((wanted.code.as_str(), dimension(teller, case, wanted).await?)),
        None => None,
    };
    let indicators = indicators(teller, case, dimension).await?;
    Ok(Library { framework, source: case.framework.name.clone(), goals, tasks, indicators })
}

async fn author(teller: &Teller<'_>, case: &Case) -> anyhow::Result<crate::policy::Viewer> {
    let first = case.municipalities.first().map_or("", |it| it.name.as_str());
    teller.account_holder(first).await
}

async fn framework(teller: &Teller<'_>, case: &Case) -> anyhow::Result<(FrameworkId, BTreeMap<String, GoalId>)> {
    let it = &case.framework;
    let goals = it.goals.iter().map(|goal| {
        let domain = named(LifeDomain::named, &goal.domain)?;
        Ok((goal.code.clone(), domain, goal.text.clone()))
    });
    let owners = case.municipalities.iter().map(|owner| teller.party(&owner.name));
    let wording = framework::Wording {
        name: it.name.clone(),
        years: it.years,
        predecessor: it.predecessor.clone(),
        succeeds: None,
        fates: Vec::new(),
        principles: it.principles.clone(),
        priorities: it.priorities.clone(),
        owners: owners.collect::<anyhow::Result<_>>()?,
        goals: goals.collect::<anyhow::Result<_>>()?,
    };
    let viewer = author(teller, case).await?;
    let framework = framework::create(teller.asking(&viewer), wording).await.map_err(refused)?;
    Ok((framework.id, framework.goals.into_iter().map(|goal| (goal.code, goal.id)).collect()))
}

async fn dimension(teller: &Teller<'_>, case: &Case, it: &Dimension) -> anyhow::Result<DimensionId> {
    let cell = |(code, name_nl, name_en): &(String, String, String)| Cell {
        code: code.clone(),
        name_nl: name_nl.clone(),
        name_en: name_en.clone(),
    };
    let cells = it.cells.iter().map(cell).collect();
    let viewer = author(teller, case).await?;
    let defined = indicator::define_dimension(teller.asking(&viewer), &it.code, it.names.clone(), cells).await;
    Ok(defined.map_err(refused)?.id)
}

async fn indicators(
    teller: &Teller<'_>,
    case: &Case,
    dimension: Option<(&str, DimensionId)>,
) -> anyhow::Result<BTreeMap<String, Indicator>> {
    let mut defined = BTreeMap::new();
    for it in &case.indicators {
        let reference = it.reference.as_ref().map(|(value, source)| {
            Ok::<_, anyhow::Error>(Reference { value: value.decimal()?, source: source.clone() })
        });
        let wording = indicator::Wording {
            code: it.code.clone(),
            names: it.names.clone(),
            description: it.description.clone(),
            unit: it.unit.clone(),
            kind: named(IndicatorKind::named, &it.kind)?,
            direction: named(Direction::named, &it.direction)?,
            decimals: it.decimals,
            cumulative: false,
            dimension: dimension.filter(|(code, _)| it.dimension.as_deref() == Some(*code)).map(|(_, id)| id),
            reference: reference.transpose()?,
        };
        let viewer = author(teller, case).await?;
        let indicator = indicator::define(teller.asking(&viewer), wording).await.map_err(refused)?;
        defined.insert(it.code.clone(), indicator);
    }
    Ok(defined)
}
