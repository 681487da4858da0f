//! Municipal reorganisations: planned, looked through beforehand, and done in one transaction.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::{
    act::{Act, Done, Services, check_version, join, not_found, saved, stale},
    contract::Asking,
};
use crate::{
    domain::{
        contract::{By, Contract},
        ids::{ContractId, PartyId, ReorganisationId},
        indicator::Indicator,
        party::Party,
        refusal::{Code, Refusal},
        reorganisation::{Body, Passing, Plan, Reorganisation, ReorganisationStage, World, YearAhead, passing},
        report::{Reading, ReportStage},
    },
    policy::{Action, Scope},
    storage,
};

/// Enters a reorganisation.
pub async fn plan(
    asking: Asking<'_>,
    plan: Plan,
    predecessors: Vec<PartyId>,
    successor: PartyId,
) -> Done<Reorganisation> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::PlanReorganisation, &Scope::Platform, "name")?;
    let mut wanted = predecessors.clone();
    wanted.push(successor);
    let parties = act.parties(&wanted).await?;
    let find = |id: PartyId| parties.iter().find(|party| party.id == id).cloned();
    let unknown = predecessors.iter().enumerate().filter(|(_, id)| find(**id).is_none());
    let mut no: Vec<Refusal> = unknown
        .map(|(index, _)| Refusal::at(Code::NotFound, ["predecessorIds".to_owned(), index.to_string()]))
        .collect();
    let found = find(successor);
    if found.is_none() {
        no.push(Refusal::at(Code::NotFound, ["successorId"]));
    }
    let Some(successor) = found.filter(|_| no.is_empty()) else { return Err(no.into()) };
    let predecessors: Vec<Party> = predecessors.into_iter().filter_map(find).collect();
    let id = ReorganisationId(act.unit.new_id());
    let (it, event) = Reorganisation::plan(id, plan, &predecessors, &successor, act.by)?;
    storage::reorganisation::insert(act.unit.connection(), act.ids(), &it).await?;
    act.commit(permit, event).await?;
    Ok(it)
}

/// Calls a planned reorganisation off.
pub async fn cancel(asking: Asking<'_>, id: ReorganisationId, expected: i64, reason: &str) -> Done<Reorganisation> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::CancelReorganisation, &Scope::Platform, "reorganisationId")?;
    let it = held(&act, id).await?;
    check_version(it.version, expected)?;
    let (it, event) = it.cancel(reason, act.by.at)?;
    saved(storage::reorganisation::update(act.unit.connection(), &it, expected).await?)?;
    act.commit(permit, event).await?;
    Ok(it)
}

/// Does a planned reorganisation: everything its preview shows, in one transaction, or nothing and why not.
///
/// Once done, asking again changes nothing and answers the same: a caller that lost the first answer can ask again.
pub async fn execute(asking: Asking<'_>, id: ReorganisationId, expected: i64) -> Done<Reorganisation> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::ExecuteReorganisation, &Scope::Platform, "reorganisationId")?;
    let it = held(&act, id).await?;
    if it.state.stage() == ReorganisationStage::Executed {
        return Ok(it);
    }
    check_version(it.version, expected)?;
    let mut no = it.cannot_execute(act.by.today);
    let world = held_world(&act, &it).await?;
    let (moves, unclear) = passing(&it, &world, act.by);
    no.extend(unclear);
    if !no.is_empty() {
        return Err(no.into());
    }
    let (it, event) = it.execute(&moves, act.by)?;
    saved(storage::reorganisation::update(act.unit.connection(), &it, expected).await?)?;
    if !storage::reorganisation::apply(act.unit.connection(), act.ids(), &it, &moves, act.by.at).await? {
        return Err(stale());
    }
    let trails = moves.contracts.into_iter().map(|moved| moved.event).collect();
    act.commit_all(permit, event, trails).await?;
    Ok(it)
}

async fn held(act: &Act<'_>, id: ReorganisationId) -> Done<Reorganisation> {
    storage::hold::reorganisation(act.unit.connection(), id).await?;
    let found = storage::reorganisation::by_ids(act.unit.connection(), &[id]).await?;
    found.into_iter().next().ok_or_else(|| not_found("reorganisationId"))
}

