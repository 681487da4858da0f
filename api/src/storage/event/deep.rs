//! Holding the things of the trade against what the trail says of them: contracts, the calendars of their years,
//! targets, reports and reviews.
//!
//! An event tells each fact that it changed, before and after; the last word on each is what the thing should be now.
//! Frozen versions of reports and offered texts are held against what it had said by then. Not covered: what no fact
//! tells (who wrote a draft, values of earlier years, a year's phase), that an offered text is gone, what a
//! reorganisation moved within the years and amendments of a contract, and every other kind of thing.

mod frozen;

use std::collections::{BTreeMap, BTreeSet};

use entities::{amendment, audit_event, contract};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Query};
use uuid::Uuid;

use self::frozen::{Frozen, Moment};
use super::{
    StoredChange,
    fault::{Fault, Place, Verified, Wrong},
};
use crate::{
    domain::{
        contract::Contract,
        event::{EventKind, Facts, SubjectKind},
        ids::{ContractId, CycleId},
        report::{HandlingState, Reading, ReportStage},
        review::ReviewStage,
        target::TargetSetStage,
    },
    storage::{self, error::Result},
};

/// How many contracts are held against their trails at once.
const CONTRACTS: u64 = 50;

/// The last word of the trail on each fact of a thing.
#[derive(Default)]
struct Told {
    facts: BTreeMap<String, Option<String>>,
    /// Whether all of it may have been changed by a reorganisation that tells of it in other words.
    in_part: bool,
}

/// The last word on every thing.
type Words = BTreeMap<(SubjectKind, Uuid), Told>;

/// A thing as it is.
struct Thing {
    noun: SubjectKind,
    id: Uuid,
    facts: Facts,
}

/// Compares every contract with all under it, and adds what differs to `found`.
pub(super) async fn compare(connection: &impl ConnectionTrait, found: &mut Verified) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let amendments = Query::select().column(amendment::Column::ContractId).from(amendment::Entity).take();
        let contracts: Vec<Uuid> = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::Id.gt(after))
            .filter(contract::Column::Id.not_in_subquery(amendments))
            .order_by_asc(contract::Column::Id)
            .limit(CONTRACTS)
            .into_tuple()
            .all(connection)
            .await?;
        let Some(last) = contracts.last() else { break };
        after = *last;
        let (told, frozen) = told(connection, &contracts).await?;
        let reports: Vec<Uuid> =
            told.keys().filter(|(noun, _)| *noun == SubjectKind::Report).map(|(_, id)| *id).collect();
        frozen::reports(connection, &reports, &frozen, found).await?;
        let (things, texts) = things(connection, &contracts).await?;
        for text in &texts {
            frozen::offered(text, &frozen, found);
        }
        hold(told, things, found);
    }
    let there = Query::select().column(contract::Column::Id).from(contract::Entity).take();
    let gone: Vec<Option<Uuid>> = audit_event::Entity::find()
        .select_only()
        .column(audit_event::Column::ContractId)
        .distinct()
        .filter(audit_event::Column::ContractId.not_in_subquery(there))
        .into_tuple()
        .all(connection)
        .await?;
    found.faults.extend(gone.into_iter().flatten().map(|id| fault(SubjectKind::Contract, id, Wrong::Gone)));
    Ok(())
}

/// What the trails of these contracts say of each thing, and had said of it each time it was frozen.
async fn told(connection: &impl ConnectionTrait, contracts: &[Uuid]) -> Result<(Words, Frozen)> {
    let (mut told, mut frozen) = (Words::new(), Frozen::new());
    let mut passed = BTreeSet::new();
    let rows = audit_event::Entity::find()
        .filter(audit_event::Column::ContractId.is_in(contracts.iter().copied()))
        .order_by_asc(audit_event::Column::Chain)
        .order_by_asc(audit_event::Column::Seq)
        .all(connection)
        .await?;
    for row in rows {
        let (Some(kind), Some(noun)) = (EventKind::named(&row.kind), SubjectKind::named(&row.subject_kind)) else {
            continue;
        };
        // An open point is told under the targets that deal with it.
        if kind == EventKind::OpenPointClosed {
            continue;
        }
        let changes: Vec<StoredChange> = serde_json::from_str(&row.changes)?;
        if kind == EventKind::ContractPassed {
            passed.insert(row.contract_id);
            let under = |noun: SubjectKind, id: Uuid| noun != SubjectKind::Contract || Some(id) != row.contract_id;
            for (_, it) in told.iter_mut().filter(|((noun, id), _)| under(*noun, *id)) {
                it.facts.clear();
                it.in_part = true;
            }
        }
        let base = noun == SubjectKind::Contract && Some(row.subject_id) == row.contract_id;
        let it = told.entry((noun, row.subject_id)).or_default();
        it.in_part |= !base && passed.contains(&row.contract_id);
        let freezes = frozen::freezes(kind);
        if matches!(freezes, Some(Moment::Before)) {
            frozen::take_down(&mut frozen, (noun, row.subject_id), it);
        }
        let of_it = changes.into_iter().filter(|change| !is_beside(noun, &change.field));
        it.facts.extend(of_it.map(|change| (change.field, change.after)));
        if matches!(freezes, Some(Moment::After)) {
            frozen::take_down(&mut frozen, (noun, row.subject_id), it);
        }
    }
    Ok((told, frozen))
}

