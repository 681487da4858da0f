//! The enums of municipal reorganisations.

use async_graphql::Enum;

use crate::domain;

/// Stand van een herindeling. How far a municipal reorganisation has come.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::reorganisation::ReorganisationStage")]
pub enum ReorganisationState {
    /// Voorgenomen. Entered; its preview can be read.
    Planned,
    /// Uitgevoerd. Done.
    Executed,
    /// Vervallen. Called off.
    Cancelled,
}

/// Gevolg voor een gemeenschappelijke regeling. What becomes of a joint body.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::reorganisation::BodyFate")]
pub enum JointBodyFate {
    /// Vervalt. All its participants become one municipality (Wet arhi art. 41).
    Lapses,
    /// Gaat verder. It goes on with the successor as a participant, and is to be adapted within six months.
    GoesOn,
}

/// Gevolg voor een overeenkomst. What becomes of a contract.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::reorganisation::ContractFate")]
pub enum ContractFate {
    /// Gaat over. It passes to the successor by law (Wet arhi art. 44).
    Passes,
    /// Vervalt. It lapses with its contractor.
    Lapses,
}
