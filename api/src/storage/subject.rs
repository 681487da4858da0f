//! Where the things stand that events of a trail are about: in which year, whose, on which contract.

use std::collections::HashMap;

use entities::{attachment, report, review, target_set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::error::Result;
use crate::domain::{
    event::SubjectKind,
    ids::{ContractId, CycleId, PartyId},
};

/// Where a thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a year; the client's whose it is, where it is one client's.
    Year(CycleId, Option<PartyId>),
    /// On a contract or an amendment.
    Contract(ContractId),
}

/// The places of those of the things that are still there: one statement for each kind of thing among them.
pub async fn places(connection: &impl ConnectionTrait, things: &[(SubjectKind, Uuid)]) -> Result<HashMap<Uuid, Place>> {
    let of =
        |kind: SubjectKind| -> Vec<Uuid> { things.iter().filter(|(it, _)| *it == kind).map(|(_, id)| *id).collect() };
    let mut places = HashMap::new();
    places.extend(of(SubjectKind::AnnualCycle).into_iter().map(|id| (id, Place::Year(CycleId(id), None))));
    places.extend(of(SubjectKind::Contract).into_iter().map(|id| (id, Place::Contract(ContractId(id)))));
    let sets = of(SubjectKind::TargetSet);
    if !sets.is_empty() {
        let columns = [target_set::Column::Id, target_set::Column::CycleId, target_set::Column::MunicipalityId];
        let found = target_set::Entity::find().select_only().columns(columns);
        let found = found.filter(target_set::Column::Id.is_in(sets)).into_tuple().all(connection).await?;
        places.extend(found.into_iter().map(own));
    }
    let reviews = of(SubjectKind::Review);
    if !reviews.is_empty() {
        let columns = [review::Column::Id, review::Column::CycleId, review::Column::MunicipalityId];
        let found = review::Entity::find().select_only().columns(columns);
        let found = found.filter(review::Column::Id.is_in(reviews)).into_tuple().all(connection).await?;
        places.extend(found.into_iter().map(own));
    }
    let reports = of(SubjectKind::Report);
    if !reports.is_empty() {
        let found = report::Entity::find().select_only().columns([report::Column::Id, report::Column::CycleId]);
        let found = found.filter(report::Column::Id.is_in(reports)).into_tuple().all(connection).await?;
        places.extend(found.into_iter().map(|(id, cycle): (Uuid, Uuid)| (id, Place::Year(CycleId(cycle), None))));
    }
    let files = of(SubjectKind::Attachment);
    if !files.is_empty() {
        let columns = [attachment::Column::Id, attachment::Column::ContractId];
        let found = attachment::Entity::find().select_only().columns(columns);
        let found = found.filter(attachment::Column::Id.is_in(files)).into_tuple().all(connection).await?;
        places.extend(found.into_iter().map(|(id, on): (Uuid, Uuid)| (id, Place::Contract(ContractId(on)))));
    }
    Ok(places)
}

fn own((id, cycle, municipality): (Uuid, Uuid, Uuid)) -> (Uuid, Place) {
    (id, Place::Year(CycleId(cycle), Some(PartyId(municipality))))
}
