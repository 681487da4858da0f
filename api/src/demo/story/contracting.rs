//! The contracts: drafted by one client for all, offered, talked about, agreed and adopted.

use std::collections::BTreeMap;

use anyhow::Context;

use super::{
    case::{self, find, named},
    library::Library,
    teller::{Teller, refused},
};
use crate::{
    commands::contract::{self, Choice, Which, Wording},
    domain::{
        contract::{Contract, ContractKind},
        period::{Frequency, Period},
        responsibility::{LifeDomain, MatrixEntry, MatrixRole, Subject},
    },
    policy::{Role, Viewer},
};

/// The contract in the version that the story has read.
pub const fn which(contract: &Contract) -> Which {
    Which { id: contract.id, expected_version: contract.version }
}

async fn drafter(teller: &Teller<'_>, wanted: &case::Contract) -> anyhow::Result<Viewer> {
    let first = wanted.clients.first().context("no clients")?;
    teller.account_holder(first).await
}

/// Drafts a contract with its matrix and its indicators.
pub async fn draft(teller: &Teller<'_>, library: &Library, wanted: &case::Contract) -> anyhow::Result<Contract> {
    teller.on(wanted.drafted_on)?;
    let domains = wanted.deviation_domains.iter().map(|name| named(LifeDomain::named, name));
    let wording = Wording {
        code: wanted.code.clone(),
        title: wanted.title.clone(),
        kind: named(ContractKind::named, &wanted.kind)?,
        framework: Some(library.framework),
        predecessor: None,
        period: Period { from: wanted.from, to: wanted.to },
        frequency: named(Frequency::named, &wanted.frequency)?,
        conditions: wanted.conditions.join("\n"),
        legal_bases: wanted.legal_bases.clone(),
        deviation_domains: domains.collect::<anyhow::Result<_>>()?,
        extension_decision_on: wanted.extension_decision_on,
    };
    let clients = wanted.clients.iter().map(|name| teller.party(name)).collect::<anyhow::Result<_>>()?;
    let contractor = teller.party(&wanted.contractor)?;
    let viewer = drafter(teller, wanted).await?;
    let drafted = contract::draft(teller.asking(&viewer), wording, clients, contractor).await.map_err(refused)?;
    let entries = matrix(teller, library, wanted, &BTreeMap::new())?;
    let viewer = drafter(teller, wanted).await?;
    let filled = contract::fill_matrix(teller.asking(&viewer), which(&drafted), entries).await.map_err(refused)?;
    let choices = wanted.indicators.iter().map(|it| choice(library, it)).collect::<anyhow::Result<_>>()?;
    let viewer = drafter(teller, wanted).await?;
    contract::choose_indicators(teller.asking(&viewer), which(&filled), choices).await.map_err(refused)
}

/// All nine cells: what the case names, and "none" where it names nothing.
fn matrix(
    teller: &Teller<'_>,
    library: &Library,
    wanted: &case::Contract,
    explained: &BTreeMap<String, String>,
) -> anyhow::Result<Vec<MatrixEntry>> {
    let mut entries = Vec::new();
    let cells = MatrixRole::ALL.iter().flat_map(|role| LifeDomain::ALL.iter().map(move |domain| (*role, *domain)));
    for (role, domain) in cells {
        let entry =
            |subject| MatrixEntry { role, domain, subject, deviation: None, target_group: None, explanation: None };
        let cell = wanted.cells.iter().find(|cell| cell.role == role.name() && cell.domain == domain.name());
        let Some(cell) = cell else {
            entries.push(entry(Subject::None));
            continue;
        };
        for task in &cell.tasks {
            entries.push(MatrixEntry {
                target_group: wanted.target_groups.get(task).cloned(),
                explanation: explained.get(task).cloned(),
                ..entry(Subject::Task(*find(&library.tasks, task)?))
            });
        }
        for partner in &cell.partners {
            entries.push(entry(Subject::Partner(teller.party(partner)?)));
        }
    }
    Ok(entries)
}

fn choice(library: &Library, it: &case::ContractIndicator) -> anyhow::Result<Choice> {
    let known = it.known.iter().map(|(year, value)| Ok((*year, value.decimal()?, library.source.clone())));
    Ok(Choice {
        indicator: find(&library.indicators, &it.code)?.id,
        goal: Some(*find(&library.goals, &it.goal)?),
        amber_margin: it.margins.0.decimal()?,
        red_margin: it.margins.1.decimal()?,
        annual_only: it.annual_only,
        known: known.collect::<anyhow::Result<_>>()?,
    })
}

/// Brings a draft to adoption by its last client.
pub async fn conclude(
    teller: &Teller<'_>,
    library: &Library,
    wanted: &case::Contract,
    drafted: Contract,
) -> anyhow::Result<Contract> {
    teller.on(wanted.offered_on)?;
    let viewer = drafter(teller, wanted).await?;
    let mut current = contract::offer(teller.asking(&viewer), which(&drafted)).await.map_err(refused)?;
    if let Some(back) = &wanted.sent_back {
        current = talk(teller, library, wanted, (back, current)).await?;
    }
    if let Some(heard) = &wanted.heard {
        teller.on(heard.on)?;
        let viewer = teller.viewer(Some(&wanted.contractor), Role::Director).await?;
        let asking = teller.asking(&viewer);
        current = contract::hear(asking, which(&current), &heard.remarks).await.map_err(refused)?;
    }
    if let Some(agreed_on) = wanted.agreed_on {
        teller.on(agreed_on)?;
        let viewer = teller.viewer(Some(&wanted.contractor), Role::Director).await?;
        current = contract::agree(teller.asking(&viewer), which(&current)).await.map_err(refused)?;
    }
    for it in &wanted.adoptions {
        teller.on(it.on)?;
        let viewer = teller.account_holder(&it.municipality).await?;
        let municipality = teller.party(&it.municipality)?;
        let asking = teller.asking(&viewer);
        current =
            contract::adopt(asking, which(&current), municipality, &it.reference, it.on).await.map_err(refused)?;
    }
    Ok(current)
}

/// The contractor sends it back with remarks; what was unclear is explained, and it is offered again.
async fn talk(
    teller: &Teller<'_>,
    library: &Library,
    wanted: &case::Contract,
    (back, offered): (&case::SentBack, Contract),
) -> anyhow::Result<Contract> {
    teller.on(back.on)?;
    let viewer = teller.viewer(Some(&wanted.contractor), Role::Director).await?;
    let returned = contract::send_back(teller.asking(&viewer), which(&offered), &back.remarks).await;
    let returned = returned.map_err(refused)?;
    teller.on(back.offered_again_on)?;
    let entries = matrix(teller, library, wanted, &back.explained)?;
    let viewer = drafter(teller, wanted).await?;
    let filled = contract::fill_matrix(teller.asking(&viewer), which(&returned), entries).await.map_err(refused)?;
    let viewer = drafter(teller, wanted).await?;
    contract::offer(teller.asking(&viewer), which(&filled)).await.map_err(refused)
}
