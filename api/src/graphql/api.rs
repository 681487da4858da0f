//! The one door to the schema, without its types: whoever calls it compiles without the schema.

use std::sync::Arc;

use async_graphql::{Request, Response};
use async_trait::async_trait;
use futures_util::stream::BoxStream;

use super::context::Caller;
use crate::budget::Together;

/// Answers GraphQL requests.
#[async_trait]
pub trait Api: Send + Sync + 'static {
    /// Runs a query or a mutation to its end.
    async fn execute(&self, request: Request, caller: Caller) -> Response;

    /// Runs any operation as a stream: one answer for a query or a mutation, many for a subscription. Dropping the
    /// stream ends the operation. Operations that hold the same `together` share one budget while they run.
    fn stream(&self, request: Request, caller: Caller, together: Arc<Together>) -> BoxStream<'static, Response>;
}
