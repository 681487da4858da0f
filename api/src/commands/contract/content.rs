//! What a draft holds besides its terms: matrix and indicators.

use super::{Act, Asking, Code, Contract, Done, Refusal, Which, allowed, keep, storage};
use crate::{
    domain::{
        event::{self, Facts},
        ids::{ContractIndicatorId, GoalId, IndicatorId},
        indicator::{ContractIndicator, KnownValue, check_known},
        responsibility::{MatrixEntry, Subject},
    },
    policy::Action,
};

/// Fills the matrix of a draft.
pub async fn fill_matrix(asking: Asking<'_>, which: Which, entries: Vec<MatrixEntry>) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::FillMatrix, None).await?;
    check_subjects(&act, &entries).await?;
    let (contract, event) = contract.fill_matrix(entries)?;
    keep(&act, &contract, which).await?;
    storage::contract::save_matrix(act.unit.connection(), act.ids(), &contract).await?;
    act.commit(permit, event).await?;
    Ok(contract)
}

/// Every task and partner that is named must exist.
async fn check_subjects(act: &Act<'_>, entries: &[MatrixEntry]) -> Done<()> {
    let (mut tasks, mut partners) = (Vec::new(), Vec::new());
    for entry in entries.iter().take(crate::domain::responsibility::MOST_ENTRIES) {
        match entry.subject {
            Subject::Task(task) => tasks.push(task),
            Subject::Partner(partner) => partners.push(partner),
            Subject::None => {}
        }
    }
    let tasks = storage::framework::tasks(act.unit.connection(), &tasks).await?;
    let partners = storage::party::by_ids(act.unit.connection(), &partners).await?;
    let mut no = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let index = index.to_string();
        match entry.subject {
            Subject::Task(id) if !tasks.iter().any(|task| task.id == id) => {
                no.push(Refusal::at(Code::NotFound, ["entries", &index, "taskId"]));
            }
            Subject::Partner(id) if !partners.iter().any(|party| party.id == id) => {
                no.push(Refusal::at(Code::NotFound, ["entries", &index, "partnerId"]));
            }
            _ => {}
        }
    }
    if no.is_empty() { Ok(()) } else { Err(no.into()) }
}

/// An indicator as chosen for a contract.
#[derive(Debug, Clone)]
pub struct Choice {
    /// From the library.
    pub indicator: IndicatorId,
    /// The goal it measures.
    pub goal: Option<GoalId>,
    /// Green up to this far from the target, in percent of it.
    pub amber_margin: rust_decimal::Decimal,
    /// Red beyond this far from the target, in percent of it.
    pub red_margin: rust_decimal::Decimal,
    /// Whether only the annual report gives it.
    pub annual_only: bool,
    /// Figures from before: year, value, source.
    pub known: Vec<(i32, rust_decimal::Decimal, String)>,
}

/// Chooses the indicators of a draft.
pub async fn choose_indicators(asking: Asking<'_>, which: Which, choices: Vec<Choice>) -> Done<Contract> {
    let (act, contract, permit) = allowed(asking, which, Action::ChooseIndicators, None).await?;
    let library: Vec<IndicatorId> = choices.iter().map(|choice| choice.indicator).collect();
    let library = storage::indicator::by_ids(act.unit.connection(), &library).await?;
    let goals = act.goals(&contract).await?;
    let (mut no, mut usages, mut known) = (Vec::new(), Vec::new(), Vec::new());
    for (index, choice) in choices.into_iter().enumerate() {
        let mut inner = Vec::new();
        if !library.iter().any(|it| it.id == choice.indicator) {
            inner.push(Refusal::at(Code::NotFound, ["indicatorId"]));
        }
        if choice.goal.is_some_and(|id| !goals.iter().any(|goal| goal.id == id)) {
            inner.push(Refusal::at(Code::NotFound, ["goalId"]));
        }
        // An amendment goes on with the indicators that stood in the text before it: their figures stay theirs.
        let goes_on = contract.amends.as_ref().and_then(|amends| amends.before.usage_of(choice.indicator));
        if goes_on.is_some() && !choice.known.is_empty() {
            inner.push(Refusal::at(Code::DoesNotBelongHere, ["knownValues"]));
        }
        let id = goes_on.unwrap_or_else(|| ContractIndicatorId(act.unit.new_id()));
        for (place, (year, value, source)) in choice.known.into_iter().enumerate() {
            let value = KnownValue { indicator: id, year, value, source };
            let mut wrong = check_known(&value);
            if known.iter().any(|earlier: &KnownValue| earlier.indicator == id && earlier.year == year) {
                wrong.push(Refusal::at(Code::Duplicate, ["year"]));
            }
            inner.extend(wrong.into_iter().map(|refusal| refusal.under(place).under("knownValues")));
            known.push(value);
        }
        let Choice { indicator, goal, amber_margin, red_margin, annual_only, .. } = choice;
        usages.push(ContractIndicator { id, indicator, goal, amber_margin, red_margin, annual_only });
        no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("indicators")));
    }
    if !no.is_empty() {
        return Err(no.into());
    }
    let used: Vec<_> = contract.indicators.iter().map(|usage| usage.id).collect();
    let before = storage::cycle::known_values(act.unit.connection(), &used).await?;
    let before = known_facts(&contract.indicators, &before);
    let (contract, mut event) = contract.choose_indicators(usages)?;
    event.changes.extend(event::changes(&before, &known_facts(&contract.indicators, &known)));
    keep(&act, &contract, which).await?;
    storage::contract::save_indicators(act.unit.connection(), act.ids(), &contract, &known).await?;
    act.commit(permit, event).await?;
    Ok(contract)
}

/// The figures from before as named texts, for the audit trail: they stand beside the contract, not in it.
fn known_facts(usages: &[ContractIndicator], known: &[KnownValue]) -> Facts {
    let fact = |it: &KnownValue| {
        let usage = usages.iter().find(|usage| usage.id == it.indicator)?;
        Some((format!("knownValues/{}/{}", usage.indicator.0, it.year), format!("{} ({})", it.value, it.source)))
    };
    known.iter().filter_map(fact).collect()
}
