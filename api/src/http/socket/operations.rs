//! What runs on one socket.

use std::{collections::HashMap, panic::AssertUnwindSafe};

use async_graphql::Response;
use futures_util::{
    FutureExt, StreamExt,
    stream::{self, AbortHandle, Abortable, BoxStream, SelectAll},
};

use super::super::graphql::Crash;

/// What an operation brings forth.
pub struct Produced {
    /// The client's identity of the operation.
    pub id: String,
    /// The identity of the request that started it.
    pub request_id: String,
    /// What there is to tell.
    pub what: What,
}

/// What there is to tell about an operation.
pub enum What {
    /// An answer.
    Answer(Box<Response>),
    /// It panicked.
    Crashed(Crash),
    /// It ended.
    Ended,
}

/// The operations running on one socket. Dropping it ends them all.
#[derive(Default)]
pub struct Operations {
    streams: SelectAll<BoxStream<'static, Produced>>,
    running: HashMap<String, AbortHandle>,
}

impl Operations {
    /// How many run.
    pub fn count(&self) -> usize {
        self.running.len()
    }

    /// Whether an operation with this identity runs.
    pub fn contains(&self, id: &str) -> bool {
        self.running.contains_key(id)
    }

    /// Starts an operation; `open` gives its answers and is called when it is first waited for.
    pub fn start(
        &mut self,
        id: String,
        request_id: String,
        open: impl FnOnce() -> BoxStream<'static, Response> + Send + 'static,
    ) {
        let (handle, registration) = AbortHandle::new_pair();
        // A stream that panicked is dropped and never looked at again.
        let answers = AssertUnwindSafe(async move { open() }.into_stream().flatten()).catch_unwind();
        let (tag, tag_request) = (id.clone(), request_id);
        let told = answers
            .map(|answer| answer.map_or_else(What::Crashed, |response| What::Answer(Box::new(response))))
            .chain(stream::iter([What::Ended]))
            .map(move |what| Produced { id: tag.clone(), request_id: tag_request.clone(), what });
        self.streams.push(Abortable::new(told, registration).boxed());
        self.running.insert(id, handle);
    }

    /// Stops an operation; nothing more is heard of it.
    pub fn stop(&mut self, id: &str) {
        if let Some(handle) = self.running.remove(id) {
            handle.abort();
        }
    }

    /// The next thing to tell; `None` when nothing runs.
    pub async fn next(&mut self) -> Option<Produced> {
        self.streams.next().await
    }
}
