//! The enums of governance.

use async_graphql::Enum;

use crate::domain;

/// Onderdeel van de keten. An element of the chain of work and income.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::governance::ChainElement")]
pub enum ChainElement {
    /// Toegang: where residents come in.
    Intake,
    /// Inkomensvoorziening.
    IncomeProvision,
    /// Werkgeversdienstverlening.
    EmployerServices,
    /// Arbeidsontwikkeling.
    WorkDevelopment,
    /// Meedoen.
    Participation,
}

/// Rol van de gemeente. How much of an element the municipality keeps to itself.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::governance::MunicipalRole")]
pub enum MunicipalRole {
    /// Beleidsregie: goals, results, means and conditions; the how is left to others.
    PolicyDirection,
    /// Beleids- en uitvoeringsregie: also the approach and the coherence of the chain.
    PolicyAndExecutionDirection,
    /// Regie en uitvoering: the municipality does it itself.
    DirectionAndExecution,
}

/// Publiek of privaat. In which sector an element is executed.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::governance::Sector")]
pub enum ExecutionSector {
    /// Publiek.
    Public,
    /// Privaat.
    Private,
    /// Publiek en privaat.
    Both,
}

/// Schaal. At which scale an element is executed.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::governance::Scale")]
pub enum ExecutionScale {
    /// Gemeente.
    Municipal,
    /// Subregionaal.
    SubRegional,
    /// Regionaal.
    Regional,
}

/// Past of wijkt af. How what is contracted for an element stands to the chosen scenario.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::governance::compare::Fit")]
pub enum GovernanceFit {
    /// Past: what is contracted is what was chosen.
    Fits,
    /// Wijkt af: something else is contracted than was chosen.
    Differs,
    /// Niets overeengekomen: the arrangement names no contract that is in force.
    NothingContracted,
    /// Niet te vergelijken: the scenario or the arrangement says too little.
    NotComparable,
}

/// Aspect. In what the contracted differs from the chosen.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::governance::compare::Aspect")]
pub enum GovernanceAspect {
    /// Sector.
    Sector,
    /// Schaal.
    Scale,
    /// Combinatie: sector and scale are those that were chosen, but not together.
    Combination,
}
