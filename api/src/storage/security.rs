//! What concerns the security of the service, with the six parts that BIO2 8.15.01 asks for: action, object, result,
//! origin, actor and time.
//!
//! Each is in the log at once. In the table it is within a second or so: noting waits for nothing, so that whoever
//! floods the service cannot make it wait for its own book-keeping. Alike things of one minute are one row, and there
//! are only so many rows a minute.

mod waiting;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use entities::{membership, person, security_event};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use uuid::Uuid;

use super::{convert::known, error::Result, event::TrailKeys};
use crate::{
    clock::IdSource,
    domain::{
        ids::{PartyId, PersonId},
        named::named,
    },
};
use waiting::Waiting;

/// How many rows are written in one statement.
const ROWS: usize = 500;

named! {
    /// What came of it.
    SecurityResult {
        /// It was done.
        Done => "DONE",
        /// It was refused.
        Refused => "REFUSED",
    }
}

/// Who it was, as far as that is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Somebody {
    /// A person: who is signed in, or just signed in.
    Person(PersonId),
    /// Whoever typed this e-mail address. It is kept as that of a person if there is one, else only as a keyed hash.
    Typed(String),
    /// Nobody in particular.
    Nobody,
}

/// Something that concerns security, as it is noted.
#[derive(Debug, Clone)]
pub struct SecurityNote {
    /// What was asked: the name of the mutation, query or file.
    pub action: String,
    /// Of what: a global identity.
    pub object: Option<String>,
    /// What came of it.
    pub result: SecurityResult,
    /// Why it was refused: a code.
    pub reason: Option<String>,
    /// From where: the client's address.
    pub origin: String,
    /// Who.
    pub actor: Somebody,
    /// For which request.
    pub request_id: String,
}

/// Something that concerns security, as it is kept.
#[derive(Debug, Clone)]
pub struct SecurityEvent {
    /// Which.
    pub id: Uuid,
    /// What was asked.
    pub action: String,
    /// Of what.
    pub object: Option<String>,
    /// What came of it.
    pub result: SecurityResult,
    /// Why it was refused.
    pub reason: Option<String>,
    /// From where.
    pub origin: String,
    /// Who asked; for an attempt to sign in, whose account it was.
    pub actor: Option<PersonId>,
    /// The address that was typed and that nobody has, as a keyed hash.
    pub account_key: Option<String>,
    /// The first time within its minute.
    pub first_at: DateTime<Utc>,
    /// The last time.
    pub last_at: DateTime<Utc>,
    /// How often.
    pub times: i64,
}

/// Where what concerns security is noted: in the log, and until it is written in memory.
#[derive(Clone)]
pub struct SecurityLog {
    keys: TrailKeys,
    ids: IdSource,
    waiting: Arc<Mutex<Waiting>>,
}

impl SecurityLog {
    /// An empty one.
    pub fn new(keys: TrailKeys, ids: IdSource) -> Self {
        Self { keys, ids, waiting: Arc::default() }
    }

