//! The room as a whole, over a tiny schema.

mod bench;
mod cabinet;
mod files;
mod hostile;
mod requests;
mod server;
mod service;
mod socket;
