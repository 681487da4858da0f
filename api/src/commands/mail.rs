//! Sending mail again that was given up.

use uuid::Uuid;

use super::{
    act::{Done, not_found, saved},
    contract::Asking,
};
use crate::{
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        notice::{Template, standing::cannot_resend},
    },
    policy::{Action, Scope},
    storage::{self, outbox::MailRecord},
};

/// Puts a mail that was given up back in the queue, with all its tries before it.
pub async fn resend(asking: Asking<'_>, id: Uuid) -> Done<MailRecord> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::ResendMail, &Scope::Platform, "mailId")?;
    let connection = act.unit.connection();
    let mail = storage::outbox::by_id(connection, id).await?.ok_or_else(|| not_found("mailId"))?;
    let no = cannot_resend(Template::from_key(&mail.template), mail.dead_at.is_some());
    if !no.is_empty() {
        return Err(no.into());
    }
    saved(storage::outbox::resend(connection, id, act.by.at).await?)?;
    let state =
        |name: &str, tries: i32| Facts::from([("state".into(), name.into()), ("attempts".into(), tries.to_string())]);
    let (before, after) = (state("DEAD", mail.attempts), state("WAITING", 0));
    act.commit(permit, Event::new(EventKind::MailResent, SubjectKind::Mail, id, &before, &after)).await?;
    Ok(MailRecord { attempts: 0, dead_at: None, last_error: None, ..mail })
}
