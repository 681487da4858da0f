//! The case of Overbetuwe: who directs and executes the chain of work and income, from the choice between scenarios
//! in 2013 to the extension decision of 2021.
//!
//! A chapter of the story, told after the years of the Werkplein by the same teller. Start reading at [`tell`].

mod chapter;
mod governing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use anyhow::Context;

use super::story::{
    case::named,
    contracting, library, people,
    teller::{Teller, refused},
};
use crate::{
    commands::{
        contract::{self, Decided},
        indicator,
    },
    domain::{contract::Contract, indicator::Cell},
    policy::Role,
};
use chapter::{Chapter, Extension};

pub use chapter::case;

/// The contracts that were concluded, by code.
type Contracts = BTreeMap<String, Contract>;

/// Tells the chapter from its own first day, and leaves the clock where the story has come furthest.
pub async fn tell(teller: &mut Teller<'_>) -> anyhow::Result<()> {
    let furthest = teller.today();
    let (case, chapter) = (case()?, chapter::read()?);
    teller.turn_to(case.begins_on)?;
    people::settle(teller, &case).await.context("parties and people")?;
    governing::choose(teller, &chapter).await.context("the choice between scenarios")?;
    let library = library::write(teller, &case).await.context("framework and library")?;
    define_wage_value(teller, &chapter).await.context("the breakdown by wage value")?;
    let concluded = super::story::contracts(teller, &case, &library).await?;
    let contracts: Contracts = concluded.into_iter().map(|it| (it.terms.code.clone(), it)).collect();
    governing::arrange(teller, &chapter, &contracts).await.context("the arrangements")?;
    extend(teller, &chapter, &contracts).await.context("the extension")?;
    teller.on(furthest.max(teller.today()))
}

async fn define_wage_value(teller: &Teller<'_>, chapter: &Chapter) -> anyhow::Result<()> {
    let it = &chapter.wage_value;
    let cell = |(code, name_nl, name_en): &(String, String, String)| Cell {
        code: code.clone(),
        name_nl: name_nl.clone(),
        name_en: name_en.clone(),
    };
    let cells = it.cells.iter().map(cell).collect();
    let viewer = teller.account_holder(&chapter.municipality).await?;
    let defined = indicator::define_dimension(teller.asking(&viewer), &it.code, it.names.clone(), cells).await;
    defined.map_err(refused)?;
    Ok(())
}

async fn extend(teller: &Teller<'_>, chapter: &Chapter, contracts: &Contracts) -> anyhow::Result<()> {
    let Extension { contract, answer, until, conditions, reference, on } = &chapter.extension;
    teller.on(*on)?;
    let contract = contracts.get(contract).with_context(|| format!("no contract {contract}"))?;
    let municipality = teller.party(&chapter.municipality)?;
    let decided = Decided { municipality, reference: reference.clone(), on: *on };
    let answer = named(crate::domain::contract::ExtensionAnswer::named, answer)?;
    let extension = contract::Extension { answer, until: Some(*until), conditions: Some(conditions.clone()) };
    let viewer = teller.viewer(Some(&chapter.municipality), Role::PortfolioHolder).await?;
    let asking = teller.asking(&viewer);
    contract::decide_extension(asking, contracting::which(contract), decided, extension).await.map_err(refused)?;
    Ok(())
}
