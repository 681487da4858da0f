//! What must be true of a contract before it may be kept, offered, agreed or adopted.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Contract, ContractKind, ContractStage, ContractState, Terms};
use crate::domain::{
    figure,
    ids::PartyId,
    indicator::ContractIndicator,
    party::Party,
    period::{Period, days_after, local_day, year},
    refusal::{Code, Refusal},
    responsibility, text,
};

/// The most clients one contract may have; the largest joint bodies have fewer.
pub const MOST_CLIENTS: usize = 50;
/// The most indicators one contract may have. More than seven is already a warning.
pub const MOST_INDICATORS: usize = 60;
/// How long the contractor of a unilateral decision can be heard, in days.
const HEARING_DAYS: u64 = 14;
/// The most legal bases one contract may name.
const MOST_LEGAL_BASES: usize = 20;

/// The terms without surrounding white space, and everything wrong with them; paths are those of the drafting input.
pub(super) fn terms(terms: Terms, no: &mut Vec<Refusal>) -> Terms {
    let code = text::name(&terms.code, "code", no);
    let title = text::name(&terms.title, "title", no);
    let conditions = text::checked(&terms.conditions, "conditions", text::PROSE, false, no);
    if terms.period.to < terms.period.from {
        no.push(Refusal::at(Code::PeriodReversed, ["endsOn"]));
    }
    for (day, field) in [(terms.period.from, "startsOn"), (terms.period.to, "endsOn")] {
        if !plausible(day) {
            no.push(Refusal::at(Code::DateOutOfRange, [field]));
        }
    }
    if terms.extension_decision_on.is_some_and(|day| !terms.period.contains(day)) {
        no.push(Refusal::at(Code::DateOutOfRange, ["extensionDecisionOn"]));
    }
    if terms.legal_bases.len() > MOST_LEGAL_BASES {
        no.push(Refusal::at(Code::TooMany, ["legalBases"]).with("limit", MOST_LEGAL_BASES));
    }
    let mut legal_bases = Vec::new();
    for (index, basis) in terms.legal_bases.iter().enumerate() {
        let mut inner = Vec::new();
        legal_bases.push(text::name(basis, &index.to_string(), &mut inner));
        no.extend(inner.into_iter().map(|refusal| refusal.under("legalBases")));
    }
    Terms { code, title, conditions, legal_bases, ..terms }
}

/// Everything wrong with the choice of clients.
pub(super) fn clients(clients: &[PartyId]) -> Vec<Refusal> {
    let mut no = Vec::new();
    if clients.is_empty() {
        no.push(Refusal::at(Code::NoClients, ["clientIds"]));
    }
    if clients.len() > MOST_CLIENTS {
        no.push(Refusal::at(Code::TooMany, ["clientIds"]).with("limit", MOST_CLIENTS));
    }
    for (index, client) in clients.iter().enumerate() {
        if clients.iter().take(index).any(|earlier| earlier == client) {
            no.push(Refusal::at(Code::Duplicate, ["clientIds".to_owned(), index.to_string()]));
        }
    }
    no
}

/// Everything wrong with the parties to a contract of that kind from its first day, besides their number.
///
/// A department or team is no legal person of its own: it can only carry out an internal assignment of the
/// municipality it is part of. Who does not exist on the first day cannot contract from it.
pub fn parties(kind: ContractKind, from: NaiveDate, clients: &[&Party], contractor: &Party) -> Vec<Refusal> {
    let mut no = Vec::new();
    let own = |client: &&Party| contractor.detail.part_of == Some(client.id);
    let internal = kind == ContractKind::Assignment && clients.len() == 1 && clients.iter().all(own);
    if contractor.is_department() && !internal {
        no.push(Refusal::at(Code::DepartmentDoesNotFit, ["contractorId"]));
    }
    // A group of providers may be bought from together; any other category stands for parties of which none signs.
    let bought_together = kind == ContractKind::PurchaseContract && contractor.is_provider_group();
    if contractor.never_contracts() || (contractor.is_category() && !bought_together) {
        no.push(Refusal::at(Code::NeverContracts, ["contractorId"]));
    }
    if !contractor.exists_on(from) {
        no.push(Refusal::at(Code::PartyNotThere, ["contractorId"]));
    }
    for (index, client) in clients.iter().enumerate() {
        if !client.exists_on(from) {
            no.push(Refusal::at(Code::PartyNotThere, ["clientIds".to_owned(), index.to_string()]));
        }
    }
    no
}

