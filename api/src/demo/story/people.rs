//! Parties and people: who is entered, who invites whom, and how they come by a password.

use chrono::TimeDelta;

use super::{
    case::{self, Case, Person, named},
    teller::{REQUEST, Teller, refused},
};
use crate::{
    commands::{
        party,
        person::{self, Invitee},
    },
    domain::{
        notice::{SECRET_FACT, Template},
        person::Locale,
    },
    policy::Role,
    storage::outbox::Queue,
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

/// Everyone in the story, in the order in which they came. The file they stand in is part of the program, and a
/// test reads it: if it could not be read there would be nobody.
pub fn people() -> Vec<SignIn> {
    let Ok(case) = case::read() else { return Vec::new() };
    let party = |key: &str| {
        let organisation = case.organisations.iter().find(|it| it.code == key);
        organisation.map_or_else(|| key.to_owned(), |it| it.name.clone())
    };
    let sign_in = |it: &Person| {
        let role = Role::named(&it.role)?;
        Some(SignIn { name: it.name.clone(), email: it.email.clone(), role, party: it.party.as_deref().map(party) })
    };
    case.people.iter().filter_map(sign_in).collect()
}

/// Makes the administrator, enters the parties, and brings everyone in.
pub async fn settle(teller: &mut Teller<'_>, case: &Case) -> anyhow::Result<()> {
    for it in case.people.iter().filter(|it| it.party.is_none()) {
        let created = person::create_administrator(teller.services, invitee(it)?).await;
        let (administrator, secret) = created.map_err(refused)?;
        person::choose_password(teller.services, &secret, PASSWORD, REQUEST).await.map_err(refused)?;
        teller.seat(None, Role::PlatformAdmin, administrator.id);
    }
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
        let viewer = teller.viewer(None, Role::PlatformAdmin).await?;
        let asking = teller.asking(&viewer);
        let party = party::register_municipality(asking, &it.name, &it.cbs_code, None).await.map_err(refused)?;
        teller.parties.insert(it.name.clone(), party.id);
    }
    for it in &case.organisations {
        let viewer = teller.viewer(None, Role::PlatformAdmin).await?;
        let asking = teller.asking(&viewer);
        let party = party::register_organisation(asking, &it.name, &it.code, &it.legal_form).await.map_err(refused)?;
        for municipality in &it.participants {
            let from = it.participants_from.unwrap_or(case.begins_on);
            let municipality = teller.party(municipality)?;
            party::add_participant(asking, party.id, municipality, from).await.map_err(refused)?;
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
    let invited = person::invite(teller.asking(&viewer), teller.party(party)?, role, invitee(it)?).await;
    let invited = invited.map_err(refused)?;
    let secret = open_invitation(teller, &invited.email).await?;
    person::choose_password(teller.services, &secret, PASSWORD, REQUEST).await.map_err(refused)?;
    teller.seat(Some(party), role, invited.id);
    Ok(())
}

/// Takes the invitation out of the outbox, as the mail worker would, and hands it over: the secret in its link is
/// kept nowhere else.
async fn open_invitation(teller: &Teller<'_>, email: &str) -> anyhow::Result<String> {
    let queue = Queue::new(teller.services.database.clone());
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