/// Everything that the reorganisation looks at, held: the contracts with all that is under them, and the parties with
/// what they have. It is looked for first and read once it is held; whoever drew up something more meanwhile is waited
/// for, and the reorganisation is to be asked for once more.
async fn held_world(act: &Act<'_>, it: &Reorganisation) -> Done<World> {
    let (contracts, parties) = roots(&world(act.unit.connection(), it).await?);
    let held: Vec<ContractId> = contracts.iter().copied().collect();
    act.unit.hold_contracts(&held).await?;
    let held: Vec<PartyId> = parties.iter().copied().collect();
    storage::hold::parties(act.unit.connection(), &held).await?;
    let world = world(act.unit.connection(), it).await?;
    let (contracts_now, parties_now) = roots(&world);
    if contracts_now.is_subset(&contracts) && parties_now.is_subset(&parties) { Ok(world) } else { Err(stale()) }
}

/// The contracts and parties that hold everything in a world together.
fn roots(world: &World) -> (BTreeSet<ContractId>, BTreeSet<PartyId>) {
    let contracts = world.contracts.iter().map(|contract| contract.id).collect();
    let bodies = world.bodies.iter().map(|body| body.party.id);
    let categories = world.categories.iter().map(|membership| membership.category);
    (contracts, world.parties.iter().map(|party| party.id).chain(bodies).chain(categories).collect())
}

/// What a planned reorganisation would move if it were done now, and everything that is too unclear to be moved.
pub async fn preview(services: &Services, it: &Reorganisation, by: By) -> Done<(Passing, Vec<Refusal>)> {
    let world = world(&services.database, it).await?;
    Ok(passing(it, &world, by))
}

/// Everything that the reorganisation looks at, in a constant number of statements.
async fn world(connection: &impl storage::Readable, it: &Reorganisation) -> Done<World> {
    let ending = it.predecessor_ids();
    let mut concerned = ending.clone();
    concerned.push(it.successor.id);
    let parties = storage::party::by_ids(connection, &concerned).await?;
    let bodies = bodies(connection, it, &ending).await?;
    let body_ids: Vec<PartyId> = bodies.iter().map(|body| body.party.id).collect();
    let contracts = storage::reorganisation::contracts(connection, &ending, &body_ids).await?;
    let years = years(connection, it, &contracts).await?;
    let roles = storage::person::at_parties(connection, &ending).await?;
    let mut roles: Vec<_> = roles.into_iter().map(|(person, held)| (person.id, held.party, held.role)).collect();
    roles.sort_unstable();
    let frameworks = storage::framework::of_owners(connection, &ending).await?;
    let categories = storage::party::category_memberships_in(connection, &ending).await?;
    Ok(World { parties, bodies, contracts, years, roles, frameworks, categories })
}

async fn bodies(connection: &impl storage::Readable, it: &Reorganisation, ending: &[PartyId]) -> Done<Vec<Body>> {
    let own = storage::party::participations(connection, &[], ending, it.eve()).await?;
    let mut ids: Vec<PartyId> = own.iter().map(|part| part.organisation).collect();
    ids.sort_unstable();
    ids.dedup();
    let parties = storage::party::by_ids(connection, &ids).await?;
    let all = storage::party::participations_of(connection, &ids).await?;
    let of = |id: PartyId| all.iter().filter(|part| part.organisation == id).cloned().collect();
    Ok(parties.into_iter().map(|party| Body { participations: of(party.id), party }).collect())
}

/// The years of these contracts from the day on.
async fn years(
    connection: &impl storage::Readable,
    it: &Reorganisation,
    contracts: &[Contract],
) -> Done<Vec<YearAhead>> {
    let ids: Vec<ContractId> = contracts.iter().map(|contract| contract.id).collect();
    let mut cycles = storage::cycle::of_contracts(connection, &ids).await?;
    cycles.retain(|cycle| cycle.year >= it.date.year());
    let ids: Vec<_> = cycles.iter().map(|cycle| cycle.id).collect();
    let sets = storage::target::of_cycles(connection, &ids).await?;
    // What is drafted has been begun as well.
    let reports = storage::report::of_cycles(connection, &ids, Reading::Working).await?;
    let used: Vec<_> = contracts.iter().flat_map(Contract::indicators_ever).map(|usage| usage.indicator).collect();
    let definitions: Vec<Indicator> = storage::indicator::by_ids(connection, &used).await?;
    let ahead = cycles.into_iter().filter_map(|cycle| {
        let contract = contracts.iter().find(|contract| contract.id == cycle.contract)?;
        let measures = join(&contract.for_year(cycle.year, cycle.opened_at), &definitions);
        let begun = |stage: ReportStage| stage != ReportStage::Expected;
        Some(YearAhead {
            sets: sets.iter().filter(|set| set.cycle == cycle.id).cloned().collect(),
            report_begun: reports.iter().any(|report| report.cycle == cycle.id && begun(report.state.stage())),
            measures,
            cycle,
        })
    });
    Ok(ahead.collect())
}
