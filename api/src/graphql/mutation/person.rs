//! Ending roles, choosing passwords.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{given::told, payload};
use crate::{
    commands::person,
    domain::ids::{PartyId, PersonId},
    graphql::{
        context::{RequestContext, anybody, asking},
        enums::Role,
        errors::outcome,
        ids::Global,
        once::Repeatable,
        security,
        types::person::Person,
    },
    policy::Membership,
};

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

payload!(EndRolePayload, person: Person, "ending a role (rol beëindigen)");
payload!(ChoosePasswordPayload, person: Person, "choosing a password (wachtwoord kiezen)");

/// What came of asking for a new password: always the same, whether the address is known or not.
#[derive(SimpleObject)]
pub struct RequestPasswordResetPayload {
    /// Whether the request was taken.
    requested: bool,
}

/// How many resets one document may ask for.
const MOST_RESETS: usize = 3;

/// People and roles.
#[derive(Default)]
pub struct PersonMutation;

#[Object]
impl PersonMutation {
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

    /// Sends a link to choose a new password (wachtwoord vergeten), if the address is known. A fourth request for an
    /// address within the hour, or in one document, gives the code `RATE_LIMITED`.
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The address.")] input: RequestPasswordResetInput,
    ) -> async_graphql::Result<Option<RequestPasswordResetPayload>> {
        let done = async {
            RequestContext::of(ctx).one_mail_more(MOST_RESETS)?;
            person::request_password_reset(anybody(ctx), &input.email).await
        };
        let done = done.await;
        Ok(outcome(ctx, done)?.0.map(|()| RequestPasswordResetPayload { requested: true }))
    }

    /// Chooses a password with a link received by mail (wachtwoord kiezen), and accepts the role that it offers.
    /// Signs the person out everywhere and voids every other link.
    async fn choose_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link's secret and the password.")] input: ChoosePasswordInput,
    ) -> async_graphql::Result<Option<ChoosePasswordPayload>> {
        let done = person::choose_password(anybody(ctx), &input.token, &input.password).await;
        if let Ok(person) = &done {
            security::done_by(ctx, person.id);
        }
        Ok(ChoosePasswordPayload::of(told(ctx, done).await?))
    }
}
