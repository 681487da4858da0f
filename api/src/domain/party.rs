//! Municipalities and executing organisations.

use chrono::NaiveDate;

use super::{
    ids::PartyId,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

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
        /// Such as "gemeenschappelijke regeling".
        legal_form: String,
    },
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
    /// For optimistic locking.
    pub version: i64,
}

impl Party {
    /// Whether it is a municipality.
    pub const fn is_municipality(&self) -> bool {
        matches!(self.kind, PartyKind::Municipality { .. })
    }
}

/// A municipality that takes part in a joint body (deelnemer).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// The joint body.
    pub organisation: PartyId,
    /// The participant.
    pub municipality: PartyId,
    /// From which day.
    pub from: NaiveDate,
    /// Up to and including which day, where it ended.
    pub to: Option<NaiveDate>,
}

/// A municipality as entered by the platform's administrator.
pub fn municipality(id: PartyId, name: &str, cbs_code: &str, valid_from: Option<NaiveDate>) -> Outcome<Party> {
    let mut no = Vec::new();
    let name = text::name(name, "name", &mut no);
    if cbs_code.len() != 4 || !cbs_code.bytes().all(|byte| byte.is_ascii_digit()) {
        no.push(Refusal::at(Code::BadCbsCode, ["cbsCode"]));
    }
    let kind = PartyKind::Municipality { cbs_code: cbs_code.to_owned() };
    unless_refused(no, || Party { id, name, kind, valid_from, valid_to: None, successor: None, version: 1 })
}

/// An executing organisation as entered by the platform's administrator.
pub fn organisation(id: PartyId, name: &str, code: &str, legal_form: &str) -> Outcome<Party> {
    let mut no = Vec::new();
    let name = text::name(name, "name", &mut no);
    let code = text::name(code, "code", &mut no);
    let legal_form = text::name(legal_form, "legalForm", &mut no);
    let kind = PartyKind::Organisation { code, legal_form };
    unless_refused(no, || Party { id, name, kind, valid_from: None, valid_to: None, successor: None, version: 1 })
}
