//! People and roles: ending them, and choosing a new password.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{
    account::address,
    act::{Anybody, CommandError, Done, Services, announce, not_found},
    contract::{Asking, taken},
    door,
    invitation::accept_by_link,
    limit::{self, Limit},
};
use crate::{
    auth::{password::Password, secret::SecretToken, withdrawal::Withdrawn},
    clock::IdSource,
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        ids::PersonId,
        invitation,
        notice::people,
        person::Locale,
        refusal::{Code, Refusal},
        text,
    },
    policy::{self, Action, Membership},
    storage::{
        self, Unit,
        link::{Link, LinkPurpose},
        person::Person,
        reset::ResetRequest,
    },
};

/// How long a link to choose a new password is good.
const RESET_HOURS: i64 = 2;
/// How many links one address may ask for in an hour, whether anybody has it or not.
const MOST_RESETS: usize = 3;
/// How many requests are read at once.
const RESETS_AT_ONCE: u64 = 100;

/// Who is invited.
#[derive(Debug, Clone)]
pub struct Invitee {
    /// Where the invitation goes; also what one signs in with.
    pub email: String,
    /// The name.
    pub name: String,
    /// The language they read.
    pub locale: Locale,
}

/// An address has something on both sides of one "@", a dot in its domain, and nothing that breaks mail.
pub(super) fn check_email(email: &str, no: &mut Vec<Refusal>) -> String {
    let email = address(email);
    let shaped = email.split_once('@').is_some_and(|(local, domain)| {
        let labels_filled = domain.split('.').all(|label| !label.is_empty());
        !local.is_empty() && domain.contains('.') && labels_filled && !domain.contains('@')
    });
    let plain = email.chars().all(|c| c.is_ascii_graphic() && !"<>()[]\\,;:\"".contains(c));
    if !shaped || !plain || email.len() > 254 {
        no.push(Refusal::at(Code::BadEmail, ["email"]));
    }
    email
}

/// Makes a link; the secret itself is kept nowhere but in the mail that carries it.
pub(super) async fn link(
    unit: &Unit,
    ids: &IdSource,
    person: &Person,
    purpose: LinkPurpose,
    expires_at: DateTime<Utc>,
) -> Done<(Uuid, SecretToken)> {
    let secret = SecretToken::new(ids.secret());
    let link = Link { id: unit.new_id(), person: person.id, person_version: person.version, purpose, expires_at };
    storage::link::insert(unit.connection(), &link, &secret.hash()).await?;
    Ok((link.id, secret))
}

/// Ends a person's role at a party, and takes back what would give it to them again.
pub async fn end_role(asking: Asking<'_>, person: PersonId, held: Membership) -> Done<Person> {
    let act = asking.begin().await?;
    let permit = act.permit_at(Action::EndRole, held.party, "partyId").await?;
    let connection = act.unit.connection();
    // In this order: an invitation that is accepted at this very moment has become a role by the time that one is ended.
    storage::invitation::withdraw(connection, person, held, act.by.at).await?;
    if !storage::person::end_role(connection, person, held, act.by.at).await? {
        return Err(not_found("personId"));
    }
    let found = storage::person::by_ids(connection, &[person]).await?;
    let found = found.into_iter().next().ok_or_else(|| not_found("personId"))?;
    let before = Facts::from([(format!("roles/{}", held.role), found.email.clone())]);
    let event = Event::new(EventKind::RoleEnded, SubjectKind::Party, held.party.0, &before, &Facts::new());
    act.giving(person.0).commit(permit, event).await?;
    // The event happened to the party; the right was the person's.
    asking.services.withdrawals.tell(Withdrawn::Rights(person));
    Ok(found)
}

/// Takes a request for a link to choose another password. Nobody is looked up here: the answer, the statements and what
/// they write are the same whether the address is known or not. See [`answer_reset_requests`].
pub async fn request_password_reset(who: Anybody<'_>, email: &str) -> Done<()> {
    let Anybody { services, request_id, .. } = who;
    limit::count(services, Limit::MailPerAddress(who.address)).await?;
    let (now, hour) = (services.clock.now(), TimeDelta::hours(1));
    let it = ResetRequest { id: services.ids.next(), address: address(email), request_id: request_id.to_owned() };
    let full = storage::reset::record(&services.database, &it, now, now - hour, MOST_RESETS).await?;
    if let Some(oldest) = full {
        let seconds = u64::try_from((oldest + hour - now).num_seconds()).unwrap_or_default();
        return Err(CommandError::TooManyAttempts { retry_after_seconds: seconds.max(1) });
    }
    services.resets.notify_one();
    Ok(())
}

/// Looks into the requests for another password that wait: who has a password and may sign in is sent a link. One that
/// cannot be looked into holds up no other.
pub async fn answer_reset_requests(services: &Services) -> Done<()> {
    let mut failed = Ok(());
    loop {
        let waiting = storage::reset::waiting(&services.database, RESETS_AT_ONCE).await?;
        for it in &waiting {
            failed = answer_reset_request(services, it).await.and(failed);
        }
        // What failed waits on, and would only be read again now.
        if failed.is_err() || u64::try_from(waiting.len()).is_ok_and(|read| read < RESETS_AT_ONCE) {
            break;
        }
    }
    storage::reset::forget(&services.database, services.clock.now() - TimeDelta::hours(1)).await?;
    failed
}

