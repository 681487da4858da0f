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

/// Status van een uitnodiging. What became of an invitation.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// Open: it can be accepted, declined and taken back.
    Open,
    /// Aangenomen.
    Accepted,
    /// Afgeslagen.
    Declined,
    /// Ingetrokken, or replaced by a newer one.
    Withdrawn,
    /// Verlopen.
    Expired,
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

/// Rechtsvorm. In which form an organisation exists, or what it is where it is no legal person.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::party::LegalForm")]
pub enum LegalForm {
    /// Gemeenschappelijke regeling (Wet gemeenschappelijke regelingen).
    JointArrangement,
    /// Modulaire gemeenschappelijke regeling: participants choose what they take part in.
    ModularJointArrangement,
    /// Gemeentelijke besloten vennootschap: municipalities hold the shares.
    MunicipalCompany,
    /// Besloten vennootschap.
    PrivateCompany,
    /// Stichting.
    Foundation,
    /// Vereniging.
    Association,
    /// Coöperatie.
    Cooperative,
    /// Gemeentelijke afdeling: a part of a municipality.
    MunicipalDepartment,
    /// Gemeentelijk team: a part of a municipality.
    MunicipalTeam,
    /// Zelfstandig bestuursorgaan, such as the UWV: it never contracts with a municipality.
    IndependentAdministrativeBody,
    /// Publieke kredietbank.
    MunicipalCreditBank,
    /// Netwerk(organisatie).
    Network,
    /// Groep ingekochte aanbieders.
    ProviderGroup,
    /// Onderdeel van een organisatie.
    OrganisationPart,
    /// Anders.
    Other,
}

/// Sector. Whether a party belongs to the public or the private sector.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::party::Sector")]
pub enum Sector {
    /// Publiek.
    Public,
    /// Privaat.
    Private,
    /// Publiek-privaat.
    PublicPrivate,
}
