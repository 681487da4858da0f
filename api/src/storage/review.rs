//! Reviews with their judgements and consequences.

use entities::{consequence, review, review_judgement};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    convert::{insert_all, known, position},
    error::{Error, Result},
    party,
    seen::Seen,
};
use crate::{
    clock::IdSource,
    domain::{
        contract::Adoption,
        ids::{ConsequenceId, ContractIndicatorId, CycleId, GoalId, PersonId, ReviewId},
        named::named,
        review::{
            Consequence, ConsequenceKind, Judged, Judgement, JudgementOn, Reply, ReplyKind, Review, ReviewStage,
            ReviewState,
        },
    },
};

named! {
    /// What a stored judgement is about.
    JudgedKind {
        /// An indicator of the contract.
        Indicator => "INDICATOR",
        /// A goal of the framework.
        Goal => "GOAL",
    }
}

/// The review.
pub async fn by_id(connection: &impl ConnectionTrait, it: &Seen<ReviewId>) -> Result<Option<Review>> {
    let rows = review::Entity::find_by_id(it.id().0).all(connection).await?;
    Ok(assemble(connection, rows).await?.into_iter().next())
}

/// The reviews of these years.
pub async fn of_cycles(connection: &impl ConnectionTrait, cycles: &[CycleId]) -> Result<Vec<Review>> {
    let rows = review::Entity::find()
        .filter(review::Column::CycleId.is_in(cycles.iter().map(|id| id.0)))
        .order_by_asc(review::Column::Id)
        .all(connection)
        .await?;
    assemble(connection, rows).await
}

async fn assemble(connection: &impl ConnectionTrait, rows: Vec<review::Model>) -> Result<Vec<Review>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let judgements = review_judgement::Entity::find()
        .filter(review_judgement::Column::ReviewId.is_in(keys.clone()))
        .order_by_asc(review_judgement::Column::Id)
        .all(connection)
        .await?;
    let consequences = consequence::Entity::find()
        .filter(consequence::Column::ReviewId.is_in(keys))
        .order_by_asc(consequence::Column::Position)
        .all(connection)
        .await?;
    let names = party::names(connection, rows.iter().map(|row| row.municipality_id)).await?;
    rows.into_iter()
        .map(|row| {
            let own = judgements.iter().filter(|it| it.review_id == row.id);
            let follows = consequences.iter().filter(|it| it.review_id == row.id);
            Ok(Review {
                id: ReviewId(row.id),
                cycle: CycleId(row.cycle_id),
                municipality: names.of(row.municipality_id)?,
                judgements: own.map(read_judgement).collect::<Result<_>>()?,
                consequences: follows.map(read_consequence).collect::<Result<_>>()?,
                state: state(&row)?,
                cooperation: row.cooperation,
                conclusion: row.conclusion,
                version: row.version,
            })
        })
        .collect()
}

fn state(row: &review::Model) -> Result<ReviewState> {
    let no = |place| Error::Inconsistent { place, id: row.id };
    let sent = || row.sent_at.zip(row.reply_due_on).ok_or_else(|| no("review.sent_at"));
    Ok(match known(ReviewStage::named(&row.state), "review.state", row.id)? {
        ReviewStage::Draft => ReviewState::Draft,
        ReviewStage::ForReply => {
            let (sent_at, due_on) = sent()?;
            ReviewState::ForReply { sent_at, due_on, reply: reply(row)? }
        }
        ReviewStage::Final => {
            let (sent_at, due_on) = sent()?;
            let decision = (row.decision_reference.clone(), row.decided_on, row.final_at, row.final_by);
            let (Some(decision_reference), Some(decided_on), Some(at), Some(by)) = decision else {
                return Err(no("review.final_at"));
            };
            let decision = Adoption { decision_reference, decided_on, at, by: PersonId(by) };
            ReviewState::Final { sent_at, due_on, reply: reply(row)?, decision }
        }
    })
}

fn reply(row: &review::Model) -> Result<Option<Reply>> {
    let kind = row.reply.as_deref().map(|text| known(ReplyKind::named(text), "review.reply", row.id)).transpose()?;
    let agrees = match kind {
        None | Some(ReplyKind::None) => return Ok(None),
        Some(ReplyKind::Agree) => true,
        Some(ReplyKind::Disagree) => false,
    };
    let (Some(by), Some(at)) = (row.replied_by, row.replied_at) else {
        return Err(Error::Inconsistent { place: "review.replied_at", id: row.id });
    };
    Ok(Some(Reply { agrees, text: row.reply_text.clone().unwrap_or_default(), by: PersonId(by), at }))
}

