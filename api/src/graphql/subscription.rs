//! What may be listened to.

use std::pin::Pin;

use async_graphql::{ComplexObject, Context, ID, SimpleObject, Subscription};
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::broadcast::error::RecvError;

use super::{
    context::{RequestContext, viewer},
    enums::{EventKind, SubjectKind},
    errors::bad_input,
    ids::Global,
    scalars::DateTime,
    types::contract::{Contract, visible},
};
use crate::{
    domain::ids::ContractId,
    policy::{Action, Scope, decide},
    storage::Recorded,
};

/// What may be listened to (abonnementen).
pub struct Subscription;

/// Something that just happened under a contract (gebeurtenis).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ContractEvent {
    /// The global identity, as in the audit trail.
    pub id: ID,
    /// What happened.
    pub kind: EventKind,
    /// To what kind of thing.
    pub subject_kind: SubjectKind,
    /// When.
    pub at: DateTime,
    #[graphql(skip)]
    contract_id: ContractId,
}

#[ComplexObject]
impl ContractEvent {
    /// The contract (overeenkomst) as it is now.
    async fn contract(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Contract>> {
        RequestContext::of(ctx).forget();
        visible(ctx, self.contract_id).await
    }
}

type Events = Pin<Box<dyn Stream<Item = ContractEvent> + Send>>;

/// What may be listened to (abonnementen).
#[Subscription]
impl Subscription {
    /// What happens under a contract (gebeurtenissen van een overeenkomst), from now on; for its parties.
    async fn contract_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract's identity.")] contract_id: ID,
    ) -> async_graphql::Result<Events> {
        let id = ContractId::parse(&contract_id, "contractId")?;
        let viewer = viewer(ctx)?.clone();
        let unknown = || bad_input("contractId: no such contract", "contractId");
        let contract = visible(ctx, id).await?.ok_or_else(unknown)?;
        let services = RequestContext::of(ctx).services.clone();
        decide(&viewer, Action::ReadAuditTrail, &Scope::contract(contract.inner())).map_err(|_| unknown())?;
        let listener = services.events.subscribe();
        let events = stream::unfold(listener, |mut listener| async {
            loop {
                match listener.recv().await {
                    Ok(recorded) => return Some((recorded, listener)),
                    // Whoever listens too slowly misses events; the audit trail has them all.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                }
            }
        });
        let shown = events.filter_map(move |recorded| {
            let (services, viewer) = (services.clone(), viewer.clone());
            async move { shown(&services, &viewer, id, recorded).await }
        });
        Ok(Box::pin(shown))
    }
}

/// The event as the viewer may see it now: roles may have ended since the listening began, and what happened may be
/// the own side's draft of another.
async fn shown(
    services: &crate::commands::Services,
    viewer: &crate::policy::Viewer,
    id: ContractId,
    recorded: Recorded,
) -> Option<ContractEvent> {
    if recorded.event.contract != Some(id) || !crate::commands::event::may_hear(services, viewer, &recorded).await {
        return None;
    }
    Some(ContractEvent {
        id: recorded.id.global(),
        kind: recorded.event.kind.into(),
        subject_kind: recorded.event.subject_kind.into(),
        at: DateTime(recorded.at),
        contract_id: id,
    })
}
