//! People and roles: inviting, accepting, ending, and choosing a new password.

use chrono::TimeDelta;

use super::{
    account::address,
    act::{Act, CommandError, Done, Services, announce, not_found},
    contract::{Asking, taken},
};
use crate::{
    auth::{
        password::Password,
        secret::SecretToken,
        throttle::{Attempt, RetryAfter},
    },
    clock::IdSource,
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        ids::{PartyId, PersonId},
        notice::{Audience, Notice, SECRET_FACT, Template},
        person::{Locale, Role},
        refusal::{Code, Refusal},
        text,
    },
    policy::{self, Action, Membership, Scope},
    storage::{
        self, Unit,
        person::{Link, LinkPurpose, Person},
    },
};

/// How long an invitation is good.
const INVITATION_DAYS: i64 = 14;
/// How long a link to choose a new password is good.
const RESET_HOURS: i64 = 2;

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

/// Asks a person to join a party in a role. Someone who is known already gets the role at once.
pub async fn invite(asking: Asking<'_>, party: PartyId, role: Role, invitee: Invitee) -> Done<Person> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::InvitePerson, &Scope::Parties(vec![party]), "partyId")?;
    check_role(&act, party, role).await?;
    let mut no = Vec::new();
    let name = text::name(&invitee.name, "name", &mut no);
    let email = check_email(&invitee.email, &mut no);
    if !no.is_empty() {
        return Err(no.into());
    }
    let known = storage::person::by_email(act.unit.connection(), &email).await?;
    let mut notices = Vec::new();
    let person = if let Some(person) = known {
        person
    } else {
        let id = PersonId(act.unit.new_id());
        let locale = invitee.locale;
        let person = Person { id, email, name, locale, password_hash: None, platform_admin: false, active: true };
        taken(storage::person::insert(act.unit.connection(), &person).await, "email")?;
        person
    };
    if person.password_hash.is_none() {
        let valid = TimeDelta::days(INVITATION_DAYS);
        notices.push(send_link(&act.unit, act.ids(), person.id, LinkPurpose::Invitation, act.by.at + valid).await?);
    }
    let held = Membership { party, role };
    storage::person::grant(act.unit.connection(), act.unit.new_id(), person.id, held).await?;
    let facts = Facts::from([
        ("email".into(), person.email.clone()),
        ("name".into(), person.name.clone()),
        (format!("roles/{}", party.0), role.to_string()),
    ]);
    let event = Event::new(EventKind::PersonInvited, SubjectKind::Person, person.id.0, &Facts::new(), &facts);
    act.commit(permit, event.telling(notices)).await?;
    Ok(person)
}

async fn check_role(act: &Act<'_>, party: PartyId, role: Role) -> Done<()> {
    let found = storage::party::by_ids(act.unit.connection(), &[party]).await?;
    let party = found.first().ok_or_else(|| not_found("partyId"))?;
    let fits = if party.is_municipality() { role.municipal() } else { role.executing() };
    if fits { Ok(()) } else { Err(Refusal::at(Code::RoleDoesNotFit, ["role"]).into()) }
}

