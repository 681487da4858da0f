//! Mail, from the act to the mailbox.

mod kill;
mod process;
mod standing;
