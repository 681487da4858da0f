//! People, their roles, and the links they get by mail.

use chrono::{DateTime, NaiveDate, Utc};
use entities::{invitation, membership, participation, person};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use uuid::Uuid;

use super::{convert::known, error::Result};
use crate::{
    domain::{
        ids::{PartyId, PersonId},
        named::named,
        person::{Locale, Role},
    },
    policy::{Membership, Viewer},
};

named! {
    /// What a link received by mail is for.
    LinkPurpose {
        /// To choose the first password.
        Invitation => "INVITATION",
        /// To choose a new password.
        PasswordReset => "PASSWORD_RESET",
    }
}

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
}

/// A link that was sent by mail.
#[derive(Debug, Clone)]
pub struct Link {
    /// Which.
    pub id: Uuid,
    /// For whom.
    pub person: PersonId,
    /// For what.
    pub purpose: LinkPurpose,
    /// Until when.
    pub expires_at: DateTime<Utc>,
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
    let row = person::Model {
        id: it.id.0,
        email: it.email.clone(),
        name: it.name.clone(),
        locale: it.locale.name().to_owned(),
        password_hash: it.password_hash.clone(),
        platform_admin: it.platform_admin,
        active: it.active,
        version: 1,
    };
    person::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps a new password.
pub async fn set_password(connection: &impl ConnectionTrait, id: PersonId, hash: &str) -> Result<()> {
    person::Entity::update_many()
        .set(person::ActiveModel { password_hash: Set(Some(hash.to_owned())), ..Default::default() })
        .col_expr(person::Column::Version, Expr::col(person::Column::Version).add(1))
        .filter(person::Column::Id.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
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

/// Keeps a link by its secret's hash.
pub async fn insert_link(connection: &impl ConnectionTrait, link: &Link, hash: &str) -> Result<()> {
    let row = invitation::Model {
        id: link.id,
        person_id: link.person.0,
        purpose: link.purpose.name().to_owned(),
        token_hash: hash.to_owned(),
        expires_at: link.expires_at,
        used_at: None,
    };
    invitation::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Uses up the link with that secret's hash; nothing when it is unknown, expired or used.
pub async fn use_link(connection: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<Option<Link>> {
    let found = invitation::Entity::find().filter(invitation::Column::TokenHash.eq(hash)).one(connection).await?;
    let Some(row) = found else { return Ok(None) };
    let done = invitation::Entity::update_many()
        .set(invitation::ActiveModel { used_at: Set(Some(now)), ..Default::default() })
        .filter(invitation::Column::Id.eq(row.id))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
        .exec(connection)
        .await?;
    if done.rows_affected == 0 {
        return Ok(None);
    }
    let purpose = known(LinkPurpose::named(&row.purpose), "invitation.purpose", row.id)?;
    Ok(Some(Link { id: row.id, person: PersonId(row.person_id), purpose, expires_at: row.expires_at }))
}

/// Whether the link with that secret's hash can still be used.
pub async fn link_exists(connection: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let found = invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(hash))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
        .one(connection)
        .await?;
    Ok(found.is_some())
}