/// Everything wrong with the chosen indicators; paths are relative to the list.
pub(super) fn indicators(indicators: &[ContractIndicator]) -> Vec<Refusal> {
    let mut no = Vec::new();
    if indicators.len() > MOST_INDICATORS {
        no.push(Refusal::new(Code::TooMany).with("limit", MOST_INDICATORS));
    }
    for (index, indicator) in indicators.iter().enumerate() {
        let mut inner = Vec::new();
        if indicators.iter().take(index).any(|earlier| earlier.indicator == indicator.indicator) {
            inner.push(Refusal::at(Code::Duplicate, ["indicatorId"]));
        }
        for (margin, field) in [(indicator.amber_margin, "amberMargin"), (indicator.red_margin, "redMargin")] {
            figure::check_number(margin, figure::DECIMALS, &[field], &mut inner);
            if margin < Decimal::ZERO {
                inner.push(Refusal::at(Code::Negative, [field]));
            }
        }
        if indicator.red_margin < indicator.amber_margin {
            inner.push(Refusal::at(Code::MarginsReversed, ["redMargin"]));
        }
        no.extend(inner.into_iter().map(|refusal| refusal.under(index)));
    }
    no
}

/// Everything an amendment may not change, because it makes the contract the one it is.
pub(super) fn kept(own: &Terms, revised: &Terms) -> Vec<Refusal> {
    let changed = [
        ("code", own.code != revised.code),
        ("kind", own.kind != revised.kind),
        ("startsOn", own.period.from != revised.period.from),
        ("predecessorId", own.predecessor != revised.predecessor),
    ];
    let changed = changed.into_iter().filter(|(_, changed)| *changed);
    changed.map(|(field, _)| Refusal::at(Code::FixedByContract, [field])).collect()
}

/// Dates before 1900 or after 2999 are slips of the pen.
pub(crate) fn plausible(day: NaiveDate) -> bool {
    year(1900).is_some_and(|first| day >= first.from) && year(2999).is_some_and(|last| day <= last.to)
}

impl Contract {
    fn only_in(&self, stages: &[ContractStage]) -> Vec<Refusal> {
        if stages.contains(&self.state.stage()) { Vec::new() } else { vec![wrong_state(self.state.stage().name())] }
    }

    /// Why it cannot be changed now: after offering nothing changes silently.
    pub fn cannot_revise(&self) -> Vec<Refusal> {
        self.only_in(&[ContractStage::Draft])
    }

    /// Why it cannot be offered now.
    pub fn cannot_offer(&self) -> Vec<Refusal> {
        let mut no = self.only_in(&[ContractStage::Draft]);
        if no.is_empty() {
            no.extend(responsibility::open_cells(&self.matrix));
            // The terms may have changed after the matrix was filled.
            let entries =
                responsibility::check_entries(&self.matrix, &self.client_ids(), &self.terms.deviation_domains);
            no.extend(entries.into_iter().map(|refusal| refusal.under("matrix")));
            let rules = self.terms.kind.rules();
            if rules.measured && self.indicators.is_empty() {
                no.push(Refusal::at(Code::NoIndicators, ["indicators"]));
            }
            if rules.legal_basis && self.terms.legal_bases.is_empty() {
                no.push(Refusal::at(Code::LegalBasisMissing, ["legalBases"]));
            }
            if !self.changes_something() {
                no.push(Refusal::new(Code::NothingChanges));
            }
        }
        no
    }

