//! Entering parties.

use chrono::NaiveDate;

use super::{
    Detail, Identifiers, LegalForm, Party, PartyKind, Sector,
    identifiers::{check, check_unique, digits},
};
use crate::domain::{
    event::Facts,
    ids::PartyId,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// An executing organisation as it is entered.
#[derive(Debug, Clone)]
pub struct Registration {
    /// Its name.
    pub name: String,
    /// A short code, unique.
    pub code: String,
    /// Its legal form.
    pub legal_form: LegalForm,
    /// Of which organisation or municipality it is a part.
    pub part_of: Option<PartyId>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// Whether it is a category of partners.
    pub category: bool,
    /// Its numbers in public registers.
    pub identifiers: Identifiers,
    /// The first day it exists, where known.
    pub valid_from: Option<NaiveDate>,
}

/// A municipality as entered by the platform's administrator; `same_code` are those that have, or had, its CBS code.
///
/// A code may pass to a new legal person (the Groningen of 2019 kept 0014), so it is unique on a day, not for ever.
pub fn municipality(
    id: PartyId,
    name: &str,
    cbs_code: &str,
    valid_from: Option<NaiveDate>,
    same_code: &[Party],
) -> Outcome<Party> {
    let mut no = Vec::new();
    let name = text::name(name, "name", &mut no);
    if !digits(cbs_code, 4) {
        no.push(Refusal::at(Code::BadCbsCode, ["cbsCode"]));
    }
    // The new one has no end, so it meets every other that has not ended before it starts.
    let over = |other: &Party| valid_from.is_some_and(|from| other.valid_to.is_some_and(|to| to < from));
    if same_code.iter().any(|other| !over(other)) {
        no.push(Refusal::at(Code::Taken, ["cbsCode"]));
    }
    let kind = PartyKind::Municipality { cbs_code: cbs_code.to_owned() };
    let detail = Detail::default();
    unless_refused(no, || Party { id, name, kind, valid_from, valid_to: None, successor: None, detail, version: 1 })
}

/// An executing organisation as entered by the platform's administrator; `whole` is what it is a part of, where that
/// exists, and `same` are the parties that have one of its numbers.
pub fn organisation(id: PartyId, it: Registration, whole: Option<&Party>, same: &[Party]) -> Outcome<Party> {
    let mut no = Vec::new();
    let name = text::name(&it.name, "name", &mut no);
    let code = text::name(&it.code, "code", &mut no);
    match (it.part_of, whole) {
        (Some(_), None) => no.push(Refusal::at(Code::NotFound, ["partOfId"])),
        (None, _) if it.legal_form.is_department() => no.push(Refusal::at(Code::Empty, ["partOfId"])),
        // A department has no legal person of its own: it acts for its municipality.
        (Some(_), Some(whole)) if it.legal_form.is_department() && !whole.is_municipality() => {
            no.push(Refusal::at(Code::WrongParty, ["partOfId"]));
        }
        _ => {}
    }
    no.extend(check(&it.identifiers));
    let detail = Detail { part_of: it.part_of, sector: it.sector, category: it.category, identifiers: it.identifiers };
    let kind = PartyKind::Organisation { code, legal_form: it.legal_form };
    let party =
        Party { id, name, kind, valid_from: it.valid_from, valid_to: None, successor: None, detail, version: 1 };
    no.extend(check_unique(&party, &party.detail.identifiers, same));
    unless_refused(no, || party)
}

/// What the audit trail says of a party; `whole` is the name of what it is a part of.
pub fn facts(party: &Party, whole: Option<&str>) -> Facts {
    let mut facts = Facts::from([("name".into(), party.name.clone())]);
    let mut add = |field: &str, value: Option<String>| facts.extend(value.map(|value| (field.to_owned(), value)));
    match &party.kind {
        PartyKind::Municipality { cbs_code } => add("cbsCode", Some(cbs_code.clone())),
        PartyKind::Organisation { code, legal_form } => {
            add("code", Some(code.clone()));
            add("legalForm", Some(legal_form.to_string()));
        }
    }
    let detail = &party.detail;
    add("partOf", whole.map(str::to_owned));
    add("sector", detail.sector.map(|sector| sector.to_string()));
    add("category", detail.category.then(|| detail.category.to_string()));
    add("oin", detail.identifiers.oin.clone());
    add("kvkNumber", detail.identifiers.kvk_number.clone());
    add("validFrom", party.valid_from.map(|day| day.to_string()));
    facts
}
