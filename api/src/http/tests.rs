//! The room as a whole, over a tiny schema.

mod bench;
mod hostile;
mod requests;
mod server;
mod service;
mod socket;
