//! Answers every event of a subscription with the rights of that moment, not with those of its start.

use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::{
    Data, Response,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
};
use async_trait::async_trait;
use tokio::sync::Notify;

use super::context::RequestContext;
use crate::policy::Viewer;

/// Told once a listener has no right to listen any more: whoever holds their connection closes it.
#[derive(Debug, Clone, Default)]
pub struct Revoked(Arc<Notify>);

impl Revoked {
    /// Tells it, also to who begins to wait only later.
    pub fn tell(&self) {
        self.0.notify_one();
    }

    /// Waits until it is told.
    pub async fn told(&self) {
        self.0.notified().await;
    }
}

/// Where a subscription leaves the viewer of now for the answer to its next event.
#[derive(Debug, Clone, Default)]
pub struct Renewal(Arc<Mutex<Option<Arc<Viewer>>>>);

impl Renewal {
    /// The viewer with the rights that the next answer is given with.
    pub fn renew(&self, viewer: Arc<Viewer>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(viewer);
    }

    /// The viewer that was left, if this answers an event.
    pub fn viewer(&self) -> Option<Arc<Viewer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Puts a fresh request in the place of the one that began the subscription: the viewer of now, nothing loaded yet.
pub struct Renewing;

impl ExtensionFactory for Renewing {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for Renewing {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        match ctx.data_opt::<RequestContext>().and_then(RequestContext::renewed) {
            Some(fresh) => {
                let mut data = Data::default();
                data.insert(fresh);
                next.run_with_data(ctx, operation_name, data).await
            }
            None => next.run(ctx, operation_name).await,
        }
    }
}
