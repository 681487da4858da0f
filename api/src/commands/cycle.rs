//! Opening a year with everything it starts from, and opening its reviews.

use super::{
    act::{Act, Done, OpenYear, measures, saved},
    contract::{Asking, taken},
};
use crate::{
    domain::{
        context::{ContextLine, EarlierValue, Reviewed, suggest},
        contract::Contract,
        cycle::{Cycle, CycleState},
        event::{Event, EventKind, SubjectKind},
        ids::{ContractId, CycleId, OpenPointId, PartyId, ReviewId, TargetSetId},
        indicator::{IndicatorKind, KnownValue, Measure, Measures, measure},
        notice,
        party::PartyRef,
        period,
        reorganisation::continuous,
        report::{Earlier, Reading, Report, ReportStage},
        review::{ConsequenceKind, Judged, Review, ReviewState},
        standing::{Dated, standing, to_date},
        target::{OpenPoint, TargetSet},
    },
    policy::{Action, Scope},
    storage,
};

/// Opens a year of a contract, with what was learned.
pub async fn open(asking: Asking<'_>, contract: ContractId, year: i32) -> Done<Cycle> {
    let act = asking.begin().await?;
    let contract = act.contract(contract, "contractId").await?;
    let permit = act.permit(Action::OpenCycle, &Scope::contract(&contract), "contractId")?;
    let contract = contract.for_year(year, act.by.at).into_owned();
    let (cycle, event) = Cycle::open(CycleId(act.unit.new_id()), &contract, year, act.by)?;
    taken(storage::cycle::insert(act.unit.connection(), &cycle).await, "year")?;
    let sets: Vec<TargetSet> = contract
        .clients
        .iter()
        .map(|client| TargetSet::new(TargetSetId(act.unit.new_id()), cycle.id, client.municipality.clone()))
        .collect();
    storage::target::insert(act.unit.connection(), &sets).await?;
    let past = Past::of(&act, &contract, year).await?;
    storage::cycle::insert_context(act.unit.connection(), act.ids(), cycle.id, &past.lines(&contract)).await?;
    storage::cycle::insert_points(act.unit.connection(), &past.points(&act, &cycle)).await?;
    act.commit(permit, event).await?;
    Ok(cycle)
}

/// What is known of the years before.
struct Past {
    measures: Measures,
    known: Vec<KnownValue>,
    years: Vec<YearBefore>,
}

/// Whether values are counts, which add up over municipalities.
fn counts(measure: &Measure) -> bool {
    matches!(measure.definition.kind, IndicatorKind::Flow | IndicatorKind::Stock)
}

/// A year before, with what was reported, agreed and judged in it.
struct YearBefore {
    cycle: Cycle,
    series: Earlier,
    targets: Vec<TargetSet>,
    final_reviews: Vec<Review>,
    taken_up: bool,
}

impl Past {
    async fn of(act: &Act<'_>, contract: &Contract, year: i32) -> Done<Self> {
        let connection = act.unit.connection();
        let measures = measures(connection, contract).await?;
        let used: Vec<_> = contract.indicators.iter().map(|usage| usage.id).collect();
        let mut known = storage::cycle::known_values(connection, &used).await?;
        // Known figures are those of all clients together. For several, a joint count is nobody's own.
        let own =
            |it: &KnownValue| contract.clients.len() == 1 || !measure(&measures, it.indicator).is_some_and(counts);
        known.retain(own);
        let mut cycles = storage::cycle::of_contracts(connection, &[contract.id]).await?;
        cycles.retain(|cycle| cycle.year < year);
        cycles.sort_by_key(|cycle| cycle.year);
        let ids: Vec<CycleId> = cycles.iter().map(|cycle| cycle.id).collect();
        let reports = storage::report::of_cycles(connection, &ids, Reading::Submitted).await?;
        let targets = storage::target::of_cycles(connection, &ids).await?;
        let reviews = storage::review::of_cycles(connection, &ids).await?;
        let asked = storage::cycle::points(connection, &ids).await?;
        let years = cycles.into_iter().map(|cycle| {
            let of_year = |it: &&Report| it.cycle == cycle.id && it.state.stage() == ReportStage::Accepted;
            let accepted: Vec<Report> = reports.iter().filter(of_year).cloned().collect();
            let is_final = |it: &&Review| it.cycle == cycle.id && matches!(it.state, ReviewState::Final { .. });
            let final_reviews: Vec<Review> = reviews.iter().filter(is_final).cloned().collect();
            let consequences = final_reviews.iter().flat_map(|review| &review.consequences);
            // A consequence is asked about once: in the first year that opens after the review was final.
            let taken_up = consequences.map(|it| it.id).any(|id| asked.iter().any(|point| point.consequence == id));
            YearBefore {
                series: continuous(storage::report::series(&accepted), &contract.replaced),
                targets: targets.iter().filter(|set| set.cycle == cycle.id).cloned().collect(),
                final_reviews,
                taken_up,
                cycle,
            }
        });
        Ok(Self { measures, known, years: years.collect() })
    }

    fn lines(&self, contract: &Contract) -> Vec<ContextLine> {
        let clients = || contract.clients.iter().map(|client| &client.municipality);
        self.measures.iter().flat_map(|measure| clients().map(|client| self.line(measure, client))).collect()
    }

