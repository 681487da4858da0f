//! The unit of work: one transaction, and the only way to commit business data.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, SqliteTransactionMode, Statement, TransactionOptions};
use uuid::Uuid;

use super::{
    Connection, Transaction,
    error::{Error, Result},
    event::{self, Occasion, TrailKeys},
    hold,
    once::{self, Once, Taken},
    outbox,
};
use crate::{
    clock::IdSource,
    domain::{
        event::{Event, SubjectKind},
        ids::{ContractId, EventId, PartyId, PersonId},
    },
    policy::Permit,
};

/// One transaction. Dropping it undoes everything; only [`Unit::commit`] keeps it.
pub struct Unit {
    transaction: Transaction,
    ids: IdSource,
    on: Occasion,
    key: Option<Uuid>,
    gives: Option<Uuid>,
    held: Mutex<BTreeSet<Uuid>>,
}

/// How a transaction that writes is opened. On `SQLite` it takes the write lock at once: two that read first and
/// write later would otherwise fail each other.
const fn at_once() -> TransactionOptions {
    TransactionOptions {
        isolation_level: None,
        access_mode: None,
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
    }
}

/// An event as it was recorded, for whoever listens.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its identity in the audit trail.
    pub id: EventId,
    /// What happened.
    pub event: Event,
    /// By whom; nobody for the operator.
    pub actor: Option<crate::domain::ids::PersonId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A transaction that will write.
pub(super) async fn writing(connection: &Connection) -> Result<Transaction> {
    connection.begin(at_once()).await
}

/// Makes whoever else names the same matter wait until this transaction ends: for what is counted before it is written.
/// On `SQLite` one at a time writes anyway.
pub(super) async fn take_turns(transaction: &Transaction, matter: &str) -> Result<()> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        transaction.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, [matter.into()])).await?;
    }
    Ok(())
}

impl Unit {
    /// Opens a transaction for an act at this moment, for this request.
    pub async fn begin(
        connection: &Connection,
        keys: &TrailKeys,
        ids: IdSource,
        at: DateTime<Utc>,
        request_id: &str,
    ) -> Result<Self> {
        let transaction = writing(connection).await?;
        let on = Occasion { keys: keys.clone(), at, request_id: request_id.to_owned() };
        Ok(Self { transaction, ids, on, key: None, gives: None, held: Mutex::default() })
    }

    /// Takes the person's key for this act, before anything is read: whoever sends the same once more waits here.
    pub async fn once(&mut self, person: PersonId, once: Once<'_>) -> Result<Taken> {
        let taken = once::take(&self.transaction, self.ids.next(), person, once, self.on.at).await?;
        if let Taken::First(key) = taken {
            self.key = Some(key);
        }
        Ok(taken)
    }

    /// Says that the act gives another thing than the one its event happened to.
    #[must_use]
    pub fn giving(mut self, id: Uuid) -> Self {
        self.gives = Some(id);
        self
    }

    /// Holds contracts until the act is done, each with everything under it.
    pub async fn hold_contracts(&self, ids: &[ContractId]) -> Result<()> {
        let held = hold::contracts(&self.transaction, ids).await?;
        self.has(held.into_iter().map(|id| id.0));
        Ok(())
    }

    /// Holds parties until the act is done, each with what it has and who has a role there.
    pub async fn hold_parties(&self, ids: &[PartyId]) -> Result<()> {
        hold::parties(&self.transaction, ids).await?;
        self.has(ids.iter().map(|id| id.0));
        Ok(())
    }

    /// Says that the act itself brings a contract or a party into being: nobody else knows of it yet.
    pub fn brings(&self, id: Uuid) {
        self.has([id]);
    }

    fn has(&self, held: impl IntoIterator<Item = Uuid>) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).extend(held);
    }

    /// The transaction, for the reads and writes of the act.
    pub const fn connection(&self) -> &Transaction {
        &self.transaction
    }

    /// Makes whoever else names the same matter wait until this unit ends: for what is counted before it is written.
    pub async fn take_turns(&self, matter: &str) -> Result<()> {
        take_turns(&self.transaction, matter).await
    }

    /// A new identity.
    pub fn new_id(&self) -> Uuid {
        self.ids.next()
    }

    /// Records the event in the hash-chained audit trail, writes the mail that follows from it, and commits.
    ///
    /// The permit proves that someone was allowed to do this. A contract that the event is under, or the party that it
    /// happened to, must have been held since before it was read: a check and its write are one. Saving the same once more is no failure: the version
    /// rises, so the event stands in the trail, with no changes.
    pub async fn commit(self, permit: Permit, event: Event) -> Result<Recorded> {
        self.settle(event.subject).await?;
        let recorded = self.record(&permit, event).await?;
        self.transaction.commit().await?;
        Ok(recorded)
    }

    /// The same for an act of which several trails tell: a reorganisation stands in that of every contract it moves.
    pub async fn commit_all(self, permit: Permit, event: Event, more: Vec<Event>) -> Result<Vec<Recorded>> {
        self.settle(event.subject).await?;
        let mut recorded = vec![self.record(&permit, event).await?];
        for event in more {
            recorded.push(self.record(&permit, event).await?);
        }
        self.transaction.commit().await?;
        Ok(recorded)
    }

    /// Writes down what the act gave under its key, if it has one.
    async fn settle(&self, subject: Uuid) -> Result<()> {
        match self.key {
            Some(key) => once::settle(&self.transaction, key, self.gives.unwrap_or(subject), self.on.at).await,
            None => Ok(()),
        }
    }

    async fn record(&self, permit: &Permit, event: Event) -> Result<Recorded> {
        let contract = event.contract.map(|id| (SubjectKind::Contract, id.0));
        let party = (event.subject_kind == SubjectKind::Party).then_some((SubjectKind::Party, event.subject));
        for (noun, id) in contract.into_iter().chain(party) {
            if !self.held.lock().unwrap_or_else(PoisonError::into_inner).contains(&id) {
                return Err(Error::NotHeld { noun, id });
            }
        }
        let id = EventId(self.ids.next());
        event::append(&self.transaction, id, &event, permit, &self.on).await?;
        outbox::enqueue(&self.transaction, &self.ids, id, &event.notices, permit.person(), self.on.at).await?;
        Ok(Recorded { id, event, actor: permit.person(), at: self.on.at })
    }
}

#[cfg(test)]
mod tests;
