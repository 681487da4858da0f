//! Keeping and finding: the only room with SQL.
//!
//! Knows `domain`, `policy` (visibility, permits) and the rows of `entities`; never imports commands, GraphQL,
//! HTTP or notifications. Start reading at `unit`, the one way in which anything is changed.

pub mod connect;
mod convert;
pub mod error;
pub mod hold;
mod metered;
pub mod unit;

pub mod attachment;
pub mod coherence;
pub mod contract;
pub mod cycle;
pub mod event;
pub mod framework;
pub mod governance;
pub mod indicator;
pub mod invitation;
pub mod known_origin;
pub mod link;
pub mod once;
pub mod outbox;
pub mod party;
pub mod person;
pub mod reorganisation;
pub mod report;
pub mod reset;
pub mod review;
pub mod security;
pub mod seen;
pub mod session;
pub mod subject;
pub mod sweep;
pub mod target;
pub mod throttle;
mod visible;

pub use error::{Error, Result};
pub use metered::{Connection, Transaction};
/// What can be read from: the pool, or the transaction of an act.
pub use sea_orm::ConnectionTrait as Readable;
pub use unit::{Recorded, Unit};
