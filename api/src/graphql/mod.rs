//! The schema: what may be asked and how it is answered.
//!
//! Knows `commands`, the reads of `storage`, `policy` and the types of `domain`; never imports sea-orm, entities,
//! lettre or `config`. Start reading at `schema`, then `types::contract` and `mutation::contract`.

#![expect(clippy::unused_async, reason = "the schema library asks every resolver to be async")]

pub mod api;
pub mod context;
mod cost;
mod enums;
mod errors;
mod figures;
pub mod ids;
mod loaders;
mod mutation;
pub mod once;
mod permission;
mod query;
pub mod renewal;
mod scalars;
pub mod schema;
pub mod security;
mod seen;
mod subscription;
mod types;
