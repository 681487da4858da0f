//! In which form an organisation exists, and in which sector.

use crate::domain::named::named;

named! {
    /// The legal form of an organisation (rechtsvorm), or what it is where it is no legal person.
    LegalForm {
        /// Gemeenschappelijke regeling (Wet gemeenschappelijke regelingen).
        JointArrangement => "JOINT_ARRANGEMENT",
        /// Modulaire gemeenschappelijke regeling: participants choose what they take part in.
        ModularJointArrangement => "MODULAR_JOINT_ARRANGEMENT",
        /// Gemeentelijke besloten vennootschap: municipalities hold the shares.
        MunicipalCompany => "MUNICIPAL_COMPANY",
        /// Besloten vennootschap.
        PrivateCompany => "PRIVATE_COMPANY",
        /// Stichting.
        Foundation => "FOUNDATION",
        /// Vereniging.
        Association => "ASSOCIATION",
        /// Coöperatie.
        Cooperative => "COOPERATIVE",
        /// Gemeentelijke afdeling: a part of a municipality.
        MunicipalDepartment => "MUNICIPAL_DEPARTMENT",
        /// Gemeentelijk team: a part of a municipality.
        MunicipalTeam => "MUNICIPAL_TEAM",
        /// Zelfstandig bestuursorgaan, such as the UWV: it never contracts with a municipality.
        IndependentAdministrativeBody => "INDEPENDENT_ADMINISTRATIVE_BODY",
        /// Publieke kredietbank.
        MunicipalCreditBank => "MUNICIPAL_CREDIT_BANK",
        /// Netwerk(organisatie).
        Network => "NETWORK",
        /// Groep ingekochte aanbieders.
        ProviderGroup => "PROVIDER_GROUP",
        /// Onderdeel van een organisatie.
        OrganisationPart => "ORGANISATION_PART",
        /// Anders.
        Other => "OTHER",
    }
}

impl LegalForm {
    /// Whether it is a part of a municipality without a legal person of its own.
    pub const fn is_department(self) -> bool {
        matches!(self, Self::MunicipalDepartment | Self::MunicipalTeam)
    }
}

named! {
    /// The sector a party belongs to (sector).
    Sector {
        /// Publiek.
        Public => "PUBLIC",
        /// Privaat.
        Private => "PRIVATE",
        /// Publiek-privaat.
        PublicPrivate => "PUBLIC_PRIVATE",
    }
}
