//! What the tests stand on: the service in this process with its own database, mailbox and clock, and people
//! who call it as the outside world does.
//!
//! Knows the public face of `api` (`app`, `config`, `clock`, `cli`), never its rules, commands or storage; the
//! only part of the tests that touches SQL is `database`. Start reading at `TestApp`.

pub mod actors;
pub mod app;
pub mod browser;
pub mod bucket;
pub mod client;
pub mod database;
pub mod mail;
pub mod smtp;
pub mod stage;
pub mod walk;

pub use actors::Actor;
pub use app::TestApp;
pub use client::{Answer, Client};
pub use database::{Intruder, Snapshot, TestDatabase};
pub use mail::ReceivedMail;
pub use smtp::{Behaviour, SmtpSink};
pub use stage::{Milestone, Stage};
