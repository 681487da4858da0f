//! How a finding was set aside.

use std::sync::Arc;

use async_graphql::{Context, Object};

use crate::{
    domain::coherence::dismissal::{Dismissal, Reopened},
    graphql::{
        enums::ReopenedBecause,
        permission::{Permission, permission},
        scalars::{Date, DateTime},
        types::{
            party::{Municipality, municipality},
            person::{Person, person},
        },
    },
    policy::{Action, Scope},
};

/// How a finding was set aside (terzijde gelegd).
pub struct FindingDismissal {
    /// What was recorded.
    pub dismissal: Arc<Dismissal>,
    /// Why the finding is open again.
    pub reopened: Option<Reopened>,
}

impl FindingDismissal {
    /// As it was recorded: open again only if someone opened it.
    pub fn recorded(it: Dismissal) -> Self {
        let reopened = it.ended_at.map(|_| Reopened::ByHand);
        Self { dismissal: Arc::new(it), reopened }
    }
}

/// How a finding was set aside (terzijde gelegd) for the last time.
#[Object]
impl FindingDismissal {
    /// The code of the finding.
    async fn code(&self) -> &String {
        &self.dismissal.code
    }

    /// The municipality (gemeente) that set it aside.
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.dismissal.municipality).await
    }

    /// Why (reden).
    async fn reason(&self) -> &String {
        &self.dismissal.reason
    }

    /// The last day on which it is set aside (tot en met).
    async fn until(&self) -> Date {
        Date(self.dismissal.until)
    }

    /// Who set it aside (door).
    async fn by(&self, ctx: &Context<'_>) -> async_graphql::Result<Person> {
        person(ctx, self.dismissal.by).await
    }

    /// When (op).
    async fn at(&self) -> DateTime {
        DateTime(self.dismissal.at)
    }

    /// Why the finding is open again (reden van heropening); nothing while it is set aside.
    async fn reopened_because(&self) -> Option<ReopenedBecause> {
        self.reopened.map(Into::into)
    }

    /// Whether the viewer may open the finding again now (mag heropenen).
    async fn viewer_can_end(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let scope = Scope::coherence(self.dismissal.municipality);
        permission(ctx, Action::EndDismissal, &scope, || self.dismissal.cannot_end())
    }
}
