//! The acts, each a short story: load, ask for a permit, apply the rule, save, commit.
//!
//! Knows `domain`, `policy`, `storage`, `auth` and `clock`; never imports GraphQL, actix, lettre, sea-orm or
//! entities. Start reading at `contract`, whose acts are the simplest.

pub mod account;
mod act;
mod asking;
pub mod attachment;
pub mod coherence;
pub mod contract;
pub mod cycle;
mod door;
mod error;
pub mod event;
pub mod framework;
pub mod governance;
mod holding;
pub mod indicator;
pub mod invitation;
pub mod limit;
pub mod mail;
pub mod party;
pub mod person;
pub mod reorganisation;
pub mod report;
pub mod review;
pub mod target;

pub use crate::auth::withdrawal::Withdrawn;
pub use act::{Act, Anybody, BUSY_SECONDS, CommandError, Done, Services, Wake, join as act_measures};
