//! Opening a year, and setting its targets.

use anyhow::Context;

use super::{
    case::{Counter, Decision, Targets, Year, find, named},
    teller::{Years, refused},
};
use crate::{
    commands::{
        cycle,
        target::{self, Which, Wording},
    },
    domain::{
        indicator::IndicatorKind,
        target::{Aim, CounterProposal, PreviousResult, Reasoning, Side, TargetKind, TargetSet},
    },
    policy::Role,
    storage,
};

const fn which(set: &TargetSet) -> Which {
    Which { id: set.id, expected_version: set.version }
}

/// The targets of a municipality as they stand now.
async fn set_of(years: &Years<'_>, year: &Year, municipality: &str) -> anyhow::Result<TargetSet> {
    let cycle = years.cycle(year.number).await?;
    let sets = storage::target::of_cycles(&years.teller.services.database, &[cycle.id]).await?;
    let own = sets.into_iter().find(|set| set.municipality.name == municipality);
    own.with_context(|| format!("{municipality} has no targets in {}", year.number))
}

/// The first client opens the year for all.
pub async fn open(years: &Years<'_>, year: &Year) -> anyhow::Result<()> {
    let first = years.municipalities.first().context("no municipalities")?;
    let viewer = years.teller.account_holder(first).await?;
    cycle::open(years.teller.asking(&viewer), years.contract.id, year.number).await.map_err(refused)?;
    Ok(())
}

/// Every municipality writes down its targets.
pub async fn set(years: &Years<'_>, year: &Year, targets: &Targets) -> anyhow::Result<()> {
    for (place, municipality) in years.municipalities.iter().enumerate() {
        let wordings = years.indicators.iter().map(|(definition, indicator)| {
            let aim = aim(targets, (&definition.code, definition.kind), place)?;
            Ok(Wording { indicator: *indicator, aim, reasoning: reasoning(targets) })
        });
        let wordings = wordings.collect::<anyhow::Result<_>>()?;
        let viewer = years.teller.account_holder(municipality).await?;
        let own = set_of(years, year, municipality).await?;
        target::set(years.teller.asking(&viewer), which(&own), wordings).await.map_err(refused)?;
    }
    Ok(())
}

fn aim(targets: &Targets, (code, measured): (&str, IndicatorKind), place: usize) -> anyhow::Result<Aim> {
    if let Some(because) = targets.no_target.get(code) {
        return Ok(Aim::NoTarget { because: because.clone() });
    }
    let kind = match (targets.kinds.get(code), measured) {
        (Some(kind), _) => named(TargetKind::named, kind)?,
        (None, IndicatorKind::Ratio) => TargetKind::Percentage,
        (None, _) => TargetKind::Absolute,
    };
    let value = find(&targets.aims, code)?.get(place).with_context(|| format!("{code} has too few aims"))?;
    Ok(Aim::Value { kind, value: value.decimal()? })
}

fn reasoning(targets: &Targets) -> Reasoning {
    Reasoning {
        labour_market: targets.labour_market.clone(),
        target_groups: targets.target_groups.clone(),
        previous: PreviousResult::None { because: targets.no_previous_result.clone() },
    }
}

/// Every municipality proposes its targets.
pub async fn propose(years: &Years<'_>, year: &Year) -> anyhow::Result<()> {
    for municipality in &years.municipalities {
        let viewer = years.teller.account_holder(municipality).await?;
        let own = set_of(years, year, municipality).await?;
        target::propose(years.teller.asking(&viewer), which(&own)).await.map_err(refused)?;
    }
    Ok(())
}

/// The director agrees with every target, and counters the one that the case says.
pub async fn answer(years: &Years<'_>, year: &Year, targets: &Targets) -> anyhow::Result<()> {
    for municipality in &years.municipalities {
        let mut own = set_of(years, year, municipality).await?;
        let viewer = years.contractor(Role::Director).await?;
        if let Some(counter) = targets.counter.as_ref().filter(|it| it.municipality == *municipality) {
            let (_, indicator) = years.indicator(&counter.indicator)?;
            let countered = own.target_for(indicator).context("no target to counter")?;
            let Aim::Value { kind, .. } = countered.aim else { anyhow::bail!("no value to counter") };
            let aim = Aim::Value { kind, value: counter.value.decimal()? };
            let proposal = CounterProposal { target: countered.id, aim, reason: counter.reason.clone() };
            let answered = target::counter(years.teller.asking(&viewer), which(&own), vec![proposal]).await;
            own = answered.map_err(refused)?;
        }
        let turn = own.targets.iter().filter(|it| it.turn() == Some(Side::Contractor)).map(|it| it.id).collect();
        target::agree(years.teller.asking(&viewer), which(&own), turn).await.map_err(refused)?;
    }
    Ok(())
}

/// The municipality agrees with what was countered.
pub async fn settle(years: &Years<'_>, year: &Year, counter: &Counter) -> anyhow::Result<()> {
    let own = set_of(years, year, &counter.municipality).await?;
    let turn = own.targets.iter().filter(|it| it.turn() == Some(Side::Client)).map(|it| it.id).collect();
    let viewer = years.teller.account_holder(&counter.municipality).await?;
    target::agree(years.teller.asking(&viewer), which(&own), turn).await.map_err(refused)?;
    Ok(())
}

/// The portfolio holder has the college adopt.
pub async fn adopt(years: &Years<'_>, year: &Year, decision: &Decision) -> anyhow::Result<()> {
    let own = set_of(years, year, &decision.municipality).await?;
    let viewer = years.teller.viewer(Some(&decision.municipality), Role::PortfolioHolder).await?;
    let asking = years.teller.asking(&viewer);
    target::adopt(asking, which(&own), &decision.reference, decision.on).await.map_err(refused)?;
    Ok(())
}
