//! Entering municipalities and organisations, who takes part in which, and who belongs to which category.

mod membership;

use chrono::NaiveDate;

pub use membership::{add_category_member, add_participant, end_category_membership, end_participation};

use super::{
    act::{Done, check_version, not_found, saved},
    contract::{Asking, taken},
};
use crate::{
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        ids::PartyId,
        party::{self, Identifiers, Party, Registration},
    },
    policy::{Action, Scope},
    storage,
};

/// Enters a municipality.
pub async fn register_municipality(
    asking: Asking<'_>,
    name: &str,
    cbs_code: &str,
    valid_from: Option<NaiveDate>,
) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::RegisterMunicipality, &Scope::Platform, "name")?;
    storage::hold::register(act.unit.connection()).await?;
    let same_code = storage::party::with_cbs_code(act.unit.connection(), cbs_code).await?;
    let party = party::municipality(PartyId(act.unit.new_id()), name, cbs_code, valid_from, &same_code)?;
    act.unit.brings(party.id.0);
    taken(storage::party::insert(act.unit.connection(), &party).await, "cbsCode")?;
    act.commit(permit, registered(EventKind::MunicipalityRegistered, &party, None)).await?;
    Ok(party)
}

/// Enters an executing organisation.
pub async fn register_organisation(asking: Asking<'_>, registration: Registration) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::RegisterOrganisation, &Scope::Platform, "name")?;
    let connection = act.unit.connection();
    let whole: Vec<PartyId> = registration.part_of.into_iter().collect();
    let whole = act.parties(&whole).await?.pop();
    storage::hold::register(connection).await?;
    let same = storage::party::identified(connection, &registration.identifiers).await?;
    let party = party::organisation(PartyId(act.unit.new_id()), registration, whole.as_ref(), &same)?;
    act.unit.brings(party.id.0);
    taken(storage::party::insert(connection, &party).await, "code")?;
    act.commit(permit, registered(EventKind::OrganisationRegistered, &party, whole.as_ref())).await?;
    Ok(party)
}

fn registered(kind: EventKind, party: &Party, whole: Option<&Party>) -> Event {
    let facts = party::facts(party, whole.map(|whole| whole.name.as_str()));
    Event::new(kind, SubjectKind::Party, party.id.0, &Facts::new(), &facts)
}

/// Writes down the numbers of a party in public registers, in place of those it had.
pub async fn identify(asking: Asking<'_>, id: PartyId, expected: i64, identifiers: Identifiers) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::IdentifyParty, &Scope::Platform, "partyId")?;
    let connection = act.unit.connection();
    let party = act.held_parties(&[id]).await?.pop().ok_or_else(|| not_found("partyId"))?;
    check_version(party.version, expected)?;
    storage::hold::register(connection).await?;
    let same = storage::party::identified(connection, &identifiers).await?;
    let identified = party::identify(&party, identifiers, &same)?;
    saved(storage::party::save(connection, &identified).await?)?;
    let (before, after) = (party::facts(&party, None), party::facts(&identified, None));
    let event = Event::new(EventKind::PartyIdentified, SubjectKind::Party, id.0, &before, &after);
    act.commit(permit, event).await?;
    Ok(identified)
}