/// The contracts with all under them, as they are; and the contracts with their amendments.
async fn things(connection: &impl ConnectionTrait, contracts: &[Uuid]) -> Result<(Vec<Thing>, Vec<Contract>)> {
    let ids: Vec<ContractId> = contracts.iter().copied().map(ContractId).collect();
    let contracts = storage::contract::by_ids(connection, &ids).await?;
    let cycles = storage::cycle::of_contracts(connection, &ids).await?;
    let years: Vec<CycleId> = cycles.iter().map(|cycle| cycle.id).collect();
    let texts = contracts.iter().flat_map(|it| std::iter::once(it).chain(&it.amendments));
    let texts: Vec<Contract> = texts.cloned().collect();
    let mut things: Vec<Thing> =
        texts.iter().map(|it| Thing { noun: SubjectKind::Contract, id: it.id.0, facts: it.facts() }).collect();
    things.extend(cycles.iter().map(|it| Thing { noun: SubjectKind::AnnualCycle, id: it.id.0, facts: it.facts() }));
    let sets = storage::target::of_cycles(connection, &years).await?;
    things.extend(sets.iter().map(|it| Thing { noun: SubjectKind::TargetSet, id: it.id.0, facts: it.facts() }));
    // The trail tells what was drafted as well.
    let reports = storage::report::of_cycles(connection, &years, Reading::Working).await?;
    things.extend(reports.iter().map(|it| Thing { noun: SubjectKind::Report, id: it.id.0, facts: it.facts() }));
    let reviews = storage::review::of_cycles(connection, &years).await?;
    things.extend(reviews.iter().map(|it| Thing { noun: SubjectKind::Review, id: it.id.0, facts: it.facts() }));
    Ok((things, texts))
}

fn hold(mut told: Words, things: Vec<Thing>, found: &mut Verified) {
    for thing in things {
        found.compared += 1;
        let word = told.remove(&(thing.noun, thing.id));
        if word.is_none() && matches!(thing.noun, SubjectKind::Contract | SubjectKind::AnnualCycle) {
            found.faults.push(fault(thing.noun, thing.id, Wrong::Untold));
            continue;
        }
        let differs = first_difference(&thing, &word.unwrap_or_default());
        found.faults.extend(differs.map(|fact| fault(thing.noun, thing.id, Wrong::Differs { fact })));
    }
    // What a reorganisation put together may be gone without a word of its own.
    let compared = |noun| {
        matches!(
            noun,
            SubjectKind::Contract
                | SubjectKind::AnnualCycle
                | SubjectKind::TargetSet
                | SubjectKind::Report
                | SubjectKind::Review
        )
    };
    let left = told.into_iter().filter(|((noun, _), word)| compared(*noun) && !word.in_part);
    found.faults.extend(left.map(|((noun, id), _)| fault(noun, id, Wrong::Gone)));
}

/// The first fact that is not what the trail says of it.
fn first_difference(thing: &Thing, word: &Told) -> Option<String> {
    let mut own = thing.facts.iter().filter(|(fact, _)| !is_beside(thing.noun, fact));
    let is = own.find(|(fact, value)| match word.facts.get(*fact) {
        Some(told) => told.as_ref() != Some(*value),
        None => !word.in_part && !is_at_first(thing.noun, fact, value) && !was_untold(thing.noun, fact, word),
    });
    let told = || word.facts.iter().find(|(fact, told)| told.is_some() && !thing.facts.contains_key(*fact));
    is.map(|(fact, _)| fact).or_else(|| told().map(|(fact, _)| fact)).cloned()
}

/// Whether the fact is told under a thing and not one of its own, or told under other things as well.
fn is_beside(noun: SubjectKind, fact: &str) -> bool {
    match noun {
        SubjectKind::AnnualCycle => fact == "phase",
        SubjectKind::Contract => fact.starts_with("knownValues/"),
        _ => false,
    }
}

/// Whether it is a step of talks from before the trail told of them: earlier than every one that it tells of.
fn was_untold(noun: SubjectKind, fact: &str, word: &Told) -> bool {
    let Some((target, _)) = fact.split_once("/steps/").filter(|_| noun == SubjectKind::TargetSet) else { return false };
    let steps = format!("{target}/steps/");
    let first = word.facts.range(steps.clone()..).next().filter(|(told, _)| told.starts_with(&steps));
    first.is_none_or(|(told, _)| fact < told.as_str())
}

/// Whether a thing may have this fact without a word of the trail: it comes to be with its year, and this is how.
fn is_at_first(noun: SubjectKind, fact: &str, value: &str) -> bool {
    match (noun, fact) {
        (SubjectKind::TargetSet | SubjectKind::Review, "municipality") => true,
        (SubjectKind::TargetSet, "state") => value == TargetSetStage::Draft.name(),
        (SubjectKind::Report, "state") => value == ReportStage::Expected.name(),
        (SubjectKind::Review, "state") => value == ReviewStage::Draft.name(),
        (SubjectKind::Report, "explanation") | (SubjectKind::Review, "cooperation" | "conclusion") => value.is_empty(),
        (SubjectKind::Report, fact) => fact.starts_with("handlings/") && value == HandlingState::Pending.name(),
        _ => false,
    }
}

fn fault(noun: SubjectKind, id: Uuid, wrong: Wrong) -> Fault {
    Fault { place: Place::Thing { noun: noun.name(), id }, wrong }
}
