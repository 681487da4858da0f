//! What the acts work with, made from the settings.

use std::sync::Arc;

use tokio::sync::{Notify, broadcast};

use super::{Parts, StartError, cores};
use crate::{
    attachments::AttachmentStore,
    auth::{
        jwt::{AccessTokens, TokenRules},
        keys::KeyRing,
        password::Passwords,
        throttle::Throttle,
        withdrawal::Withdrawals,
    },
    commands::Services,
    config::Config,
    domain::suppression::Threshold,
    storage::{Connection, event::TrailKeys, security::SecurityLog},
};

/// How many events a slow subscriber may lag behind before it misses some.
const EVENTS_KEPT: usize = 1_024;

pub(super) fn services(
    config: &Config,
    parts: &Parts,
    database: Connection,
    (keys, trail): (Arc<KeyRing>, TrailKeys),
    attachments: Arc<dyn AttachmentStore>,
) -> Result<Services, StartError> {
    let rules = TokenRules {
        issuer: config.public_url.as_str().to_owned(),
        audience: config.tokens.audience.clone(),
        lifetime: config.tokens.access_lifetime(),
    };
    let throttle = Throttle::new(&keys.secret_for("limits"));
    let (events, _) = broadcast::channel(EVENTS_KEPT);
    Ok(Services {
        database,
        security: SecurityLog::new(trail.clone(), parts.ids.clone()),
        trail,
        clock: Arc::clone(&parts.clock),
        ids: parts.ids.clone(),
        passwords: Passwords::new(parts.ids.clone(), cores())?,
        tokens: Arc::new(AccessTokens::new(keys, rules, parts.ids.clone())),
        refresh_lifetime: config.tokens.refresh_lifetime(),
        throttle: Arc::new(throttle),
        free_tries: config.sign_in.free_tries.get().into(),
        attachments,
        attachment_bytes: u64::try_from(config.attachments.max_bytes).unwrap_or(u64::MAX),
        smallest_group: Threshold::of(config.figures.smallest_group),
        wake: Arc::new(Notify::new()),
        resets: Arc::new(Notify::new()),
        events,
        withdrawals: Withdrawals::default(),
    })
}
