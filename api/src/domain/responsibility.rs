//! The responsibility matrix: three roles by three life domains, each cell filled or "none".

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ids::{PartyId, TaskId},
    named::named,
    refusal::{Code, Refusal},
    text,
};

named! {
    /// Where in life a task belongs.
    LifeDomain {
        /// Werken.
        Work => "WORK",
        /// Meedoen.
        Participation => "PARTICIPATION",
        /// Inkomen.
        Income => "INCOME",
    }
}

named! {
    /// What the contractor is to a task or a partner.
    MatrixRole {
        /// Verantwoordelijk voor.
        Responsible => "RESPONSIBLE",
        /// Bijdragen aan.
        Contributes => "CONTRIBUTES",
        /// Samenwerken met.
        Cooperates => "COOPERATES",
    }
}

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A task, for RESPONSIBLE and CONTRIBUTES.
    Task(TaskId),
    /// A partner, for COOPERATES.
    Partner(PartyId),
    /// Nothing: the cell says "none" in so many words.
    None,
}

/// An assignment that holds for one client only (afwijkende opdracht).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// For whom.
    pub municipality: PartyId,
    /// The decision of its college.
    pub decision_reference: String,
}

/// One entry of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixEntry {
    /// The row.
    pub role: MatrixRole,
    /// The column.
    pub domain: LifeDomain,
    /// The task, the partner, or "none".
    pub subject: Subject,
    /// For one client only, if it is.
    pub deviation: Option<Deviation>,
    /// For one target group only, if it is.
    pub target_group: Option<String>,
    /// What is meant.
    pub explanation: Option<String>,
}

/// The most entries a matrix may have.
pub const MOST_ENTRIES: usize = 300;

/// Everything that is wrong with the entries themselves; paths are relative to the list of entries.
///
/// `clients` are the contract's municipalities, `open` the domains in which it allows deviations.
pub fn check_entries(entries: &[MatrixEntry], clients: &[PartyId], open: &[LifeDomain]) -> Vec<Refusal> {
    let mut no = Vec::new();
    if entries.len() > MOST_ENTRIES {
        no.push(Refusal::new(Code::TooMany).with("limit", MOST_ENTRIES));
        return no;
    }
    let mut seen = BTreeSet::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut inner = Vec::new();
        check_entry(entry, clients, open, &mut inner);
        let municipality = entry.deviation.as_ref().map(|deviation| deviation.municipality);
        if !seen.insert((entry.role, entry.domain, entry.subject, municipality, entry.target_group.clone())) {
            inner.push(Refusal::new(Code::Duplicate));
        }
        no.extend(inner.into_iter().map(|refusal| refusal.under(index)));
    }
    no
}

fn check_entry(entry: &MatrixEntry, clients: &[PartyId], open: &[LifeDomain], no: &mut Vec<Refusal>) {
    let fits = matches!(
        (entry.role, entry.subject),
        (MatrixRole::Responsible | MatrixRole::Contributes, Subject::Task(_))
            | (MatrixRole::Cooperates, Subject::Partner(_))
            | (_, Subject::None)
    );
    if !fits {
        no.push(Refusal::new(Code::EntryDoesNotFit));
    }
    text::optional(entry.target_group.as_deref(), "targetGroup", no);
    text::optional(entry.explanation.as_deref(), "explanation", no);
    if let Some(deviation) = &entry.deviation {
        if !clients.contains(&deviation.municipality) {
            no.push(Refusal::at(Code::NotAClient, ["municipalityId"]));
        }
        if !open.contains(&entry.domain) {
            no.push(Refusal::at(Code::DeviationNotAllowed, ["municipalityId"]));
        }
        text::checked(&deviation.decision_reference, "decisionReference", text::NAME, false, no);
        if deviation.decision_reference.trim().is_empty() {
            no.push(Refusal::at(Code::DeviationUndecided, ["decisionReference"]));
        }
    }
}

/// What keeps the matrix from being whole: cells left open, and cells that say "none" and more.
///
/// An entry for one client does not fill a cell: the other clients would have none.
pub fn open_cells(entries: &[MatrixEntry]) -> Vec<Refusal> {
    let mut cells: BTreeMap<(MatrixRole, LifeDomain), (bool, bool)> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.deviation.is_none()) {
        let (none, filled) = cells.entry((entry.role, entry.domain)).or_default();
        match entry.subject {
            Subject::None => *none = true,
            Subject::Task(_) | Subject::Partner(_) => *filled = true,
        }
    }
    let mut no = Vec::new();
    for &role in MatrixRole::ALL {
        for &domain in LifeDomain::ALL {
            let code = match cells.get(&(role, domain)).copied().unwrap_or_default() {
                (false, false) => Code::CellOpen,
                (true, true) => Code::CellNoneAndFilled,
                _ => continue,
            };
            let path = ["matrix", role.name(), domain.name()];
            no.push(Refusal::at(code, path).with("role", role).with("domain", domain));
        }
    }
    no
}

/// The entries that hold for one municipality (feitelijke matrix): its deviating assignments stand in the place of what
/// holds for all.
///
/// A deviation about a task or partner takes the place of every general entry about it in that domain, in whatever
/// role. A deviation that says "none" empties the general cell. Deviations of other municipalities are left out.
pub fn effective(entries: &[MatrixEntry], municipality: PartyId) -> Vec<&MatrixEntry> {
    let own = |entry: &&MatrixEntry| entry.deviation.as_ref().is_some_and(|it| it.municipality == municipality);
    let replaced = |general: &MatrixEntry| {
        entries.iter().filter(own).any(|deviation| {
            deviation.domain == general.domain
                && match deviation.subject {
                    Subject::None => deviation.role == general.role,
                    subject => {
                        subject == general.subject || general.subject == Subject::None && deviation.role == general.role
                    }
                }
        })
    };
    entries
        .iter()
        .filter(|entry| match &entry.deviation {
            Some(deviation) => deviation.municipality == municipality,
            None => !replaced(entry),
        })
        .collect()
}

