//! Who takes part in a joint body, and who belongs to a category of partners.

use chrono::NaiveDate;

use crate::{
    commands::{
        act::{Act, Done, not_found},
        contract::{Asking, taken},
    },
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        ids::PartyId,
        party::{self, CategoryMembership, Participation, Party},
    },
    policy::{Action, Scope},
    storage,
};

/// The body or category, and the others that are named, held so that neither what it has nor they change meanwhile.
async fn held_with(act: &Act<'_>, id: PartyId, others: &[PartyId]) -> Done<(Option<Party>, Vec<Party>)> {
    let all: Vec<PartyId> = others.iter().copied().chain([id]).collect();
    let all = act.held_parties(&all).await?;
    Ok((find(&all, id).cloned(), all))
}

fn find(parties: &[Party], id: PartyId) -> Option<&Party> {
    parties.iter().find(|party| party.id == id)
}

/// The name of a party that the rules found to be there.
fn name(party: Option<&Party>) -> &str {
    party.map_or("", |party| party.name.as_str())
}

/// From when to when, as the audit trail tells it.
fn told(from: NaiveDate, to: Option<NaiveDate>) -> String {
    to.map_or_else(|| format!("from {from}"), |to| format!("from {from} to {to}"))
}

fn fact(field: String, from: NaiveDate, to: Option<NaiveDate>) -> Facts {
    Facts::from([(field, told(from, to))])
}

/// Lets a municipality take part in a joint body from a day.
pub async fn add_participant(asking: Asking<'_>, wanted: Participation) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::AddParticipant, &Scope::Platform, "organisationId")?;
    let connection = act.unit.connection();
    let (body, others) = held_with(&act, wanted.organisation, &[wanted.municipality]).await?;
    let participant = find(&others, wanted.municipality);
    let held = storage::party::participations_of(connection, &[wanted.organisation]).await?;
    let added = party::participate(body.as_ref(), participant, &held, wanted)?;
    let inserted = storage::party::insert_participation(connection, act.unit.new_id(), &added).await;
    taken(inserted, "municipalityId")?;
    let facts = fact(format!("participants/{}", name(participant)), added.from, added.to);
    let subject = added.organisation.0;
    let event = Event::new(EventKind::ParticipantAdded, SubjectKind::Party, subject, &Facts::new(), &facts);
    act.commit(permit, event).await?;
    body.ok_or_else(|| not_found("organisationId"))
}

/// Ends that a municipality takes part in a joint body, with its last day.
pub async fn end_participation(
    asking: Asking<'_>,
    organisation: PartyId,
    municipality: PartyId,
    ends_on: NaiveDate,
) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::EndParticipation, &Scope::Platform, "organisationId")?;
    let connection = act.unit.connection();
    let (body, others) = held_with(&act, organisation, &[municipality]).await?;
    let body = body.ok_or_else(|| not_found("organisationId"))?;
    let held = storage::party::participations_of(connection, &[organisation]).await?;
    let ended = party::end_participation(&held, municipality, ends_on)?;
    storage::party::save_participation(connection, &ended).await?;
    let field = format!("participants/{}", name(find(&others, municipality)));
    let was = held.iter().find(|it| it.municipality == municipality && it.from == ended.from);
    let before = fact(field.clone(), ended.from, was.and_then(|it| it.to));
    let after = fact(field, ended.from, ended.to);
    let event = Event::new(EventKind::ParticipationEnded, SubjectKind::Party, organisation.0, &before, &after);
    act.commit(permit, event).await?;
    Ok(body)
}

/// Lets a party belong to a category of partners in a municipality from a day.
pub async fn add_category_member(asking: Asking<'_>, wanted: CategoryMembership) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::AddCategoryMember, &Scope::Platform, "categoryId")?;
    let connection = act.unit.connection();
    let (category, others) = held_with(&act, wanted.category, &[wanted.member, wanted.municipality]).await?;
    let (member, municipality) = (find(&others, wanted.member), find(&others, wanted.municipality));
    let held = storage::party::category_memberships(connection, &[wanted.category]).await?;
    let added = party::join_category(category.as_ref(), member, municipality, &held, wanted)?;
    taken(storage::party::insert_membership(connection, act.unit.new_id(), &added).await, "memberId")?;
    let facts = fact(format!("members/{}/{}", name(municipality), name(member)), added.from, added.to);
    let subject = added.category.0;
    let event = Event::new(EventKind::CategoryMemberAdded, SubjectKind::Party, subject, &Facts::new(), &facts);
    act.commit(permit, event).await?;
    category.ok_or_else(|| not_found("categoryId"))
}

/// Ends that a party belongs to a category of partners in a municipality, with its last day.
pub async fn end_category_membership(
    asking: Asking<'_>,
    category: PartyId,
    member: PartyId,
    municipality: PartyId,
    ends_on: NaiveDate,
) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::EndCategoryMembership, &Scope::Platform, "categoryId")?;
    let connection = act.unit.connection();
    let (held_category, others) = held_with(&act, category, &[member, municipality]).await?;
    let held_category = held_category.ok_or_else(|| not_found("categoryId"))?;
    let held = storage::party::category_memberships(connection, &[category]).await?;
    let ended = party::end_membership(&held, member, municipality, ends_on)?;
    storage::party::save_membership(connection, &ended).await?;
    let field = format!("members/{}/{}", name(find(&others, municipality)), name(find(&others, member)));
    let same =
        |it: &&CategoryMembership| it.member == member && it.municipality == municipality && it.from == ended.from;
    let before = fact(field.clone(), ended.from, held.iter().find(same).and_then(|it| it.to));
    let after = fact(field, ended.from, ended.to);
    let event = Event::new(EventKind::CategoryMembershipEnded, SubjectKind::Party, category.0, &before, &after);
    act.commit(permit, event).await?;
    Ok(held_category)
}