/// An address has something on both sides of one "@", a dot in its domain, and nothing that breaks mail.
fn check_email(email: &str, no: &mut Vec<Refusal>) -> String {
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

/// Makes a link and the mail that carries it; the secret itself is kept nowhere but in that mail.
async fn send_link(
    unit: &Unit,
    ids: &IdSource,
    person: PersonId,
    purpose: LinkPurpose,
    expires_at: chrono::DateTime<chrono::Utc>,
) -> Done<Notice> {
    let secret = SecretToken::new(ids.secret());
    let link = Link { id: unit.new_id(), person, purpose, expires_at };
    storage::person::insert_link(unit.connection(), &link, &secret.hash()).await?;
    let (template, path) = match purpose {
        LinkPurpose::Invitation => (Template::Invitation, "invitation"),
        LinkPurpose::PasswordReset => (Template::PasswordReset, "password-reset"),
    };
    let facts = crate::domain::notice::Facts::from([(SECRET_FACT, secret.text())]);
    Ok(Notice { template, audience: Audience::Person(person), facts, due_on: None, path: path.to_owned() })
}

/// Ends a person's role at a party.
pub async fn end_role(asking: Asking<'_>, person: PersonId, held: Membership) -> Done<Person> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::EndRole, &Scope::Parties(vec![held.party]), "partyId")?;
    if !storage::person::end_role(act.unit.connection(), person, held, act.by.at).await? {
        return Err(not_found("personId"));
    }
    let found = storage::person::by_ids(act.unit.connection(), &[person]).await?;
    let found = found.into_iter().next().ok_or_else(|| not_found("personId"))?;
    let before = Facts::from([(format!("roles/{}", held.party.0), held.role.to_string())]);
    let event = Event::new(EventKind::RoleEnded, SubjectKind::Person, person.0, &before, &Facts::new());
    act.commit(permit, event).await?;
    Ok(found)
}

/// Sends a link to choose a new password, if the address is known; the answer is the same if it is not.
pub async fn request_password_reset(services: &Services, email: &str, request_id: &str) -> Done<()> {
    let email = address(email);
    services
        .throttle
        .check(Attempt::Account(&email))
        .map_err(|RetryAfter { seconds, .. }| CommandError::TooManyAttempts { retry_after_seconds: seconds })?;
    let now = services.clock.now();
    let unit = services.unit(now, request_id).await?;
    let found = storage::person::by_email(unit.connection(), &email).await?;
    let Some(person) = found.filter(|person| person.active) else { return Ok(()) };
    let until = now + TimeDelta::hours(RESET_HOURS);
    let notice = send_link(&unit, &services.ids, person.id, LinkPurpose::PasswordReset, until).await?;
    let kind = EventKind::PasswordResetRequested;
    let event = Event::new(kind, SubjectKind::Person, person.id.0, &Facts::new(), &Facts::new()).telling(vec![notice]);
    announce(services, unit.commit(policy::link_holder(person.id), event).await?);
    Ok(())
}

/// Chooses a password with a link received by mail. A new password signs the person out everywhere.
pub async fn choose_password(services: &Services, token: &str, password: &str, request_id: &str) -> Done<Person> {
    let invalid = || CommandError::from(Refusal::at(Code::LinkInvalid, ["token"]));
    let secret = SecretToken::parse(token).ok_or_else(invalid)?;
    let password = Password::new(password.to_owned());
    if services.passwords.policy().check(&password).is_err() {
        return Err(Refusal::at(Code::WeakPassword, ["password"]).into());
    }
    // Hashing takes long on purpose: do it before the transaction opens, and only for a link that is there.
    if !storage::person::link_exists(&services.database, &secret.hash(), services.clock.now()).await? {
        return Err(invalid());
    }
    let hash = services.passwords.hash(password).await.map_err(|error| CommandError::Auth(error.to_string()))?;
    let now = services.clock.now();
    let unit = services.unit(now, request_id).await?;
    let link = storage::person::use_link(unit.connection(), &secret.hash(), now).await?.ok_or_else(invalid)?;
    storage::person::set_password(unit.connection(), link.person, &hash).await?;
    storage::session::end_all(unit.connection(), link.person, now).await?;
    let found = storage::person::by_ids(unit.connection(), &[link.person]).await?;
    let person = found.into_iter().next().ok_or_else(invalid)?;
    let kind = match link.purpose {
        LinkPurpose::Invitation => EventKind::InvitationAccepted,
        LinkPurpose::PasswordReset => EventKind::PasswordChanged,
    };
    // That there is a new password is a fact; the password is not.
    let after = Facts::from([("passwordChosenAt".into(), now.to_rfc3339())]);
    let event = Event::new(kind, SubjectKind::Person, person.id.0, &Facts::new(), &after);
    announce(services, unit.commit(policy::link_holder(person.id), event).await?);
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
    let person = Person { id, email, name, locale, password_hash: None, platform_admin: true, active: true };
    taken(storage::person::insert(unit.connection(), &person).await, "email")?;
    let secret = SecretToken::new(services.ids.secret());
    let expires_at = now + TimeDelta::days(INVITATION_DAYS);
    let link = Link { id: unit.new_id(), person: id, purpose: LinkPurpose::Invitation, expires_at };
    storage::person::insert_link(unit.connection(), &link, &secret.hash()).await?;
    let after = Facts::from([("email".into(), person.email.clone()), ("platformAdmin".into(), "true".into())]);
    let event = Event::new(EventKind::AdministratorCreated, SubjectKind::Person, id.0, &Facts::new(), &after);
    announce(services, unit.commit(policy::operator(Action::InvitePerson), event).await?);
    Ok((person, secret.text()))
}
