//! Who takes part in a joint body, and who belongs to a category of partners.

use chrono::NaiveDate;
use entities::{category_membership, participation};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::{
    domain::{
        ids::PartyId,
        party::{CategoryMembership, Participation},
    },
    storage::error::Result,
};

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

/// Keeps the last day of a participation.
pub async fn save_participation(connection: &impl ConnectionTrait, it: &Participation) -> Result<()> {
    participation::Entity::update_many()
        .col_expr(participation::Column::ValidTo, Expr::value(it.to))
        .filter(participation::Column::OrganisationId.eq(it.organisation.0))
        .filter(participation::Column::MunicipalityId.eq(it.municipality.0))
        .filter(participation::Column::ValidFrom.eq(it.from))
        .exec(connection)
        .await?;
    Ok(())
}

/// All participations in these organisations, past and to come, oldest first.
pub async fn participations_of(
    connection: &impl ConnectionTrait,
    organisations: &[PartyId],
) -> Result<Vec<Participation>> {
    let rows = participation::Entity::find()
        .filter(participation::Column::OrganisationId.is_in(organisations.iter().map(|id| id.0)))
        .order_by_asc(participation::Column::ValidFrom)
        .order_by_asc(participation::Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(read_participation).collect())
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
    Ok(rows.into_iter().map(read_participation).collect())
}

fn read_participation(row: participation::Model) -> Participation {
    Participation {
        organisation: PartyId(row.organisation_id),
        municipality: PartyId(row.municipality_id),
        from: row.valid_from,
        to: row.valid_to,
    }
}

/// Keeps a new membership of a category.
pub async fn insert_membership(connection: &impl ConnectionTrait, id: Uuid, it: &CategoryMembership) -> Result<()> {
    let row = category_membership::Model {
        id,
        category_id: it.category.0,
        member_id: it.member.0,
        municipality_id: it.municipality.0,
        valid_from: it.from,
        valid_to: it.to,
    };
    category_membership::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps the last day of a membership of a category.
pub async fn save_membership(connection: &impl ConnectionTrait, it: &CategoryMembership) -> Result<()> {
    category_membership::Entity::update_many()
        .col_expr(category_membership::Column::ValidTo, Expr::value(it.to))
        .filter(category_membership::Column::CategoryId.eq(it.category.0))
        .filter(category_membership::Column::MemberId.eq(it.member.0))
        .filter(category_membership::Column::MunicipalityId.eq(it.municipality.0))
        .filter(category_membership::Column::ValidFrom.eq(it.from))
        .exec(connection)
        .await?;
    Ok(())
}

/// All memberships of these categories, past and to come, oldest first.
pub async fn category_memberships(
    connection: &impl ConnectionTrait,
    categories: &[PartyId],
) -> Result<Vec<CategoryMembership>> {
    let of = category_membership::Column::CategoryId.is_in(categories.iter().map(|id| id.0));
    memberships(connection, of.into()).await
}

/// All memberships of categories in these municipalities, past and to come, oldest first.
pub async fn category_memberships_in(
    connection: &impl ConnectionTrait,
    municipalities: &[PartyId],
) -> Result<Vec<CategoryMembership>> {
    let there = category_membership::Column::MunicipalityId.is_in(municipalities.iter().map(|id| id.0));
    memberships(connection, there.into()).await
}

/// The memberships of all categories in a municipality on a day.
pub async fn category_members_of(
    connection: &impl ConnectionTrait,
    municipality: PartyId,
    day: NaiveDate,
) -> Result<Vec<CategoryMembership>> {
    let running = category_membership::Column::ValidTo.is_null().or(category_membership::Column::ValidTo.gte(day));
    let there = Condition::all()
        .add(category_membership::Column::MunicipalityId.eq(municipality.0))
        .add(category_membership::Column::ValidFrom.lte(day))
        .add(running);
    memberships(connection, there).await
}

async fn memberships(connection: &impl ConnectionTrait, which: Condition) -> Result<Vec<CategoryMembership>> {
    let rows = category_membership::Entity::find()
        .filter(which)
        .order_by_asc(category_membership::Column::ValidFrom)
        .order_by_asc(category_membership::Column::Id)
        .all(connection)
        .await?;
    let read = |row: category_membership::Model| CategoryMembership {
        category: PartyId(row.category_id),
        member: PartyId(row.member_id),
        municipality: PartyId(row.municipality_id),
        from: row.valid_from,
        to: row.valid_to,
    };
    Ok(rows.into_iter().map(read).collect())
}
