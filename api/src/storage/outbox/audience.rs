//! For whom a mail is: kept with it when it is recorded, and looked at again when it is to be sent.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::ContextError;
use crate::{
    domain::{
        ids::PartyId,
        notice::{
            Audience, PendingMail, Template,
            standing::{Reader, Skip, skipped},
        },
        period::local_day,
        person::Role,
    },
    policy::Membership,
    storage::{
        Result,
        party::{self, Succession},
        person,
    },
};

type Roles = Vec<(PartyId, Role)>;

/// The audience in its stored form; nothing for one person whatever their roles.
pub(super) fn encode(audience: &Audience) -> std::result::Result<Option<String>, ContextError> {
    let Audience::Roles(roles) = audience else { return Ok(None) };
    let stored: Vec<(Uuid, &str)> = roles.iter().map(|(party, role)| (party.0, role.name())).collect();
    Ok(Some(serde_json::to_string(&stored)?))
}

pub(super) fn decode(stored: Option<&str>) -> std::result::Result<Roles, ContextError> {
    let Some(stored) = stored else { return Ok(Vec::new()) };
    let roles: Vec<(Uuid, String)> = serde_json::from_str(stored)?;
    Ok(roles.into_iter().filter_map(|(party, role)| Some((PartyId(party), Role::named(&role)?))).collect())
}

/// Whether a party is the one that is meant, or has taken its place, in however many steps.
pub(super) fn stands_for(party: PartyId, meant: PartyId, succession: &[Succession]) -> bool {
    let mut stands = vec![meant];
    for (ended, successor) in succession {
        if stands.contains(ended) {
            stands.push(*successor);
        }
    }
    stands.contains(&party)
}

/// Why a mail is not to be sent after all, if it is not: looked at when its turn has come.
pub(super) async fn not_to_send(
    connection: &impl ConnectionTrait,
    mail: &PendingMail,
    now: DateTime<Utc>,
) -> Result<Option<Skip>> {
    let Some(template) = Template::from_key(&mail.template) else { return Ok(None) };
    let person = person::by_ids(connection, &[mail.recipient]).await?.pop();
    let held = person::memberships(connection, &[mail.recipient]).await?;
    let parties: Vec<PartyId> = mail.audience.iter().map(|(party, _)| *party).collect();
    let succession = party::successors_of(connection, &parties, local_day(now)).await?;
    let roles = held.into_iter().flat_map(|(_, held)| stood_for(held, &mail.audience, &succession));
    let reader = Reader {
        active: person.as_ref().is_some_and(|person| person.active),
        joined: person.is_some_and(|person| person.password_hash.is_some()),
        roles: roles.collect(),
    };
    Ok(skipped(template, &mail.audience, &reader))
}

/// What a role counts as: at its own party, and at those of the audience whose place that has taken.
fn stood_for(held: Membership, audience: &[(PartyId, Role)], succession: &[Succession]) -> Roles {
    let meant = audience.iter().filter(|(party, _)| stands_for(held.party, *party, succession));
    meant.map(|(party, _)| (*party, held.role)).collect()
}
