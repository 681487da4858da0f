//! Mail: from a recorded notice to a message at the reader's door.
//!
//! Knows the notices of the domain, the outbox of the storage, the texts and the clock; never imports GraphQL,
//! HTTP, SQL or rows, and only `mailer` speaks to mail servers. Start reading at `dispatch`.

mod calendar;
pub mod dispatch;
pub mod mailer;
pub mod render;

#[cfg(test)]
mod samples;

pub use dispatch::{DeliveryCount, Dispatcher, Pace};
pub use mailer::{FileMailer, Mailer, MemoryMailer, SendError, Sender, SmtpMailer, SmtpSettings, SmtpTls};
pub use render::{RenderError, RenderedMail, Renderer};
