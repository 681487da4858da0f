//! Walking the trail: every event, every head, every checkpoint, and the file outside.

use std::collections::{BTreeMap, BTreeSet};

use entities::{audit_chain, audit_checkpoint, audit_checkpoint_head, audit_event};
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IsolationLevel, QueryFilter, QueryOrder,
    QuerySelect, TransactionOptions, sea_query::Query,
};

use super::{
    GENESIS, TrailKeys,
    checkpoint::{FIRST, Mark},
    deep,
    fault::{Fault, Place, Verified, Wrong},
};
use crate::storage::{Connection, error::Result};

/// How many rows are read at once.
const PAGE: u64 = 1_000;

/// How far the verification goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// The trail itself.
    Trail,
    /// The things of the trade as well: whether they are what the trail says of them.
    Things,
}

/// Verifies the trail as it is at one moment, and that it holds every checkpoint that was written down outside
/// (`anchored`).
pub async fn verify(connection: &Connection, keys: &TrailKeys, anchored: &[Mark], depth: Depth) -> Result<Verified> {
    // `SQLite` reads from one moment by itself.
    let postgres = connection.get_database_backend() == DbBackend::Postgres;
    let options = TransactionOptions {
        isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
        access_mode: postgres.then_some(AccessMode::ReadOnly),
        sqlite_transaction_mode: None,
    };
    let moment = connection.begin(options).await?;
    let mut walk = Walk { connection: &moment, keys, found: Verified::default() };
    let heads = audit_chain::Entity::find().order_by_asc(audit_chain::Column::Chain).all(&moment).await?;
    for head in &heads {
        walk.chain(head).await?;
    }
    walk.headless().await?;
    walk.gone(&heads.iter().map(|head| head.chain.as_str()).collect()).await?;
    walk.checkpoints(anchored).await?;
    if depth == Depth::Things {
        deep::compare(&moment, &mut walk.found).await?;
    }
    let Walk { found, .. } = walk;
    moment.rollback().await?;
    Ok(found)
}

struct Walk<'a, C> {
    connection: &'a C,
    keys: &'a TrailKeys,
    found: Verified,
}

/// What the checkpoints say of one chain: by the number of the event its checkpoint and its hash.
type Named = BTreeMap<i64, (i64, String)>;

