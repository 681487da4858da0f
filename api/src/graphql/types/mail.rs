//! What became of the mail, for administrators: who, what and when, never what it said.

use async_graphql::{Context, Enum, ID, SimpleObject};

use super::connection::{Page, connection, uuid_part};
use crate::{
    graphql::{context::RequestContext, errors::read_failed, scalars::DateTime},
    storage,
};

/// What became of a mail (status van een bericht).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// Still to be sent (wacht).
    Waiting,
    /// Handed over (verzonden).
    Sent,
    /// Given up after the last try (mislukt).
    Dead,
}

/// A mail (bericht) on its way to one person.
#[derive(SimpleObject, Clone)]
pub struct Mail {
    /// The identity, as in its Message-ID.
    pub id: ID,
    /// Which mail, such as "contract-offered" (soort).
    pub template: String,
    /// Where it goes (e-mailadres).
    pub address: String,
    /// What became of it.
    pub state: MailState,
    /// How often it was tried (pogingen).
    pub attempts: i32,
    /// When the change it tells of was recorded.
    pub created_at: DateTime,
    /// When it was handed over (verzonden op).
    pub sent_at: Option<DateTime>,
    /// Why the last try failed (laatste fout).
    pub last_error: Option<String>,
}

/// A page of the mail, newest first.
pub async fn mail(ctx: &Context<'_>, page: Page) -> async_graphql::Result<MailConnection> {
    let before = page.after.as_ref().map(|place| uuid_part(place.first())).transpose()?;
    let database = &RequestContext::of(ctx).services.database;
    let (rows, total) =
        storage::outbox::page(database, before, page.limit()).await.map_err(|error| read_failed(ctx, &error))?;
    let mails = rows.into_iter().map(|row| Mail {
        id: ID(row.id.to_string()),
        state: match (row.sent_at, row.dead_at) {
            (Some(_), _) => MailState::Sent,
            (None, Some(_)) => MailState::Dead,
            (None, None) => MailState::Waiting,
        },
        template: row.template,
        address: row.address,
        attempts: row.attempts,
        created_at: DateTime(row.created_at),
        sent_at: row.sent_at.map(DateTime),
        last_error: row.last_error,
    });
    Ok(MailConnection::new(page.cut(mails.collect(), |it: &Mail| vec![it.id.to_string()]), total))
}

connection!(MailConnection, MailEdge, Mail, "mail (berichten)");
