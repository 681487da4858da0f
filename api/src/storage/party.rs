//! Municipalities, organisations and who takes part in which.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::{participation, party};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::ExprTrait,
};
use uuid::Uuid;

use super::error::{Error, Result};
use crate::domain::{
    ids::PartyId,
    party::{Participation, Party, PartyKind, PartyRef},
};

/// The parties with these ids, in no order.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[PartyId]) -> Result<Vec<Party>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = party::Entity::find().filter(party::Column::Id.is_in(ids.iter().map(|id| id.0))).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// The names of these parties.
pub(super) async fn names(connection: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<Names> {
    let ids: std::collections::BTreeSet<Uuid> = ids.into_iter().collect();
    let rows: Vec<(Uuid, String)> = party::Entity::find()
        .select_only()
        .columns([party::Column::Id, party::Column::Name])
        .filter(party::Column::Id.is_in(ids))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(Names(rows.into_iter().collect()))
}

/// Parties by name.
pub(super) struct Names(BTreeMap<Uuid, String>);

impl Names {
    /// The party by name; a foreign key guarantees that it is there.
    pub(super) fn of(&self, id: Uuid) -> Result<PartyRef> {
        let name = self.0.get(&id).ok_or(Error::Inconsistent { place: "party.id", id })?;
        Ok(PartyRef { id: PartyId(id), name: name.clone() })
    }
}

/// A page of municipalities or organisations by name, and how many there are.
pub async fn page(
    connection: &impl ConnectionTrait,
    municipalities: bool,
    after: Option<(String, PartyId)>,
    limit: u64,
) -> Result<(Vec<Party>, u64)> {
    let kind = if municipalities { MUNICIPALITY } else { ORGANISATION };
    let all = party::Entity::find().filter(party::Column::Kind.eq(kind));
    let count = all.clone().count(connection).await?;
    let mut page = all.order_by_asc(party::Column::Name).order_by_asc(party::Column::Id).limit(limit);
    if let Some((name, id)) = after {
        let same = party::Column::Name.eq(name.as_str()).and(party::Column::Id.gt(id.0));
        page = page.filter(party::Column::Name.gt(name).or(same));
    }
    let parties = page.all(connection).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    Ok((parties, count))
}

/// The municipality with that CBS code.
pub async fn by_cbs_code(connection: &impl ConnectionTrait, code: &str) -> Result<Option<Party>> {
    party::Entity::find().filter(party::Column::CbsCode.eq(code)).one(connection).await?.map(read).transpose()
}

/// Keeps a new party.
pub async fn insert(connection: &impl ConnectionTrait, party: &Party) -> Result<()> {
    let (kind, code, cbs_code, legal_form) = match &party.kind {
        PartyKind::Municipality { cbs_code } => (MUNICIPALITY, None, Some(cbs_code.clone()), None),
        PartyKind::Organisation { code, legal_form } => {
            (ORGANISATION, Some(code.clone()), None, Some(legal_form.clone()))
        }
    };
    let row = party::Model {
        id: party.id.0,
        kind: kind.to_owned(),
        code,
        name: party.name.clone(),
        cbs_code,
        legal_form,
        valid_from: party.valid_from,
        valid_to: party.valid_to,
        successor_id: party.successor.map(|id| id.0),
        version: party.version,
    };
    party::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps a new participation.
pub async fn insert_participation(connection: &impl ConnectionTrait, id: Uuid, it: &Participation) -> Result<()> {
    let row = participation::Model {
        id,
        organisation_id: it.organisation.0,
        municipality_id: it.municipality.0,
        valid_from: it.from,
        valid_to: it.to,
    };
    participation::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The participations in these organisations, or of these municipalities, on a day.
pub async fn participations(
    connection: &impl ConnectionTrait,
    organisations: &[PartyId],
    municipalities: &[PartyId],
    today: NaiveDate,
) -> Result<Vec<Participation>> {
    let any = participation::Column::OrganisationId
        .is_in(organisations.iter().map(|id| id.0))
        .or(participation::Column::MunicipalityId.is_in(municipalities.iter().map(|id| id.0)));
    let running = participation::Column::ValidTo.is_null().or(participation::Column::ValidTo.gte(today));
    let rows = participation::Entity::find()
        .filter(any)
        .filter(participation::Column::ValidFrom.lte(today))
        .filter(running)
        .all(connection)
        .await?;
    let read = |row: participation::Model| Participation {
        organisation: PartyId(row.organisation_id),
        municipality: PartyId(row.municipality_id),
        from: row.valid_from,
        to: row.valid_to,
    };
    Ok(rows.into_iter().map(read).collect())
}

const MUNICIPALITY: &str = "MUNICIPALITY";
const ORGANISATION: &str = "ORGANISATION";

fn read(row: party::Model) -> Result<Party> {
    let missing = |place| Error::Inconsistent { place, id: row.id };
    let kind = match row.kind.as_str() {
        MUNICIPALITY => {
            PartyKind::Municipality { cbs_code: row.cbs_code.clone().ok_or_else(|| missing("party.cbs_code"))? }
        }
        ORGANISATION => PartyKind::Organisation {
            code: row.code.clone().ok_or_else(|| missing("party.code"))?,
            legal_form: row.legal_form.clone().ok_or_else(|| missing("party.legal_form"))?,
        },
        _ => return Err(missing("party.kind")),
    };
    Ok(Party {
        id: PartyId(row.id),
        name: row.name,
        kind,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        successor: row.successor_id.map(PartyId),
        version: row.version,
    })
}
