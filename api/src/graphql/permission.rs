//! What the viewer may do with a thing now, and if not, why not: the same rules that the acts ask.

use async_graphql::{Context, SimpleObject};

use super::{
    context::viewer,
    errors::{self, Refusal},
};
use crate::{
    domain::refusal,
    policy::{Action, Denial, Permit, Scope, decide},
};

/// Whether the viewer may do something now (bevoegdheid), and if not, every reason why not.
#[derive(SimpleObject, Debug, Clone)]
pub struct Permission {
    /// Whether the act would be accepted now, as far as it does not depend on what is sent with it.
    pub allowed: bool,
    /// Every reason why not; empty when allowed.
    pub reasons: Vec<Refusal>,
}

/// Asks the access table and, where that allows it, the guards of the act.
pub fn permission(
    ctx: &Context<'_>,
    action: Action,
    scope: &Scope,
    guards: impl FnOnce() -> Vec<refusal::Refusal>,
) -> async_graphql::Result<Permission> {
    Ok(permitted(ctx, decide(viewer(ctx)?, action, scope), guards))
}

/// The same where the decision was made elsewhere.
pub fn permitted(
    ctx: &Context<'_>,
    decision: Result<Permit, Denial>,
    guards: impl FnOnce() -> Vec<refusal::Refusal>,
) -> Permission {
    let unmet = match decision {
        Err(denial) => vec![refusal::Refusal::new(denial.code())],
        Ok(_) => guards(),
    };
    Permission { allowed: unmet.is_empty(), reasons: unmet.iter().map(|it| errors::refusal(ctx, it)).collect() }
}
