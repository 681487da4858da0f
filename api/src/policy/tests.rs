//! Who may: the committed tables, and what must be true of every decision.

use super::*;
use crate::domain::{
    contract::Contract,
    ids::{PartyId, PersonId},
    refusal::Code,
    samples::{self, id, north, south, stranger, works},
};

mod deciding;
mod municipal;
mod showing;
mod sides;
mod telling;

/// A municipality that takes part in the contractor's joint body and is no client.
fn participant() -> PartyId {
    PartyId(id(6))
}

/// A municipality that became a client after the thing was there.
fn later() -> PartyId {
    PartyId(id(7))
}

/// The party that is that to a contract about the first client.
fn party(relation: Relation) -> PartyId {
    match relation {
        Relation::OwnClient => north().id,
        Relation::OtherClient => south().id,
        Relation::LaterClient => later(),
        Relation::Contractor => works().id,
        Relation::Participant => participant(),
        Relation::Stranger => stranger().id,
    }
}

fn viewer(held: &[(Role, PartyId)]) -> Viewer {
    Viewer {
        person: PersonId(id(90)),
        memberships: held.iter().map(|(role, party)| Membership { party: *party, role: *role }).collect(),
        platform_admin: false,
        participations: vec![(participant(), works().id)],
        locale: Locale::Nl,
    }
}

fn platform_admin() -> Viewer {
    Viewer { platform_admin: true, ..viewer(&[]) }
}

/// Something under a contract, about the first client.
fn scope(shown: Shown) -> Scope {
    let clients = vec![north().id, south().id];
    let joining_later = vec![later()];
    Scope::Contract { clients, joining_later, contractor: works().id, about: Some(north().id), shown }
}

fn every_shown() -> [(&'static str, Shown); 7] {
    [
        ("draft of the clients", Shown::ToClients),
        ("draft of the own client", Shown::ToClient(north().id)),
        ("draft of the other client", Shown::ToClient(south().id)),
        ("draft of the contractor", Shown::ToContractor),
        ("before all parties", Shown::ToParties),
        ("adopted, accepted, final", Shown::Public),
        ("what has no place here", Shown::ToNobody),
    ]
}

/// Each role with each relation.
fn everyone() -> impl Iterator<Item = (Role, Relation)> {
    Role::ALL.iter().flat_map(|role| Relation::ALL.iter().map(|relation| (*role, *relation)))
}

/// A row of a table: for each role the relations in which it holds.
fn row(name: &str, holds: impl Fn(Role, Relation) -> bool) -> Vec<String> {
    let cell = |role: Role| {
        let relations: Vec<&str> = Relation::ALL.iter().filter(|it| holds(role, **it)).map(|it| it.name()).collect();
        match relations.len() {
            0 => "-".to_owned(),
            all if all == Relation::ALL.len() => "any".to_owned(),
            _ => relations.join(", "),
        }
    };
    std::iter::once(name.to_owned()).chain(Role::ALL.iter().map(|role| cell(*role))).collect()
}

fn by_role(rows: impl Iterator<Item = Vec<String>>) -> String {
    let head = std::iter::once(String::new()).chain(Role::ALL.iter().map(ToString::to_string)).collect();
    samples::table(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
}

/// A committed table, beside the others.
fn printed(name: &str, table: &str) {
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, table);
    });
}

#[test]
fn who_may() {
    let rows = Action::ALL.iter().map(|action| row(action.name(), |role, relation| allows(*action, role, relation)));
    let legend = "The cell says what the party of the role must be to the thing. Under no contract, own client is the \
                  party itself and stranger is any other.";
    insta::assert_snapshot!("who_may", format!("{legend}\n\n{}", by_role(rows)));
}

#[test]
fn who_sees() {
    let rows = every_shown()
        .into_iter()
        .map(|(name, shown)| row(name, |role, relation| readable(&viewer(&[(role, party(relation))]), &scope(shown))));
    let legend = "The cell says what the party of the role must be to the contract. For all others the thing does not \
                  exist.";
    insta::assert_snapshot!("who_sees", format!("{legend}\n\n{}", by_role(rows)));
}
