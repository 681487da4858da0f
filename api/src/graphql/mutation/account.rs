//! Signing in, staying signed in, signing out.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use crate::{
    commands::{account, account::Session},
    graphql::{
        context::{RequestContext, anybody},
        errors::outcome,
        scalars::DateTime,
        types::person::{Person, person},
    },
};

/// What is sent to sign in (inloggen).
#[derive(InputObject)]
pub struct SignInInput {
    /// The address (e-mailadres).
    #[graphql(validator(max_length = 254))]
    email: String,
    /// The password (wachtwoord).
    #[graphql(validator(max_length = 1000), secret)]
    password: String,
}

/// What is sent to stay signed in (sessie verlengen).
#[derive(InputObject)]
pub struct RefreshSessionInput {
    /// The refresh token, good for once (and for ten seconds more, with the same answer).
    #[graphql(validator(max_length = 200), secret)]
    refresh_token: String,
}

/// What is sent to sign out (uitloggen).
#[derive(InputObject)]
pub struct SignOutInput {
    /// The refresh token of the session to end.
    #[graphql(validator(max_length = 200), secret)]
    refresh_token: String,
}

/// A session (sessie): an access token for every request, and a refresh token for the next session.
#[derive(SimpleObject)]
pub struct SessionPayload {
    /// Who signed in.
    person: Person,
    /// Sent as `Authorization: Bearer …` with every request; short-lived.
    access_token: String,
    /// When the access token ends.
    access_token_expires_at: DateTime,
    /// Turned in once for a new session. Turned in again within ten seconds – a lost answer, another tab – it gives the
    /// same refresh token again; after that it ends the session.
    refresh_token: String,
    /// When the refresh token ends.
    refresh_token_expires_at: DateTime,
}

/// What came of signing out.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Whether the session is over.
    signed_out: bool,
}

/// Signing in and out.
#[derive(Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Signs in (inloggen). Wrong credentials: `UNAUTHENTICATED`; too many tries: `RATE_LIMITED`; too busy: `BUSY`.
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Address and password.")] input: SignInInput,
    ) -> async_graphql::Result<Option<SessionPayload>> {
        let done = account::sign_in(anybody(ctx), &input.email, &input.password).await;
        session(ctx, outcome(ctx, done)?.0).await
    }

    /// Turns a refresh token in for a new session (sessie verlengen).
    async fn refresh_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The refresh token.")] input: RefreshSessionInput,
    ) -> async_graphql::Result<Option<SessionPayload>> {
        let done = account::refresh(&RequestContext::of(ctx).services, &input.refresh_token).await;
        session(ctx, outcome(ctx, done)?.0).await
    }

    /// Signs out (uitloggen): the session's tokens are worth nothing any more.
    async fn sign_out(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The refresh token.")] input: SignOutInput,
    ) -> async_graphql::Result<Option<SignOutPayload>> {
        let done = account::sign_out(&RequestContext::of(ctx).services, &input.refresh_token).await;
        Ok(outcome(ctx, done)?.0.map(|()| SignOutPayload { signed_out: true }))
    }
}

async fn session(ctx: &Context<'_>, session: Option<Session>) -> async_graphql::Result<Option<SessionPayload>> {
    let Some(session) = session else { return Ok(None) };
    Ok(Some(SessionPayload {
        person: person(ctx, session.person).await?,
        access_token: session.access.token,
        access_token_expires_at: DateTime(session.access.expires_at),
        refresh_token: session.refresh,
        refresh_token_expires_at: DateTime(session.refresh_expires_at),
    }))
}
