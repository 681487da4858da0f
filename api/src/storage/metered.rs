//! A connection that counts its statements on the account of the request it works for.

use std::sync::{Arc, atomic::AtomicU64};

use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    TransactionOptions, TransactionTrait, metric,
};
use tokio::sync::OwnedSemaphorePermit;

use super::error::Result;
use crate::budget::Account;

/// The pool, or a transaction, with the account it draws on; without one nothing is counted.
#[derive(Debug, Clone)]
pub struct Metered<C> {
    inner: C,
    account: Option<Arc<Account>>,
}

/// The pool of connections.
pub type Connection = Metered<DatabaseConnection>;
/// A transaction.
pub type Transaction = Metered<DatabaseTransaction>;

/// Whether whoever sends a statement takes a connection for it from those that all share.
pub trait Source: ConnectionTrait + Send {
    /// True for the pool.
    const SHARED: bool;
}

impl Source for DatabaseConnection {
    const SHARED: bool = true;
}

impl Source for DatabaseTransaction {
    const SHARED: bool = false;
}

impl From<DatabaseConnection> for Connection {
    fn from(inner: DatabaseConnection) -> Self {
        Self { inner, account: None }
    }
}

impl Connection {
    /// The same pool, with every statement on this account.
    #[must_use]
    pub fn drawing_on(&self, account: Arc<Account>) -> Self {
        Self { inner: self.inner.clone(), account: Some(account) }
    }

    /// The pool itself, for work that is nobody's request.
    pub const fn pool(&self) -> &DatabaseConnection {
        &self.inner
    }

    /// Has every statement counted: for tests and benchmarks that hold an operation to its number of statements.
    pub fn count_statements(&mut self, counter: Arc<AtomicU64>) {
        self.inner.set_metric_callback(move |_: &metric::Info<'_>| {
            counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        });
    }

    /// Opens a transaction on the same account.
    pub(super) async fn begin(&self, options: TransactionOptions) -> Result<Transaction> {
        let _turn = self.turn().await?;
        let inner = self.inner.begin_with_options(options).await?;
        Ok(Metered { inner, account: self.account.clone() })
    }
}

impl Transaction {
    /// Undoes what was done in it; dropping it does so too, later.
    pub(super) async fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback().await?)
    }

    /// Keeps what was done in it.
    pub(super) async fn commit(self) -> Result<()> {
        self.inner.commit().await?;
        if let Some(account) = &self.account {
            account.act_done();
        }
        Ok(())
    }
}

impl<C: Source> Metered<C> {
    /// Counts a statement; the value stands for its turn at the pool.
    async fn turn(&self) -> std::result::Result<Option<OwnedSemaphorePermit>, DbErr> {
        let Some(account) = &self.account else { return Ok(None) };
        let counted = if C::SHARED { account.statement().await.map(Some) } else { account.write().map(|()| None) };
        counted.map_err(|exceeded| DbErr::Custom(exceeded.to_string()))
    }
}

#[async_trait]
impl<C: Source> ConnectionTrait for Metered<C> {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        let _turn = self.turn().await?;
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        let _turn = self.turn().await?;
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> std::result::Result<Option<QueryResult>, DbErr> {
        let _turn = self.turn().await?;
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> std::result::Result<Vec<QueryResult>, DbErr> {
        let _turn = self.turn().await?;
        self.inner.query_all_raw(statement).await
    }

    fn support_returning(&self) -> bool {
        self.inner.support_returning()
    }
}
