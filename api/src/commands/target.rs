//! The acts of target setting.

use chrono::NaiveDate;

use super::{
    act::{Act, Done, OpenYear, check_version, not_found, saved},
    contract::Asking,
};
use crate::{
    domain::{
        cycle::Cycle,
        event::Event,
        ids::{OpenPointId, TargetId, TargetSetId},
        refusal::{Code, Refusal},
        report::Report,
        review::ReviewState,
        target::{
            Aim, Answer, CounterProposal, OpenPoint, PointAnswer, PreviousResult, Reasoning, Setting, Side, TargetSet,
            TargetSetStage,
        },
    },
    policy::{Action, Permit, Scope},
    storage,
};

/// A set of targets that exists, in the version the viewer read.
#[derive(Debug, Clone, Copy)]
pub struct Which {
    /// Which set.
    pub id: TargetSetId,
    /// The version that was read.
    pub expected_version: i64,
}

/// A target as it is written down.
#[derive(Debug, Clone)]
pub struct Wording {
    /// For which indicator of the contract.
    pub indicator: crate::domain::ids::ContractIndicatorId,
    /// What is aimed at.
    pub aim: Aim,
    /// Why.
    pub reasoning: Reasoning,
}

/// The set with its year, held until the act is done.
async fn load(act: &Act<'_>, which: Which) -> Done<(TargetSet, OpenYear)> {
    let seen = act.seen(which.id, "targetSetId").await?;
    let year = act.year_of(&seen, "targetSetId").await?;
    let set = storage::target::by_id(act.unit.connection(), &seen).await?.ok_or_else(|| not_found("targetSetId"))?;
    Ok((set, year))
}

async fn keep(act: Act<'_>, (set, event): (TargetSet, Event), permit: Permit, was: i64) -> Done<TargetSet> {
    saved(storage::target::update(act.unit.connection(), act.ids(), &set, was).await?)?;
    act.commit(permit, event).await?;
    Ok(set)
}

/// Writes down targets.
pub async fn set(asking: Asking<'_>, which: Which, targets: Vec<Wording>) -> Done<TargetSet> {
    let act = asking.begin().await?;
    let (set, year) = load(&act, which).await?;
    let permit = act.permit(Action::SetTargets, &Scope::targets(&year.contract, &set), "targetSetId")?;
    check_version(set.version, which.expected_version)?;
    check_reviews(&act, &set, &year, &targets).await?;
    let settings = targets.into_iter().map(|Wording { indicator, aim, reasoning }| Setting {
        id: TargetId(act.unit.new_id()),
        indicator,
        aim,
        reasoning,
    });
    let changed = set.set(settings.collect(), year.as_year())?;
    keep(act, changed, permit, which.expected_version).await
}

/// A linked review is a final one, by the same municipality, of an earlier year of the same contract.
async fn check_reviews(act: &Act<'_>, set: &TargetSet, year: &OpenYear, targets: &[Wording]) -> Done<()> {
    let linked = |it: &Wording| matches!(it.reasoning.previous, PreviousResult::Reviewed(_));
    if !targets.iter().any(linked) {
        return Ok(());
    }
    let mut cycles = storage::cycle::of_contracts(act.unit.connection(), &[year.contract.id]).await?;
    cycles.retain(|cycle| cycle.year < year.cycle.year);
    let cycles: Vec<_> = cycles.iter().map(|cycle| cycle.id).collect();
    let mut reviews = storage::review::of_cycles(act.unit.connection(), &cycles).await?;
    reviews.retain(|it| it.municipality.id == set.municipality.id && matches!(it.state, ReviewState::Final { .. }));
    let mut no = Vec::new();
    for (index, target) in targets.iter().enumerate() {
        if let PreviousResult::Reviewed(review) = target.reasoning.previous
            && !reviews.iter().any(|it| it.id == review)
        {
            no.push(Refusal::at(Code::NotFound, ["targets".into(), index.to_string(), "previousReviewId".into()]));
        }
    }
    if no.is_empty() { Ok(()) } else { Err(no.into()) }
}

/// Proposes the targets to the contractor.
pub async fn propose(asking: Asking<'_>, which: Which) -> Done<TargetSet> {
    let act = asking.begin().await?;
    let (set, year) = load(&act, which).await?;
    let permit = act.permit(Action::ProposeTargets, &Scope::targets(&year.contract, &set), "targetSetId")?;
    check_version(set.version, which.expected_version)?;
    let points = storage::cycle::points(act.unit.connection(), &[year.cycle.id]).await?;
    let changed = set.propose(year.as_year(), &points, act.by)?;
    keep(act, changed, permit, which.expected_version).await
}

