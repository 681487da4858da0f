//! The unit of work: one transaction, and the only way to commit business data.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use uuid::Uuid;

use super::{error::Result, event, outbox};
use crate::{
    clock::IdSource,
    domain::{event::Event, ids::EventId},
    policy::Permit,
};

/// One transaction. Dropping it undoes everything; only [`Unit::commit`] keeps it.
pub struct Unit {
    transaction: DatabaseTransaction,
    ids: IdSource,
    at: DateTime<Utc>,
    request_id: String,
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

impl Unit {
    /// Opens a transaction. On `SQLite` it takes the write lock at once: two that read first and write later
    /// would otherwise fail each other.
    pub async fn begin(
        connection: &DatabaseConnection,
        ids: IdSource,
        at: DateTime<Utc>,
        request_id: &str,
    ) -> Result<Self> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        let transaction = connection.begin_with_options(options).await?;
        Ok(Self { transaction, ids, at, request_id: request_id.to_owned() })
    }

    /// The transaction, for the reads and writes of the act.
    pub const fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// A new identity.
    pub fn new_id(&self) -> Uuid {
        self.ids.next()
    }

    /// Records the event in the hash-chained audit trail, writes the mail that follows from it, and commits.
    ///
    /// The permit proves that someone was allowed to do this. Saving the same once more is no failure: the version
    /// rises, so the event stands in the trail, with no changes.
    pub async fn commit(self, permit: Permit, event: Event) -> Result<Recorded> {
        let recorded = self.record(&permit, event).await?;
        self.transaction.commit().await?;
        Ok(recorded)
    }

    /// The same for an act of which several trails tell: a reorganisation stands in that of every contract it moves.
    pub async fn commit_all(self, permit: Permit, event: Event, more: Vec<Event>) -> Result<Vec<Recorded>> {
        let mut recorded = vec![self.record(&permit, event).await?];
        for event in more {
            recorded.push(self.record(&permit, event).await?);
        }
        self.transaction.commit().await?;
        Ok(recorded)
    }

    async fn record(&self, permit: &Permit, event: Event) -> Result<Recorded> {
        let id = EventId(self.ids.next());
        event::append(&self.transaction, id, &event, permit, self.at, &self.request_id).await?;
        outbox::enqueue(&self.transaction, &self.ids, id, &event.notices, permit.person(), self.at).await?;
        Ok(Recorded { id, event, actor: permit.person(), at: self.at })
    }
}
