//! The coherence of the contracts of a municipality, of a region, and what would be if.

mod dismissal;
mod finding;
mod known;
mod wording;

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::{Context, Object, SimpleObject};

use super::{framework::Task, party::Municipality};
use crate::{
    domain::{
        coherence::{
            self, Finding, FindingKind, Severity,
            difference::{Difference, Shift},
            region::Regional,
        },
        ids::PartyId,
    },
    graphql::{
        enums::{self, FindingSeverity},
        scalars::Date,
    },
};

pub use dismissal::FindingDismissal;
pub use finding::CoherenceFinding;
pub use known::Known;

/// Which findings are asked for.
pub struct Wanted {
    /// Of these kinds; of all where none are named.
    pub kinds: Vec<FindingKind>,
    /// Of these severities; of all where none are named.
    pub severities: Vec<Severity>,
    /// Also those that are set aside.
    pub dismissed: bool,
}

impl Wanted {
    fn wants(&self, finding: &Finding) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&finding.kind))
            && (self.severities.is_empty() || self.severities.contains(&finding.severity))
    }
}

/// The coherence (samenhang) of the contracts of a municipality on a day.
pub struct Coherence {
    /// The municipality.
    pub municipality: PartyId,
    /// What is shown, all of it.
    pub all: Vec<CoherenceFinding>,
    /// Which of it is asked for.
    pub wanted: Wanted,
    /// Whom and what it names.
    pub known: Arc<Known>,
}

/// How many findings there are of a kind and severity (aantal).
#[derive(SimpleObject)]
pub struct FindingCount {
    /// The kind (soort).
    pub kind: enums::FindingKind,
    /// The severity (ernst).
    pub severity: FindingSeverity,
    /// How many are open (open).
    pub open: usize,
    /// How many are set aside (terzijde gelegd).
    pub dismissed: usize,
}

/// The coherence (samenhang) of the contracts of a municipality on a day: doubles, gaps, and partners that do not name
/// each other.
#[Object]
impl Coherence {
    /// The municipality (gemeente).
    async fn municipality(&self) -> Option<Municipality> {
        self.known.municipality(self.municipality)
    }

    /// The day that was looked at (peildatum).
    async fn as_of(&self) -> Date {
        Date(self.known.day)
    }

    /// The findings (bevindingen) asked for, by kind and code.
    async fn findings(&self) -> Vec<CoherenceFinding> {
        let asked = |it: &&CoherenceFinding| self.wanted.wants(&it.finding) && (self.wanted.dismissed || it.is_open());
        self.all.iter().filter(asked).cloned().collect()
    }

    /// How many findings there are by kind and severity (aantallen), whatever was asked for.
    async fn counts(&self) -> Vec<FindingCount> {
        let mut counts: BTreeMap<(FindingKind, Severity), (usize, usize)> = BTreeMap::new();
        for it in &self.all {
            let (open, dismissed) = counts.entry((it.finding.kind, it.finding.severity)).or_default();
            *if it.is_open() { open } else { dismissed } += 1;
        }
        let count = |((kind, severity), (open, dismissed)): ((FindingKind, Severity), (usize, usize))| FindingCount {
            kind: kind.into(),
            severity: severity.into(),
            open,
            dismissed,
        };
        counts.into_iter().map(count).collect()
    }
}

/// The coherence (samenhang) of several municipalities together.
pub struct RegionalCoherence {
    /// The municipalities that the viewer may look at.
    pub municipalities: Vec<PartyId>,
    /// What is shown.
    pub matters: Vec<Regional>,
    /// Whom and what it names.
    pub known: Arc<Known>,
}

impl RegionalCoherence {
    /// The findings of the municipalities that are asked for, put together.
    pub fn of(municipalities: Vec<PartyId>, all: Vec<Finding>, wanted: &Wanted, known: Arc<Known>) -> Self {
        let asked = |it: &Finding| wanted.wants(it) && (wanted.dismissed || known.is_open(it));
        let matters = coherence::region::together(all.into_iter().filter(asked));
        Self { municipalities, matters, known }
    }
}

