//! Invitations: roles that are offered. What is in this table gives no right: only a membership does.

use chrono::{DateTime, Utc};
use entities::{invitation, person};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, sea_query::ExprTrait,
};
use uuid::Uuid;

use super::{convert::known, error::Result};
use crate::{
    domain::{
        ids::{InvitationId, PartyId, PersonId},
        invitation::{Answer, Invitation},
        person::Role,
    },
    policy::Membership,
};

/// Keeps a new invitation, with the link by which it can be accepted if there is one.
pub async fn insert(connection: &impl ConnectionTrait, it: &Invitation, link: Option<Uuid>) -> Result<()> {
    let row = invitation::Model {
        id: it.id.0,
        person_id: it.person.0,
        party_id: it.party.0,
        role: it.role.name().to_owned(),
        name: it.name.clone(),
        invited_by: it.invited_by.0,
        invited_at: it.invited_at,
        expires_at: it.expires_at,
        link_id: link,
        answer: None,
        answered_at: None,
    };
    invitation::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

fn read((row, person): (invitation::Model, Option<person::Model>)) -> Result<Invitation> {
    let answer = row.answer.as_deref().map(|text| known(Answer::named(text), "invitation.answer", row.id));
    let person = known(person, "invitation.person_id", row.id)?;
    Ok(Invitation {
        id: InvitationId(row.id),
        person: PersonId(row.person_id),
        email: person.email,
        role: known(Role::named(&row.role), "invitation.role", row.id)?,
        name: row.name,
        party: PartyId(row.party_id),
        invited_by: PersonId(row.invited_by),
        invited_at: row.invited_at,
        expires_at: row.expires_at,
        answer: answer.transpose()?.zip(row.answered_at),
    })
}

async fn find(connection: &impl ConnectionTrait, which: Condition) -> Result<Vec<Invitation>> {
    let rows = invitation::Entity::find()
        .join(sea_orm::JoinType::InnerJoin, invitation::Relation::Person.def())
        .select_also(person::Entity)
        .filter(which)
        .order_by_asc(invitation::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The invitations with these ids.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[InvitationId]) -> Result<Vec<Invitation>> {
    find(connection, invitation::Column::Id.is_in(ids.iter().map(|id| id.0)).into()).await
}

/// The open invitations of these people, oldest first.
pub async fn open_of(
    connection: &impl ConnectionTrait,
    people: &[PersonId],
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>> {
    let open = invitation::Column::Answer.is_null().and(invitation::Column::ExpiresAt.gt(now));
    let theirs = invitation::Column::PersonId.is_in(people.iter().map(|id| id.0));
    find(connection, Condition::all().add(theirs).add(open)).await
}

/// The invitations that a link accepts.
pub async fn of_link(connection: &impl ConnectionTrait, link: Uuid) -> Result<Vec<Invitation>> {
    find(connection, invitation::Column::LinkId.eq(link).into()).await
}

/// A page of the invitations of a party, newest first, and how many there are.
pub async fn page(
    connection: &impl ConnectionTrait,
    party: PartyId,
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<Invitation>, u64)> {
    let all = invitation::Entity::find().filter(invitation::Column::PartyId.eq(party.0));
    let count = all.clone().count(connection).await?;
    let mut page = all.order_by_desc(invitation::Column::Id).limit(limit);
    if let Some(before) = before {
        page = page.filter(invitation::Column::Id.lt(before));
    }
    let rows = page
        .join(sea_orm::JoinType::InnerJoin, invitation::Relation::Person.def())
        .select_also(person::Entity)
        .all(connection)
        .await?;
    Ok((rows.into_iter().map(read).collect::<Result<Vec<_>>>()?, count))
}

/// Who invited whom and when, of the invitations that one person sent or another was sent since a moment; newest first.
pub async fn sent_since(
    connection: &impl ConnectionTrait,
    by: PersonId,
    to: PersonId,
    since: DateTime<Utc>,
) -> Result<Vec<(PersonId, PersonId, DateTime<Utc>)>> {
    let concerned = invitation::Column::InvitedBy.eq(by.0).or(invitation::Column::PersonId.eq(to.0));
    let rows: Vec<(Uuid, Uuid, DateTime<Utc>)> = invitation::Entity::find()
        .select_only()
        .columns([invitation::Column::InvitedBy, invitation::Column::PersonId, invitation::Column::InvitedAt])
        .filter(invitation::Column::InvitedAt.gt(since))
        .filter(concerned)
        .order_by_desc(invitation::Column::InvitedAt)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(by, to, at)| (PersonId(by), PersonId(to), at)).collect())
}

/// Keeps the answer, unless there is one already; tells whether it was kept.
pub async fn save_answer(connection: &impl ConnectionTrait, it: &Invitation) -> Result<bool> {
    let Some((answer, at)) = it.answer else { return Ok(false) };
    Ok(answer_open(connection, invitation::Column::Id.eq(it.id.0).into(), answer, at).await? > 0)
}

/// Withdraws every open invitation of a person to a role; how many there were.
pub async fn withdraw(
    connection: &impl ConnectionTrait,
    person: PersonId,
    role: Membership,
    at: DateTime<Utc>,
) -> Result<u64> {
    let which = Condition::all()
        .add(invitation::Column::PersonId.eq(person.0))
        .add(invitation::Column::PartyId.eq(role.party.0))
        .add(invitation::Column::Role.eq(role.role.name()));
    answer_open(connection, which, Answer::Withdrawn, at).await
}

async fn answer_open(
    connection: &impl ConnectionTrait,
    which: Condition,
    answer: Answer,
    at: DateTime<Utc>,
) -> Result<u64> {
    let done = invitation::Entity::update_many()
        .set(invitation::ActiveModel {
            answer: Set(Some(answer.name().to_owned())),
            answered_at: Set(Some(at)),
            ..Default::default()
        })
        .filter(which)
        .filter(invitation::Column::Answer.is_null())
        .exec(connection)
        .await?;
    Ok(done.rows_affected)
}

/// Lets the open invitations of these parties be those of another, which took their place.
pub async fn pass_on(connection: &impl ConnectionTrait, from: &[PartyId], to: PartyId) -> Result<()> {
    invitation::Entity::update_many()
        .set(invitation::ActiveModel { party_id: Set(to.0), ..Default::default() })
        .filter(invitation::Column::PartyId.is_in(from.iter().map(|id| id.0)))
        .filter(invitation::Column::Answer.is_null())
        .exec(connection)
        .await?;
    Ok(())
}
