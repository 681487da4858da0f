//! The enums of people.

use async_graphql::Enum;

use crate::domain;

/// Rol. What a person does for a party.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::person::Role")]
pub enum Role {
    /// Accounthouder: steers the contract for a municipality.
    AccountHolder,
    /// Financieel adviseur.
    FinancialAdviser,
    /// Portefeuillehouder (bestuurder).
    PortfolioHolder,
    /// Raadslid: sees what is adopted, accepted or final.
    CouncilMember,
    /// Directeur of the organisation.
    Director,
    /// Rapporteur of the organisation.
    Reporter,
    /// Beheerder of the people and roles of the own party.
    PartyAdmin,
    /// Beheerder of the platform: parties and reference data, no contract content.
    PlatformAdmin,
}

/// Taal. The language a person reads.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::person::Locale")]
pub enum Locale {
    /// Nederlands. Dutch, the default.
    Nl,
    /// Engels. English.
    En,
}
