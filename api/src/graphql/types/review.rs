//! Reviews, as far as the viewer may see them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};

use super::{
    cycle::{self, AnnualCycle},
    indicator::measures,
    party::{Municipality, municipality},
};
use crate::{
    domain::{
        self,
        framework::Goal,
        ids::{ContractIndicatorId, CycleId, GoalId, ReviewId},
        review::{Judged, ReviewState as State},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{ConsequenceKind, Judgement, ReplyKind, ReviewState},
        errors::read_failed,
        ids::Global,
        loaders::{self, CyclesOf, ReportsOf, ReviewsOf},
        permission::{Permission, permission},
        scalars::{Date, DateTime, version},
        seen::{ById, Found, place},
    },
    policy::{Action, Role, Scope, Viewer, readable},
    storage,
};

/// A review (beoordeling).
#[derive(Clone)]
pub struct Review {
    /// The year.
    pub cycle: AnnualCycle,
    /// The review itself.
    pub review: Arc<domain::review::Review>,
}

impl ById for Review {
    type Id = ReviewId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: ReviewId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let database = &RequestContext::of(ctx).services.database;
        match storage::review::by_id(database, &seen).await.map_err(|error| read_failed(ctx, &error))? {
            Some(review) => shown(ctx, review).await,
            None => Ok(None),
        }
    }
}

/// The review as the viewer may see it.
pub async fn shown(ctx: &Context<'_>, review: domain::review::Review) -> async_graphql::Result<Option<Review>> {
    let viewer = viewer(ctx)?;
    let year = cycle::linked(ctx, review.cycle).await?;
    let year = year.filter(|year| readable(viewer, &Scope::review(&year.contract, &review)));
    Ok(year.map(|cycle| Review { cycle, review: Arc::new(review) }))
}

/// A review of an earlier year of the same contract, found among all of them at once.
pub async fn of_earlier_year(ctx: &Context<'_>, year: CycleId, id: ReviewId) -> async_graphql::Result<Option<Review>> {
    let contract = loaders::must(ctx, loaders::must(ctx, year).await?.contract).await?;
    let viewer = viewer(ctx)?;
    let cycles = loaders::must(ctx, CyclesOf(contract.id)).await?;
    let lists = loaders::many(ctx, cycles.iter().map(|cycle| ReviewsOf(cycle.id)).collect()).await?;
    let found = lists.iter().flat_map(|list| list.iter()).find(|review| review.id == id);
    let Some(review) = found else { return Ok(None) };
    let cycle = cycles.iter().find(|cycle| cycle.id == review.cycle).map(|cycle| Arc::new(cycle.clone()));
    let year = cycle.map(|cycle| AnnualCycle::of(&contract, cycle));
    let year = year.filter(|year| readable(viewer, &Scope::review(&year.contract, review)));
    Ok(year.map(|cycle| Review { cycle, review: Arc::new(review.clone()) }))
}

/// What a judgement is about (onderwerp van een oordeel).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum JudgedKind {
    /// An indicator of the contract (prestatie-indicator).
    Indicator,
    /// A goal of the framework (doel).
    Goal,
}

/// One judgement (oordeel) with its reasoning.
#[derive(SimpleObject)]
pub struct ReviewJudgement {
    /// What it is about.
    pub subject: JudgedKind,
    /// Which indicator or goal.
    pub subject_id: ID,
    /// The judgement.
    pub judgement: Judgement,
    /// Why (onderbouwing).
    pub reasoning: String,
}

/// A consequence (gevolg): in the next year's target setting it stands as an open point.
#[derive(SimpleObject)]
pub struct Consequence {
    /// Of what kind.
    pub kind: ConsequenceKind,
    /// In words.
    pub description: String,
    /// About which indicator of the contract, if about one.
    pub indicator_id: Option<ID>,
    /// Who takes the measure (eigenaar).
    pub owner: Option<String>,
    /// By when (uiterlijk).
    pub due_on: Option<Date>,
}

/// Where the organisation's own judgement of a goal and the municipality's differ (verschil van oordeel).
#[derive(SimpleObject)]
pub struct JudgementDifference {
    /// Of which goal (doel).
    pub goal_id: ID,
    /// The organisation's own judgement (eigen beoordeling).
    pub own: Judgement,
    /// The municipality's judgement (oordeel van de gemeente).
    pub review: Judgement,
}

impl Review {
    async fn goals(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Goal>> {
        match self.cycle.contract.terms.framework {
            Some(framework) => Ok(loaders::must(ctx, framework).await?.goals.clone()),
            None => Ok(Vec::new()),
        }
    }

    fn scope(&self) -> Scope {
        Scope::review(&self.cycle.contract, &self.review)
    }
}

/// A review (beoordeling) of a year by one municipality: concept, the director's reply, final.
#[Object]
impl Review {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.review.id.global()
    }

    /// The version (versie) to give back with an act.
    async fn version(&self) -> i32 {
        version(self.review.version)
    }

    /// The year (jaarcyclus).
    async fn cycle(&self) -> AnnualCycle {
        self.cycle.clone()
    }

