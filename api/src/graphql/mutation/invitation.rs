//! Inviting people, and answering an invitation.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::{invitation, person::Invitee},
    domain::ids::{InvitationId, PartyId},
    graphql::{
        context::{RequestContext, asking},
        enums::{Locale, Role},
        ids::Global,
        once::Repeatable,
        types::invitation::Invitation,
    },
};

/// Who is asked to join a party (uitnodigen).
#[derive(InputObject)]
pub struct InvitePersonInput {
    /// Which party (partij).
    party_id: ID,
    /// In which role (rol).
    role: Role,
    /// Where the invitation goes (e-mailadres).
    email: String,
    /// The name (naam); somebody who is known already keeps their own.
    name: String,
    /// The language of mail and messages (taal); somebody who is known already keeps their own.
    #[graphql(default_with = "Locale::Nl")]
    locale: Locale,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Which invitation is taken back (uitnodiging intrekken).
#[derive(InputObject)]
pub struct WithdrawInvitationInput {
    /// Which.
    invitation_id: ID,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Which invitation is accepted (uitnodiging aannemen).
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// Which.
    invitation_id: ID,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Which invitation is declined (uitnodiging afslaan).
#[derive(InputObject)]
pub struct DeclineInvitationInput {
    /// Which.
    invitation_id: ID,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(InvitePersonPayload, invitation: Invitation, "inviting a person (uitnodigen)");
payload!(WithdrawInvitationPayload, invitation: Invitation, "taking an invitation back (uitnodiging intrekken)");
payload!(AcceptInvitationPayload, invitation: Invitation, "accepting an invitation (uitnodiging aannemen)");
payload!(DeclineInvitationPayload, invitation: Invitation, "declining an invitation (uitnodiging afslaan)");

/// How many invitations one document may send.
const MOST_INVITATIONS: usize = 10;

/// Invitations.
#[derive(Default)]
pub struct InvitationMutation;

#[Object]
impl InvitationMutation {
    /// Asks a person to join a party in a role (uitnodigen), by mail. The answer is the same whether the address is
    /// known or not; the role begins when the person accepts it. Too many in an hour, or in
    /// one document, give the code `RATE_LIMITED`.
    async fn invite_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, where and in which role.")] input: InvitePersonInput,
    ) -> async_graphql::Result<Option<InvitePersonPayload>> {
        let party = PartyId::parse(&input.party_id, "partyId")?;
        let invitee = Invitee { email: input.email, name: input.name, locale: input.locale.into() };
        let asking = asking(ctx)?;
        let done = async {
            RequestContext::of(ctx).one_mail_more(MOST_INVITATIONS)?;
            invitation::invite(asking, party, input.role.into(), invitee).await
        };
        let done = done.await;
        Ok(InvitePersonPayload::of(told(ctx, done).await?))
    }

    /// Takes an invitation back (uitnodiging intrekken): its link is void at once.
    async fn withdraw_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invitation.")] input: WithdrawInvitationInput,
    ) -> async_graphql::Result<Option<WithdrawInvitationPayload>> {
        let id = InvitationId::parse(&input.invitation_id, "invitationId")?;
        let done = invitation::withdraw(asking(ctx)?, id).await;
        Ok(WithdrawInvitationPayload::of(told(ctx, done).await?))
    }

    /// Takes a role that was offered to the signed-in person (uitnodiging aannemen). Who has no password yet accepts by
    /// choosing one with the link in the mail.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invitation.")] input: AcceptInvitationInput,
    ) -> async_graphql::Result<Option<AcceptInvitationPayload>> {
        let id = InvitationId::parse(&input.invitation_id, "invitationId")?;
        let done = invitation::accept(asking(ctx)?, id).await;
        Ok(AcceptInvitationPayload::of(told(ctx, done).await?))
    }

    /// Does without a role that was offered to the signed-in person (uitnodiging afslaan).
    async fn decline_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invitation.")] input: DeclineInvitationInput,
    ) -> async_graphql::Result<Option<DeclineInvitationPayload>> {
        let id = InvitationId::parse(&input.invitation_id, "invitationId")?;
        let done = invitation::decline(asking(ctx)?, id).await;
        Ok(DeclineInvitationPayload::of(told(ctx, done).await?))
    }
}