async fn answer_reset_request(services: &Services, it: &ResetRequest) -> Done<()> {
    let now = services.clock.now();
    let found = storage::person::by_email(&services.database, &it.address).await?;
    let Some(person) = found.filter(|person| person.active && person.password_hash.is_some()) else {
        storage::reset::handled(&services.database, it.id, now).await?;
        return Ok(());
    };
    let unit = services.unit(now, &it.request_id).await?;
    // Another process may have been first.
    if !storage::reset::handled(unit.connection(), it.id, now).await? {
        return Ok(());
    }
    let until = now + TimeDelta::hours(RESET_HOURS);
    let (_, secret) = link(&unit, &services.ids, &person, LinkPurpose::PasswordReset, until).await?;
    let kind = EventKind::PasswordResetRequested;
    let event = Event::new(kind, SubjectKind::Person, person.id.0, &Facts::new(), &Facts::new());
    let event = event.telling(vec![people::reset(person.id, secret.text())]);
    announce(services, unit.commit(policy::link_holder(person.id), event).await?);
    Ok(())
}

/// Chooses a password with a link received by mail, and accepts the role that it offers, if it does. A new password signs
/// the person out everywhere and voids every other link.
pub async fn choose_password(who: Anybody<'_>, token: &str, password: &str) -> Done<Person> {
    let Anybody { services, request_id, .. } = who;
    let invalid = || CommandError::from(Refusal::at(Code::LinkInvalid, ["token"]));
    let secret = SecretToken::parse(token).ok_or_else(invalid)?;
    let password = Password::new(password.to_owned());
    if services.passwords.policy().check(&password).is_err() {
        return Err(Refusal::at(Code::WeakPassword, ["password"]).into());
    }
    // Hashing takes long on purpose: do it before the transaction opens, and only for a link that is there.
    storage::link::usable(&services.database, &secret.hash(), services.clock.now()).await?.ok_or_else(invalid)?;
    let place = services.passwords.place(door::line(who, None))?;
    let hash = services.passwords.hash(place, password).await?;
    let now = services.clock.now();
    let unit = services.unit(now, request_id).await?;
    let link = storage::link::usable(unit.connection(), &secret.hash(), now).await?.ok_or_else(invalid)?;
    let connection = unit.connection();
    let offered = storage::invitation::of_link(connection, link.id).await?;
    // Before anything is written: whoever ends roles there holds the party first as well.
    unit.hold_parties(&offered.iter().map(|it| it.party).collect::<Vec<_>>()).await?;
    let name = offered.first().map(|it| it.name.as_str());
    // Two links at once: the second finds the version moved on. The same link at once: so it does.
    let first = storage::person::set_password(connection, link.person, link.person_version, &hash, name).await?;
    if !first || !storage::link::use_up(connection, link.id, now).await? {
        return Err(invalid());
    }
    let found = storage::person::by_ids(connection, &[link.person]).await?;
    let person = found.into_iter().next().ok_or_else(invalid)?;
    door::forget(services, connection, &person.email).await?;
    door::remember(services, connection, &person.email, who.address).await?;
    // That there is a new password is a fact; the password is not.
    let after = Facts::from([("passwordChosenAt".into(), now.to_rfc3339())]);
    let event = Event::new(EventKind::PasswordChanged, SubjectKind::Person, person.id.0, &Facts::new(), &after);
    let accepted = accept_by_link(&unit, offered, now).await.map_err(|error| match error {
        CommandError::Refused(_) => invalid(),
        other => other,
    })?;
    for recorded in unit.commit_all(policy::link_holder(person.id), event, accepted).await? {
        announce(services, recorded);
    }
    Ok(person)
}

/// Makes an administrator of the platform, with a link to choose a password: for the operator at the machine.
///
/// Gives the link's secret, which is shown once.
pub async fn create_administrator(services: &Services, invitee: Invitee) -> Done<(Person, String)> {
    let now = services.clock.now();
    let unit = services.unit(now, "command line").await?;
    let mut no = Vec::new();
    let name = text::name(&invitee.name, "name", &mut no);
    let email = check_email(&invitee.email, &mut no);
    if !no.is_empty() {
        return Err(no.into());
    }
    let id = PersonId(unit.new_id());
    let locale = invitee.locale;
    let person =
        Person { id, email, name, locale, password_hash: None, platform_admin: true, active: true, version: 1 };
    taken(storage::person::insert(unit.connection(), &person).await, "email")?;
    let expires_at = invitation::expiry(now);
    let (_, secret) = link(&unit, &services.ids, &person, LinkPurpose::Invitation, expires_at).await?;
    let after = Facts::from([("email".into(), person.email.clone()), ("platformAdmin".into(), "true".into())]);
    let event = Event::new(EventKind::AdministratorCreated, SubjectKind::Person, id.0, &Facts::new(), &after);
    announce(services, unit.commit(policy::operator(Action::InvitePerson), event).await?);
    Ok((person, secret.text()))
}
