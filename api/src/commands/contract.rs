//! The acts of contracting.

mod amendment;
mod code;
mod content;

use chrono::NaiveDate;

use super::act::{Act, CommandError, Done, check_version, not_found, saved};
use crate::{
    domain::{
        contract::{Changed, Contract, ContractKind, Terms, parties as parties_of},
        ids::{ContractId, FrameworkId, PartyId},
        party::{Party, PartyRef},
        period::{Frequency, Period},
        refusal::{Code, Outcome, Refusal, unless_refused},
        responsibility::LifeDomain,
    },
    policy::{Action, Permit, Scope, readable},
    storage,
};

pub use super::asking::Asking;
use code::{foreign_code, keeps_codes};

pub use amendment::{Decided, Ending, Extension, amend, decide_extension, hear, terminate};
pub use content::{Choice, choose_indicators, fill_matrix};

/// What is written down when a contract is drafted or revised.
#[derive(Debug, Clone)]
pub struct Wording {
    /// A short code, unique among the contracts of the client that it is of.
    pub code: String,
    /// The title.
    pub title: String,
    /// The kind.
    pub kind: ContractKind,
    /// The framework whose goals it serves.
    pub framework: Option<FrameworkId>,
    /// The contract it follows.
    pub predecessor: Option<ContractId>,
    /// From and up to and including.
    pub period: Period,
    /// How often the contractor reports.
    pub frequency: Frequency,
    /// Conditions, in words.
    pub conditions: String,
    /// Legal bases.
    pub legal_bases: Vec<String>,
    /// Where a municipality may deviate.
    pub deviation_domains: Vec<LifeDomain>,
    /// The day of the extension decision.
    pub extension_decision_on: Option<NaiveDate>,
}

impl Wording {
    fn terms(self, contractor: PartyRef) -> Terms {
        let Self { code, title, kind, framework, predecessor, period, frequency, .. } = self;
        let mut deviation_domains = self.deviation_domains;
        deviation_domains.sort_unstable();
        deviation_domains.dedup();
        Terms {
            code: code.trim().to_owned(),
            title: title.trim().to_owned(),
            kind,
            contractor,
            framework,
            predecessor,
            period,
            frequency,
            conditions: self.conditions.trim().to_owned(),
            legal_bases: self.legal_bases.iter().map(|basis| basis.trim().to_owned()).collect(),
            deviation_domains,
            extension_decision_on: self.extension_decision_on,
        }
    }
}

/// A contract that exists, in the version the viewer read.
#[derive(Debug, Clone, Copy)]
pub struct Which {
    /// Which contract.
    pub id: ContractId,
    /// The version that was read.
    pub expected_version: i64,
}

/// Drafts a contract between clients and a contractor.
pub async fn draft(asking: Asking<'_>, wording: Wording, clients: Vec<PartyId>, contractor: PartyId) -> Done<Contract> {
    let act = asking.begin().await?;
    if clients.is_empty() {
        return Err(Refusal::at(Code::NoClients, ["clientIds"]).into());
    }
    let scope = Scope::Intended { clients: clients.clone(), contractor };
    let permit = act.permit(Action::DraftContract, &scope, "clientIds")?;
    let owner =
        *clients.iter().find(|client| keeps_codes(asking.viewer, **client)).ok_or_else(|| not_found("clientIds"))?;
    let mut wanted = clients.clone();
    wanted.push(contractor);
    let parties = act.parties(&wanted).await?;
    let (clients, contractor) = named(&parties, &clients, contractor)?;
    let terms = wording.terms(contractor);
    let mut no = fitting(&parties, terms.kind, terms.period.from, &clients, &terms.contractor);
    no.extend(wrong_links(&act, &terms).await?);
    let id = ContractId(act.unit.new_id());
    act.unit.brings(id.0);
    let (contract, event) = all(no, Contract::draft(id, terms, clients, act.by))?;
    let contract = contract.owned_by(owner);
    let inserted = storage::contract::insert(act.unit.connection(), act.ids(), &contract).await;
    taken(inserted, "code")?;
    act.commit(permit, event).await?;
    Ok(contract)
}