/// The coherence (samenhang) of the municipalities that take part in a joint body, as far as the viewer may read it.
#[Object]
impl RegionalCoherence {
    /// The municipalities (gemeenten) that were looked at.
    async fn municipalities(&self) -> Vec<Municipality> {
        self.municipalities.iter().filter_map(|id| self.known.municipality(*id)).collect()
    }

    /// The day that was looked at (peildatum).
    async fn as_of(&self) -> Date {
        Date(self.known.day)
    }

    /// The findings (bevindingen), each with the municipalities where it is so.
    async fn findings(&self) -> Vec<RegionalFinding> {
        let shown = |it: &Regional| RegionalFinding { regional: it.clone(), known: self.known.clone() };
        self.matters.iter().map(shown).collect()
    }
}

/// The same finding in one or more municipalities (regionale bevinding).
pub struct RegionalFinding {
    regional: Regional,
    known: Arc<Known>,
}

/// The same finding in one or more municipalities (regionale bevinding).
#[Object]
impl RegionalFinding {
    /// What is the matter (soort).
    async fn kind(&self) -> enums::FindingKind {
        self.regional.whole.kind.into()
    }

    /// How much it matters (ernst).
    async fn severity(&self) -> FindingSeverity {
        self.regional.whole.severity.into()
    }

    /// How the cooperation stands (stand van de samenwerking), for COOPERATION.
    async fn outcome(&self) -> Option<enums::CooperationOutcome> {
        self.regional.whole.outcome.map(Into::into)
    }

    /// What is the matter, in the viewer's language (melding).
    async fn message(&self, ctx: &Context<'_>) -> String {
        wording::message(ctx, &self.known, &self.regional.whole)
    }

    /// What to do about it, in the viewer's language (advies).
    async fn advice(&self, ctx: &Context<'_>) -> String {
        wording::advice(ctx, &self.known, &self.regional.whole)
    }

    /// The municipalities (gemeenten) where it is so.
    async fn municipalities(&self) -> Vec<Municipality> {
        self.regional.parts.iter().filter_map(|it| self.known.municipality(it.municipality)).collect()
    }

    /// The finding in each of these municipalities (bevinding per gemeente).
    async fn findings(&self) -> Vec<CoherenceFinding> {
        self.known.shown(self.regional.parts.clone(), true)
    }
}

/// What would become different (verschil) if a contract ended, or a draft held.
pub struct CoherenceDifference {
    /// What would.
    pub difference: Difference,
    /// Whom and what it names.
    pub known: Arc<Known>,
}

/// A finding that would stay and change (verschuiving).
#[derive(SimpleObject)]
pub struct FindingShift {
    /// As it is (nu).
    pub before: CoherenceFinding,
    /// As it would be (dan).
    pub after: CoherenceFinding,
}

/// What would become different (wat als) if a contract ended, or a draft held.
#[Object]
impl CoherenceDifference {
    /// The day that was looked at (peildatum).
    async fn as_of(&self) -> Date {
        Date(self.known.day)
    }

    /// Findings that would appear (erbij).
    async fn appearing(&self) -> Vec<CoherenceFinding> {
        self.known.shown(self.difference.appearing.clone(), false)
    }

    /// Findings that would disappear (eraf).
    async fn disappearing(&self) -> Vec<CoherenceFinding> {
        self.known.shown(self.difference.disappearing.clone(), true)
    }

    /// Findings that would weigh otherwise or have another outcome (anders).
    async fn shifting(&self) -> Vec<FindingShift> {
        let shift = |Shift { before, after }: Shift| FindingShift {
            before: self.known.one(before, true),
            after: self.known.one(after, false),
        };
        self.difference.shifting.iter().cloned().map(shift).collect()
    }

    /// Tasks (opgaven) that would lose their responsible party: somebody is responsible, and nobody would be.
    async fn tasks_losing_responsible(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Task>> {
        self.known.tasks(ctx, &self.difference.losing).await
    }

    /// Tasks (opgaven) that would gain a responsible party: nobody is responsible, and somebody would be.
    async fn tasks_gaining_responsible(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Task>> {
        self.known.tasks(ctx, &self.difference.gaining).await
    }
}