    /// The municipality (gemeente).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.review.municipality.id).await
    }

    /// How far it has come (status).
    async fn state(&self) -> ReviewState {
        self.review.state.stage().into()
    }

    /// The judgements per indicator and goal (oordelen).
    async fn judgements(&self) -> Vec<ReviewJudgement> {
        let judgement = |it: &domain::review::JudgementOn| {
            let (subject, subject_id) = match it.subject {
                Judged::Indicator(id) => (JudgedKind::Indicator, ContractIndicatorId::global(id)),
                Judged::Goal(id) => (JudgedKind::Goal, GoalId::global(id)),
            };
            ReviewJudgement { subject, subject_id, judgement: it.judgement.into(), reasoning: it.reasoning.clone() }
        };
        self.review.judgements.iter().map(judgement).collect()
    }

    /// On the cooperation (oordeel over de samenwerking).
    async fn cooperation(&self) -> &String {
        &self.review.cooperation
    }

    /// The overall conclusion (eindoordeel).
    async fn conclusion(&self) -> &String {
        &self.review.conclusion
    }

    /// What follows (gevolgen).
    async fn consequences(&self) -> Vec<Consequence> {
        let consequence = |it: &domain::review::Consequence| Consequence {
            kind: it.kind.into(),
            description: it.description.clone(),
            indicator_id: it.indicator.map(Global::global),
            owner: it.owner.clone(),
            due_on: it.due_on.map(Date),
        };
        self.review.consequences.iter().map(consequence).collect()
    }

    /// What the director said (reactie).
    async fn reply(&self) -> Option<ReplyKind> {
        self.review.state.reply_kind().map(Into::into)
    }

    /// The director's reply in words (reactie in woorden).
    async fn reply_text(&self) -> Option<&String> {
        self.review.state.reply().map(|reply| &reply.text)
    }

    /// When the director replied (gereageerd op).
    async fn replied_at(&self) -> Option<DateTime> {
        self.review.state.reply().map(|reply| DateTime(reply.at))
    }

    /// The last day to reply (reactie uiterlijk).
    async fn reply_due_on(&self) -> Option<Date> {
        match &self.review.state {
            State::Draft => None,
            State::ForReply { due_on, .. } | State::Final { due_on, .. } => Some(Date(*due_on)),
        }
    }

    /// The reference of the college's decision (kenmerk van het besluit), once final.
    async fn decision_reference(&self) -> Option<&String> {
        match &self.review.state {
            State::Final { decision, .. } => Some(&decision.decision_reference),
            _ => None,
        }
    }

    /// The day of the decision (datum van het besluit).
    async fn decided_on(&self) -> Option<Date> {
        match &self.review.state {
            State::Final { decision, .. } => Some(Date(decision.decided_on)),
            _ => None,
        }
    }

    /// Where the organisation's own judgement of a goal differs (verschillen met de eigen beoordeling).
    async fn differences(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<JudgementDifference>> {
        let viewer = viewer(ctx)?;
        let reports = loaders::must(ctx, ReportsOf(self.cycle.cycle.id)).await?;
        let annual = reports.iter().find(|it| {
            it.annual
                && it.state.submission().is_some()
                && readable(viewer, &Scope::report(&self.cycle.contract, it, None))
        });
        let differs = |own: &domain::report::SelfAssessment| {
            let ours = self.review.judgement(Judged::Goal(own.goal))?.judgement;
            (ours != own.judgement).then(|| JudgementDifference {
                goal_id: own.goal.global(),
                own: own.judgement.into(),
                review: ours.into(),
            })
        };
        Ok(annual.iter().flat_map(|report| &report.assessments).filter_map(differs).collect())
    }

    /// Whether the viewer may write in it now (mag schrijven).
    async fn viewer_can_write(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::WriteReview, &self.scope(), || self.review.cannot_write(&self.cycle.cycle))
    }

    /// Whether the viewer may send it to the director now (mag voorleggen); otherwise everything that is missing.
    async fn viewer_can_send_for_reply(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let measures = measures(ctx, &self.cycle.contract).await?;
        let goals = self.goals(ctx).await?;
        let year =
            domain::target::Year { contract: &self.cycle.contract, cycle: &self.cycle.cycle, measures: &measures };
        permission(ctx, Action::SendReviewForReply, &self.scope(), || self.review.cannot_send(year, &goals))
    }

    /// Whether the viewer may reply now (mag reageren).
    async fn viewer_can_reply(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let today = RequestContext::of(ctx).today();
        permission(ctx, Action::ReplyToReview, &self.scope(), || self.review.cannot_reply(&self.cycle.cycle, today))
    }

    /// Whether the viewer may make it final now (mag vaststellen).
    async fn viewer_can_finalise(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let today = RequestContext::of(ctx).today();
        let second_reader = viewer(ctx)?.holds(Role::PortfolioHolder, self.review.municipality.id);
        permission(ctx, Action::FinaliseReview, &self.scope(), || {
            self.review.cannot_finalise(&self.cycle.cycle, today, second_reader)
        })
    }
}
