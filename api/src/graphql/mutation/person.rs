//! Inviting people, ending roles, choosing passwords.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{given::told, payload};
use crate::{
    commands::person::{self, Invitee},
    domain::ids::{PartyId, PersonId},
    graphql::{
        context::{RequestContext, asking},
        enums::{Locale, Role},
        errors::outcome,
        ids::Global,
        once::Repeatable,
        security,
        types::person::Person,
    },
    policy::Membership,
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
    /// The name (naam).
    name: String,
    /// The language of mail and messages (taal).
    #[graphql(default_with = "Locale::Nl")]
    locale: Locale,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Whose role ends (rol beëindigen).
#[derive(InputObject)]
pub struct EndRoleInput {
    /// Whose.
    person_id: ID,
    /// At which party (partij).
    party_id: ID,
    /// Which role (rol).
    role: Role,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Who wants a new password (wachtwoord vergeten).
#[derive(InputObject)]
pub struct RequestPasswordResetInput {
    /// The address (e-mailadres).
    #[graphql(validator(max_length = 254))]
    email: String,
}

/// A new password with the link received by mail (wachtwoord kiezen).
#[derive(InputObject)]
pub struct ChoosePasswordInput {
    /// The secret from the link.
    #[graphql(validator(max_length = 200), secret)]
    token: String,
    /// The password (wachtwoord), at least twelve characters.
    #[graphql(validator(max_length = 1000), secret)]
    password: String,
}

payload!(InvitePersonPayload, person: Person, "inviting a person (uitnodigen)");
payload!(EndRolePayload, person: Person, "ending a role (rol beëindigen)");
payload!(ChoosePasswordPayload, person: Person, "choosing a password (wachtwoord kiezen)");

/// What came of asking for a new password: always the same, whether the address is known or not.
#[derive(SimpleObject)]
pub struct RequestPasswordResetPayload {
    /// Whether the request was taken.
    requested: bool,
}

/// People and roles.
#[derive(Default)]
pub struct PersonMutation;

#[Object]
impl PersonMutation {
    /// Asks a person to join a party in a role (uitnodigen); by mail, with a link to choose a password.
    async fn invite_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, where and in which role.")] input: InvitePersonInput,
    ) -> async_graphql::Result<Option<InvitePersonPayload>> {
        let party = PartyId::parse(&input.party_id, "partyId")?;
        let invitee = Invitee { email: input.email, name: input.name, locale: input.locale.into() };
        let done = person::invite(asking(ctx)?, party, input.role.into(), invitee).await;
        Ok(InvitePersonPayload::of(told(ctx, done).await?))
    }

    /// Ends a person's role at a party (rol beëindigen), at once.
    async fn end_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose role, where.")] input: EndRoleInput,
    ) -> async_graphql::Result<Option<EndRolePayload>> {
        let who = PersonId::parse(&input.person_id, "personId")?;
        let held = Membership { party: PartyId::parse(&input.party_id, "partyId")?, role: input.role.into() };
        let done = person::end_role(asking(ctx)?, who, held).await;
        Ok(EndRolePayload::of(told(ctx, done).await?))
    }

    /// Sends a link to choose a new password (wachtwoord vergeten), if the address is known.
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The address.")] input: RequestPasswordResetInput,
    ) -> async_graphql::Result<Option<RequestPasswordResetPayload>> {
        let request = RequestContext::of(ctx);
        let done = person::request_password_reset(&request.services, &input.email, &request.caller.request_id).await;
        Ok(outcome(ctx, done)?.0.map(|()| RequestPasswordResetPayload { requested: true }))
    }

    /// Chooses a password with a link received by mail (wachtwoord kiezen), and signs the person out everywhere.
    async fn choose_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link's secret and the password.")] input: ChoosePasswordInput,
    ) -> async_graphql::Result<Option<ChoosePasswordPayload>> {
        let request = RequestContext::of(ctx);
        let id = &request.caller.request_id;
        let done = person::choose_password(&request.services, &input.token, &input.password, id).await;
        if let Ok(person) = &done {
            security::done_by(ctx, person.id);
        }
        Ok(ChoosePasswordPayload::of(told(ctx, done).await?))
    }
}
