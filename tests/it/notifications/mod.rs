//! Mail, from the act to the mailbox.

mod kill;
pub mod process;
mod standing;