/// The parties by name, or where one is unknown or of the wrong kind.
fn named(parties: &[Party], clients: &[PartyId], contractor: PartyId) -> Done<(Vec<PartyRef>, PartyRef)> {
    let mut no = Vec::new();
    let clients = clients_named(parties, clients, &mut no);
    let contractor = parties.iter().find(|party| party.id == contractor);
    if contractor.is_none() {
        no.push(Refusal::at(Code::NotFound, ["contractorId"]));
    }
    match contractor {
        Some(party) if no.is_empty() => Ok((clients, PartyRef { id: party.id, name: party.name.clone() })),
        _ => Err(no.into()),
    }
}

/// The clients by name, and where one is unknown or no municipality.
fn clients_named(parties: &[Party], clients: &[PartyId], no: &mut Vec<Refusal>) -> Vec<PartyRef> {
    let mut found = Vec::new();
    for (index, id) in clients.iter().enumerate() {
        let path = ["clientIds".to_owned(), index.to_string()];
        match parties.iter().find(|party| party.id == *id) {
            None => no.push(Refusal::at(Code::NotFound, path)),
            Some(party) if !party.is_municipality() => no.push(Refusal::at(Code::WrongParty, path)),
            Some(party) => found.push(PartyRef { id: party.id, name: party.name.clone() }),
        }
    }
    found
}

/// What is wrong with the parties as they are known; `named` has found them all.
fn fitting(
    parties: &[Party],
    kind: ContractKind,
    from: NaiveDate,
    clients: &[PartyRef],
    contractor: &PartyRef,
) -> Vec<Refusal> {
    let find = |party: &PartyRef| parties.iter().find(|it| it.id == party.id);
    let clients: Vec<&Party> = clients.iter().filter_map(find).collect();
    find(contractor).map_or_else(Vec::new, |contractor| parties_of(kind, from, &clients, contractor))
}

/// The framework and the predecessor must exist for the viewer.
async fn wrong_links(act: &Act<'_>, terms: &Terms) -> Done<Vec<Refusal>> {
    let mut no = Vec::new();
    if let Some(framework) = terms.framework
        && storage::framework::by_ids(act.unit.connection(), &[framework]).await?.is_empty()
    {
        no.push(Refusal::at(Code::NotFound, ["frameworkId"]));
    }
    if let Some(predecessor) = terms.predecessor
        && act.seen_contracts(&[predecessor]).await?.is_empty()
    {
        no.push(Refusal::at(Code::NotFound, ["predecessorId"]));
    }
    Ok(no)
}

/// What the rule gave, unless something was wrong before it: then everything that is wrong, of both, once.
fn all<T>(mut no: Vec<Refusal>, outcome: Outcome<T>) -> Outcome<T> {
    match outcome {
        Ok(value) => unless_refused(no, || value),
        Err(more) => {
            no.extend(more.into_iter().filter(|refusal| !no.contains(refusal)).collect::<Vec<_>>());
            Err(no)
        }
    }
}

/// Turns "exists already" into a refusal at its field.
pub(super) fn taken(inserted: storage::Result<()>, field: &str) -> Done<()> {
    inserted.map_err(|error| {
        if storage::error::is_taken(&error) {
            Refusal::at(Code::Taken, [field]).into()
        } else {
            CommandError::Storage(error)
        }
    })
}

