//! The one way by which figures reach a reader.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::{Disclosures, Threshold, counted::Group, published::Place};
use crate::domain::{
    context::{ContextLine, EarlierValue, Suggestion},
    contract::Contract,
    ids::{ContractIndicatorId, PartyId},
    indicator::{IndicatorKind, KnownValue, Measure},
    period::Period,
    report::Value,
    standing::{self, Dated, Standing},
    target::Aim,
};

/// Whose small numbers a reader may see, as the policy gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Insight {
    /// Those of every client: the contractor.
    pub everyone: bool,
    /// Those of these clients: their own staff.
    pub clients: BTreeSet<PartyId>,
}

impl Insight {
    /// Whether the reader sees the small numbers of this client.
    pub fn covers(&self, client: PartyId) -> bool {
        self.everyone || self.clients.contains(&client)
    }
}

/// Something made of figures, as one reader gets it. Only a [`Gate`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen<T>(Option<T>);

impl<T> Seen<T> {
    /// What the reader gets; nothing where it is suppressed (onderdrukt).
    pub fn shown(self) -> Option<T> {
        self.0
    }

    /// Whether it is suppressed.
    pub const fn is_suppressed(&self) -> bool {
        self.0.is_none()
    }

    /// Something else made of it.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Seen<U> {
        Seen(self.0.map(make))
    }
}

/// A figure from before the service, and under how many people a group is small.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The figure.
    pub value: &'a KnownValue,
    /// The threshold.
    pub threshold: Threshold,
}

/// What one reader gets of the figures of one contract.
#[derive(Debug, Clone, Default)]
pub struct Gate {
    insight: Insight,
    disclosures: Disclosures,
}

impl Gate {
    /// The gate of a reader. What the disclosures do not name only who has insight reads.
    pub const fn new(insight: Insight, disclosures: Disclosures) -> Self {
        Self { insight, disclosures }
    }

    /// A value of a report over that period, with its explanation.
    pub fn value(&self, period: Period, annual: bool, value: &Value) -> Seen<Value> {
        let place = (value.indicator, value.municipality, period.to, annual);
        let disclosed = self.disclosures.reported(&place);
        let shown = if value.cell.is_none() { disclosed.total } else { disclosed.cells };
        self.give(value.municipality, shown, value)
    }

    /// A total in the series of an indicator of a client, which goes on over reorganisations.
    pub fn in_series(&self, indicator: ContractIndicatorId, client: PartyId, dated: &Dated) -> Seen<Dated> {
        self.give(client, self.disclosures.joined(&place(indicator, client, dated)), dated)
    }

    /// The year to date, where every figure it is made of is shown.
    pub fn to_date(&self, measure: &Measure, client: PartyId, figures: &[Dated]) -> Seen<Option<Dated>> {
        let shown = self.shows_all(measure, client, figures);
        self.give(client, shown, &()).map(|()| standing::to_date(measure, figures))
    }

    /// Where the year to date stands, where that is shown: held against a target it tells of the figure.
    pub fn standing(
        &self,
        measure: &Measure,
        client: PartyId,
        aim: Option<&Aim>,
        figures: &[Dated],
        year: Period,
    ) -> Seen<Standing> {
        self.to_date(measure, client, figures).map(|_| standing::standing(measure, aim, figures, year))
    }

    /// What is known when a year opens: an earlier value where its total is shown, and what rests on earlier values
    /// (standing, suggestion) where all of them are.
    pub fn context(&self, line: &ContextLine) -> SeenContext {
        let shown = |it: &EarlierValue| self.insight.covers(line.municipality) || self.knows(line, it);
        let all = line.earlier.iter().all(shown);
        let earlier = line.earlier.iter().map(|it| (it.clone(), shown(it)));
        // What rests on a target or on nothing tells of no figure.
        let free = match line.suggestion {
            Suggestion::KeepTarget | Suggestion::RunningTarget | Suggestion::FromReference | Suggestion::Nothing => {
                true
            }
            Suggestion::KeepResult | Suggestion::Adjusted | Suggestion::LastValue => false,
        };
        SeenContext {
            earlier: earlier.map(|(it, shown)| (it.until, it.annual, Seen(shown.then_some(it)))).collect(),
            standing: Seen(all.then_some(line.standing)),
            suggested: Seen((all || free).then_some(line.suggested)),
        }
    }

    /// A figure from before the service, which is of all clients together: who has not insight in all of them reads no
    /// small group, and no count of a year on which the contract itself reports, which would be the sum of what is
    /// withheld there. Of a percentage or a mark nobody told how many people are behind it.
    pub fn known(insight: &Insight, contract: &Contract, kind: IndicatorKind, of: Known<'_>) -> Seen<KnownValue> {
        let all = contract.client_ids().iter().all(|client| insight.covers(*client));
        let counts = matches!(kind, IndicatorKind::Flow | IndicatorKind::Stock);
        let group = Group { size: of.value.value, remainder: false };
        let reported = of.value.year >= contract.terms.period.from.year();
        let withheld = counts && !all && (reported || group.is_small(of.threshold));
        Seen((!withheld).then(|| of.value.clone()))
    }

    fn knows(&self, line: &ContextLine, earlier: &EarlierValue) -> bool {
        self.disclosures.joined(&(line.indicator, line.municipality, earlier.until, earlier.annual))
    }

    fn shows_all(&self, measure: &Measure, client: PartyId, figures: &[Dated]) -> bool {
        let indicator = measure.usage.id;
        standing::rests_on(measure, figures)
            .iter()
            .all(|dated| self.disclosures.reported(&place(indicator, client, dated)).total)
    }

    fn give<T: Clone>(&self, client: PartyId, shown: bool, it: &T) -> Seen<T> {
        Seen((shown || self.insight.covers(client)).then(|| it.clone()))
    }
}

fn place(indicator: ContractIndicatorId, client: PartyId, dated: &Dated) -> Place {
    (indicator, client, dated.period.to, dated.annual)
}

/// What one reader gets of what is known when a year opens.
#[derive(Debug, Clone)]
pub struct SeenContext {
    /// Earlier values: the last day of the period, whether it is a year's, and the value.
    pub earlier: Vec<(chrono::NaiveDate, bool, Seen<EarlierValue>)>,
    /// The running year's standing, with the day it is true of.
    pub standing: Seen<Option<(Standing, chrono::NaiveDate)>>,
    /// The suggested target.
    pub suggested: Seen<Option<rust_decimal::Decimal>>,
}
