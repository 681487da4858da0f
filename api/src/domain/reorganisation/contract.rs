//! What becomes of a contract: it passes to the successor by law, or lapses with its contractor.

use chrono::NaiveDate;

use super::Reorganisation;
use crate::domain::{
    contract::{
        Adoption, By, Client, Contract, ContractStage, ExtensionDecision, Replacement, Termination, TerminationGround,
    },
    event::{Event, EventKind, Facts, SubjectKind},
    ids::PartyId,
    refusal::{Code, Refusal},
    responsibility::MatrixEntry,
};

/// The law by which a contract passes, where a college's decision stands otherwise.
const BY_LAW: &str = "Wet arhi art. 44";
/// The law by which a joint arrangement and what it contracted lapses.
const LAPSED: &str = "Wet arhi art. 41";

/// Whether the reorganisation touches the contract: a municipality that ends is a client on the day or later.
pub(super) fn touches(it: &Reorganisation, contract: &Contract) -> bool {
    contract.state.stage() != ContractStage::Withdrawn
        && contract.ends_on() >= it.date
        && contract.texts_and_drafts().any(|text| !leaving(it, text).is_empty())
}

/// The clients of a text whose place is taken.
fn leaving<'a>(it: &Reorganisation, text: &'a Contract) -> Vec<&'a Client> {
    let ends = |client: &&Client| it.predecessors.iter().any(|party| party.id == client.municipality.id);
    text.clients.iter().filter(ends).filter(|client| client.until.is_none_or(|until| until >= it.date)).collect()
}

/// Everything that is unclear about a contract; paths are under its code.
pub(super) fn unclear(it: &Reorganisation, contract: &Contract) -> Vec<Refusal> {
    let mut no = Vec::new();
    for text in contract.texts_and_drafts() {
        let leaving = leaving(it, text);
        let standing: Vec<PartyId> = leaving.iter().map(|client| client.municipality.id).collect();
        let joined = text.client(it.successor.id).map(|client| client.municipality.id);
        let deviations: Vec<Vec<MatrixEntry>> =
            standing.iter().copied().chain(joined).map(|client| deviations(text, client)).collect();
        if deviations.windows(2).any(|pair| matches!(pair, [one, other] if one != other)) {
            no.push(at(text, Code::DeviationsDiffer, "matrix"));
        }
        let adopted = leaving.iter().filter(|client| client.adoption.is_some()).count();
        if text.state.stage() != ContractStage::Adopted && adopted > 0 && adopted < leaving.len() {
            no.push(at(text, Code::AdoptionsDiffer, "clients"));
        }
    }
    let base = leaving(it, contract.latest());
    let decided = base.iter().map(|client| {
        let of = |decision: &&ExtensionDecision| decision.municipality == client.municipality.id;
        contract
            .extensions
            .iter()
            .find(of)
            .map(|decision| (decision.answer, decision.until, decision.conditions.clone()))
    });
    let ended = base.iter().map(|client| contract.termination(client.municipality.id).map(|it| it.last_day));
    if !alike(decided) || !alike(ended) {
        no.push(at(contract, Code::DecisionsDiffer, "clients"));
    }
    no
}

fn alike<T: PartialEq>(mut all: impl Iterator<Item = T>) -> bool {
    let first = all.next();
    all.all(|other| first.as_ref() == Some(&other))
}

fn at(text: &Contract, code: Code, part: &str) -> Refusal {
    Refusal::at(code, ["contracts", text.terms.code.as_str(), part]).with("contract", &text.terms.code)
}

/// A client's deviating assignments without saying whose they are, in a fixed order.
fn deviations(text: &Contract, client: PartyId) -> Vec<MatrixEntry> {
    let own = text.matrix.iter().filter(|entry| entry.deviation.as_ref().is_some_and(|it| it.municipality == client));
    let mut anonymous: Vec<MatrixEntry> = own.map(|entry| MatrixEntry { deviation: None, ..entry.clone() }).collect();
    anonymous.sort_by(|one, other| {
        let key = |it: &MatrixEntry| (it.role, it.domain, it.subject, it.target_group.clone(), it.explanation.clone());
        key(one).cmp(&key(other))
    });
    anonymous
}

