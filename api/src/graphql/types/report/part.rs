//! What was returned of a report.

use async_graphql::{ComplexObject, Context, Enum, ID, SimpleObject};

use crate::{
    domain::{
        self,
        ids::{ContractIndicatorId, GoalId, PartyId, PersonId},
        report::Part,
    },
    graphql::{
        ids::Global,
        scalars::DateTime,
        types::{
            party::{Municipality, municipality},
            person::{Person, person},
        },
    },
};

/// A part of a report that can be returned by itself (onderdeel).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportPart {
    /// Everything that concerns the municipality, and the texts (alles).
    Whole,
    /// Every value of the municipality (alle cijfers van de gemeente).
    Municipality,
    /// One indicator's values of the municipality (één indicator).
    Indicator,
    /// The account of one partner (samenwerking).
    Cooperation,
    /// The self-assessment of one goal (eigen beoordeling).
    SelfAssessment,
    /// The explanation (toelichting).
    Explanation,
}

/// Why a municipality returned a part (teruggestuurd onderdeel).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ReportReturn {
    /// After which submission, from 1.
    pub submission: i32,
    /// Which part.
    pub part: ReportPart,
    /// Which indicator, partner or goal, if the part is one.
    pub subject_id: Option<ID>,
    /// Why (reden).
    pub reason: String,
    /// When.
    pub at: DateTime,
    #[graphql(skip)]
    municipality_id: PartyId,
    #[graphql(skip)]
    by_id: PersonId,
}

#[ComplexObject]
impl ReportReturn {
    /// The municipality (gemeente).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.municipality_id).await
    }

    /// By whom.
    async fn by(&self, ctx: &Context<'_>) -> async_graphql::Result<Person> {
        person(ctx, self.by_id).await
    }
}

/// The returned part as shown.
pub(super) fn returned(it: &domain::report::Return) -> ReportReturn {
    let (part, subject_id) = match it.part {
        Part::Whole => (ReportPart::Whole, None),
        Part::Municipality => (ReportPart::Municipality, None),
        Part::Explanation => (ReportPart::Explanation, None),
        Part::Indicator(id) => (ReportPart::Indicator, Some(ContractIndicatorId::global(id))),
        Part::Cooperation(id) => (ReportPart::Cooperation, Some(PartyId::global(id))),
        Part::SelfAssessment(id) => (ReportPart::SelfAssessment, Some(GoalId::global(id))),
    };
    ReportReturn {
        submission: it.submission,
        part,
        subject_id,
        reason: it.reason.clone(),
        at: DateTime(it.at),
        municipality_id: it.municipality,
        by_id: it.by,
    }
}
