//! Sending mail again.

use async_graphql::{Context, ID, InputObject, Object};
use uuid::Uuid;

use super::{given::told, payload};
use crate::{
    commands::mail,
    graphql::{context::asking, errors::bad_input, once::Repeatable, types::mail::Mail},
};

/// Which mail is sent again (bericht).
#[derive(InputObject)]
pub struct ResendMailInput {
    /// The mail that was given up (mislukt bericht).
    mail_id: ID,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(ResendMailPayload, mail: Mail, "sending a mail again (opnieuw versturen)");

/// Mail.
#[derive(Default)]
pub struct MailMutation;

#[Object]
impl MailMutation {
    /// Sends a mail again that was given up (opnieuw versturen), with as many tries as a new one. An administrator of
    /// the platform. A mail with a secret link is not kept: its reader asks for another link.
    async fn resend_mail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The mail.")] input: ResendMailInput,
    ) -> async_graphql::Result<Option<ResendMailPayload>> {
        let id = Uuid::try_parse(&input.mail_id).map_err(|_| bad_input("mailId: not the id of a mail", "mailId"))?;
        let done = mail::resend(asking(ctx)?, id).await;
        Ok(ResendMailPayload::of(told(ctx, done).await?))
    }
}
