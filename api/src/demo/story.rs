//! The cases told through the acts themselves: Delfzijl, Appingedam and Loppersum from 2011 to 2021, then the Werkplein
//! Drentsche Aa from 2019 to 2021.
//!
//! Knows commands, policy's viewers, storage's readings and the embedded case; writes nothing but through
//! commands. Start reading at [`load`], whose order is that of the story.

pub(super) mod case;
pub(super) mod contracting;
pub(super) mod library;
pub(super) mod people;
mod reorganising;
mod reporting;
mod reviewing;
mod schedule;
mod target_setting;
pub(super) mod teller;
#[cfg(test)]
mod tests;

use anyhow::Context;

use crate::{clock::FixedClock, commands::Services, domain::contract::Contract};
use case::Case;
use library::Library;
use teller::{Teller, Years};

pub use people::{PASSWORD, SignIn, people};

/// Tells the story into an empty, migrated database. `clock` must be the clock of `services`: it is moved along
/// with the story, back at the beginning of each case, and stands at its last day when the story is over.
///
/// Fails when the database is not empty, or when a rule refuses what the case says.
pub async fn load(services: &Services, clock: &FixedClock) -> anyhow::Result<()> {
    let cases = case::read()?;
    let first = cases.first().context("no case")?;
    let mut teller = Teller::begin(services, clock, first.begins_on)?;
    people::administrators(&mut teller, &cases).await.context("administrators")?;
    for case in &cases {
        teller.turn_to(case.begins_on)?;
        chapter(&mut teller, case).await.with_context(|| format!("the case of {}", case.years_of))?;
    }
    super::overbetuwe::tell(&mut teller).await.context("the case of Overbetuwe")
}

/// Tells one case, from its parties to its last day.
async fn chapter(teller: &mut Teller<'_>, case: &Case) -> anyhow::Result<()> {
    people::settle(teller, case).await.context("parties and people")?;
    let library = library::write(teller, case).await.context("framework and library")?;
    let contracts = contracts(teller, case, &library).await?;
    for wanted in &case.chains {
        reorganising::arrange(teller, wanted, &contracts).await.context("arranging the chain")?;
    }
    let told = contracts.into_iter().find(|contract| contract.terms.code == case.years_of);
    let told = told.with_context(|| format!("no contract {}", case.years_of))?;
    let years = Years::of(teller, case, &library, told);
    for (day, step) in schedule::of(&case.years) {
        teller.on(day)?;
        step.tell(&years).await.with_context(|| format!("{day}: {step}"))?;
    }
    for wanted in &case.reorganisations {
        reorganising::reorganise(teller, wanted).await.with_context(|| wanted.name.clone())?;
    }
    Ok(())
}

/// Drafts every contract, then brings each to adoption.
pub(super) async fn contracts(teller: &Teller<'_>, case: &Case, library: &Library) -> anyhow::Result<Vec<Contract>> {
    let mut drafts = Vec::new();
    for wanted in &case.contracts {
        let contract = contracting::draft(teller, library, wanted).await;
        drafts.push((wanted, contract.with_context(|| format!("drafting {}", wanted.code))?));
    }
    let mut adopted = Vec::new();
    for (wanted, contract) in drafts {
        let concluded = contracting::conclude(teller, library, wanted, contract).await;
        adopted.push(concluded.with_context(|| format!("concluding {}", wanted.code))?);
    }
    Ok(adopted)
}