/// The partners named anywhere in the matrix, each once: the report owes an account of each.
pub fn partners(entries: &[MatrixEntry]) -> BTreeSet<PartyId> {
    entries
        .iter()
        .filter_map(|entry| match entry.subject {
            Subject::Partner(party) => Some(party),
            Subject::Task(_) | Subject::None => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::*;

    fn wrong(entries: &[MatrixEntry]) -> Vec<String> {
        said(&check_entries(entries, &[north().id, south().id], &[LifeDomain::Participation]))
    }

    fn task(role: MatrixRole, domain: LifeDomain) -> MatrixEntry {
        entry(role, domain, Subject::Task(TaskId(id(20))))
    }

    fn deviation(municipality: PartyId, reference: &str, domain: LifeDomain) -> MatrixEntry {
        let deviation = Deviation { municipality, decision_reference: reference.into() };
        MatrixEntry { deviation: Some(deviation), ..task(MatrixRole::Responsible, domain) }
    }

    #[test]
    fn every_role_has_its_own_kind_of_subject() {
        let partner = Subject::Partner(social_team().id);
        assert!(wrong(&matrix()).is_empty());
        assert_eq!(
            wrong(&[
                entry(MatrixRole::Responsible, LifeDomain::Work, partner),
                entry(MatrixRole::Contributes, LifeDomain::Work, partner),
                task(MatrixRole::Cooperates, LifeDomain::Work),
            ]),
            ["entry-does-not-fit at 0", "entry-does-not-fit at 1", "entry-does-not-fit at 2"]
        );
    }

    #[test]
    fn a_deviation_is_for_a_client_in_an_open_domain_by_a_decision() {
        assert!(wrong(&[deviation(north().id, "B1", LifeDomain::Participation)]).is_empty());
        assert_eq!(
            wrong(&[deviation(stranger().id, " ", LifeDomain::Work)]),
            [
                "not-a-client at 0/municipalityId",
                "deviation-not-allowed at 0/municipalityId",
                "deviation-undecided at 0/decisionReference",
            ]
        );
    }

    #[test]
    fn the_same_entry_stands_once_but_may_differ_by_group_or_client() {
        let plain = task(MatrixRole::Responsible, LifeDomain::Participation);
        let group = MatrixEntry { target_group: Some("P-wet".into()), ..plain.clone() };
        let own = deviation(north().id, "B1", LifeDomain::Participation);
        assert!(wrong(&[plain.clone(), group, own]).is_empty());
        let explained = MatrixEntry { explanation: Some("Nogmaals".into()), ..plain.clone() };
        assert_eq!(wrong(&[plain, explained]), ["duplicate at 1"]);
    }

    #[test]
    fn texts_can_be_kept_and_the_list_has_an_end() {
        let plain = task(MatrixRole::Responsible, LifeDomain::Work);
        let wordy =
            MatrixEntry { explanation: Some("x".repeat(10_001)), target_group: Some("\0".into()), ..plain.clone() };
        assert_eq!(wrong(&[wordy]), ["bad-character at 0/targetGroup", "too-long at 0/explanation (limit=10000)"]);
        assert_eq!(wrong(&vec![plain; 301]), ["too-many (limit=300)"]);
    }

    #[test]
    fn each_of_the_nine_cells_is_filled_or_says_none() {
        assert!(open_cells(&matrix()).is_empty());
        assert_eq!(open_cells(&[]).len(), 9);
        let without = matrix().into_iter().filter(|it| it.role != MatrixRole::Contributes).collect::<Vec<_>>();
        let open: Vec<_> = open_cells(&without).into_iter().map(|it| it.path.join("/")).collect();
        assert_eq!(open, ["matrix/CONTRIBUTES/WORK", "matrix/CONTRIBUTES/PARTICIPATION", "matrix/CONTRIBUTES/INCOME"]);
    }

    #[test]
    fn a_deviating_assignment_takes_the_place_of_the_general_one() {
        let general = task(MatrixRole::Responsible, LifeDomain::Participation);
        let other = MatrixEntry { subject: Subject::Task(TaskId(id(21))), ..general.clone() };
        let mut own = deviation(north().id, "B1", LifeDomain::Participation);
        own.role = MatrixRole::Contributes;
        own.subject = general.subject;
        let all = [general.clone(), other.clone(), own.clone()];
        assert_eq!(effective(&all, north().id), [&other, &own]);
        assert_eq!(effective(&all, south().id), [&general, &other]);
        let none = MatrixEntry { role: MatrixRole::Responsible, subject: Subject::None, ..own };
        assert_eq!(effective(&[general, other, none.clone()], north().id), [&none]);
    }

    #[test]
    fn an_entry_for_one_client_does_not_fill_a_cell() {
        let mut entries = matrix();
        entries.retain(|it| (it.role, it.domain) != (MatrixRole::Responsible, LifeDomain::Participation));
        entries.push(deviation(north().id, "B1", LifeDomain::Participation));
        assert_eq!(
            said(&open_cells(&entries)),
            ["cell-open at matrix/RESPONSIBLE/PARTICIPATION (role=RESPONSIBLE, domain=PARTICIPATION)"]
        );
    }

    #[test]
    fn the_report_owes_an_account_of_each_partner_once() {
        let mut entries = matrix();
        entries.push(entry(MatrixRole::Cooperates, LifeDomain::Income, Subject::Partner(social_team().id)));
        assert_eq!(partners(&entries), BTreeSet::from([social_team().id]));
    }
}
