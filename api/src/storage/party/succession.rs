//! Which municipality took the place of which.

use chrono::NaiveDate;
use entities::party::{Column, Entity};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::SimpleExpr};
use uuid::Uuid;

use super::MUNICIPALITY;
use crate::{domain::ids::PartyId, storage::error::Result};

/// A municipality that ended, and the one that took its place.
pub type Succession = (PartyId, PartyId);

/// The municipalities whose place these have taken by that day, nearest first: one may itself have been a successor.
pub async fn predecessors_of(
    connection: &impl ConnectionTrait,
    successors: &[PartyId],
    today: NaiveDate,
) -> Result<Vec<Succession>> {
    follow(connection, successors, today, |ids| Column::SuccessorId.is_in(ids), |(predecessor, _)| predecessor).await
}

/// The municipalities that took the place of these by that day, nearest first: one may have been succeeded since.
pub async fn successors_of(
    connection: &impl ConnectionTrait,
    ended: &[PartyId],
    today: NaiveDate,
) -> Result<Vec<Succession>> {
    follow(connection, ended, today, |ids| Column::Id.is_in(ids), |(_, successor)| successor).await
}

/// One statement a step; nearly always there is none to follow and one statement in all.
async fn follow(
    connection: &impl ConnectionTrait,
    from: &[PartyId],
    today: NaiveDate,
    which: impl Fn(Vec<Uuid>) -> SimpleExpr,
    next: impl Fn(Succession) -> PartyId,
) -> Result<Vec<Succession>> {
    let mut found: Vec<Succession> = Vec::new();
    let mut wanted: Vec<Uuid> = from.iter().map(|party| party.0).collect();
    while !wanted.is_empty() {
        let rows: Vec<(Uuid, Option<Uuid>)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::SuccessorId])
            .filter(which(wanted))
            .filter(Column::SuccessorId.is_not_null())
            .filter(Column::Kind.eq(MUNICIPALITY))
            .filter(Column::ValidTo.lt(today))
            .into_tuple()
            .all(connection)
            .await?;
        let rows = rows.into_iter().filter_map(|(id, successor)| Some((PartyId(id), PartyId(successor?))));
        // No circle can keep this going: what was found before is not followed again.
        let new: Vec<Succession> = rows.filter(|pair| !found.contains(pair)).collect();
        wanted = new.iter().map(|pair| next(*pair).0).collect();
        found.extend(new);
    }
    Ok(found)
}
