//! What an amendment changes, readable: what was added, removed and changed.

use super::{Client, Contract, Terms};
use crate::domain::{
    indicator::ContractIndicator,
    named::named,
    party::PartyRef,
    responsibility::{MatrixEntry, Subject},
};

named! {
    /// Which part of a contract differs.
    Part {
        /// Bepalingen.
        Terms => "TERMS",
        /// Looptijd.
        Period => "PERIOD",
        /// Opdrachtgevers.
        Clients => "CLIENTS",
        /// Verantwoordelijkheidsmatrix.
        Matrix => "MATRIX",
        /// Indicatoren.
        Indicators => "INDICATORS",
    }
}

/// One difference between two texts of a contract: added where only the new text has it, removed where only the old
/// one does, changed where both do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Of a term, by its field in the drafting input.
    Term {
        /// Which field.
        field: &'static str,
        /// What it said.
        before: String,
        /// What it says.
        after: String,
    },
    /// A client that joins or leaves.
    Client {
        /// Who leaves.
        before: Option<PartyRef>,
        /// Who joins.
        after: Option<PartyRef>,
    },
    /// Of an entry of the matrix.
    Entry {
        /// As it was.
        before: Option<MatrixEntry>,
        /// As it is.
        after: Option<MatrixEntry>,
    },
    /// Of an indicator.
    Indicator {
        /// As it was.
        before: Option<ContractIndicator>,
        /// As it is.
        after: Option<ContractIndicator>,
    },
}

impl Difference {
    /// The part of the contract that differs.
    pub fn part(&self) -> Part {
        match self {
            Self::Term { field: "startsOn" | "endsOn" | "extensionDecisionOn", .. } => Part::Period,
            Self::Term { .. } => Part::Terms,
            Self::Client { .. } => Part::Clients,
            Self::Entry { .. } => Part::Matrix,
            Self::Indicator { .. } => Part::Indicators,
        }
    }
}

/// Everything in which the new text differs from the old one, in the order in which a contract is read.
///
/// The code and the title name a text; that they differ between two texts is no change of what was agreed.
pub fn difference(before: &Contract, after: &Contract) -> Vec<Difference> {
    let mut found = terms(&before.terms, &after.terms);
    found.extend(clients(before, after));
    found.extend(entries(&before.matrix, &after.matrix));
    found.extend(indicators(&before.indicators, &after.indicators));
    found
}

fn terms(before: &Terms, after: &Terms) -> Vec<Difference> {
    let said = |terms: &Terms| {
        let domains: Vec<&str> = terms.deviation_domains.iter().map(|domain| domain.name()).collect();
        [
            ("startsOn", terms.period.from.to_string()),
            ("endsOn", terms.period.to.to_string()),
            ("extensionDecisionOn", terms.extension_decision_on.map_or_else(String::new, |day| day.to_string())),
            ("reportingFrequency", terms.frequency.to_string()),
            ("frameworkId", terms.framework.map_or_else(String::new, |framework| framework.0.to_string())),
            ("conditions", terms.conditions.clone()),
            ("legalBases", terms.legal_bases.join("; ")),
            ("deviationDomains", domains.join(", ")),
        ]
    };
    let pairs = said(before).into_iter().zip(said(after));
    pairs
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, before), (_, after))| Difference::Term { field, before, after })
        .collect()
}

fn clients(before: &Contract, after: &Contract) -> Vec<Difference> {
    let leaves = |old: &&Client| {
        let new = after.client(old.municipality.id);
        new.is_none_or(|new| new.until.is_some() && new.until != old.until)
    };
    // Who left before and comes back joins from another day.
    let joins = |new: &&Client| before.client(new.municipality.id).is_none_or(|old| new.since != old.since);
    let left = before.clients.iter().filter(leaves).map(|client| client.municipality.clone());
    let joined = after.clients.iter().filter(joins).map(|client| client.municipality.clone());
    let left = left.map(|client| Difference::Client { before: Some(client), after: None });
    left.chain(joined.map(|client| Difference::Client { before: None, after: Some(client) })).collect()
}

/// What an entry is about, whatever role it gives: by this an old entry is recognised in the new matrix.
fn about(entry: &MatrixEntry) -> impl PartialEq + use<'_> {
    let municipality = entry.deviation.as_ref().map(|deviation| deviation.municipality);
    (entry.domain, entry.subject, municipality, entry.target_group.as_deref())
}

fn entries(before: &[MatrixEntry], after: &[MatrixEntry]) -> Vec<Difference> {
    // A cell that says "none" says so because nothing stands in it: the entries that came or went tell the change.
    let told = |entry: &&MatrixEntry| entry.subject != Subject::None || entry.deviation.is_some();
    let mut new: Vec<&MatrixEntry> = after.iter().filter(told).filter(|entry| !before.contains(entry)).collect();
    let mut found = Vec::new();
    for old in before.iter().filter(told).filter(|entry| !after.contains(entry)) {
        let same_role = new.iter().position(|entry| entry.role == old.role && about(entry) == about(old));
        let place = same_role.or_else(|| new.iter().position(|entry| about(entry) == about(old)));
        let after = place.map(|place| new.remove(place).clone());
        found.push(Difference::Entry { before: Some(old.clone()), after });
    }
    found.extend(new.into_iter().map(|entry| Difference::Entry { before: None, after: Some(entry.clone()) }));
    found
}

fn indicators(before: &[ContractIndicator], after: &[ContractIndicator]) -> Vec<Difference> {
    let same = |list: &[ContractIndicator], it: &ContractIndicator| {
        list.iter().find(|other| other.indicator == it.indicator).cloned()
    };
    let changed = before.iter().filter(|old| !after.contains(old)).map(|old| (Some(old.clone()), same(after, old)));
    let added = after.iter().filter(|new| same(before, new).is_none()).map(|new| (None, Some(new.clone())));
    changed.chain(added).map(|(before, after)| Difference::Indicator { before, after }).collect()
}