/// Counters targets that are before the viewer's side.
pub async fn counter(asking: Asking<'_>, which: Which, counters: Vec<CounterProposal>) -> Done<TargetSet> {
    answer(asking, which, Action::CounterTargets, Answer::Counter(counters)).await
}

/// Agrees with targets that are before the viewer's side.
pub async fn agree(asking: Asking<'_>, which: Which, targets: Vec<TargetId>) -> Done<TargetSet> {
    answer(asking, which, Action::AgreeTargets, Answer::Agree(targets)).await
}

async fn answer(asking: Asking<'_>, which: Which, action: Action, answer: Answer) -> Done<TargetSet> {
    let act = asking.begin().await?;
    let (set, year) = load(&act, which).await?;
    let permit = act.permit(action, &Scope::targets(&year.contract, &set), "targetSetId")?;
    check_version(set.version, which.expected_version)?;
    let side = if permit.party() == Some(year.contract.terms.contractor.id) { Side::Contractor } else { Side::Client };
    let changed = set.answer(side, answer, year.as_year(), act.by)?;
    keep(act, changed, permit, which.expected_version).await
}

/// The college adopts. When the last client has, the targets are fixed and the year's reports are expected.
pub async fn adopt(asking: Asking<'_>, which: Which, reference: &str, decided_on: NaiveDate) -> Done<TargetSet> {
    let act = asking.begin().await?;
    let (set, year) = load(&act, which).await?;
    let permit = act.permit(Action::AdoptTargets, &Scope::targets(&year.contract, &set), "targetSetId")?;
    check_version(set.version, which.expected_version)?;
    let sets = storage::target::of_cycles(act.unit.connection(), &[year.cycle.id]).await?;
    let last = sets.iter().filter(|it| it.id != set.id).all(|it| it.state.stage() == TargetSetStage::Adopted);
    let changed = set.adopt(reference, decided_on, last, year.as_year(), act.by)?;
    if last {
        let cycle = execute(&act, &year).await?;
        expect_reports(&act, &year, &cycle).await?;
    }
    keep(act, changed, permit, which.expected_version).await
}

async fn execute(act: &Act<'_>, year: &OpenYear) -> Done<Cycle> {
    let cycle = year.cycle.clone().execute(act.by.at);
    saved(storage::cycle::update(act.unit.connection(), &cycle, year.cycle.version).await?)?;
    Ok(cycle)
}

async fn expect_reports(act: &Act<'_>, year: &OpenYear, cycle: &Cycle) -> Done<()> {
    let clients = || year.contract.clients.iter().map(|client| client.municipality.clone());
    let expected = |owed| Report::expected(crate::domain::ids::ReportId(act.unit.new_id()), cycle.id, owed, clients());
    let reports: Vec<Report> = cycle.owed(&year.contract).into_iter().map(expected).collect();
    storage::report::insert(act.unit.connection(), act.ids(), &reports).await?;
    Ok(())
}

/// How an open point is dealt with.
#[derive(Debug, Clone)]
pub enum Closing {
    /// A target answers it.
    ByTarget(TargetId),
    /// It is closed with a reason.
    WithReason(String),
}

/// Deals with a point left open by a review.
pub async fn close_point(
    asking: Asking<'_>,
    id: OpenPointId,
    expected_version: i64,
    closing: Closing,
) -> Done<OpenPoint> {
    let act = asking.begin().await?;
    let seen = act.seen(id, "openPointId").await?;
    let year = act.year_of(&seen, "openPointId").await?;
    let point = storage::cycle::point(act.unit.connection(), &seen).await?.ok_or_else(|| not_found("openPointId"))?;
    let sets = storage::target::of_cycles(act.unit.connection(), &[point.cycle]).await?;
    let own = sets.into_iter().find(|set| set.municipality.id == point.municipality.id);
    let set = own.ok_or_else(|| not_found("openPointId"))?;
    let permit = act.permit(Action::CloseOpenPoint, &Scope::open_point(&year.contract, &point), "openPointId")?;
    check_version(point.version, expected_version)?;
    let answer = match closing {
        Closing::ByTarget(target) => PointAnswer::Target(target),
        Closing::WithReason(reason) => {
            PointAnswer::Closed { reason: reason.trim().to_owned(), by: act.by.person, at: act.by.at }
        }
    };
    let (point, event) = point.close(answer, &set, year.as_year())?;
    saved(storage::cycle::save_answer(act.unit.connection(), &point, expected_version).await?)?;
    act.giving(point.id.0).commit(permit, event).await?;
    Ok(point)
}
