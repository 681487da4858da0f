//! Amendments (wijzigingen): after offering nothing changes silently. An amendment is a new version of the contract's
//! text that takes the same steps; the old text stays, and holds for the days before.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    By, Changed, Client, Contract, ContractStage, ContractState, Terms, Validity, check, difference, wrong_state,
};
use crate::domain::{
    event::{EventKind, Facts},
    ids::{ContractId, PartyId},
    party::PartyRef,
    period::{Period, year},
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// What makes a contract an amendment of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amends {
    /// The contract it amends.
    pub contract: ContractId,
    /// Its number among the amendments of that contract, from 1.
    pub number: i32,
    /// The first day on which its text holds.
    pub effective_from: NaiveDate,
    /// Why it is made.
    pub reason: String,
    /// The text it takes the place of.
    pub before: Box<Contract>,
}

/// An amendment as its drafter plans it.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The title, as the mail about it calls it.
    pub title: String,
    /// Why it is made.
    pub reason: String,
    /// The first day on which its text is to hold.
    pub effective_from: NaiveDate,
    /// The clients from that day, where they change; those left out leave.
    pub clients: Option<Vec<PartyRef>>,
}

impl Contract {
    /// The contract that the years, the trail and the decisions hang on: itself, or the one it amends.
    pub fn base_id(&self) -> ContractId {
        self.amends.as_ref().map_or(self.id, |amends| amends.contract)
    }

    /// The texts that were adopted: the first one and its adopted amendments, in order.
    pub(super) fn texts(&self) -> impl DoubleEndedIterator<Item = &Self> {
        let adopted = self.amendments.iter().filter(|amendment| amendment.state.stage() == ContractStage::Adopted);
        std::iter::once(self).chain(adopted)
    }

    /// Every text that holds or may come to hold: itself and its amendments, but for those withdrawn.
    pub fn texts_and_drafts(&self) -> impl Iterator<Item = &Self> {
        let open = self.amendments.iter().filter(|amendment| amendment.state.stage() != ContractStage::Withdrawn);
        std::iter::once(self).chain(open)
    }

    /// The texts that were adopted, the first one first; none before adoption.
    pub fn adopted_texts(&self) -> impl Iterator<Item = &Self> {
        self.texts().filter(|text| text.state.stage() == ContractStage::Adopted)
    }

    /// The contract as it reads on a day: the last adopted amendment that is in effect by then, or its first text.
    pub fn as_of(&self, day: NaiveDate) -> &Self {
        let in_effect = |text: &&Self| text.amends.as_ref().is_none_or(|amends| amends.effective_from <= day);
        self.texts().rev().find(in_effect).unwrap_or(self)
    }

    /// The text that was adopted last, in effect or not yet.
    pub fn latest(&self) -> &Self {
        self.texts().next_back().unwrap_or(self)
    }

    /// The client in the last text that names it.
    pub(super) fn latest_with(&self, municipality: PartyId) -> Option<&Client> {
        self.texts().rev().find_map(|text| text.client(municipality))
    }

