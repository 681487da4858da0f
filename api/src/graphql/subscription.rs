//! What may be listened to.

use std::{pin::Pin, sync::Arc};

use async_graphql::{ComplexObject, Context, ID, SimpleObject, Subscription};
use futures_util::{Stream, stream};
use tokio::sync::broadcast::{self, error::RecvError};

use super::{
    context::{RequestContext, viewer},
    enums::{EventKind, SubjectKind},
    errors::bad_input,
    ids::Global,
    renewal::{Renewal, Revoked},
    scalars::DateTime,
    seen::seen,
    types::contract::{Contract, linked},
};
use crate::{
    commands::{
        Services, Withdrawn,
        event::{Hearing, is_listener, may_hear},
    },
    domain::ids::ContractId,
    policy::{Action, Scope, Viewer, decide},
    storage::Recorded,
};

/// What may be listened to (abonnementen).
pub struct Subscription;

/// Something that just happened under a contract (gebeurtenis).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ContractEvent {
    /// The identity of the event in the audit trail (logboek): who may read that finds it by `node`.
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
        linked(ctx, self.contract_id).await
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
        let viewer = viewer(ctx)?.clone();
        let unknown = || bad_input("contractId: no such contract", "contractId");
        let request = RequestContext::of(ctx);
        // The library counts what answers; what comes before the first of them is counted here.
        let contract: Contract =
            request.account.opening(seen(ctx, &contract_id, "contractId")).await?.ok_or_else(unknown)?;
        decide(&viewer, Action::ReadAuditTrail, &Scope::contract(contract.inner())).map_err(|_| unknown())?;
        let listening = Listening {
            contract: contract.inner().id,
            viewer,
            events: request.services.events.subscribe(),
            withdrawals: request.services.withdrawals.listen(),
            services: request.services.clone(),
            renewal: request.renewal.clone(),
            revoked: ctx.data_opt::<Revoked>().cloned().unwrap_or_default(),
        };
        Ok(Box::pin(stream::unfold(listening, Listening::next)))
    }
}

/// Someone who listens to a contract.
struct Listening {
    contract: ContractId,
    /// As they were when they began; what they may is asked anew each time.
    viewer: Viewer,
    events: broadcast::Receiver<Recorded>,
    withdrawals: broadcast::Receiver<Withdrawn>,
    services: Arc<Services>,
    renewal: Renewal,
    revoked: Revoked,
}

impl Listening {
    /// The next event that is for them, to be answered with their rights of then.
    async fn next(mut self) -> Option<(ContractEvent, Self)> {
        loop {
            tokio::select! {
                withdrawn = self.withdrawals.recv() => self.heed(withdrawn).await,
                recorded = self.events.recv() => match recorded {
                    Ok(recorded) => {
                        if let Some(event) = self.hear(&recorded).await {
                            return Some((event, self));
                        }
                    }
                    // Whoever listens too slowly misses events; the audit trail has them all.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    async fn hear(&self, recorded: &Recorded) -> Option<ContractEvent> {
        if recorded.event.contract != Some(self.contract) {
            return None;
        }
        match may_hear(&self.services, &self.viewer, recorded).await {
            Hearing::Nothing => None,
            Hearing::Over => self.leave().await,
            Hearing::Told(viewer) => {
                self.renewal.renew(viewer);
                Some(ContractEvent {
                    id: recorded.id.global(),
                    kind: recorded.event.kind.into(),
                    subject_kind: recorded.event.subject_kind.into(),
                    at: DateTime(recorded.at),
                    contract_id: self.contract,
                })
            }
        }
    }

    /// Something was taken back: from the listener perhaps, and perhaps the right to listen.
    async fn heed(&self, withdrawn: Result<Withdrawn, RecvError>) {
        let of_others = match withdrawn {
            Ok(Withdrawn::Rights(person)) => person != self.viewer.person,
            // A session that ended is the business of whoever holds the connection.
            Ok(Withdrawn::Session(_)) => true,
            Err(_) => false,
        };
        if !of_others && !is_listener(&self.services, &self.viewer, self.contract).await {
            self.leave::<()>().await;
        }
    }

    /// Tells whoever holds the connection to close it, and waits for that: nothing more is said here.
    async fn leave<T>(&self) -> T {
        self.revoked.tell();
        std::future::pending().await
    }
}
