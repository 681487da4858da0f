//! The keyed hashes of the trail: HMAC-SHA-256 under keys that are never in the database, so that whoever may write
//! there cannot make a trail that reads as true.

use std::{collections::BTreeMap, fmt, sync::Arc};

use aws_lc_rs::hmac::{self, Context, HMAC_SHA256};
use entities::{audit_chain, audit_checkpoint, audit_event};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The key that new hashes are made with, and those of before.
#[derive(Clone)]
pub struct TrailKeys(Arc<Keys>);

struct Keys {
    current: String,
    all: BTreeMap<String, hmac::Key>,
}

impl fmt::Debug for TrailKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrailKeys").field("current", &self.0.current).finish_non_exhaustive()
    }
}

impl TrailKeys {
    /// The keys by their bytes. To rotate, the old one becomes one of `retired`, for good: what it sealed stays under it.
    pub fn new(current: &[u8], retired: &[Vec<u8>]) -> Self {
        let (id, key) = identified(current);
        let mut all: BTreeMap<String, hmac::Key> = retired.iter().map(|bytes| identified(bytes)).collect();
        all.insert(id.clone(), key);
        Self(Arc::new(Keys { current: id, all }))
    }

    /// The identity of the key that new hashes are made with; it tells nothing of the key.
    pub fn current_id(&self) -> &str {
        &self.0.current
    }

    /// A name for `text` that tells it from other texts and does not give it back: for what may be typed by anybody.
    pub fn pseudonym(&self, text: &str) -> String {
        let full = self.under(self.current_id(), "pseudonym", [text.to_owned()]).unwrap_or_default();
        full.chars().take(32).collect()
    }

    /// The hash an event should carry; `None` when its key is not there. Without a key it is of before the trail was
    /// keyed, and its hash is one that anybody can make.
    pub(super) fn event(&self, row: &audit_event::Model) -> Option<String> {
        match &row.key_id {
            Some(key) => self.under(key, "event", event_parts(row)),
            None => Some(unkeyed(event_parts(row))),
        }
    }

    /// The seal a head should carry under a key; `None` when the key is not there.
    pub(super) fn head(&self, key: &str, row: &audit_chain::Model) -> Option<String> {
        self.under(key, "head", [row.chain.clone(), row.last_seq.to_string(), row.last_hash.clone()])
    }

    /// The hash a checkpoint should carry that names `heads` (chain, number, hash), in order of their chains.
    pub(super) fn checkpoint<'a>(
        &self,
        row: &audit_checkpoint::Model,
        heads: impl IntoIterator<Item = (&'a str, i64, &'a str)>,
    ) -> Option<String> {
        let own = [row.number.to_string(), row.at.timestamp_micros().to_string(), row.previous_hash.clone()];
        let named =
            heads.into_iter().flat_map(|(chain, number, hash)| [chain.to_owned(), number.to_string(), hash.to_owned()]);
        self.under(&row.key_id, "checkpoint", own.into_iter().chain(named))
    }

    /// The keyed hash over what it is for and every part, each with its length, so that no two read alike.
    fn under(&self, key: &str, purpose: &str, parts: impl IntoIterator<Item = String>) -> Option<String> {
        let mut context = Context::with_key(self.0.all.get(key)?);
        for part in [purpose.to_owned(), key.to_owned()].into_iter().chain(parts) {
            context.update(part.len().to_string().as_bytes());
            context.update(b":");
            context.update(part.as_bytes());
        }
        Some(hex::encode(context.sign()))
    }
}

fn identified(bytes: &[u8]) -> (String, hmac::Key) {
    let key = hmac::Key::new(HMAC_SHA256, bytes);
    let id = hex::encode(hmac::sign(&key, b"which key this is"));
    (id.chars().take(16).collect(), key)
}

/// Every column of an event but its key and its hash.
fn event_parts(row: &audit_event::Model) -> [String; 13] {
    let optional = |id: Option<Uuid>| id.map_or_else(String::new, |id| id.to_string());
    [
        row.id.to_string(),
        row.chain.clone(),
        row.seq.to_string(),
        row.kind.clone(),
        row.subject_kind.clone(),
        row.subject_id.to_string(),
        optional(row.contract_id),
        optional(row.actor_id),
        row.permit.clone(),
        row.request_id.clone(),
        row.at.timestamp_micros().to_string(),
        row.changes.clone(),
        row.previous_hash.clone(),
    ]
}

/// SHA-256 over the same form: how events were hashed before the trail was keyed.
fn unkeyed(parts: impl IntoIterator<Item = String>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_string());
        digest.update(":");
        digest.update(part);
    }
    hex::encode(digest.finalize())
}
