//! The one place where the schema reads figures: through the gate, which knows what the viewer may read of them.
//!
//! `tests/it/architecture` lets no other file of this room look into a figure.

use async_graphql::{Context, Enum, SimpleObject};
use chrono::NaiveDate;

use super::{
    context::{RequestContext, viewer},
    loaders::{self, KnownOf, PublishedOf},
    scalars::{Date, Decimal},
    types::indicator::measures,
};
use crate::{
    domain::{
        self,
        contract::Contract,
        figure::Figure,
        ids::CycleId,
        indicator::Measure,
        standing::Dated,
        suppression::{Disclosures, Gate, Known, Seen, SeenContext, is_figure},
    },
    policy::{self, Viewer},
};

/// What stands where a value is expected (status van een waarde): never a bare null.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueStatus {
    /// A number (getal).
    Number,
    /// Withheld from who is no party to it: too small a group, or one could be solved with it (onderdrukt).
    Suppressed,
    /// Not available, because (ontbreekt).
    Missing,
    /// Does not apply (niet van toepassing).
    NotApplicable,
}

/// What the viewer reads of the figures of these years of a contract. Who sees all small numbers costs no statement.
pub async fn gate(ctx: &Context<'_>, contract: &Contract, cycles: &[CycleId]) -> async_graphql::Result<Gate> {
    let insight = policy::insight(viewer(ctx)?, contract);
    if contract.clients.iter().all(|client| insight.covers(client.municipality.id)) {
        return Ok(Gate::new(insight, Disclosures::default()));
    }
    let lists = loaders::many(ctx, cycles.iter().copied().map(PublishedOf).collect()).await?;
    let published = lists.iter().flat_map(|list| list.iter());
    let measures = measures(ctx, contract).await?;
    let threshold = RequestContext::of(ctx).services.smallest_group;
    Ok(Gate::new(insight, Disclosures::of(published, &measures, &contract.replaced, threshold)))
}

/// A figure from before the service (bekend cijfer).
#[derive(SimpleObject)]
pub struct KnownValue {
    /// Of which year (jaar).
    pub year: i32,
    /// What stands here.
    pub status: ValueStatus,
    /// The figure, in the indicator's unit; nothing where it is suppressed.
    pub value: Option<Decimal>,
    /// Where it comes from (bron).
    pub source: String,
}

/// The figures from before the service of an indicator of a contract, as the viewer gets them.
pub async fn known_values(
    ctx: &Context<'_>,
    contract: &Contract,
    measure: &Measure,
) -> async_graphql::Result<Vec<KnownValue>> {
    let viewer = viewer(ctx)?;
    let insight = policy::insight(viewer, contract);
    let threshold = RequestContext::of(ctx).services.smallest_group;
    let loaded;
    let known: &[domain::indicator::KnownValue] = if let Some(offered) = policy::offered_instead(viewer, contract) {
        &offered.known
    } else {
        loaded = loaders::must(ctx, KnownOf(measure.usage.id)).await?;
        &loaded
    };
    let own = known.iter().filter(|it| it.indicator == measure.usage.id);
    let shown = |it: &domain::indicator::KnownValue| {
        let of = Known { value: it, threshold };
        let seen = Gate::known(&insight, contract, measure.definition.kind, of);
        KnownValue {
            year: it.year,
            status: if seen.is_suppressed() { ValueStatus::Suppressed } else { ValueStatus::Number },
            value: seen.shown().map(|it| Decimal(it.value)),
            source: it.source.clone(),
        }
    };
    Ok(own.map(shown).collect())
}

/// What events in the trail of a contract changed, as the viewer gets it: figures only for who reads those of every
/// client.
pub fn told(viewer: &Viewer, contract: &Contract, changes: &[domain::event::Change]) -> Vec<Change> {
    let insight = policy::insight(viewer, contract);
    let all = contract.client_ids().iter().all(|client| insight.covers(*client));
    changes.iter().map(|it| change(it, all || !is_figure(&it.field))).collect()
}

/// What an event in the trail of a party changed: figures stand in none.
pub fn told_of_party(changes: &[domain::event::Change]) -> Vec<Change> {
    changes.iter().map(|it| change(it, !is_figure(&it.field))).collect()
}

fn change(it: &domain::event::Change, shown: bool) -> Change {
    let told = |text: &Option<String>| text.clone().filter(|_| shown);
    Change { field: it.field.clone(), before: told(&it.before), after: told(&it.after) }
}

