//! Runs an operation so that neither a panic nor a long wait leaves the client without an answer.

use std::{any::Any, panic::AssertUnwindSafe};

use async_graphql::{Request, Response};
use futures_util::FutureExt;

use super::super::{HttpState, answer::Problem};
use crate::graphql::context::Caller;

/// What a panic carries.
pub type Crash = Box<dyn Any + Send>;

/// Runs a query or a mutation to its end.
pub async fn to_the_end(state: &HttpState, request: Request, caller: Caller) -> Result<Response, Problem> {
    let request_id = caller.request_id.clone();
    // A future that panicked is dropped and never looked at again, so no broken state can be seen through it.
    let running = AssertUnwindSafe(async { state.api.execute(request, caller).await }).catch_unwind();
    match tokio::time::timeout(state.limits.execution, running).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(panic)) => Err(crash(&panic, &request_id)),
        Err(_) => {
            tracing::error!(request_id, "an operation ran out of time");
            Err(Problem::unavailable("The operation took too long and was stopped."))
        }
    }
}

/// Writes a panic to the log and gives what the client hears of it.
pub fn crash(panic: &Crash, request_id: &str) -> Problem {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(request_id, panic = text.unwrap_or("of an unknown kind"), "an operation panicked");
    Problem::internal()
}
