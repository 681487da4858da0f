//! Who asks for an act.

use std::net::{IpAddr, Ipv4Addr};

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

/// Whoever does something for which nobody has to be signed in.
#[derive(Clone, Copy)]
pub struct Anybody<'a> {
    /// What the acts work with.
    pub services: &'a Services,
    /// Where they are: the client's address.
    pub address: IpAddr,
    /// The request.
    pub request_id: &'a str,
}

impl<'a> Anybody<'a> {
    /// Somebody at the machine itself.
    pub const fn here(services: &'a Services, request_id: &'a str) -> Self {
        Self { services, address: IpAddr::V4(Ipv4Addr::LOCALHOST), request_id }
    }
}