/// One fact before and after an act (wijziging).
#[derive(SimpleObject, Clone)]
pub struct Change {
    /// Which fact (veld).
    pub field: String,
    /// What it was; nothing when it is new, or a figure that is suppressed.
    pub before: Option<String>,
    /// What it is; nothing when it is gone, or a figure that is suppressed.
    pub after: Option<String>,
}

/// A reported value as the viewer gets it.
pub struct Parts {
    /// What stands here.
    pub status: ValueStatus,
    /// The value as one number.
    pub value: Option<Decimal>,
    /// The part of a ratio.
    pub numerator: Option<Decimal>,
    /// The whole of a ratio.
    pub denominator: Option<Decimal>,
    /// How many gave the mark.
    pub respondents: Option<Decimal>,
    /// Why it is missing.
    pub missing_because: Option<String>,
    /// The organisation's explanation: it speaks of the figure.
    pub explanation: Option<String>,
}

/// A value of a report as the viewer gets it.
pub fn parts(gate: &Gate, report: &domain::report::Report, value: &domain::report::Value) -> Parts {
    let seen = gate.value(report.period, report.annual, value).shown();
    let figure = seen.as_ref().map(|value| &value.figure);
    let (mut numerator, mut denominator, mut respondents, mut missing_because) = (None, None, None, None);
    match figure {
        Some(Figure::Ratio { numerator: part, denominator: whole }) => {
            (numerator, denominator) = (Some(Decimal(*part)), Some(Decimal(*whole)));
        }
        Some(Figure::Score { respondents: people, .. }) => respondents = Some(Decimal(*people)),
        Some(Figure::Missing { reason }) => missing_because = Some(reason.clone()),
        Some(Figure::Number(_) | Figure::NotApplicable) | None => {}
    }
    Parts {
        status: figure.map_or(ValueStatus::Suppressed, status),
        value: figure.and_then(Figure::number).map(Decimal),
        numerator,
        denominator,
        respondents,
        missing_because,
        explanation: seen.and_then(|value| value.explanation),
    }
}

/// An earlier value (eerdere waarde).
#[derive(SimpleObject)]
pub struct EarlierValue {
    /// The last day of its period.
    pub until: Date,
    /// What stands here.
    pub status: ValueStatus,
    /// The value as one number: the count, the percentage, the mark; nothing where it is suppressed.
    pub value: Option<Decimal>,
    /// Whether it is a year's definitive figure (jaarcijfer).
    pub annual: bool,
}

/// The earlier values in the context of a year, as the viewer gets them.
pub fn earlier_values(seen: &SeenContext) -> Vec<EarlierValue> {
    let value = |(until, annual, seen): &(NaiveDate, bool, Seen<domain::context::EarlierValue>)| EarlierValue {
        until: Date(*until),
        annual: *annual,
        status: if seen.is_suppressed() { ValueStatus::Suppressed } else { ValueStatus::Number },
        value: seen.clone().shown().map(|it| Decimal(it.value)),
    };
    seen.earlier.iter().map(value).collect()
}

/// The suggested target as the viewer gets it, and what stands there.
pub fn suggested(seen: &SeenContext) -> (ValueStatus, Option<Decimal>) {
    match seen.suggested.clone().shown() {
        None => (ValueStatus::Suppressed, None),
        Some(None) => (ValueStatus::Missing, None),
        Some(Some(target)) => (ValueStatus::Number, Some(Decimal(target))),
    }
}

/// A figure in a series as one number, and what stands there.
pub fn in_series(seen: Seen<Dated>) -> (ValueStatus, Option<Decimal>) {
    one_number(seen.map(Some))
}

/// A figure put together from others as one number, and what stands there; what has no parts is missing.
pub fn one_number(seen: Seen<Option<Dated>>) -> (ValueStatus, Option<Decimal>) {
    match seen.shown() {
        None => (ValueStatus::Suppressed, None),
        Some(None) => (ValueStatus::Missing, None),
        Some(Some(dated)) => (status(&dated.figure), dated.figure.number().map(Decimal)),
    }
}

fn status(figure: &Figure) -> ValueStatus {
    match figure {
        Figure::Number(_) | Figure::Ratio { .. } | Figure::Score { .. } => ValueStatus::Number,
        Figure::Missing { .. } => ValueStatus::Missing,
        Figure::NotApplicable => ValueStatus::NotApplicable,
    }
}
