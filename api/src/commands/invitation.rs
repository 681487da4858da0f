//! Inviting people, and what they make of it.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    act::{Act, CommandError, Done, not_found},
    contract::Asking,
    person::{Invitee, check_email, link},
};
use crate::{
    domain::{
        event::Event,
        ids::{InvitationId, PartyId, PersonId},
        invitation::{Invitation, expiry},
        notice::{Notice, people},
        party::Party,
        period::local_day,
        person::{Locale, Role},
        refusal::{Code, Refusal},
        text,
    },
    policy::{Action, Membership},
    storage::{self, Unit, link::LinkPurpose, person::Person},
};

/// How many invitations one person may send in an hour.
const MOST_BY_ONE: usize = 100;
/// How many invitations one address may be sent in an hour, whoever sends them.
const MOST_TO_ONE: usize = 3;

/// Asks a person to join a party in a role. Until they accept it is nothing but an offer, to whoever is known as to
/// whoever is not, and the answer is the same.
pub async fn invite(asking: Asking<'_>, party: PartyId, role: Role, invitee: Invitee) -> Done<Invitation> {
    let act = asking.begin().await?;
    let permit = act.permit_at(Action::InvitePerson, party, "partyId").await?;
    let party = party_with(&act.unit, party, role, act.by.at).await?;
    let mut no = Vec::new();
    let name = text::name(&invitee.name, "name", &mut no);
    let email = check_email(&invitee.email, &mut no);
    if !no.is_empty() {
        return Err(no.into());
    }
    let connection = act.unit.connection();
    let at = act.by.at;
    // Two at once are counted one after the other.
    act.unit.take_turns("invitations").await?;
    let person = addressee(&act, &email, &name, invitee.locale).await?;
    within_limits(&act, person.id).await?;
    // A newer invitation takes the place of an older one to the same role, and voids its link.
    storage::invitation::withdraw(connection, person.id, Membership { party: party.id, role }, at).await?;
    let it = Invitation {
        id: InvitationId(act.unit.new_id()),
        person: person.id,
        email,
        name,
        party: party.id,
        role,
        invited_by: act.by.person,
        invited_at: at,
        expires_at: expiry(at),
        answer: None,
    };
    let made = match person.password_hash {
        Some(_) => None,
        None => Some(link(&act.unit, act.ids(), &person, LinkPurpose::Invitation, it.expires_at).await?),
    };
    storage::invitation::insert(connection, &it, made.as_ref().map(|(id, _)| *id)).await?;
    let notice = people::invited(&it, &party, made.map(|(_, secret)| secret.text()));
    act.giving(it.id.0).commit(permit, it.sent().telling(vec![notice])).await?;
    Ok(it)
}

/// The party, if it has not ended and the role exists there.
async fn party_with(unit: &Unit, party: PartyId, role: Role, at: DateTime<Utc>) -> Done<Party> {
    let found = storage::party::by_ids(unit.connection(), &[party]).await?;
    let party = found.into_iter().next().ok_or_else(|| not_found("partyId"))?;
    // Who worked there works for the successor, and answers for the past by that.
    if party.valid_to.is_some_and(|last| last < local_day(at)) {
        return Err(Refusal::at(Code::PartyNotThere, ["partyId"]).into());
    }
    let fits = if party.is_municipality() { role.municipal() } else { role.executing() };
    if fits { Ok(party) } else { Err(Refusal::at(Code::RoleDoesNotFit, ["role"]).into()) }
}

/// The person with that address; a new one if nobody has it. What the inviter writes of somebody who is known changes
/// nothing of them.
async fn addressee(act: &Act<'_>, email: &str, name: &str, locale: Locale) -> Done<Person> {
    let connection = act.unit.connection();
    let new = Person {
        id: PersonId(act.unit.new_id()),
        email: email.to_owned(),
        name: name.to_owned(),
        locale,
        password_hash: None,
        platform_admin: false,
        active: true,
        version: 1,
    };
    storage::person::insert_unless_known(connection, &new).await?;
    let found = storage::person::by_email(connection, email).await?;
    found.ok_or_else(|| not_found("email"))
}