impl<C: ConnectionTrait> Walk<'_, C> {
    fn fault(&mut self, place: Place, wrong: Wrong) {
        self.found.faults.push(Fault { place, wrong });
    }

    /// Walks one chain from its first event, up to the first link that does not hold.
    async fn chain(&mut self, head: &audit_chain::Model) -> Result<()> {
        self.found.chains += 1;
        let named = self.named(&head.chain).await?;
        // Without a key only what the first checkpoint names was there before the trail was keyed.
        let unkeyed_until = named.iter().filter(|(_, (it, _))| *it == FIRST).map(|(number, _)| *number).max();
        let sealed_until = named.keys().next_back().copied().unwrap_or_default();
        let (mut number, mut previous) = (0_i64, GENESIS.to_owned());
        loop {
            let page = self.page(&head.chain, number).await?;
            if page.is_empty() {
                break;
            }
            for row in page {
                let wrong = self.link(&row, number, &previous, unkeyed_until.unwrap_or_default()).or_else(|| {
                    let (checkpoint, hash) = named.get(&row.seq)?;
                    (*hash != row.hash).then_some(Wrong::Cut { checkpoint: *checkpoint })
                });
                if let Some(wrong) = wrong {
                    self.fault(Place::Event { chain: head.chain.clone(), number: number + 1 }, wrong);
                    return Ok(());
                }
                number = row.seq;
                previous = row.hash;
                self.found.events += 1;
                self.found.unsealed += u64::from(number > sealed_until);
            }
        }
        if let Some((at, (checkpoint, _))) = named.range(number + 1..).next() {
            let place = Place::Event { chain: head.chain.clone(), number: *at };
            self.fault(place, Wrong::Cut { checkpoint: *checkpoint });
        }
        if number != head.last_seq || previous != head.last_hash {
            self.fault(Place::Chain(head.chain.clone()), Wrong::EndsElsewhere);
        }
        if let Some(wrong) = self.head(head, unkeyed_until.unwrap_or_default()) {
            self.fault(Place::Chain(head.chain.clone()), wrong);
        }
        Ok(())
    }

    async fn page(&self, chain: &str, after: i64) -> Result<Vec<audit_event::Model>> {
        Ok(audit_event::Entity::find()
            .filter(audit_event::Column::Chain.eq(chain))
            .filter(audit_event::Column::Seq.gt(after))
            .order_by_asc(audit_event::Column::Seq)
            .limit(PAGE)
            .all(self.connection)
            .await?)
    }

    async fn named(&self, chain: &str) -> Result<Named> {
        let heads = audit_checkpoint_head::Entity::find()
            .filter(audit_checkpoint_head::Column::Chain.eq(chain))
            .all(self.connection)
            .await?;
        Ok(heads.into_iter().map(|it| (it.seq, (it.checkpoint, it.hash))).collect())
    }

    fn link(&self, row: &audit_event::Model, before: i64, previous: &str, unkeyed_until: i64) -> Option<Wrong> {
        if row.seq != before + 1 {
            return Some(Wrong::Missing);
        }
        if row.key_id.is_none() && row.seq > unkeyed_until {
            return Some(Wrong::Unkeyed);
        }
        if row.previous_hash != previous {
            return Some(Wrong::Unlinked);
        }
        match self.keys.event(row) {
            None => Some(Wrong::UnknownKey),
            Some(hash) => (hash != row.hash).then_some(Wrong::Changed),
        }
    }

    fn head(&self, head: &audit_chain::Model, unkeyed_until: i64) -> Option<Wrong> {
        match &head.key_id {
            None => (head.last_seq > unkeyed_until).then_some(Wrong::HeadChanged),
            Some(key) => match self.keys.head(key, head) {
                None => Some(Wrong::UnknownKey),
                seal => (seal != head.seal).then_some(Wrong::HeadChanged),
            },
        }
    }

    /// Events of chains that have no head.
    async fn headless(&mut self) -> Result<()> {
        let heads = Query::select().column(audit_chain::Column::Chain).from(audit_chain::Entity).take();
        let chains: Vec<String> = audit_event::Entity::find()
            .select_only()
            .column(audit_event::Column::Chain)
            .distinct()
            .filter(audit_event::Column::Chain.not_in_subquery(heads))
            .into_tuple()
            .all(self.connection)
            .await?;
        for chain in chains {
            self.fault(Place::Chain(chain), Wrong::HeadGone);
        }
        Ok(())
    }

    /// Chains that checkpoints name and that have neither head nor events.
    async fn gone(&mut self, heads: &BTreeSet<&str>) -> Result<()> {
        let named: Vec<(String, i64)> = audit_checkpoint_head::Entity::find()
            .select_only()
            .column(audit_checkpoint_head::Column::Chain)
            .column_as(audit_checkpoint_head::Column::Checkpoint.max(), "checkpoint")
            .group_by(audit_checkpoint_head::Column::Chain)
            .into_tuple()
            .all(self.connection)
            .await?;
        for (chain, checkpoint) in named.into_iter().filter(|(chain, _)| !heads.contains(chain.as_str())) {
            self.fault(Place::Chain(chain), Wrong::ChainGone { checkpoint });
        }
        Ok(())
    }

    /// Walks the checkpoints, and holds them against the marks outside.
    async fn checkpoints(&mut self, anchored: &[Mark]) -> Result<()> {
        let (mut number, mut previous) = (0_i64, GENESIS.to_owned());
        let mut outside: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
        for mark in anchored {
            outside.entry(mark.number).or_default().insert(&mark.hash);
        }
        loop {
            let page = audit_checkpoint::Entity::find()
                .filter(audit_checkpoint::Column::Number.gt(number))
                .order_by_asc(audit_checkpoint::Column::Number)
                .limit(PAGE)
                .all(self.connection)
                .await?;
            let Some(last) = page.last().map(|row| row.number) else { break };
            let mut heads = self.heads_between(number, last).await?;
            for row in page {
                let heads = heads.remove(&row.number).unwrap_or_default();
                if let Some(wrong) = self.checkpoint(&row, &heads, number, &previous) {
                    self.fault(Place::Checkpoint(number + 1), wrong);
                }
                if outside.remove(&row.number).is_some_and(|hashes| hashes.iter().any(|hash| *hash != row.hash)) {
                    self.fault(Place::Anchor, Wrong::AnchorDiffers { checkpoint: row.number });
                }
                number = row.number;
                previous = row.hash;
                self.found.checkpoints += 1;
            }
        }
        if self.found.checkpoints == 0 {
            self.fault(Place::Checkpoint(FIRST), Wrong::NeverSealed);
        }
        for checkpoint in outside.into_keys() {
            self.fault(Place::Anchor, Wrong::AnchorDiffers { checkpoint });
        }
        let beyond = audit_checkpoint_head::Entity::find().filter(audit_checkpoint_head::Column::Checkpoint.gt(number));
        if let Some(head) = beyond.one(self.connection).await? {
            self.fault(Place::Checkpoint(head.checkpoint), Wrong::Missing);
        }
        Ok(())
    }

    fn checkpoint(
        &self,
        row: &audit_checkpoint::Model,
        heads: &[(String, i64, String)],
        before: i64,
        previous: &str,
    ) -> Option<Wrong> {
        if row.number != before + 1 {
            return Some(Wrong::Missing);
        }
        if row.previous_hash != previous {
            return Some(Wrong::Unlinked);
        }
        let heads = heads.iter().map(|(chain, number, hash)| (chain.as_str(), *number, hash.as_str()));
        match self.keys.checkpoint(row, heads) {
            None => Some(Wrong::UnknownKey),
            Some(hash) => (hash != row.hash).then_some(Wrong::Changed),
        }
    }

    /// The heads that the checkpoints after `after` up to `last` name, each list in the order of its chains.
    async fn heads_between(&self, after: i64, last: i64) -> Result<BTreeMap<i64, Vec<(String, i64, String)>>> {
        let rows = audit_checkpoint_head::Entity::find()
            .filter(audit_checkpoint_head::Column::Checkpoint.gt(after))
            .filter(audit_checkpoint_head::Column::Checkpoint.lte(last))
            .all(self.connection)
            .await?;
        let mut heads: BTreeMap<i64, Vec<(String, i64, String)>> = BTreeMap::new();
        for row in rows {
            heads.entry(row.checkpoint).or_default().push((row.chain, row.seq, row.hash));
        }
        for list in heads.values_mut() {
            list.sort_unstable();
        }
        Ok(heads)
    }
}