    /// Notes it.
    pub fn note(&self, note: SecurityNote, at: DateTime<Utc>) {
        let (person, account) = match &note.actor {
            Somebody::Person(person) => (Some(person.0), None),
            Somebody::Typed(address) => (None, Some(self.keys.pseudonym(address))),
            Somebody::Nobody => (None, None),
        };
        tracing::info!(
            target: "security",
            action = note.action,
            object = note.object,
            result = note.result.name(),
            reason = note.reason,
            origin = note.origin,
            actor = person.map(tracing::field::display),
            account,
            request_id = note.request_id,
            at = %at.to_rfc3339(),
            "security event"
        );
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).add(note, at);
    }

    /// Writes what waits. What cannot be written waits on.
    pub async fn write(&self, connection: &impl ConnectionTrait) -> Result<()> {
        let mut taken = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        while !taken.is_empty() {
            // What one statement wrote is not counted again when the next one fails.
            let later = taken.split_off(taken.len().min(ROWS));
            if let Err(error) = self.keep(connection, &taken).await {
                taken.extend(later);
                self.waiting.lock().unwrap_or_else(PoisonError::into_inner).give_back(taken);
                return Err(error);
            }
            taken = later;
        }
        Ok(())
    }

    async fn keep(&self, connection: &impl ConnectionTrait, taken: &[waiting::Counted]) -> Result<()> {
        let typed = taken.iter().filter_map(|it| match &it.note.actor {
            Somebody::Typed(address) => Some(address.as_str()),
            _ => None,
        });
        let people: Vec<(Uuid, String)> = person::Entity::find()
            .select_only()
            .columns([person::Column::Id, person::Column::Email])
            .filter(person::Column::Email.is_in(typed))
            .into_tuple()
            .all(connection)
            .await?;
        let rows = taken.iter().map(|it| self.row(it, &people).into_active_model());
        let same = OnConflict::column(security_event::Column::Fold)
            .update_column(security_event::Column::LastAt)
            .value(
                security_event::Column::Times,
                Expr::col((security_event::Entity, security_event::Column::Times))
                    .add(Expr::col(("excluded", security_event::Column::Times))),
            )
            .to_owned();
        security_event::Entity::insert_many(rows).on_conflict(same).exec_without_returning(connection).await?;
        Ok(())
    }

    fn row(&self, it: &waiting::Counted, people: &[(Uuid, String)]) -> security_event::Model {
        let (actor_id, account_key) = match &it.note.actor {
            Somebody::Person(person) => (Some(person.0), None),
            Somebody::Typed(address) => match people.iter().find(|(_, email)| email == address) {
                Some((person, _)) => (Some(*person), None),
                None => (None, Some(self.keys.pseudonym(address))),
            },
            Somebody::Nobody => (None, None),
        };
        let note = &it.note;
        security_event::Model {
            id: self.ids.next(),
            fold: self.keys.pseudonym(&it.fold),
            action: note.action.clone(),
            object: note.object.clone(),
            result: note.result.name().to_owned(),
            reason: note.reason.clone(),
            origin: note.origin.clone(),
            actor_id,
            account_key,
            request_id: note.request_id.clone(),
            first_at: it.first_at,
            last_at: it.last_at,
            times: it.times,
        }
    }
}

/// Forgets what happened longer ago than it is to be kept.
pub async fn sweep(connection: &impl ConnectionTrait, now: DateTime<Utc>, keep: TimeDelta) -> Result<()> {
    let old = security_event::Column::LastAt.lt(now - keep);
    security_event::Entity::delete_many().filter(old).exec(connection).await?;
    Ok(())
}

/// A page of what concerns the people of a party, or, without one, nobody's people; newest first, and how many there are.
pub async fn page(
    connection: &impl ConnectionTrait,
    party: Option<PartyId>,
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<SecurityEvent>, u64)> {
    // Whoever holds a role there, or held it then.
    let mut theirs = Query::select()
        .expr(Expr::val(1))
        .from(membership::Entity)
        .and_where(
            Expr::col((membership::Entity, membership::Column::PersonId))
                .equals((security_event::Entity, security_event::Column::ActorId)),
        )
        .cond_where(
            Condition::any().add(Expr::col((membership::Entity, membership::Column::EndedAt)).is_null()).add(
                Expr::col((membership::Entity, membership::Column::EndedAt))
                    .gte(Expr::col((security_event::Entity, security_event::Column::LastAt))),
            ),
        )
        .take();
    let concerned = match party {
        Some(party) => {
            theirs.and_where(Expr::col((membership::Entity, membership::Column::PartyId)).eq(party.0));
            Expr::exists(theirs)
        }
        None => Expr::exists(theirs).not(),
    };
    let all = security_event::Entity::find().filter(concerned);
    let count = all.clone().count(connection).await?;
    let mut page = all.order_by_desc(security_event::Column::Id).limit(limit);
    if let Some(before) = before {
        page = page.filter(security_event::Column::Id.lt(before));
    }
    let rows = page.all(connection).await?;
    Ok((rows.into_iter().map(read).collect::<Result<_>>()?, count))
}

fn read(row: security_event::Model) -> Result<SecurityEvent> {
    Ok(SecurityEvent {
        result: known(SecurityResult::named(&row.result), "security_event.result", row.id)?,
        id: row.id,
        action: row.action,
        object: row.object,
        reason: row.reason,
        origin: row.origin,
        actor: row.actor_id.map(PersonId),
        account_key: row.account_key,
        first_at: row.first_at,
        last_at: row.last_at,
        times: row.times,
    })
}