/// Refuses when the inviter has sent, or the person been sent, as many within the hour as there may be.
async fn within_limits(act: &Act<'_>, to: PersonId) -> Done<()> {
    let hour = TimeDelta::hours(1);
    let sent = storage::invitation::sent_since(act.unit.connection(), act.by.person, to, act.by.at - hour).await?;
    let by_one = sent.iter().filter(|(by, ..)| *by == act.by.person).nth(MOST_BY_ONE - 1);
    let to_one = sent.iter().filter(|(_, invited, _)| *invited == to).nth(MOST_TO_ONE - 1);
    let over = [by_one, to_one].map(|last| last.map(|(.., at)| *at));
    let Some(until) = over.into_iter().flatten().max().map(|at| at + hour) else { return Ok(()) };
    let seconds = u64::try_from((until - act.by.at).num_seconds()).unwrap_or_default();
    Err(CommandError::TooManyAttempts { retry_after_seconds: seconds.max(1) })
}

/// Takes an invitation back: its link is void, and it cannot be accepted any more.
pub async fn withdraw(asking: Asking<'_>, id: InvitationId) -> Done<Invitation> {
    let act = asking.begin().await?;
    let it = load(&act, id).await?;
    // Whoever may not invite to the party does not learn that there is an invitation.
    let permit = act.permit_at(Action::WithdrawInvitation, it.party, "invitationId").await;
    let permit = permit.map_err(|error| match error {
        CommandError::Denied(_) => not_found("invitationId"),
        other => other,
    })?;
    let (it, event) = it.withdraw(act.by.at)?;
    saved_answer(&act.unit, &it).await?;
    act.giving(it.id.0).commit(permit, event).await?;
    Ok(it)
}

/// Takes a role that was offered.
pub async fn accept(asking: Asking<'_>, id: InvitationId) -> Done<Invitation> {
    let act = asking.begin().await?;
    let it = load(&act, id).await?;
    let permit = act.own_invitation(Action::AcceptInvitation, &it)?;
    act.unit.hold_parties(&[it.party]).await?;
    let (it, event) = it.accept(act.by.at)?;
    saved_answer(&act.unit, &it).await?;
    let event = joined(&act.unit, &it, event, act.by.at).await?;
    act.giving(it.id.0).commit(permit, event).await?;
    Ok(it)
}

/// Does without a role that was offered.
pub async fn decline(asking: Asking<'_>, id: InvitationId) -> Done<Invitation> {
    let act = asking.begin().await?;
    let it = load(&act, id).await?;
    let permit = act.own_invitation(Action::DeclineInvitation, &it)?;
    act.unit.hold_parties(&[it.party]).await?;
    let (it, event) = it.decline(act.by.at)?;
    saved_answer(&act.unit, &it).await?;
    act.giving(it.id.0).commit(permit, event).await?;
    Ok(it)
}

async fn load(act: &Act<'_>, id: InvitationId) -> Done<Invitation> {
    let found = storage::invitation::by_ids(act.unit.connection(), &[id]).await?;
    found.into_iter().next().ok_or_else(|| not_found("invitationId"))
}

/// Keeps the answer; who was first – the person, or the party that takes it back – is the one that counts.
async fn saved_answer(unit: &Unit, it: &Invitation) -> Done<()> {
    if storage::invitation::save_answer(unit.connection(), it).await? {
        return Ok(());
    }
    Err(Refusal::at(Code::InvitationOver, ["invitationId"]).into())
}

/// Gives the role that was accepted; the event, with the mail to those who watch over the party if somebody gave it to
/// themselves.
async fn joined(unit: &Unit, it: &Invitation, event: Event, at: DateTime<Utc>) -> Done<Event> {
    let party = party_with(unit, it.party, it.role, at).await?;
    let held = Membership { party: it.party, role: it.role };
    storage::person::grant(unit.connection(), unit.new_id(), it.person, held).await?;
    Ok(event.telling(told(unit, it, &party).await?))
}

async fn told(unit: &Unit, it: &Invitation, party: &Party) -> Done<Vec<Notice>> {
    if !it.is_own() {
        return Ok(Vec::new());
    }
    let person = storage::person::by_ids(unit.connection(), &[it.person]).await?;
    Ok(person.first().map(|person| people::taken(it, party, &person.name)).into_iter().collect())
}

/// Accepts what a link received by mail offers, in the transaction in which its password is chosen and the parties are
/// held; the events.
pub(super) async fn accept_by_link(unit: &Unit, offered: Vec<Invitation>, now: DateTime<Utc>) -> Done<Vec<Event>> {
    let mut events = Vec::with_capacity(offered.len());
    for it in offered {
        let (it, event) = it.accept(now)?;
        saved_answer(unit, &it).await?;
        events.push(joined(unit, &it, event, now).await?);
    }
    Ok(events)
}
