//! Entering municipalities, organisations and who takes part in which.

use chrono::NaiveDate;

use super::{
    act::{Done, not_found},
    contract::{Asking, taken},
};
use crate::{
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        ids::PartyId,
        party::{self, Participation, Party, PartyKind},
        refusal::{Code, Refusal},
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
    let party = party::municipality(PartyId(act.unit.new_id()), name, cbs_code, valid_from)?;
    taken(storage::party::insert(act.unit.connection(), &party).await, "cbsCode")?;
    act.commit(permit, registered(EventKind::MunicipalityRegistered, &party)).await?;
    Ok(party)
}

/// Enters an executing organisation.
pub async fn register_organisation(asking: Asking<'_>, name: &str, code: &str, legal_form: &str) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::RegisterOrganisation, &Scope::Platform, "name")?;
    let party = party::organisation(PartyId(act.unit.new_id()), name, code, legal_form)?;
    taken(storage::party::insert(act.unit.connection(), &party).await, "code")?;
    act.commit(permit, registered(EventKind::OrganisationRegistered, &party)).await?;
    Ok(party)
}

fn registered(kind: EventKind, party: &Party) -> Event {
    let mut facts = Facts::from([("name".into(), party.name.clone())]);
    match &party.kind {
        PartyKind::Municipality { cbs_code } => facts.insert("cbsCode".into(), cbs_code.clone()),
        PartyKind::Organisation { code, legal_form } => {
            facts.insert("code".into(), code.clone());
            facts.insert("legalForm".into(), legal_form.clone())
        }
    };
    Event::new(kind, SubjectKind::Party, party.id.0, &Facts::new(), &facts)
}

/// Lets a municipality take part in a joint body from a day.
pub async fn add_participant(
    asking: Asking<'_>,
    organisation: PartyId,
    municipality: PartyId,
    from: NaiveDate,
) -> Done<Party> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::AddParticipant, &Scope::Platform, "organisationId")?;
    let parties = storage::party::by_ids(act.unit.connection(), &[organisation, municipality]).await?;
    let find = |id: PartyId, municipal: bool, field: &str| -> Done<&Party> {
        let party = parties.iter().find(|party| party.id == id).ok_or_else(|| not_found(field))?;
        if party.is_municipality() == municipal {
            Ok(party)
        } else {
            Err(Refusal::at(Code::WrongParty, [field]).into())
        }
    };
    let body = find(organisation, false, "organisationId")?;
    let participant = find(municipality, true, "municipalityId")?;
    let participation = Participation { organisation, municipality, from, to: None };
    let inserted = storage::party::insert_participation(act.unit.connection(), act.unit.new_id(), &participation).await;
    taken(inserted, "municipalityId")?;
    let facts = Facts::from([(format!("participants/{}", participant.name), format!("from {from}"))]);
    let event = Event::new(EventKind::ParticipantAdded, SubjectKind::Party, organisation.0, &Facts::new(), &facts);
    let body = body.clone();
    act.commit(permit, event).await?;
    Ok(body)
}
