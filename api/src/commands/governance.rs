//! Arranging the chain, defining core values, and choosing between scenarios.

mod choice;

use chrono::NaiveDate;

use super::{
    act::{Act, Done, check_version, not_found, saved},
    contract::{Asking, taken},
};
use crate::{
    domain::{
        governance::{
            ChainElement, Execution, MunicipalRole, Scale, Sector,
            arrangement::{self, Arrangement, Set},
            values::CoreValues,
        },
        ids::{ArrangementId, ContractId, PartyId},
        party::PartyRef,
        refusal::{Code, Outcome, Refusal},
    },
    policy::{Action, Scope},
    storage,
};

pub use choice::{
    Decided, ScenarioWording, SettingWording, Which, choose_scenario, draft_scenario, open_choice, revise_scenario,
    score_scenario,
};

/// One of those who execute an element, as written down.
#[derive(Debug, Clone, Default)]
pub struct ExecutionWording {
    /// The party that executes.
    pub executor: Option<PartyId>,
    /// The contract under which it is executed.
    pub contract: Option<ContractId>,
    /// Who executes, in words.
    pub in_words: Option<String>,
    /// In which sector.
    pub sector: Option<Sector>,
    /// At which scale.
    pub scale: Option<Scale>,
}

/// An arrangement as written down.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Of which municipality.
    pub municipality: PartyId,
    /// Of which element of the chain.
    pub element: ChainElement,
    /// What the municipality keeps to itself.
    pub role: MunicipalRole,
    /// Who executes.
    pub executions: Vec<ExecutionWording>,
    /// From which day.
    pub from: NaiveDate,
    /// The reference of the decision, where there is one.
    pub decision_reference: Option<String>,
}

/// Arranges an element of the chain anew: the arrangement that runs ends the day before.
pub async fn set_arrangement(asking: Asking<'_>, wording: Wording) -> Done<Arrangement> {
    let act = asking.begin().await?;
    let municipality = wording.municipality;
    let permit = act.permit(Action::SetArrangement, &Scope::arrangements(municipality), "municipalityId")?;
    let connection = act.unit.connection();
    storage::hold::parties(connection, &[municipality]).await?;
    let executions = Found::load(&act, [&wording.executions].into_iter().flatten()).await?;
    let (executions, no) = executions.resolve(municipality, wording.executions);
    let known = storage::governance::arrangements_of(connection, &[municipality]).await?;
    let of_element = known.into_iter().filter(|it| it.element == wording.element);
    let Wording { element, role, from, decision_reference, .. } = wording;
    let id = ArrangementId(act.unit.new_id());
    let wording = arrangement::Wording { element, role, executions, from, decision_reference };
    let set = arrangement::set(id, municipality, wording, of_element.max_by_key(|it| it.from));
    let Set { arrangement, ended, event } = both(no, set)?;
    if let Some(ended) = ended {
        saved(storage::governance::update_arrangement(connection, &ended).await?)?;
    }
    storage::governance::insert_arrangement(connection, act.ids(), &arrangement).await?;
    act.commit(permit, event).await?;
    Ok(arrangement)
}

/// Ends an arrangement, with nothing in its place.
pub async fn end_arrangement(
    asking: Asking<'_>,
    id: ArrangementId,
    expected_version: i64,
    last_day: NaiveDate,
    decision_reference: Option<&str>,
) -> Done<Arrangement> {
    let act = asking.begin().await?;
    let seen = act.seen(id, "arrangementId").await?;
    let found = storage::governance::arrangement(act.unit.connection(), &seen).await?;
    let arrangement = found.ok_or_else(|| not_found("arrangementId"))?;
    let scope = Scope::arrangements(arrangement.municipality);
    let permit = act.permit(Action::EndArrangement, &scope, "arrangementId")?;
    check_version(arrangement.version, expected_version)?;
    let (arrangement, event) = arrangement.end(last_day, decision_reference)?;
    saved(storage::governance::update_arrangement(act.unit.connection(), &arrangement).await?)?;
    act.commit(permit, event).await?;
    Ok(arrangement)
}

/// Defines the core values of a municipality, in place of those it had.
pub async fn define_core_values(
    asking: Asking<'_>,
    municipality: PartyId,
    values: &[String],
    expected_version: i64,
) -> Done<CoreValues> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::DefineCoreValues, &Scope::preparation(municipality), "municipalityId")?;
    let connection = act.unit.connection();
    storage::hold::parties(connection, &[municipality]).await?;
    let kept = storage::governance::core_values(connection, &[municipality]).await?.into_iter().next();
    let kept = kept.unwrap_or(CoreValues::undefined(municipality));
    check_version(kept.version, expected_version)?;
    let (defined, event) = kept.define(values)?;
    storage::governance::save_core_values(connection, act.ids(), &defined).await?;
    act.commit(permit, event).await?;
    Ok(defined)
}

/// The outcome of a rule, with the refusals that were found before it.
fn both<T>(mut no: Vec<Refusal>, outcome: Outcome<T>) -> Outcome<T> {
    match outcome {
        Ok(value) if no.is_empty() => Ok(value),
        Ok(_) => Err(no),
        Err(refusals) => {
            no.extend(refusals);
            Err(no)
        }
    }
}

/// The parties and contracts that executions name, loaded at once.
struct Found {
    parties: Vec<crate::domain::party::Party>,
    contracts: Vec<crate::domain::contract::Contract>,
}

impl Found {
    async fn load(act: &Act<'_>, named: impl Iterator<Item = &ExecutionWording> + Clone) -> Done<Self> {
        let parties: Vec<PartyId> = named.clone().filter_map(|it| it.executor).collect();
        let contracts: Vec<ContractId> = named.filter_map(|it| it.contract).collect();
        Ok(Self {
            parties: storage::party::by_ids(act.unit.connection(), &parties).await?,
            contracts: act.seen_contracts(&contracts).await?,
        })
    }

    /// Executions as the rules take them, and where one names what does not exist for the viewer or the municipality.
    fn resolve(&self, municipality: PartyId, given: Vec<ExecutionWording>) -> (Vec<Execution>, Vec<Refusal>) {
        let mut no = Vec::new();
        let resolved = given.into_iter().enumerate().map(|(index, it)| {
            let mut at = |code, field: &str| no.push(Refusal::at(code, ["executions", &index.to_string(), field]));
            let executor = it.executor.map(|id| {
                let name = self.parties.iter().find(|party| party.id == id).map(|party| party.name.clone());
                if name.is_none() {
                    at(Code::NotFound, "executorId");
                }
                PartyRef { id, name: name.unwrap_or_default() }
            });
            if let Some(id) = it.contract {
                match self.contracts.iter().find(|contract| contract.id == id) {
                    None => at(Code::NotFound, "contractId"),
                    Some(contract) if contract.client(municipality).is_none() => at(Code::NotAClient, "contractId"),
                    Some(_) => {}
                }
            }
            Execution { executor, contract: it.contract, in_words: it.in_words, sector: it.sector, scale: it.scale }
        });
        (resolved.collect(), no)
    }
}