fn read_judgement(row: &review_judgement::Model) -> Result<JudgementOn> {
    let subject = match known(JudgedKind::named(&row.subject), "review_judgement.subject", row.id)? {
        JudgedKind::Indicator => Judged::Indicator(ContractIndicatorId(row.subject_id)),
        JudgedKind::Goal => Judged::Goal(GoalId(row.subject_id)),
    };
    let judgement = known(Judgement::named(&row.judgement), "review_judgement.judgement", row.id)?;
    Ok(JudgementOn { subject, judgement, reasoning: row.reasoning.clone() })
}

fn read_consequence(row: &consequence::Model) -> Result<Consequence> {
    Ok(Consequence {
        id: ConsequenceId(row.id),
        kind: known(ConsequenceKind::named(&row.kind), "consequence.kind", row.id)?,
        description: row.description.clone(),
        indicator: row.contract_indicator_id.map(ContractIndicatorId),
        owner: row.owner.clone(),
        due_on: row.due_on,
    })
}

/// Keeps new, empty reviews.
pub async fn insert(connection: &impl ConnectionTrait, reviews: &[Review]) -> Result<()> {
    insert_all::<review::Entity, _>(connection, reviews.iter().map(row).collect()).await
}

/// Keeps a review that was at version `was`; false when it has moved on since.
pub async fn update(connection: &impl ConnectionTrait, ids: &IdSource, it: &Review, was: i64) -> Result<bool> {
    let done = review::Entity::update_many()
        .set(row(it).into_active_model().reset_all())
        .filter(review::Column::Id.eq(it.id.0))
        .filter(review::Column::Version.eq(was))
        .exec(connection)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    if it.state.stage() == ReviewStage::Draft {
        save_content(connection, ids, it).await?;
    }
    Ok(true)
}

async fn save_content(connection: &impl ConnectionTrait, ids: &IdSource, it: &Review) -> Result<()> {
    review_judgement::Entity::delete_many()
        .filter(review_judgement::Column::ReviewId.eq(it.id.0))
        .exec(connection)
        .await?;
    let judgements = it.judgements.iter().map(|judgement| {
        let (subject, subject_id) = match judgement.subject {
            Judged::Indicator(id) => (JudgedKind::Indicator, id.0),
            Judged::Goal(id) => (JudgedKind::Goal, id.0),
        };
        review_judgement::Model {
            id: ids.next(),
            review_id: it.id.0,
            subject: subject.name().to_owned(),
            subject_id,
            judgement: judgement.judgement.name().to_owned(),
            reasoning: judgement.reasoning.clone(),
        }
    });
    insert_all::<review_judgement::Entity, _>(connection, judgements.collect()).await?;
    consequence::Entity::delete_many().filter(consequence::Column::ReviewId.eq(it.id.0)).exec(connection).await?;
    let consequences = it.consequences.iter().enumerate().map(|(index, follows)| consequence::Model {
        id: follows.id.0,
        review_id: it.id.0,
        kind: follows.kind.name().to_owned(),
        description: follows.description.clone(),
        contract_indicator_id: follows.indicator.map(|id| id.0),
        owner: follows.owner.clone(),
        due_on: follows.due_on,
        position: position(index),
    });
    insert_all::<consequence::Entity, _>(connection, consequences.collect()).await
}

fn row(it: &Review) -> review::Model {
    let (sent_at, due_on, decision) = match &it.state {
        ReviewState::Draft => (None, None, None),
        ReviewState::ForReply { sent_at, due_on, .. } => (Some(*sent_at), Some(*due_on), None),
        ReviewState::Final { sent_at, due_on, decision, .. } => (Some(*sent_at), Some(*due_on), Some(decision)),
    };
    let reply = it.state.reply();
    review::Model {
        id: it.id.0,
        cycle_id: it.cycle.0,
        municipality_id: it.municipality.id.0,
        state: it.state.stage().name().to_owned(),
        conclusion: it.conclusion.clone(),
        cooperation: it.cooperation.clone(),
        reply: it.state.reply_kind().map(|kind| kind.name().to_owned()),
        reply_text: reply.map(|reply| reply.text.clone()),
        reply_due_on: due_on,
        sent_at,
        replied_at: reply.map(|reply| reply.at),
        replied_by: reply.map(|reply| reply.by.0),
        final_at: decision.map(|it| it.at),
        final_by: decision.map(|it| it.by.0),
        decision_reference: decision.map(|it| it.decision_reference.clone()),
        decided_on: decision.map(|it| it.decided_on),
        version: it.version,
    }
}
