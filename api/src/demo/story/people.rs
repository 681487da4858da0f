//! Parties and people: who is entered, who invites whom, and how they come by a password.

use chrono::TimeDelta;

use super::{
    case::{self, Case, Person, named},
    teller::{REQUEST, Teller, refused},
};
use crate::{
    commands::{
        Anybody, invitation, party,
        person::{self, Invitee},
    },
    demo::overbetuwe,
    domain::{
        notice::{SECRET_FACT, Template},
        party::{Identifiers, LegalForm, Participation, Registration},
        period::local_day,
        person::Locale,
    },
    policy::Role,
    storage::{self, outbox::Queue},
};

/// The password of everyone in the story.
pub const PASSWORD: &str = "drentsche-aa-2020";

/// Someone to sign in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The (invented) name.
    pub name: String,
    /// What to sign in with.
    pub email: String,
    /// What they do.
    pub role: Role,
    /// For which municipality or organisation, by name; nobody for the administrator of the platform.
    pub party: Option<String>,
}

/// Everyone in the story, in the order in which they came. The files they stand in are part of the program, and a
/// test reads them: if one could not be read there would be nobody of it.
pub fn people() -> Vec<SignIn> {
    let cases: Vec<Case> = case::read().into_iter().flatten().rev().chain(overbetuwe::case()).collect();
    let party = |key: &str| {
        let organisation = cases.iter().flat_map(|case| &case.organisations).find(|it| it.code == key);
        organisation.map_or_else(|| key.to_owned(), |it| it.name.clone())
    };
    let sign_in = |it: &Person| {
        let role = Role::named(&it.role)?;
        Some(SignIn { name: it.name.clone(), email: it.email.clone(), role, party: it.party.as_deref().map(party) })
    };
    // The case that the requests are about stands first: whoever looks for someone to be, looks there.
    cases.iter().flat_map(|case| &case.people).filter_map(sign_in).collect()
}

/// Makes the administrators of the platform.
pub async fn administrators(teller: &mut Teller<'_>, cases: &[Case]) -> anyhow::Result<()> {
    for it in cases.iter().flat_map(|case| &case.people).filter(|it| it.party.is_none()) {
        let created = person::create_administrator(teller.services, invitee(it)?).await;
        let (administrator, secret) = created.map_err(refused)?;
        person::choose_password(Anybody::here(teller.services, REQUEST), &secret, PASSWORD).await.map_err(refused)?;
        teller.seat(None, Role::PlatformAdmin, administrator.id);
    }
    Ok(())
}

/// Enters the parties, and brings everyone in.
pub async fn settle(teller: &mut Teller<'_>, case: &Case) -> anyhow::Result<()> {
    parties(teller, case).await?;
    for it in &case.people {
        if let Some(party) = &it.party {
            invite(teller, it, party).await?;
        }
    }
    Ok(())
}

async fn parties(teller: &mut Teller<'_>, case: &Case) -> anyhow::Result<()> {
    for it in &case.municipalities {
        let (database, today) = (&teller.services.database, local_day(teller.services.clock.now()));
        let known = storage::party::by_cbs_code(database, &it.cbs_code, today).await?;
        let party = if let Some(known) = known {
            known
        } else {
            let viewer = teller.viewer(None, Role::PlatformAdmin).await?;
            let asking = teller.asking(&viewer);
            party::register_municipality(asking, &it.name, &it.cbs_code, None).await.map_err(refused)?
        };
        teller.parties.insert(it.name.clone(), party.id);
    }
    for it in &case.organisations {
        let viewer = teller.viewer(None, Role::PlatformAdmin).await?;
        let asking = teller.asking(&viewer);
        let registration = Registration {
            name: it.name.clone(),
            code: it.code.clone(),
            legal_form: named(LegalForm::named, &it.legal_form)?,
            part_of: it.part_of.as_deref().map(|whole| teller.party(whole)).transpose()?,
            sector: None,
            category: it.category,
            identifiers: Identifiers::default(),
            valid_from: it.valid_from,
        };
        let party = party::register_organisation(asking, registration).await.map_err(refused)?;
        for municipality in &it.participants {
            let from = it.participants_from.unwrap_or(case.begins_on);
            let (organisation, municipality) = (party.id, teller.party(municipality)?);
            let wanted = Participation { organisation, municipality, from, to: None };
            party::add_participant(asking, wanted).await.map_err(refused)?;
        }
        teller.parties.insert(it.code.clone(), party.id);
    }
    Ok(())
}

/// A party's own administrator invites, and where there is none, the platform's.
async fn invite(teller: &mut Teller<'_>, it: &Person, party: &str) -> anyhow::Result<()> {
    let role = named(Role::named, &it.role)?;
    let viewer = if teller.seated(party, Role::PartyAdmin) {
        teller.viewer(Some(party), Role::PartyAdmin).await?
    } else {
        teller.viewer(None, Role::PlatformAdmin).await?
    };
    let invited = invitation::invite(teller.asking(&viewer), teller.party(party)?, role, invitee(it)?).await;
    let invited = invited.map_err(refused)?;
    let secret = open_invitation(teller, &invited.email).await?;
    person::choose_password(Anybody::here(teller.services, REQUEST), &secret, PASSWORD).await.map_err(refused)?;
    teller.seat(Some(party), role, invited.person);
    Ok(())
}

/// Takes the invitation out of the outbox, as the mail worker would, and hands it over: the secret in its link is
/// kept nowhere else.
async fn open_invitation(teller: &Teller<'_>, email: &str) -> anyhow::Result<String> {
    let queue = Queue::new(teller.services.database.pool().clone());
    let (now, lease) = (teller.services.clock.now(), teller.services.ids.next());
    let mut secret = None;
    for mail in queue.claim(now, now + TimeDelta::minutes(1), lease, 100).await? {
        if mail.template == Template::Invitation.key() && mail.address == email {
            secret = mail.facts.get(SECRET_FACT).cloned();
            queue.mark_sent(&mail, lease, now).await?;
        } else {
            queue.release(&mail, lease).await?;
        }
    }
    secret.ok_or_else(|| anyhow::anyhow!("no invitation for {email} in the outbox"))
}

fn invitee(it: &Person) -> anyhow::Result<Invitee> {
    let locale = named(Locale::named, &it.locale)?;
    Ok(Invitee { email: it.email.clone(), name: it.name.clone(), locale })
}
