//! The mail that follows from inviting people, from their roles, and from forgotten passwords.

use super::{Audience, Facts, Notice, SECRET_FACT, Template, contracting::at};
use crate::domain::{ids::PersonId, invitation::Invitation, party::Party, person::Role};

/// Who at a party is told that somebody gave themselves a role there, and reads it in the party's trail.
pub const WATCHING: [Role; 3] = [Role::PartyAdmin, Role::PortfolioHolder, Role::Director];

/// To whoever is invited. A new person chooses a password with the secret, and so accepts; who has a password signs in
/// to answer, and gets a link without a secret: what was forwarded by mistake accepts nothing.
pub fn invited(it: &Invitation, party: &Party, secret: Option<String>) -> Notice {
    let (template, path) = match secret {
        Some(_) => (Template::Invitation, "invitation".to_owned()),
        None => (Template::RoleOffered, format!("invitations/{}", it.id.0)),
    };
    let mut facts = about(it, party);
    facts.extend(secret.map(|secret| (SECRET_FACT, secret)));
    Notice { template, audience: Audience::Person(it.person), facts, due_on: None, path }
}

/// To whoever forgot their password.
pub fn reset(person: PersonId, secret: String) -> Notice {
    let facts = Facts::from([(SECRET_FACT, secret)]);
    let path = "password-reset".to_owned();
    Notice { template: Template::PasswordReset, audience: Audience::Person(person), facts, due_on: None, path }
}

/// To the others who watch over the party: somebody took a role that they had given to themselves.
pub fn taken(it: &Invitation, party: &Party, actor: &str) -> Notice {
    let mut facts = about(it, party);
    facts.insert("actor", actor.to_owned());
    let audience = at(&[party.id], &WATCHING);
    let path = format!("parties/{}/trail", party.id.0);
    Notice { template: Template::RoleGivenToOneself, audience, facts, due_on: None, path }
}

fn about(it: &Invitation, party: &Party) -> Facts {
    Facts::from([("party", party.name.clone()), ("role", it.role.to_string())])
}
