//! The acts of reviewing.

use chrono::NaiveDate;

use super::{
    act::{Act, Done, OpenYear, check_version, not_found, saved},
    contract::Asking,
};
use crate::{
    domain::{
        event::Event,
        framework::Goal,
        ids::{ConsequenceId, ContractIndicatorId, ReviewId},
        review::{Consequence, ConsequenceKind, JudgementOn, Review, ReviewStage, Writing},
    },
    policy::{Action, Permit, Scope},
    storage,
};

/// A review that exists, in the version the viewer read.
#[derive(Debug, Clone, Copy)]
pub struct Which {
    /// Which review.
    pub id: ReviewId,
    /// The version that was read.
    pub expected_version: i64,
}

/// What a municipality writes; what it leaves out stays as it was.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// Judgements, each replacing the one on its subject.
    pub judgements: Vec<JudgementOn>,
    /// On cooperation.
    pub cooperation: Option<String>,
    /// Overall.
    pub conclusion: Option<String>,
    /// All consequences, replacing those there were.
    pub consequences: Option<Vec<Follows>>,
}

/// A consequence as it is written down.
#[derive(Debug, Clone)]
pub struct Follows {
    /// Of what kind.
    pub kind: ConsequenceKind,
    /// In words.
    pub description: String,
    /// About which indicator.
    pub indicator: Option<ContractIndicatorId>,
    /// Who takes the measure.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<NaiveDate>,
}

struct Open {
    review: Review,
    year: OpenYear,
    goals: Vec<Goal>,
    permit: Permit,
}

impl Open {
    /// The review with its year, held until the act is done, and the permit for the act.
    async fn load(act: &Act<'_>, which: Which, action: Action) -> Done<Self> {
        let no = || not_found("reviewId");
        let seen = act.seen(which.id, "reviewId").await?;
        let year = act.year_of(&seen, "reviewId").await?;
        let review = storage::review::by_id(act.unit.connection(), &seen).await?.ok_or_else(no)?;
        let permit = act.permit(action, &Scope::review(&year.contract, &review), "reviewId")?;
        check_version(review.version, which.expected_version)?;
        let goals = act.goals(&year.contract).await?;
        Ok(Self { review, year, goals, permit })
    }
}

async fn keep(act: Act<'_>, (review, event): (Review, Event), permit: Permit, was: i64) -> Done<Review> {
    saved(storage::review::update(act.unit.connection(), act.ids(), &review, was).await?)?;
    act.commit(permit, event).await?;
    Ok(review)
}

/// Writes in a review.
pub async fn write(asking: Asking<'_>, which: Which, wording: Wording) -> Done<Review> {
    let act = asking.begin().await?;
    let Open { review, year, goals, permit } = Open::load(&act, which, Action::WriteReview).await?;
    let consequence = |it: Follows| Consequence {
        id: ConsequenceId(act.unit.new_id()),
        kind: it.kind,
        description: it.description.trim().to_owned(),
        indicator: it.indicator,
        owner: it.owner,
        due_on: it.due_on,
    };
    let writing = Writing {
        judgements: wording.judgements,
        cooperation: wording.cooperation,
        conclusion: wording.conclusion,
        consequences: wording.consequences.map(|all| all.into_iter().map(consequence).collect()),
    };
    let changed = review.write(writing, year.as_year(), &goals)?;
    keep(act, changed, permit, which.expected_version).await
}

/// Sends the concept to the director.
pub async fn send_for_reply(asking: Asking<'_>, which: Which) -> Done<Review> {
    let act = asking.begin().await?;
    let Open { review, year, goals, permit } = Open::load(&act, which, Action::SendReviewForReply).await?;
    let changed = review.send_for_reply(year.as_year(), &goals, act.by)?;
    keep(act, changed, permit, which.expected_version).await
}

/// The director replies.
pub async fn reply(asking: Asking<'_>, which: Which, agrees: bool, text: &str) -> Done<Review> {
    let act = asking.begin().await?;
    let Open { review, year, permit, .. } = Open::load(&act, which, Action::ReplyToReview).await?;
    let changed = review.reply(agrees, text, year.as_year(), act.by)?;
    keep(act, changed, permit, which.expected_version).await
}

/// Makes the review final with the college's decision. When it is the last, the year is closed.
pub async fn finalise(asking: Asking<'_>, which: Which, reference: &str, decided_on: NaiveDate) -> Done<Review> {
    let act = asking.begin().await?;
    let Open { review, year, permit, .. } = Open::load(&act, which, Action::FinaliseReview).await?;
    let all = storage::review::of_cycles(act.unit.connection(), &[year.cycle.id]).await?;
    let last = all.iter().filter(|it| it.id != review.id).all(|it| it.state.stage() == ReviewStage::Final);
    let second_reader = act.holds_second_reading(&permit);
    let changed = review.finalise((reference, decided_on), second_reader, last, year.as_year(), act.by)?;
    if last {
        let cycle = year.cycle.clone().close(act.by.at);
        saved(storage::cycle::update(act.unit.connection(), &cycle, year.cycle.version).await?)?;
    }
    keep(act, changed, permit, which.expected_version).await
}