/// Changes the terms of a draft.
pub async fn revise(asking: Asking<'_>, which: Which, wording: Wording) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::ReviseContract, None).await?;
    let terms = wording.terms(contract.terms.contractor.clone());
    let mut no = wrong_links(&act, &terms).await?;
    no.extend(foreign_code(asking.viewer, &contract, &terms));
    let mut involved = contract.client_ids();
    involved.push(contract.terms.contractor.id);
    let involved = act.parties(&involved).await?;
    let clients: Vec<PartyRef> = contract.clients.iter().map(|client| client.municipality.clone()).collect();
    no.extend(fitting(&involved, terms.kind, terms.period.from, &clients, &terms.contractor));
    let (contract, event) = all(no, contract.revise(terms))?;
    let updated = storage::contract::update(act.unit.connection(), act.ids(), &contract, which.expected_version).await;
    match updated {
        Err(error) if storage::error::is_taken(&error) => return Err(Refusal::at(Code::Taken, ["code"]).into()),
        other => saved(other?)?,
    }
    act.commit(permit, event).await?;
    Ok(contract)
}

/// Offers a draft to its contractor.
pub async fn offer(asking: Asking<'_>, which: Which) -> Done<Contract> {
    step(asking, which, Action::OfferContract, |contract, act| contract.offer(act.by.at)).await
}

/// The contractor sends the offer back with remarks.
pub async fn send_back(asking: Asking<'_>, which: Which, remarks: &str) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::SendBackContract, None).await?;
    let used: Vec<_> = contract.indicators.iter().map(|usage| usage.id).collect();
    let known = storage::cycle::known_values(act.unit.connection(), &used).await?;
    let (contract, event) = contract.send_back(remarks, known, act.by.at)?;
    keep(&act, &contract, which).await?;
    storage::contract::save_offered(act.unit.connection(), act.ids(), &contract).await?;
    act.commit(permit, event).await?;
    Ok(contract)
}

/// The contractor agrees with the offer.
pub async fn agree(asking: Asking<'_>, which: Which) -> Done<Contract> {
    step(asking, which, Action::AgreeContract, |contract, act| contract.agree(act.by.at)).await
}

/// The clients withdraw the contract before it is adopted.
pub async fn withdraw(asking: Asking<'_>, which: Which, reason: &str) -> Done<Contract> {
    step(asking, which, Action::WithdrawContract, |contract, act| contract.withdraw(reason, act.by.at)).await
}

/// A client adopts the contract with its college's decision.
pub async fn adopt(
    asking: Asking<'_>,
    which: Which,
    municipality: PartyId,
    reference: &str,
    decided_on: NaiveDate,
) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::AdoptContract, Some(municipality)).await?;
    let (contract, event) = contract.adopt(municipality, reference, decided_on, act.by)?;
    keep(&act, &contract, which).await?;
    act.commit(permit, event).await?;
    Ok(contract)
}

async fn step(
    asking: Asking<'_>,
    which: Which,
    action: Action,
    rule: impl FnOnce(Contract, &Act<'_>) -> Outcome<Changed>,
) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, action, None).await?;
    let (contract, event) = rule(contract, &act)?;
    keep(&act, &contract, which).await?;
    act.commit(permit, event).await?;
    Ok(contract)
}

/// Begins an act on a contract that the viewer may do and has read in its present version; `about` is the client that
/// the act is about, if it is about one.
async fn allowed(
    asking: Asking<'_>,
    which: Which,
    action: Action,
    about: Option<PartyId>,
) -> Done<(Act<'_>, Contract, Permit)> {
    let act = asking.begin().await?;
    let contract = act.contract(which.id, "contractId").await?;
    let scope = match about {
        Some(municipality) => Scope::contract_for(&contract, municipality),
        None => Scope::contract(&contract),
    };
    // A municipality that is no client is not found among them, whoever asks.
    let unknown = about.is_some_and(|municipality| !contract.client_ids().contains(&municipality));
    if unknown && readable(asking.viewer, &scope) {
        return Err(Refusal::at(Code::NotAClient, ["municipalityId"]).into());
    }
    let permit = act.permit(action, &scope, "contractId")?;
    check_version(contract.version, which.expected_version)?;
    Ok((act, contract, permit))
}

/// Keeps a contract that nobody has changed since it was read.
async fn keep(act: &Act<'_>, contract: &Contract, which: Which) -> Done<()> {
    saved(storage::contract::update(act.unit.connection(), act.ids(), contract, which.expected_version).await?)
}
