//! Who asks for an act.

use super::act::{Act, Done, Services};
use crate::{policy::Viewer, storage::once::Once};

/// Who asks for an act, through which request, and under which key.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// What the acts work with.
    pub services: &'a Services,
    /// The signed-in person.
    pub viewer: &'a Viewer,
    /// The request.
    pub request_id: &'a str,
    /// The key under which the act is done once, if it came with one.
    pub once: Option<Once<'a>>,
}

impl<'a> Asking<'a> {
    /// Someone who asks, without a key.
    pub const fn new(services: &'a Services, viewer: &'a Viewer, request_id: &'a str) -> Self {
        Self { services, viewer, request_id, once: None }
    }

    pub(super) async fn begin(self) -> Done<Act<'a>> {
        Act::begin(self).await
    }
}
