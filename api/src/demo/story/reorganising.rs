//! The chain as a municipality arranges it, and the reorganisations that the story lives to see.

use anyhow::Context;

use super::{
    case::{Chain, Reorganisation, find, named},
    teller::{Teller, refused},
};
use crate::{
    commands::{
        governance::{self, ExecutionWording, Wording},
        reorganisation,
    },
    domain::{
        contract::Contract,
        governance::{ChainElement, MunicipalRole},
        reorganisation::Plan,
    },
    policy::Role,
    storage,
};

/// Every municipality arranges its chain, naming the contracts under which each element is executed.
pub async fn arrange(teller: &Teller<'_>, wanted: &Chain, contracts: &[Contract]) -> anyhow::Result<()> {
    teller.on(wanted.from)?;
    for name in &wanted.municipalities {
        for (element, codes) in &wanted.elements {
            let executions = codes.iter().map(|code| execution(contracts, code));
            let wording = Wording {
                municipality: teller.party(name)?,
                element: named(ChainElement::named, element)?,
                role: named(MunicipalRole::named, &wanted.role)?,
                executions: executions.collect::<anyhow::Result<_>>()?,
                from: wanted.from,
                decision_reference: Some(wanted.reference.clone()),
            };
            let viewer = teller.account_holder(name).await?;
            governance::set_arrangement(teller.asking(&viewer), wording).await.map_err(refused)?;
        }
    }
    Ok(())
}

fn execution(contracts: &[Contract], code: &str) -> anyhow::Result<ExecutionWording> {
    let found = contracts.iter().find(|contract| contract.terms.code == code);
    let contract = found.with_context(|| format!("no contract {code}"))?;
    let executor = Some(contract.terms.contractor.id);
    Ok(ExecutionWording { executor, contract: Some(contract.id), ..ExecutionWording::default() })
}

/// The administrator enters the reorganisation, and does it on its day.
pub async fn reorganise(teller: &mut Teller<'_>, wanted: &Reorganisation) -> anyhow::Result<()> {
    teller.on(wanted.planned_on)?;
    let database = &teller.services.database;
    let successor = storage::party::by_cbs_code(database, &wanted.successor.cbs_code, wanted.date).await?;
    let successor = successor.with_context(|| format!("no municipality {}", wanted.successor.cbs_code))?.id;
    let predecessors = wanted.predecessors.iter().map(|name| find(&teller.parties, name).copied());
    let predecessors = predecessors.collect::<anyhow::Result<_>>()?;
    let plan = Plan { name: wanted.name.clone(), date: wanted.date, legal_basis: wanted.legal_basis.clone() };
    let viewer = teller.viewer(None, Role::PlatformAdmin).await?;
    let planned = reorganisation::plan(teller.asking(&viewer), plan, predecessors, successor).await.map_err(refused)?;
    teller.on(wanted.executed_on)?;
    let viewer = teller.viewer(None, Role::PlatformAdmin).await?;
    let asking = teller.asking(&viewer);
    reorganisation::execute(asking, planned.id, planned.version).await.map_err(refused)?;
    teller.parties.insert(wanted.successor.name.clone(), successor);
    Ok(())
}
