//! Keeping and finding: the only room with SQL.
//!
//! Knows `domain`, `policy` (visibility, permits) and the rows of `entities`; never imports commands, GraphQL,
//! HTTP or notifications. Start reading at `unit`, the one way in which anything is changed.

pub mod connect;
mod convert;
pub mod error;
pub mod unit;

pub mod contract;
pub mod cycle;
pub mod event;
pub mod framework;
pub mod indicator;
pub mod outbox;
pub mod party;
pub mod person;
pub mod report;
pub mod review;
pub mod session;
pub mod target;
mod visible;

pub use error::{Error, Result};
pub use sea_orm::{DatabaseConnection as Connection, DatabaseTransaction as Transaction};
pub use unit::{Recorded, Unit};
