//! The case of the Werkplein Drentsche Aa, told through the acts themselves, from 2019 to 2021.
//!
//! Knows commands, policy's viewers, storage's readings and the embedded case; writes nothing but through
//! commands. Start reading at [`load`], whose order is that of the story.

mod case;
mod contracting;
mod library;
mod people;
mod reporting;
mod reviewing;
mod schedule;
mod target_setting;
mod teller;
#[cfg(test)]
mod tests;

use anyhow::Context;

use crate::{clock::FixedClock, commands::Services};
use teller::{Teller, Years};

pub use people::{PASSWORD, SignIn, people};

/// Tells the story into an empty, migrated database. `clock` must be the clock of `services`: it is moved along
/// with the story, and stands at its last day when the story is over.
///
/// Fails when the database is not empty, or when a rule refuses what the case says.
pub async fn load(services: &Services, clock: &FixedClock) -> anyhow::Result<()> {
    let case = case::read()?;
    let mut teller = Teller::begin(services, clock, case.begins_on)?;
    people::settle(&mut teller, &case).await.context("parties and people")?;
    let library = library::write(&teller, &case).await.context("framework and library")?;
    let mut contracts = Vec::new();
    for wanted in &case.contracts {
        let contract = contracting::draft(&teller, &library, wanted).await;
        contracts.push((wanted, contract.with_context(|| format!("drafting {}", wanted.code))?));
    }
    let mut years = None;
    for (wanted, contract) in contracts {
        let adopted = contracting::conclude(&teller, &library, wanted, contract).await;
        let adopted = adopted.with_context(|| format!("concluding {}", wanted.code))?;
        if wanted.code == case.years_of {
            years = Some(Years::of(&teller, &case, &library, adopted));
        }
    }
    let years = years.with_context(|| format!("no contract {}", case.years_of))?;
    for (day, step) in schedule::of(&case.years) {
        teller.on(day)?;
        step.tell(&years).await.with_context(|| format!("{day}: {step}"))?;
    }
    Ok(())
}
