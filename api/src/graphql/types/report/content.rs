//! What stands in a report: values, accounts, self-assessments, handlings.

use async_graphql::{ComplexObject, Context, ID, SimpleObject};

use crate::{
    domain::{self, ids::PartyId},
    graphql::{
        enums::{CooperationJudgement, HandlingState, Judgement},
        figures::{Parts, ValueStatus},
        ids::Global,
        scalars::{DateTime, Decimal},
        types::party::{Municipality, Party, municipality, party},
    },
};

/// A reported value (gerapporteerde waarde).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ReportedValue {
    /// The indicator of the contract it is of.
    pub indicator_id: ID,
    /// The cell of the breakdown (categorie); nothing for the total.
    pub cell: Option<String>,
    /// What stands here.
    pub status: ValueStatus,
    /// The value as one number: the count, the percentage, the mark.
    pub value: Option<Decimal>,
    /// The part (teller) of a ratio.
    pub numerator: Option<Decimal>,
    /// The whole (noemer) of a ratio.
    pub denominator: Option<Decimal>,
    /// How many people gave the mark (respondenten).
    pub respondents: Option<Decimal>,
    /// Why the value is missing (ontbreekt, want).
    pub missing_because: Option<String>,
    /// The organisation's explanation (toelichting).
    pub explanation: Option<String>,
    /// Whether it may still change (voorlopig).
    pub provisional: bool,
    #[graphql(skip)]
    pub(super) municipality_id: PartyId,
}

#[ComplexObject]
impl ReportedValue {
    /// The municipality (gemeente) it is for.
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.municipality_id).await
    }
}

/// The value as the viewer gets it.
pub(super) fn reported(it: &domain::report::Value, parts: Parts) -> ReportedValue {
    ReportedValue {
        indicator_id: it.indicator.global(),
        cell: it.cell.clone(),
        status: parts.status,
        value: parts.value,
        numerator: parts.numerator,
        denominator: parts.denominator,
        respondents: parts.respondents,
        missing_because: parts.missing_because,
        explanation: parts.explanation,
        provisional: it.provisional,
        municipality_id: it.municipality,
    }
}

/// The account of the cooperation with one partner (verantwoording samenwerking).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct CooperationAccount {
    /// How it went (oordeel).
    pub judgement: CooperationJudgement,
    /// In words.
    pub text: String,
    #[graphql(skip)]
    pub(super) partner_id: PartyId,
}

#[ComplexObject]
impl CooperationAccount {
    /// With whom (samenwerkingspartner).
    async fn partner(&self, ctx: &Context<'_>) -> async_graphql::Result<Party> {
        party(ctx, self.partner_id).await
    }
}

/// The organisation's own judgement of a goal (eigen beoordeling).
#[derive(SimpleObject)]
pub struct SelfAssessment {
    /// Of which goal (doel).
    pub goal_id: ID,
    /// Was it met? (oordeel)
    pub judgement: Judgement,
    /// Why (onderbouwing).
    pub reasoning: String,
}

/// What one municipality did with the report (afhandeling).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ReportHandling {
    /// What it did.
    pub state: HandlingState,
    /// When, once it did something.
    pub at: Option<DateTime>,
    #[graphql(skip)]
    pub(super) municipality_id: PartyId,
}

#[ComplexObject]
impl ReportHandling {
    /// The municipality (gemeente).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.municipality_id).await
    }
}
