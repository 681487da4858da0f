//! What people do, and the language they read.

use super::named::named;

named! {
    /// What a person does for a party.
    Role {
        /// Accounthouder: steers the contract for a municipality.
        AccountHolder => "ACCOUNT_HOLDER",
        /// Financieel adviseur.
        FinancialAdviser => "FINANCIAL_ADVISER",
        /// Portefeuillehouder (bestuurder).
        PortfolioHolder => "PORTFOLIO_HOLDER",
        /// Raadslid: sees what is adopted, accepted or final.
        CouncilMember => "COUNCIL_MEMBER",
        /// Directeur of the organisation.
        Director => "DIRECTOR",
        /// Rapporteur of the organisation.
        Reporter => "REPORTER",
        /// Beheerder of the people and roles of the own party.
        PartyAdmin => "PARTY_ADMIN",
        /// Beheerder of the platform: parties and reference data, no contract content.
        PlatformAdmin => "PLATFORM_ADMIN",
    }
}

impl Role {
    /// Whether the role exists at a municipality.
    pub const fn municipal(self) -> bool {
        matches!(
            self,
            Self::AccountHolder
                | Self::FinancialAdviser
                | Self::PortfolioHolder
                | Self::CouncilMember
                | Self::PartyAdmin
        )
    }

    /// Whether the role exists at an executing organisation.
    pub const fn executing(self) -> bool {
        matches!(self, Self::Director | Self::Reporter | Self::PartyAdmin)
    }
}

named! {
    /// The language a person reads.
    #[derive(Default)]
    Locale {
        /// Dutch, the default.
        #[default]
        Nl => "nl",
        /// English.
        En => "en",
    }
}
