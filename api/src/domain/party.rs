//! Municipalities and executing organisations.

mod forms;
mod identifiers;
mod membership;
mod registration;

use chrono::NaiveDate;

pub use forms::{LegalForm, Sector};
pub use identifiers::{Identifiers, identify};
pub use membership::{
    CategoryMembership, Participation, cannot_have_members, cannot_have_participants, end_membership,
    end_participation, join_category, participate,
};
pub use registration::{Registration, facts, municipality, organisation};

use super::ids::PartyId;

/// A party by name, as it stands in a contract, a matrix or a mail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyRef {
    /// Which party.
    pub id: PartyId,
    /// Its name.
    pub name: String,
}

/// What a party is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartyKind {
    /// Gemeente.
    Municipality {
        /// The code of Statistics Netherlands, four digits.
        cbs_code: String,
    },
    /// Uitvoeringsorganisatie.
    Organisation {
        /// A short code, unique.
        code: String,
        /// In which form it exists (rechtsvorm).
        legal_form: LegalForm,
    },
}

/// What more is known of a party, where it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// Of which organisation or municipality it is a part (onderdeel van). It is placed when it is entered and never
    /// moved into one of its own parts, so that no circle can arise.
    pub part_of: Option<PartyId>,
    /// The sector it belongs to.
    pub sector: Option<Sector>,
    /// Whether it is a category of partners (providers of day activities, social teams), with members per municipality.
    pub category: bool,
    /// Its numbers in public registers.
    pub identifiers: Identifiers,
}

/// A municipality or an executing organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Which.
    pub id: PartyId,
    /// Its name. A name is not an identity.
    pub name: String,
    /// What it is.
    pub kind: PartyKind,
    /// From when it exists, where known.
    pub valid_from: Option<NaiveDate>,
    /// Its last day, where it ended.
    pub valid_to: Option<NaiveDate>,
    /// Who took its place.
    pub successor: Option<PartyId>,
    /// What more is known of it.
    pub detail: Detail,
    /// For optimistic locking.
    pub version: i64,
}

impl Party {
    /// Whether it never contracts with a municipality (UWV): cooperation with it has no counter-matrix, and never will.
    pub const fn never_contracts(&self) -> bool {
        matches!(self.legal_form(), Some(LegalForm::IndependentAdministrativeBody))
    }

    /// Whether it is a municipality.
    pub const fn is_municipality(&self) -> bool {
        matches!(self.kind, PartyKind::Municipality { .. })
    }

    /// Whether municipalities take part in it (Wet gemeenschappelijke regelingen art. 1 and 8).
    pub const fn is_joint_body(&self) -> bool {
        matches!(self.legal_form(), Some(LegalForm::JointArrangement | LegalForm::ModularJointArrangement))
    }

    /// Whether it is a part of a municipality without a legal person of its own.
    pub const fn is_department(&self) -> bool {
        matches!(self.legal_form(), Some(form) if form.is_department())
    }

    /// Whether it stands for the parties that belong to it.
    pub const fn is_category(&self) -> bool {
        self.detail.category
    }

    /// Whether it is a group of providers whose services are bought together.
    pub const fn is_provider_group(&self) -> bool {
        matches!(self.legal_form(), Some(LegalForm::ProviderGroup))
    }

    /// Its legal form; municipalities have none here.
    pub const fn legal_form(&self) -> Option<LegalForm> {
        match &self.kind {
            PartyKind::Organisation { legal_form, .. } => Some(*legal_form),
            PartyKind::Municipality { .. } => None,
        }
    }

    /// Whether it exists on that day, as far as is known.
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| to >= day)
    }
}

#[cfg(test)]
mod tests;
