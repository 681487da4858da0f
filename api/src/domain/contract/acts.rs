//! The acts of contracting: each consumes the contract and gives the next one with its event, or every refusal.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Adoption, Client, Contract, ContractState, Offered, Terms, check};
use crate::domain::{
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{ContractId, PartyId, PersonId},
    indicator::{ContractIndicator, KnownValue},
    notice,
    party::PartyRef,
    refusal::{Code, Outcome, Refusal, unless_refused},
    responsibility::{self, MatrixEntry},
    text,
};

/// A contract with the event that made it what it is.
pub type Changed = (Contract, Event);

/// Who acts, and when.
#[derive(Debug, Clone, Copy)]
pub struct By {
    /// The person.
    pub person: PersonId,
    /// The moment.
    pub at: DateTime<Utc>,
    /// The day in the Netherlands at that moment.
    pub today: NaiveDate,
}

/// What the contractor said when it was heard on a unilateral decision (zienswijze, Awb art. 4:8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// What it said.
    pub remarks: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who said it.
    pub by: PersonId,
}

impl Contract {
    /// Writes down a new contract as a draft.
    pub fn draft(id: ContractId, terms: Terms, clients: Vec<PartyRef>, by: By) -> Outcome<Changed> {
        let mut no = Vec::new();
        let terms = check::terms(terms, &mut no);
        let ids: Vec<PartyId> = clients.iter().map(|client| client.id).collect();
        no.extend(check::clients(&ids));
        if ids.contains(&terms.contractor.id) {
            no.push(Refusal::at(Code::WrongParty, ["contractorId"]));
        }
        unless_refused(no, || {
            let clients = clients.into_iter().map(Client::throughout).collect();
            let contract = Self::begin(id, terms, clients, by);
            let event = contract.event(EventKind::ContractDrafted, &Facts::new());
            (contract, event)
        })
    }

    /// The contract with the client that its code is of.
    #[must_use]
    pub fn owned_by(self, owner: PartyId) -> Self {
        Self { owner: Some(owner), ..self }
    }

    /// A draft in which nothing stands yet but its terms and clients.
    pub(super) const fn begin(id: ContractId, terms: Terms, clients: Vec<Client>, by: By) -> Self {
        Self {
            id,
            terms,
            owner: None,
            clients,
            matrix: Vec::new(),
            indicators: Vec::new(),
            state: ContractState::Draft { remarks: None },
            hearing: None,
            offered: None,
            amends: None,
            amendments: Vec::new(),
            replaced: Vec::new(),
            joining_later: Vec::new(),
            successors: Vec::new(),
            extensions: Vec::new(),
            terminations: Vec::new(),
            created_at: by.at,
            created_by: by.person,
            version: 1,
        }
    }

    /// Changes the terms of a draft; clients and contractor stay as they were drafted.
    ///
    /// An amendment keeps what makes the contract the one it is: its code, kind, first day and predecessor.
    pub fn revise(self, terms: Terms) -> Outcome<Changed> {
        let mut no = self.cannot_revise();
        if self.amends.is_some() {
            no.extend(check::kept(&self.terms, &terms));
        }
        let terms = check::terms(Terms { contractor: self.terms.contractor.clone(), ..terms }, &mut no);
        unless_refused(no, || self.changed(EventKind::ContractRevised, |contract| contract.terms = terms))
    }

    /// Replaces the matrix of a draft.
    pub fn fill_matrix(self, entries: Vec<MatrixEntry>) -> Outcome<Changed> {
        let mut no = self.cannot_revise();
        let wrong = responsibility::check_entries(&entries, &self.client_ids(), &self.terms.deviation_domains);
        no.extend(wrong.into_iter().map(|refusal| refusal.under("entries")));
        unless_refused(no, || self.changed(EventKind::MatrixFilled, |contract| contract.matrix = entries))
    }

    /// Replaces the indicators of a draft.
    pub fn choose_indicators(self, indicators: Vec<ContractIndicator>) -> Outcome<Changed> {
        let mut no = self.cannot_revise();
        no.extend(check::indicators(&indicators).into_iter().map(|refusal| refusal.under("indicators")));
        unless_refused(no, || self.changed(EventKind::IndicatorsChosen, |contract| contract.indicators = indicators))
    }

    /// Offers the draft to the contractor.
    pub fn offer(self, at: DateTime<Utc>) -> Outcome<Changed> {
        unless_refused(self.cannot_offer(), || {
            self.changed(EventKind::ContractOffered, |contract| {
                contract.state = ContractState::Offered { at };
                contract.offered = None;
            })
        })
    }