    /// The contract as a year of it runs: the text in effect on the year's first day, and the clients of that year.
    ///
    /// A year keeps the text it was opened under: an amendment that is adopted later reaches the years opened after
    /// it, so that targets that are fixed stay fixed.
    pub fn for_year(&self, of_year: i32, opened_at: DateTime<Utc>) -> Cow<'_, Self> {
        let Some(period) = year(of_year) else { return Cow::Borrowed(self) };
        let first = period.from.max(self.terms.period.from);
        let agreed_by_then = |text: &&Self| match (&text.amends, &text.state) {
            (Some(amends), ContractState::Adopted { at, .. }) => amends.effective_from <= first && *at <= opened_at,
            _ => true,
        };
        let text = self.texts().rev().find(agreed_by_then).unwrap_or(self);
        // Whoever takes part on the year's first day answers for the year: municipalities are reorganised on
        // 1 January, and an amendment of the clients reaches the next year.
        let takes_part = |client: &&Client| {
            client.takes_part(first) && self.termination(client.municipality.id).is_none_or(|it| first <= it.last_day)
        };
        let period = Period { to: self.ends_on(), ..self.terms.period };
        let joining_later: Vec<PartyId> =
            self.client_ids().into_iter().filter(|client| !self.joined_by(*client, first)).collect();
        let as_it_is = text.amends.is_none() && period == self.terms.period && joining_later.is_empty();
        if as_it_is && text.clients.iter().all(|client| takes_part(&client)) {
            return Cow::Borrowed(self);
        }
        let own = self.clone();
        Cow::Owned(Self {
            clients: text.clients.iter().filter(takes_part).cloned().collect(),
            joining_later,
            terms: Terms { code: own.terms.code, title: own.terms.title, period, ..text.terms.clone() },
            matrix: text.matrix.clone(),
            indicators: text.indicators.clone(),
            amendments: Vec::new(),
            ..own
        })
    }

    /// Why it cannot be amended now.
    pub fn cannot_amend(&self, today: NaiveDate) -> Vec<Refusal> {
        if self.state.stage() != ContractStage::Adopted || self.amends.is_some() {
            return vec![wrong_state(self.state.stage().name())];
        }
        let mut no = Vec::new();
        let validity = self.validity(today);
        if !matches!(validity, Validity::InForce | Validity::NotYet) {
            no.push(wrong_state(validity.name()));
        }
        let under_way = |it: &&Self| {
            matches!(it.state.stage(), ContractStage::Draft | ContractStage::Offered | ContractStage::Agreed)
        };
        no.extend(
            self.amendments
                .iter()
                .find(under_way)
                .map(|it| Refusal::new(Code::AmendmentUnderWay).with("contract", &it.terms.title)),
        );
        no
    }

    /// Drafts an amendment with the text as it will read then; from there it is revised, offered, agreed and adopted
    /// as a contract is.
    pub fn amend(&self, id: ContractId, plan: Plan, by: By) -> Outcome<Changed> {
        let mut no = self.cannot_amend(by.today);
        let title = text::name(&plan.title, "title", &mut no);
        let reason = text::prose(&plan.reason, "reason", &mut no);
        let before = self.latest();
        let effective_from = plan.effective_from;
        let too_early = before.amends.as_ref().is_some_and(|earlier| effective_from <= earlier.effective_from);
        if effective_from <= self.terms.period.from || effective_from > self.ends_on() || too_early {
            no.push(Refusal::at(Code::DateOutOfRange, ["effectiveFrom"]));
        }
        if let Some(clients) = &plan.clients {
            let ids: Vec<PartyId> = clients.iter().map(|client| client.id).collect();
            no.extend(check::clients(&ids));
            let contractor = ids.iter().position(|id| *id == self.terms.contractor.id);
            no.extend(contractor.map(|at| Refusal::at(Code::WrongParty, ["clientIds".to_owned(), at.to_string()])));
        }
        unless_refused(no, || {
            let number = i32::try_from(self.amendments.len()).unwrap_or(i32::MAX).saturating_add(1);
            let terms = Terms { code: format!("{}/{number}", self.terms.code), title, ..before.terms.clone() };
            let amended = Self { amendments: Vec::new(), ..before.clone() };
            let amends = Amends { contract: self.id, number, effective_from, reason, before: Box::new(amended) };
            let contract = Self {
                matrix: before.matrix.clone(),
                indicators: before.indicators.clone(),
                amends: Some(amends),
                ..Self::begin(id, terms, clients(before, plan.clients, effective_from), by)
            };
            let event = contract.event(EventKind::AmendmentDrafted, &Facts::new());
            (contract, event)
        })
    }

    /// Whether an amendment changes anything; a contract of its own always does.
    pub(super) fn changes_something(&self) -> bool {
        self.amends.as_ref().is_none_or(|amends| !difference(&amends.before, self).is_empty())
    }
}

/// The clients of an amendment: those that stay, those that join, and those that leave, who adopt it as well.
fn clients(before: &Contract, wanted: Option<Vec<PartyRef>>, from: NaiveDate) -> Vec<Client> {
    let running = before.clients.iter().filter(|client| client.takes_part(from));
    let stay = |it: &Client| Client { adoption: None, ..it.clone() };
    let Some(wanted) = wanted else { return running.map(stay).collect() };
    let mut clients = Vec::new();
    for client in running {
        let stays = wanted.iter().any(|it| it.id == client.municipality.id);
        let until = if stays { client.until } else { from.pred_opt() };
        clients.push(Client { until, ..stay(client) });
    }
    let stays = |id: PartyId| clients.iter().any(|client| client.municipality.id == id);
    let joining: Vec<PartyRef> = wanted.into_iter().filter(|it| !stays(it.id)).collect();
    for joining in joining {
        clients.push(Client { since: Some(from), ..Client::throughout(joining) });
    }
    clients
}
