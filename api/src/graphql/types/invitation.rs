//! Invitations, as the inviting party and the invited person see them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{
    connection::connection,
    party::{Party, party},
    person::{Person, person},
};
use crate::{
    domain::{
        self,
        ids::InvitationId,
        invitation::Answer,
        refusal::{Code, Refusal},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{InvitationState, Role},
        errors::read_failed,
        ids::Global,
        permission::{Permission, permission, permitted},
        scalars::DateTime,
        seen::{ById, Found},
    },
    policy::{Action, Scope, Viewer, decide, invited},
    storage,
};

/// An invitation (uitnodiging).
#[derive(Clone)]
pub struct Invitation(pub Arc<domain::invitation::Invitation>);

/// An invitation (uitnodiging) to a role at a party. It gives no right until it is accepted.
#[Object]
impl Invitation {
    /// The global identity, opaque: for answering it and for taking it back.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// At which party (partij).
    async fn party(&self, ctx: &Context<'_>) -> async_graphql::Result<Party> {
        party(ctx, self.0.party).await
    }

    /// Which role (rol).
    async fn role(&self) -> Role {
        self.0.role.into()
    }

    /// Where it was sent (e-mailadres).
    async fn email(&self) -> &String {
        &self.0.email
    }

    /// The name as the inviter wrote it (naam). What somebody is really called they tell by accepting.
    async fn name(&self) -> &String {
        &self.0.name
    }

    /// When it was sent (verstuurd op).
    async fn invited_at(&self) -> DateTime {
        DateTime(self.0.invited_at)
    }

    /// Until when it can be answered (geldig tot).
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }

    /// What became of it (status).
    async fn state(&self, ctx: &Context<'_>) -> InvitationState {
        match self.0.answer {
            Some((Answer::Accepted, _)) => InvitationState::Accepted,
            Some((Answer::Declined, _)) => InvitationState::Declined,
            Some((Answer::Withdrawn, _)) => InvitationState::Withdrawn,
            None if self.over(ctx).is_empty() => InvitationState::Open,
            None => InvitationState::Expired,
        }
    }

    /// Who accepted it (persoon); nobody until then.
    async fn person(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Person>> {
        match self.0.answer {
            Some((Answer::Accepted, _)) => Ok(Some(person(ctx, self.0.person).await?)),
            _ => Ok(None),
        }
    }

    /// Whether the viewer may accept or decline it now.
    async fn viewer_can_answer(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let decision = invited(viewer(ctx)?, Action::AcceptInvitation, self.0.person);
        Ok(permitted(ctx, decision, || self.over(ctx)))
    }

    /// Whether the viewer may take it back now.
    async fn viewer_can_withdraw(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let scope = Scope::Parties(vec![self.0.party]);
        permission(ctx, Action::WithdrawInvitation, &scope, || self.over(ctx))
    }
}

impl Invitation {
    /// Why it cannot be answered now.
    fn over(&self, ctx: &Context<'_>) -> Vec<Refusal> {
        let now = RequestContext::of(ctx).services.clock.now();
        if self.0.is_open(now) { Vec::new() } else { vec![Refusal::new(Code::InvitationOver)] }
    }
}

impl ById for Invitation {
    type Id = InvitationId;

    /// For those who look after its party, and for the one who was invited.
    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: InvitationId) -> Found<Self> {
        let database = &RequestContext::of(ctx).services.database;
        let found = storage::invitation::by_ids(database, &[id]).await.map_err(|error| read_failed(ctx, &error))?;
        let seen = |it: &domain::invitation::Invitation| {
            it.person == viewer.person || decide(viewer, Action::ReadPeople, &Scope::Parties(vec![it.party])).is_ok()
        };
        Ok(found.into_iter().find(seen).map(|it| Self(Arc::new(it))))
    }
}

connection!(InvitationConnection, InvitationEdge, Invitation, "invitations (uitnodigingen)");