    /// Why the contractor cannot send it back now.
    pub fn cannot_send_back(&self) -> Vec<Refusal> {
        let mut no = self.only_in(&[ContractStage::Offered]);
        if self.unilateral() {
            no.push(Refusal::new(Code::Unilateral));
        }
        no
    }

    /// Why the contractor cannot agree now.
    pub fn cannot_agree(&self) -> Vec<Refusal> {
        self.cannot_send_back()
    }

    /// Why the contractor cannot be heard now: it is asked for its agreement, or it has left its remarks.
    pub fn cannot_be_heard(&self) -> Vec<Refusal> {
        let mut no = self.only_in(&[ContractStage::Offered]);
        if !self.unilateral() {
            no.push(Refusal::new(Code::NotUnilateral));
        } else if self.hearing.is_some() {
            no.push(Refusal::new(Code::AlreadyDecided));
        }
        no
    }

    /// The last day on which the contractor of a unilateral decision can be heard before it is adopted: two weeks
    /// after the decision was laid before it, and a working day (Algemene termijnenwet art. 1).
    pub fn hearing_until(&self) -> Option<NaiveDate> {
        let ContractState::Offered { at } = self.state else { return None };
        (self.unilateral() && self.hearing.is_none()).then(|| days_after(local_day(at), HEARING_DAYS))
    }

    /// Why this client cannot adopt now; `None` asks for any client.
    pub fn cannot_adopt(&self, municipality: Option<PartyId>, today: NaiveDate) -> Vec<Refusal> {
        let ready = if self.unilateral() { ContractStage::Offered } else { ContractStage::Agreed };
        let mut no = self.only_in(&[ready]);
        if let Some(until) = self.hearing_until().filter(|until| today <= *until) {
            no.push(Refusal::new(Code::HearingRunning).with("day", until));
        }
        match municipality.map(|municipality| self.client(municipality)) {
            Some(None) => no.push(Refusal::at(Code::NotAClient, ["municipalityId"])),
            Some(Some(client)) if client.adoption.is_some() => {
                no.push(
                    Refusal::at(Code::AlreadyAdopted, ["municipalityId"])
                        .with("municipality", &client.municipality.name),
                );
            }
            _ => {}
        }
        no
    }

    /// Why it cannot be withdrawn now: once one client has adopted, its decision stands.
    pub fn cannot_withdraw(&self) -> Vec<Refusal> {
        match &self.state {
            ContractState::Draft { .. } | ContractState::Offered { .. } | ContractState::Agreed { .. } => self
                .clients
                .iter()
                .filter(|client| client.adoption.is_some())
                .map(|client| Refusal::new(Code::AlreadyAdopted).with("municipality", &client.municipality.name))
                .collect(),
            ContractState::Adopted { .. } | ContractState::Withdrawn { .. } => {
                vec![wrong_state(self.state.stage().name())]
            }
        }
    }

    /// Why the year cannot be opened on that day.
    pub fn cannot_open_cycle(&self, of_year: i32, today: NaiveDate) -> Vec<Refusal> {
        let mut no = Vec::new();
        if self.state.stage() != ContractStage::Adopted {
            no.push(Refusal::new(Code::ContractNotAdopted));
        }
        match year(of_year).filter(|_| (1900..=2999).contains(&of_year)) {
            Some(period) if period.overlaps(Period { to: self.ends_on(), ..self.terms.period }) => {
                let opens = crate::domain::cycle::opens_on(of_year);
                if today < opens {
                    no.push(Refusal::at(Code::TooEarly, ["year"]).with("day", opens));
                }
            }
            _ => no.push(Refusal::at(Code::YearOutsideContract, ["year"])),
        }
        no
    }
}

/// The refusal of an act that does not fit the state.
pub(crate) fn wrong_state(state: &str) -> Refusal {
    Refusal::new(Code::WrongState).with("state", state)
}