/// The contract with the successor in the place of the municipalities that end, and the event for its trail.
pub(super) fn pass(it: &Reorganisation, contract: &Contract, by: By) -> (Contract, Event) {
    let before = contract.facts();
    let mut passed = contract.clone();
    substitute(it, &mut passed, by);
    for amendment in &mut passed.amendments {
        substitute(it, amendment, by);
    }
    copy_decisions(it, &mut passed);
    passed.version += 1;
    let event = event(EventKind::ContractPassed, &passed, &before);
    (passed, event)
}

fn event(kind: EventKind, contract: &Contract, before: &Facts) -> Event {
    Event::new(kind, SubjectKind::Contract, contract.id.0, before, &contract.facts()).under(contract.base_id())
}

fn substitute(it: &Reorganisation, text: &mut Contract, by: By) {
    let leaving: Vec<Client> = leaving(it, text).into_iter().cloned().collect();
    let Some(first) = leaving.first() else { return };
    for client in text.clients.iter_mut().filter(|client| leaving.contains(client)) {
        client.until = Some(it.eve());
        text.replaced.push(Replacement { municipality: client.municipality.id, by: it.successor.id, from: it.date });
    }
    let inherited: Vec<MatrixEntry> = text.matrix.iter().filter(|entry| is_of(entry, first)).cloned().collect();
    if text.client(it.successor.id).is_some() {
        return;
    }
    let adoption = leaving.iter().all(|client| client.adoption.is_some()).then(|| Adoption {
        decision_reference: BY_LAW.to_owned(),
        decided_on: it.date,
        at: by.at,
        by: by.person,
    });
    // As long as the one that would have stayed longest; without a last day where one of them had none.
    let until = leaving.iter().map(|client| client.until).collect::<Option<Vec<_>>>();
    let until = until.and_then(|days| days.into_iter().max());
    text.clients.push(Client { municipality: it.successor.clone(), adoption, since: Some(it.date), until });
    for mut entry in inherited {
        if let Some(deviation) = &mut entry.deviation {
            deviation.municipality = it.successor.id;
        }
        text.matrix.push(entry);
    }
}

fn is_of(entry: &MatrixEntry, client: &Client) -> bool {
    entry.deviation.as_ref().is_some_and(|deviation| deviation.municipality == client.municipality.id)
}

/// What the municipalities that end decided holds for the successor: they all decided the same, or it was refused.
fn copy_decisions(it: &Reorganisation, contract: &mut Contract) {
    let ends = |party: PartyId| it.predecessors.iter().any(|predecessor| predecessor.id == party);
    let municipality = it.successor.id;
    if !contract.extensions.iter().any(|decision| decision.municipality == municipality) {
        let inherited = contract.extensions.iter().find(|decision| ends(decision.municipality)).cloned();
        contract.extensions.extend(inherited.map(|decision| ExtensionDecision { municipality, ..decision }));
    }
    if contract.termination(municipality).is_none() {
        let inherited = contract.terminations.iter().find(|ended| ends(ended.municipality)).cloned();
        contract.terminations.extend(inherited.map(|ended| Termination { municipality, ..ended }));
    }
}

/// The contract ended with its contractor, which lapses the day before, and the event for its trail.
pub(super) fn lapse(it: &Reorganisation, contract: &Contract, by: By) -> (Contract, Event) {
    let before = contract.facts();
    let mut lapsed = contract.clone();
    let clients: Vec<PartyId> = contract.latest().clients_on(it.eve()).map(|client| client.municipality.id).collect();
    for municipality in clients {
        lapsed.terminations.retain(|ended| ended.municipality != municipality || ended.last_day < it.date);
        if lapsed.termination(municipality).is_none() {
            lapsed.terminations.push(ended_by_law(it, municipality, it.eve(), by));
        }
    }
    lapsed.version += 1;
    let event = event(EventKind::ContractLapsed, &lapsed, &before);
    (lapsed, event)
}

fn ended_by_law(it: &Reorganisation, municipality: PartyId, last_day: NaiveDate, by: By) -> Termination {
    Termination {
        municipality,
        last_day,
        ground: TerminationGround::LapsedByLaw,
        explanation: it.name.clone(),
        decision_reference: LAPSED.to_owned(),
        decided_on: it.date,
        at: by.at,
        by: None,
    }
}
