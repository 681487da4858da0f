//! Mail, from the act to the mailbox.

mod kill;
mod process;
pub mod process;
mod standing;
