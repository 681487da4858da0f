//! People and their roles.

use chrono::{DateTime, NaiveDate, Utc};
use entities::{membership, participation, person};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use uuid::Uuid;

use super::{convert::known, error::Result};
use crate::{
    domain::{
        ids::{PartyId, PersonId},
        person::{Locale, Role},
    },
    policy::{Membership, Viewer},
};

/// A person as stored.
#[derive(Debug, Clone)]
pub struct Person {
    /// Which.
    pub id: PersonId,
    /// Where mail goes; also what one signs in with. Lower case.
    pub email: String,
    /// The name.
    pub name: String,
    /// The language they read.
    pub locale: Locale,
    /// The password's hash, once one was chosen.
    pub password_hash: Option<String>,
    /// Whether they administer the platform.
    pub platform_admin: bool,
    /// Whether they may sign in.
    pub active: bool,
    /// Grows by one with every new password: sessions and links of an earlier one are worth nothing.
    pub version: i64,
}

fn read(row: person::Model) -> Result<Person> {
    Ok(Person {
        id: PersonId(row.id),
        locale: known(Locale::named(&row.locale), "person.locale", row.id)?,
        email: row.email,
        name: row.name,
        password_hash: row.password_hash,
        platform_admin: row.platform_admin,
        active: row.active,
        version: row.version,
    })
}

/// The person with that address.
pub async fn by_email(connection: &impl ConnectionTrait, email: &str) -> Result<Option<Person>> {
    let row = person::Entity::find().filter(person::Column::Email.eq(email)).one(connection).await?;
    row.map(read).transpose()
}

/// The people with these ids.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[PersonId]) -> Result<Vec<Person>> {
    let ids = ids.iter().map(|id| id.0);
    let rows = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// Keeps a new person.
pub async fn insert(connection: &impl ConnectionTrait, it: &Person) -> Result<()> {
    person::Entity::insert(row(it).into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps a new person, unless somebody has the address already.
pub async fn insert_unless_known(connection: &impl ConnectionTrait, it: &Person) -> Result<()> {
    person::Entity::insert(row(it).into_active_model())
        .on_conflict(OnConflict::column(person::Column::Email).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

fn row(it: &Person) -> person::Model {
    person::Model {
        id: it.id.0,
        email: it.email.clone(),
        name: it.name.clone(),
        locale: it.locale.name().to_owned(),
        password_hash: it.password_hash.clone(),
        platform_admin: it.platform_admin,
        active: it.active,
        version: it.version,
    }
}

/// Keeps a new password, unless the person has got another one since `version`. It ends every session and voids every
/// link of the person. Tells whether it was kept. With the first one a person may be given the name that the accepted
/// invitation calls them.
pub async fn set_password(
    connection: &impl ConnectionTrait,
    id: PersonId,
    version: i64,
    hash: &str,
    name: Option<&str>,
) -> Result<bool> {
    let name = name.map_or(NotSet, |name| Set(name.to_owned()));
    let done = person::Entity::update_many()
        .set(person::ActiveModel { password_hash: Set(Some(hash.to_owned())), name, ..Default::default() })
        .col_expr(person::Column::Version, Expr::col(person::Column::Version).add(1))
        .filter(person::Column::Id.eq(id.0))
        .filter(person::Column::Version.eq(version))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Gives a person a role at a party; once ended, it begins again.
pub async fn grant(connection: &impl ConnectionTrait, id: Uuid, person: PersonId, held: Membership) -> Result<()> {
    let row = membership::Model {
        id,
        person_id: person.0,
        party_id: held.party.0,
        role: held.role.name().to_owned(),
        ended_at: None,
    };
    let again = [membership::Column::PersonId, membership::Column::PartyId, membership::Column::Role];
    membership::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns(again).update_column(membership::Column::EndedAt).to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Ends a role; tells whether there was one.
pub async fn end_role(
    connection: &impl ConnectionTrait,
    person: PersonId,
    held: Membership,
    at: DateTime<Utc>,
) -> Result<bool> {
    let done = membership::Entity::update_many()
        .set(membership::ActiveModel { ended_at: Set(Some(at)), ..Default::default() })
        .filter(membership::Column::PersonId.eq(person.0))
        .filter(membership::Column::PartyId.eq(held.party.0))
        .filter(membership::Column::Role.eq(held.role.name()))
        .filter(membership::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// The running roles of these people.
pub async fn memberships(
    connection: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Membership)>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::PersonId.is_in(people.iter().map(|id| id.0)))
        .filter(membership::Column::EndedAt.is_null())
        .all(connection)
        .await?;
    rows.into_iter().map(|row| Ok((PersonId(row.person_id), held(&row)?))).collect()
}

/// The people who hold a running role at these parties.
pub async fn at_parties(connection: &impl ConnectionTrait, parties: &[PartyId]) -> Result<Vec<(Person, Membership)>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::PartyId.is_in(parties.iter().map(|id| id.0)))
        .filter(membership::Column::EndedAt.is_null())
        .find_also_related(person::Entity)
        .all(connection)
        .await?;
    let mut people = Vec::with_capacity(rows.len());
    for (row, person) in rows {
        if let Some(person) = person {
            people.push((read(person)?, held(&row)?));
        }
    }
    Ok(people)
}

fn held(row: &membership::Model) -> Result<Membership> {
    let role = known(Role::named(&row.role), "membership.role", row.id)?;
    Ok(Membership { party: PartyId(row.party_id), role })
}

/// Everything a decision about a person needs; nothing when they may not sign in.
pub async fn viewer(connection: &impl ConnectionTrait, id: PersonId, today: NaiveDate) -> Result<Option<Viewer>> {
    let found = person::Entity::find_by_id(id.0).one(connection).await?.filter(|row| row.active);
    let Some(person) = found.map(read).transpose()? else { return Ok(None) };
    let mut memberships: Vec<Membership> =
        self::memberships(connection, &[id]).await?.into_iter().map(|(_, held)| held).collect();
    // Whoever works for a successor answers for the past of the municipalities whose place it took.
    let own: Vec<PartyId> = memberships.iter().map(|held| held.party).collect();
    for (predecessor, successor) in super::party::predecessors_of(connection, &own, today).await? {
        let inherited = memberships.iter().filter(|held| held.party == successor);
        let inherited: Vec<_> = inherited.map(|held| Membership { party: predecessor, role: held.role }).collect();
        memberships.extend(inherited.into_iter().filter(|held| !memberships.contains(held)).collect::<Vec<_>>());
    }
    let running = participation::Column::ValidTo.is_null().or(participation::Column::ValidTo.gte(today));
    let participations: Vec<(Uuid, Uuid)> = participation::Entity::find()
        .select_only()
        .columns([participation::Column::MunicipalityId, participation::Column::OrganisationId])
        .filter(participation::Column::MunicipalityId.is_in(memberships.iter().map(|held| held.party.0)))
        .filter(participation::Column::ValidFrom.lte(today))
        .filter(running)
        .into_tuple()
        .all(connection)
        .await?;
    let participations = participations.into_iter().map(|(one, other)| (PartyId(one), PartyId(other))).collect();
    let Person { platform_admin, locale, .. } = person;
    Ok(Some(Viewer { person: id, memberships, platform_admin, participations, locale }))
}
