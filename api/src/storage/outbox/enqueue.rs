//! Recording mail in the transaction of what it tells of.

use chrono::{DateTime, Utc};
use entities::outbox_mail::{self, Entity};
use sea_orm::ConnectionTrait;

use super::{
    audience::{self, stands_for},
    encode_context,
};
use crate::{
    clock::IdSource,
    domain::{
        ids::{EventId, PartyId, PersonId},
        notice::{Audience, Notice},
        period::local_day,
    },
    policy::Membership,
    storage::{
        Result,
        convert::insert_all,
        party::{self, Succession},
        person::{self, Person},
    },
};

/// Records the mail that follows from an event, in the event's own transaction: once per reader and kind.
///
/// Whoever acted is not told of their own act.
pub async fn enqueue(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    event: EventId,
    notices: &[Notice],
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<()> {
    let succession = succession(connection, notices, at).await?;
    let readers = readers(connection, notices, &succession).await?;
    let mut rows = Vec::new();
    for notice in notices {
        let mut told = std::collections::BTreeSet::new();
        for (person, held) in &readers {
            let meant = match &notice.audience {
                Audience::Person(id) => person.id == *id,
                Audience::Roles(roles) => {
                    let meant = |held: Membership| {
                        roles
                            .iter()
                            .any(|(party, role)| *role == held.role && stands_for(held.party, *party, &succession))
                    };
                    Some(person.id) != actor && held.is_some_and(meant)
                }
            };
            if meant && person.active && told.insert(person.id) {
                rows.push(outbox_mail::Model {
                    id: ids.next(),
                    event_id: event.0,
                    recipient_id: person.id.0,
                    template: notice.template.key().to_owned(),
                    locale: person.locale.name().to_owned(),
                    address: person.email.clone(),
                    recipient_name: person.name.clone(),
                    context: encode_context(notice)?,
                    audience: audience::encode(&notice.audience)?,
                    created_at: at,
                    attempts: 0,
                    next_attempt_at: at,
                    leased_until: None,
                    lease: None,
                    sent_at: None,
                    dead_at: None,
                    last_error: None,
                    skipped_at: None,
                    skipped_because: None,
                });
            }
        }
    }
    insert_all::<Entity, _>(connection, rows).await
}

/// What is told to a municipality that has ended is told to the one that took its place.
async fn succession(
    connection: &impl ConnectionTrait,
    notices: &[Notice],
    at: DateTime<Utc>,
) -> Result<Vec<Succession>> {
    let roles = notices.iter().filter_map(|notice| match &notice.audience {
        Audience::Roles(roles) => Some(roles),
        Audience::Person(_) => None,
    });
    let parties: std::collections::BTreeSet<PartyId> = roles.flatten().map(|(party, _)| *party).collect();
    let parties: Vec<PartyId> = parties.into_iter().collect();
    party::successors_of(connection, &parties, local_day(at)).await
}

/// Everyone who may be meant, with the role they hold, in one statement per way of being meant.
async fn readers(
    connection: &impl ConnectionTrait,
    notices: &[Notice],
    succession: &[Succession],
) -> Result<Vec<(Person, Option<Membership>)>> {
    let (mut people, mut parties) = (Vec::new(), std::collections::BTreeSet::new());
    for notice in notices {
        match &notice.audience {
            Audience::Person(id) => people.push(*id),
            Audience::Roles(roles) => parties.extend(roles.iter().map(|(party, _)| *party)),
        }
    }
    let mut readers = Vec::new();
    if !people.is_empty() {
        readers.extend(person::by_ids(connection, &people).await?.into_iter().map(|person| (person, None)));
    }
    if !parties.is_empty() {
        let mut parties: Vec<PartyId> = parties.into_iter().collect();
        parties.extend(succession.iter().map(|(_, successor)| *successor));
        let held = person::at_parties(connection, &parties).await?;
        readers.extend(held.into_iter().map(|(person, held)| (person, Some(held))));
    }
    Ok(readers)
}