    fn line(&self, measure: &Measure, client: &PartyRef) -> ContextLine {
        let earlier = self.earlier(measure, client.id);
        let reviewed = self.reviewed(measure, client.id);
        let running = self.years.last().filter(|it| !matches!(it.cycle.state, CycleState::Closed { .. }));
        let aim = running.and_then(|year| {
            let set = year.targets.iter().find(|set| set.municipality.id == client.id)?;
            set.target_for(measure.usage.id).map(|target| &target.aim)
        });
        let (suggested, suggestion) = suggest(measure, reviewed.as_ref(), aim, &earlier);
        let standing = running.and_then(|year| {
            let figures = year.figures(measure, client.id);
            let last = figures.last()?;
            Some((standing(measure, aim, figures, period::year(year.cycle.year)?), last.period.to))
        });
        ContextLine {
            indicator: measure.usage.id,
            municipality: client.id,
            earlier,
            standing,
            reviewed: reviewed.map(|it| (it.review, it.judgement)),
            reference: measure.definition.reference.as_ref().map(|reference| reference.value),
            suggested,
            suggestion,
        }
    }

    fn earlier(&self, measure: &Measure, client: PartyId) -> Vec<EarlierValue> {
        let known = self.known.iter().filter(|known| known.indicator == measure.usage.id).filter_map(|known| {
            Some(EarlierValue { until: period::year(known.year)?.to, value: known.value, annual: true })
        });
        let reported = self.years.iter().flat_map(|year| year.figures(measure, client)).filter_map(|dated| {
            Some(EarlierValue { until: dated.period.to, value: dated.figure.number()?, annual: dated.annual })
        });
        known.chain(reported).collect()
    }

    /// The last final review of that municipality.
    fn reviewed(&self, measure: &Measure, client: PartyId) -> Option<Reviewed> {
        let (year, review) = self.years.iter().rev().find_map(|year| {
            Some((year, year.final_reviews.iter().find(|review| review.municipality.id == client)?))
        })?;
        let judgement = review.judgement(Judged::Indicator(measure.usage.id))?.judgement;
        let concerns = |kind: &crate::domain::review::Consequence| {
            kind.indicator.is_none_or(|indicator| indicator == measure.usage.id)
        };
        let consequences: Vec<ConsequenceKind> =
            review.consequences.iter().filter(|it| concerns(it)).map(|it| it.kind).collect();
        let set = year.targets.iter().find(|set| set.municipality.id == client);
        Some(Reviewed {
            review: review.id,
            judgement,
            consequences,
            result: to_date(measure, year.figures(measure, client)).and_then(|dated| dated.figure.number()),
            target: set.and_then(|set| set.target_for(measure.usage.id)).map(|target| target.aim.clone()),
        })
    }

    /// What reviews asked for and no year has taken up yet; "continue" asks for nothing.
    fn points(&self, act: &Act<'_>, cycle: &Cycle) -> Vec<OpenPoint> {
        let reviews = self.years.iter().filter(|year| !year.taken_up).flat_map(|year| &year.final_reviews);
        reviews
            .flat_map(|review| review.consequences.iter().map(move |consequence| (review, consequence)))
            .filter(|(_, consequence)| consequence.kind != ConsequenceKind::Continue)
            .map(|(review, consequence)| OpenPoint {
                id: OpenPointId(act.unit.new_id()),
                cycle: cycle.id,
                municipality: review.municipality.clone(),
                consequence: consequence.id,
                description: consequence.description.clone(),
                answer: None,
                version: 1,
            })
            .collect()
    }
}

impl YearBefore {
    fn figures(&self, measure: &Measure, client: PartyId) -> &[Dated] {
        self.series.get(&(measure.usage.id, client)).map_or(&[], Vec::as_slice)
    }
}

/// Opens the reviews although the annual report stays out: its term is over.
pub async fn open_review(asking: Asking<'_>, id: CycleId) -> Done<Cycle> {
    let act = asking.begin().await?;
    let year = act.year_of(&act.seen(id, "cycleId").await?, "cycleId").await?;
    let permit = act.permit(Action::OpenReview, &Scope::cycle(&year.contract), "cycleId")?;
    let no = year.cycle.cannot_open_review(act.by.today);
    if !no.is_empty() {
        return Err(no.into());
    }
    let before = year.cycle.facts();
    let cycle = begin_reviews(&act, &year).await?;
    let event = Event::new(EventKind::ReviewOpened, SubjectKind::AnnualCycle, cycle.id.0, &before, &cycle.facts())
        .under(year.contract.id)
        .telling(notice::year::review_opened(&year.contract, &cycle));
    act.commit(permit, event).await?;
    Ok(cycle)
}

/// Brings the year into review, with an empty review for every client.
pub(super) async fn begin_reviews(act: &Act<'_>, year: &OpenYear) -> Done<Cycle> {
    let was = year.cycle.version;
    let cycle = year.cycle.clone().review(act.by.at);
    saved(storage::cycle::update(act.unit.connection(), &cycle, was).await?)?;
    let reviews: Vec<Review> = year
        .contract
        .clients
        .iter()
        .map(|client| Review::new(ReviewId(act.unit.new_id()), cycle.id, client.municipality.clone()))
        .collect();
    storage::review::insert(act.unit.connection(), &reviews).await?;
    Ok(cycle)
}
