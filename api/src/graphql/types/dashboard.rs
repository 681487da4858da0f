//! The year at a glance: flat lines, read in a fixed number of statements.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};

use super::{
    cycle::AnnualCycle,
    indicator::{ContractIndicator, measures},
    party::{Municipality, municipality},
    target::Target,
};
use crate::{
    domain::{
        self,
        ids::CycleId,
        indicator::Measure,
        period::{Period, year},
        standing::{Dated, Standing},
        suppression::{Gate, Seen},
    },
    graphql::{
        context::viewer,
        enums,
        figures::{self, ValueStatus},
        loaders::{self, CyclesOf, FiguresOf, TargetsOf},
        scalars::{Date, Decimal},
    },
    policy::{Scope, readable},
    storage::report::{Figures, series_of},
};

/// One indicator of one municipality at a glance (regel van het dashboard).
pub struct DashboardLine {
    cycle: AnnualCycle,
    measure: Arc<Measure>,
    client: domain::ids::PartyId,
    target: Option<(Arc<domain::target::TargetSet>, usize)>,
    to_date: Seen<Option<Dated>>,
    standing: Seen<Standing>,
    last: Vec<(Period, bool, Seen<Dated>)>,
}

/// A value in a series (waarde in een reeks).
#[derive(SimpleObject)]
pub struct SeriesValue {
    /// The last day of its period.
    pub until: Date,
    /// Whether it is a year's definitive figure (jaarcijfer).
    pub annual: bool,
    /// What stands here.
    pub status: ValueStatus,
    /// The value as one number; nothing when it is suppressed, is missing or does not apply.
    pub value: Option<Decimal>,
}

/// The lines of a year: indicator by indicator, client by client.
pub async fn dashboard(
    ctx: &Context<'_>,
    year: &AnnualCycle,
    last: usize,
) -> async_graphql::Result<Vec<DashboardLine>> {
    let contract = &year.contract;
    let viewer = viewer(ctx)?;
    let measures = measures(ctx, contract).await?;
    let sets = loaders::must(ctx, TargetsOf(year.cycle.id)).await?;
    let sets: Vec<Arc<domain::target::TargetSet>> = sets
        .iter()
        .filter(|set| readable(viewer, &Scope::targets(contract, set)))
        .map(|set| Arc::new(set.clone()))
        .collect();
    let cycles = loaders::must(ctx, CyclesOf(contract.id)).await?;
    let upto: Vec<CycleId> = cycles.iter().filter(|it| it.year <= year.cycle.year).map(|it| it.id).collect();
    let gate = figures::gate(ctx, contract, &upto).await?;
    let lists = loaders::many(ctx, upto.into_iter().map(FiguresOf).collect()).await?;
    let readable = |it: &&Figures| readable(viewer, &Scope::report_in(contract, it.stage, None));
    let mut seen: Vec<&Figures> = lists.iter().flat_map(|list| list.iter()).filter(readable).collect();
    seen.sort_by_key(|it| (it.period.to, it.annual));
    let own = series_of(seen.iter().copied().filter(|it| it.cycle == year.cycle.id));
    let all = domain::reorganisation::continuous(series_of(seen), &contract.replaced);
    let mut lines = Vec::with_capacity(measures.len() * contract.clients.len());
    for measure in measures.into_iter().map(Arc::new) {
        for client in &contract.clients {
            let key @ (indicator, client) = (measure.usage.id, client.municipality.id);
            let set = sets.iter().find(|set| set.municipality.id == client);
            let place = set.and_then(|set| set.targets.iter().position(|target| target.indicator == indicator));
            let aim = set.zip(place).and_then(|(set, place)| set.targets.get(place)).map(|target| &target.aim);
            let of_year = own.get(&key).map_or(&[][..], Vec::as_slice);
            let values = all.get(&key).map_or(&[][..], Vec::as_slice);
            let seen = |it: &Dated| (it.period, it.annual, gate.in_series(indicator, client, it));
            lines.push(DashboardLine {
                cycle: year.clone(),
                measure: measure.clone(),
                client,
                target: set.cloned().zip(place),
                to_date: gate.to_date(&measure, client, of_year),
                standing: standing_of(&gate, year, (&measure, client), aim, of_year),
                last: values.iter().rev().take(last).rev().map(seen).collect(),
            });
        }
    }
    Ok(lines)
}

/// Where the year to date of one indicator of one client stands, as the viewer gets it.
fn standing_of(
    gate: &Gate,
    of: &AnnualCycle,
    (measure, client): (&Measure, domain::ids::PartyId),
    aim: Option<&domain::target::Aim>,
    figures: &[Dated],
) -> Seen<Standing> {
    match year(of.cycle.year) {
        Some(year) => gate.standing(measure, client, aim, figures, year),
        None => gate.to_date(measure, client, figures).map(|_| Standing::NoData),
    }
}

impl DashboardLine {
    /// Whether the line is about that indicator and that client; nothing named is any.
    pub fn concerns(&self, code: Option<&str>, client: Option<domain::ids::PartyId>) -> bool {
        code.is_none_or(|code| self.measure.definition.code == code)
            && client.is_none_or(|client| self.client == client)
    }

    fn aimed(&self) -> Option<&domain::target::Target> {
        self.target.as_ref().and_then(|(set, place)| set.targets.get(*place))
    }
}

/// One indicator of one municipality at a glance (regel van het dashboard).
#[Object]
impl DashboardLine {
    /// The indicator (prestatie-indicator).
    async fn indicator(&self) -> ContractIndicator {
        ContractIndicator { measure: self.measure.clone(), contract: self.cycle.contract.clone() }
    }

    /// The municipality (gemeente).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.client).await
    }

    /// The target (streefwaarde), if there is one that the viewer may see.
    async fn target(&self) -> Option<Target> {
        Some(Target { cycle: self.cycle.clone(), target: self.aimed()?.clone() })
    }

    /// The year to date as one number (stand van het jaar): periods of a FLOW added up, of everything else the last.
    /// Nothing where there is none or it is suppressed.
    async fn to_date(&self) -> Option<Decimal> {
        figures::one_number(self.to_date.clone()).1
    }

    /// What stands where the year to date is expected: whether it is a number, is suppressed (onderdrukt) or is missing.
    async fn to_date_status(&self) -> ValueStatus {
        figures::one_number(self.to_date.clone()).0
    }

    /// Where the year to date stands against its target (stoplicht). `NO_DATA` as well where the year to date is
    /// suppressed: held against the target, a colour would tell of it.
    async fn standing(&self) -> enums::Standing {
        self.standing.clone().shown().unwrap_or(Standing::NoData).into()
    }

    /// The last values (laatste waarden), oldest first, over this and earlier years.
    async fn series(&self) -> Vec<SeriesValue> {
        let value = |(period, annual, seen): &(Period, bool, Seen<Dated>)| {
            let (status, value) = figures::in_series(seen.clone());
            SeriesValue { until: Date(period.to), annual: *annual, status, value }
        };
        self.last.iter().map(value).collect()
    }
}
