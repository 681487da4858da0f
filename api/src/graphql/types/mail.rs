//! What became of the mail, for administrators: who, what and when, never what it said.

use async_graphql::{Context, Enum, ID, SimpleObject};

use super::connection::{Page, connection, uuid_part};
use crate::{
    domain::notice::standing::Skip,
    graphql::{context::RequestContext, errors::read_failed, scalars::DateTime},
    storage::{self, outbox::MailRecord},
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
    /// Not sent after all: its reader was not to be told any more (vervallen).
    Skipped,
}

/// Why a mail was not sent after all (reden van vervallen).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "Skip")]
pub enum MailSkip {
    /// The reader may not sign in any more.
    PersonLeft,
    /// The reader has no password yet; until then only the invitation is sent.
    NotJoined,
    /// The reader no longer holds a role by which they were told.
    RoleEnded,
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
    /// Why it was not sent after all (reden van vervallen).
    pub skipped_because: Option<MailSkip>,
}

impl From<MailRecord> for Mail {
    fn from(row: MailRecord) -> Self {
        Self {
            id: ID(row.id.to_string()),
            state: match (row.sent_at, row.dead_at, row.skipped) {
                (Some(_), ..) => MailState::Sent,
                (None, Some(_), _) => MailState::Dead,
                (None, None, Some(_)) => MailState::Skipped,
                (None, None, None) => MailState::Waiting,
            },
            template: row.template,
            address: row.address,
            attempts: row.attempts,
            created_at: DateTime(row.created_at),
            sent_at: row.sent_at.map(DateTime),
            last_error: row.last_error,
            skipped_because: row.skipped.map(MailSkip::from),
        }
    }
}

/// A page of the mail, newest first.
pub async fn mail(ctx: &Context<'_>, page: Page) -> async_graphql::Result<MailConnection> {
    let before = page.after.as_ref().map(|place| uuid_part(place.first())).transpose()?;
    let database = &RequestContext::of(ctx).services.database;
    let (rows, total) =
        storage::outbox::page(database, before, page.limit()).await.map_err(|error| read_failed(ctx, &error))?;
    let mails = rows.into_iter().map(Mail::from);
    Ok(MailConnection::new(page.cut(mails.collect(), |it: &Mail| vec![it.id.to_string()]), total))
}

connection!(MailConnection, MailEdge, Mail, "mail (berichten)");