    /// The contractor sends it back with remarks: it is a draft again, and the contractor goes on reading what was
    /// offered; `known` are the figures from before that are part of it.
    pub fn send_back(self, remarks: &str, known: Vec<KnownValue>, at: DateTime<Utc>) -> Outcome<Changed> {
        let mut no = self.cannot_send_back();
        let remarks = text::prose(remarks, "remarks", &mut no);
        unless_refused(no, || {
            self.changed(EventKind::ContractSentBack, |contract| {
                contract.state = ContractState::Draft { remarks: Some(remarks) };
                contract.offered = Some(Box::new(Offered {
                    terms: contract.terms.clone(),
                    matrix: contract.matrix.clone(),
                    indicators: contract.indicators.clone(),
                    known,
                    until: at,
                    version: contract.version + 1,
                }));
            })
        })
    }

    /// The contractor of a unilateral decision is heard and leaves its remarks.
    pub fn hear(self, remarks: &str, by: By) -> Outcome<Changed> {
        let mut no = self.cannot_be_heard();
        let remarks = text::prose(remarks, "remarks", &mut no);
        unless_refused(no, || {
            let hearing = Hearing { remarks, at: by.at, by: by.person };
            self.changed(EventKind::ContractorHeard, |contract| contract.hearing = Some(hearing))
        })
    }

    /// The contractor agrees.
    pub fn agree(self, at: DateTime<Utc>) -> Outcome<Changed> {
        let ContractState::Offered { at: offered_at } = self.state else { return Err(self.cannot_agree()) };
        unless_refused(self.cannot_agree(), || {
            self.changed(EventKind::ContractAgreed, |contract| {
                contract.state = ContractState::Agreed { offered_at, at };
            })
        })
    }

    /// One client adopts with its college's decision; the contract is adopted when the last client has.
    pub fn adopt(self, municipality: PartyId, reference: &str, decided_on: NaiveDate, by: By) -> Outcome<Changed> {
        let mut no = self.cannot_adopt(Some(municipality), by.today);
        let adoption = adoption(reference, decided_on, by, &mut no);
        let (offered_at, agreed_at) = match &self.state {
            ContractState::Agreed { offered_at, at } => (*offered_at, Some(*at)),
            ContractState::Offered { at } => (*at, None),
            _ => return Err(no),
        };
        unless_refused(no, || {
            let others = |client: &&Client| client.municipality.id != municipality;
            let last = self.clients.iter().filter(others).all(|client| client.adoption.is_some());
            let kind = if last { EventKind::ContractAdopted } else { EventKind::ContractAdoptedByClient };
            self.changed(kind, |contract| {
                for client in &mut contract.clients {
                    if client.municipality.id == municipality {
                        client.adoption = Some(adoption.clone());
                    }
                }
                if last {
                    contract.state = ContractState::Adopted { offered_at, agreed_at, at: by.at };
                }
            })
        })
    }

    /// The clients take it back before it is adopted.
    pub fn withdraw(self, reason: &str, at: DateTime<Utc>) -> Outcome<Changed> {
        let mut no = self.cannot_withdraw();
        let reason = text::prose(reason, "reason", &mut no);
        let offered_at = match self.state {
            ContractState::Offered { at } | ContractState::Agreed { offered_at: at, .. } => Some(at),
            _ => None,
        };
        unless_refused(no, || {
            self.changed(EventKind::ContractWithdrawn, |contract| {
                contract.state = ContractState::Withdrawn { offered_at, at, reason };
            })
        })
    }

    pub(super) fn changed(self, kind: EventKind, change: impl FnOnce(&mut Self)) -> Changed {
        let before = self.facts();
        let mut contract = self;
        change(&mut contract);
        contract.version += 1;
        let event = contract.event(kind, &before);
        (contract, event)
    }

    pub(super) fn event(&self, kind: EventKind, before: &Facts) -> Event {
        Event::new(kind, SubjectKind::Contract, self.id.0, before, &self.facts())
            .under(self.base_id())
            .telling(notice::contracting::of(kind, self))
    }
}

/// Checks a college's decision as recorded: a reference, and a day that is not in the future.
pub fn adoption(reference: &str, decided_on: NaiveDate, by: By, no: &mut Vec<Refusal>) -> Adoption {
    let decision_reference = text::name(reference, "decisionReference", no);
    if !check::plausible(decided_on) || decided_on > by.today {
        no.push(Refusal::at(Code::DateOutOfRange, ["decidedOn"]));
    }
    Adoption { decision_reference, decided_on, at: by.at, by: by.person }
}
