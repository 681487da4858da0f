//! The acts of reviewing.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::review::{self, Follows, Which, Wording},
    domain::{
        ids::{ContractIndicatorId, GoalId, ReviewId},
        review::{Judged, JudgementOn},
    },
    graphql::{
        context::asking,
        enums::{ConsequenceKind, Judgement},
        ids::{Global, parse_optional},
        once::Repeatable,
        scalars::Date,
        types::review::{JudgedKind, Review},
    },
};

/// A judgement as written down (oordeel).
#[derive(InputObject)]
pub struct JudgementInput {
    /// What it is about.
    subject: JudgedKind,
    /// Which indicator of the contract, or which goal.
    subject_id: ID,
    /// The judgement.
    judgement: Judgement,
    /// Why (onderbouwing).
    reasoning: String,
}

/// A consequence as written down (gevolg).
#[derive(InputObject)]
pub struct ConsequenceInput {
    /// Of what kind.
    kind: ConsequenceKind,
    /// In words.
    description: String,
    /// About which indicator of the contract, if about one.
    indicator_id: Option<ID>,
    /// Who takes the measure (eigenaar); an improvement plan needs one.
    owner: Option<String>,
    /// By when (uiterlijk); an improvement plan needs it.
    due_on: Option<Date>,
}

/// What is written in a review (beoordeling schrijven); what is left out stays as it was.
#[derive(InputObject)]
pub struct WriteReviewInput {
    /// The review.
    review_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// Judgements, each replacing the one on its subject.
    #[graphql(default, validator(max_items = 200))]
    judgements: Vec<JudgementInput>,
    /// On the cooperation (oordeel over de samenwerking).
    cooperation: Option<String>,
    /// The overall conclusion (eindoordeel).
    conclusion: Option<String>,
    /// All consequences, replacing those there were (gevolgen).
    #[graphql(validator(max_items = 50))]
    consequences: Option<Vec<ConsequenceInput>>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A review to send to the director (voorleggen).
#[derive(InputObject)]
pub struct SendReviewForReplyInput {
    /// The review.
    review_id: ID,
    /// The version that was read.
    expected_version: i32,
    #[graphql(flatten)]
    once: Repeatable,
}

/// The director's reply (reactie).
#[derive(InputObject)]
pub struct ReplyToReviewInput {
    /// The review.
    review_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// Whether the director agrees (eens of oneens).
    agrees: bool,
    /// In words; needed on disagreement.
    #[graphql(default)]
    text: String,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A review to make final (definitief vaststellen).
#[derive(InputObject)]
pub struct FinaliseReviewInput {
    /// The review.
    review_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The reference of the college's decision (kenmerk van het besluit).
    decision_reference: String,
    /// The day of the decision (datum van het besluit).
    decided_on: Date,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(WriteReviewPayload, review: Review, "writing in a review (beoordeling schrijven)");
payload!(SendReviewForReplyPayload, review: Review, "sending a review to the director (voorleggen)");
payload!(ReplyToReviewPayload, review: Review, "replying to a review (reageren)");
payload!(FinaliseReviewPayload, review: Review, "making a review final (definitief vaststellen)");

fn which(id: &ID, expected_version: i32) -> async_graphql::Result<Which> {
    Ok(Which { id: ReviewId::parse(id, "reviewId")?, expected_version: expected_version.into() })
}

fn judgement((index, it): (usize, JudgementInput)) -> async_graphql::Result<JudgementOn> {
    let field = format!("judgements.{index}.subjectId");
    let subject = match it.subject {
        JudgedKind::Indicator => Judged::Indicator(ContractIndicatorId::parse(&it.subject_id, &field)?),
        JudgedKind::Goal => Judged::Goal(GoalId::parse(&it.subject_id, &field)?),
    };
    Ok(JudgementOn { subject, judgement: it.judgement.into(), reasoning: it.reasoning.trim().to_owned() })
}

fn consequence((index, it): (usize, ConsequenceInput)) -> async_graphql::Result<Follows> {
    Ok(Follows {
        kind: it.kind.into(),
        description: it.description,
        indicator: parse_optional(it.indicator_id.as_ref(), &format!("consequences.{index}.indicatorId"))?,
        owner: it.owner,
        due_on: it.due_on.map(|day| day.0),
    })
}

/// Reviews.
#[derive(Default)]
pub struct ReviewMutation;

#[Object]
impl ReviewMutation {
    /// Writes in a review (beoordeling schrijven). The municipality's account or portfolio holder.
    async fn write_review(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The review and what is written.")] input: WriteReviewInput,
    ) -> async_graphql::Result<Option<WriteReviewPayload>> {
        let which = which(&input.review_id, input.expected_version)?;
        let consequences = input.consequences.map(|all| all.into_iter().enumerate().map(consequence).collect());
        let wording = Wording {
            judgements: input
                .judgements
                .into_iter()
                .enumerate()
                .map(judgement)
                .collect::<async_graphql::Result<_>>()?,
            cooperation: input.cooperation,
            conclusion: input.conclusion,
            consequences: consequences.transpose()?,
        };
        Ok(WriteReviewPayload::of(told(ctx, review::write(asking(ctx)?, which, wording).await).await?))
    }

    /// Sends the concept to the director (voorleggen), who has ten working days to reply.
    async fn send_review_for_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The review.")] input: SendReviewForReplyInput,
    ) -> async_graphql::Result<Option<SendReviewForReplyPayload>> {
        let which = which(&input.review_id, input.expected_version)?;
        Ok(SendReviewForReplyPayload::of(told(ctx, review::send_for_reply(asking(ctx)?, which).await).await?))
    }

    /// Replies to a review (reageren): agrees or disagrees. The director.
    async fn reply_to_review(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The review and the reply.")] input: ReplyToReviewInput,
    ) -> async_graphql::Result<Option<ReplyToReviewPayload>> {
        let which = which(&input.review_id, input.expected_version)?;
        let done = review::reply(asking(ctx)?, which, input.agrees, &input.text).await;
        Ok(ReplyToReviewPayload::of(told(ctx, done).await?))
    }

    /// Makes a review final with the college's decision (definitief vaststellen). With the last the year is closed.
    async fn finalise_review(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The review and the decision.")] input: FinaliseReviewInput,
    ) -> async_graphql::Result<Option<FinaliseReviewPayload>> {
        let which = which(&input.review_id, input.expected_version)?;
        let done = review::finalise(asking(ctx)?, which, &input.decision_reference, input.decided_on.0).await;
        Ok(FinaliseReviewPayload::of(told(ctx, done).await?))
    }
}
